/** WordPress REST: the list of posts at `/wp-json/wp/v2/posts`, with or without `_embed`. */
import type { ParsedFeed, ParsedItem, Person, Picture } from '../model.ts'
import { toDate } from './date.ts'
import { addCategory, addPerson, addPicture, type ItemDraft, newFeed, newItem, put, toItem } from './draft.ts'
import { decodeText } from './entity.ts'
import { type Fields, readField, readList, readNumber, readString, toFields } from './field.ts'
import { toLanguage } from './language.ts'

/** Whether a JSON value is a list of posts, or one post. */
export function isWordPress(value: unknown): value is readonly unknown[] | Fields {
  const first = Array.isArray(value) ? toFields(value[0]) : toFields(value)
  return first !== undefined && toFields(first.title)?.rendered !== undefined && typeof first.link === 'string'
}

/** Reads posts; drafts, private and passworded ones are left out. */
export function parseWordPress(value: readonly unknown[] | Fields): ParsedFeed {
  const feed = newFeed('wordpress')
  for (const one of Array.isArray(value) ? value : [value]) {
    const post = toFields(one)
    if (post && isPublic(post)) feed.items.push(readPost(post))
  }
  return feed
}

function isPublic(post: Fields): boolean {
  const content = toFields(readField(post, 'content'))
  return (readString(post, 'status') ?? 'publish') === 'publish' && content?.protected !== true
}

function readPost(post: Fields): ParsedItem {
  const item = newItem()
  put(item, 'guid', readRendered(post, 'guid') ?? readString(post, 'id'))
  put(item, 'url', readString(post, 'link'))
  put(item, 'slug', readString(post, 'slug'))
  put(item, 'title', toHtml(readRendered(post, 'title')))
  put(item, 'content', toHtml(readField(toFields(post.content) ?? {}, 'rendered')))
  put(item, 'summary', toHtml(readField(toFields(post.excerpt) ?? {}, 'rendered')))
  if (!item.content && item.summary) item.content = item.summary
  put(item, 'published', toDate(readString(post, 'date_gmt') ?? readString(post, 'date')))
  put(item, 'modified', toDate(readString(post, 'modified_gmt') ?? readString(post, 'modified')))
  put(item, 'language', toLanguage(readString(post, 'lang')))
  readEmbedded(item, toFields(readField(post, '_embedded')) ?? {})
  readPlugins(item, post)
  return toItem(item)
}

/** Rendered fields are HTML, short ones with references. */
function readRendered(post: Fields, name: string): string | undefined {
  const rendered = readString(toFields(readField(post, name)) ?? {}, 'rendered')
  return name === 'guid' && rendered ? decodeText(rendered) : rendered
}

function toHtml(value: unknown): ItemDraft['title'] {
  const html = typeof value === 'string' ? value.trim() : ''
  return html ? { value: html, type: 'html' } : undefined
}

function readEmbedded(item: ItemDraft, embedded: Fields): void {
  for (const author of readList(embedded, 'author')) addPerson(item.authors, toPerson(toFields(author)))
  for (const media of readList(embedded, 'wp:featuredmedia')) {
    const picture = toPicture(toFields(media) ?? {})
    if (picture) addPicture(item.pictures, picture)
  }
  for (const terms of readList(embedded, 'wp:term')) {
    for (const term of Array.isArray(terms) ? terms : []) readTerm(item, toFields(term) ?? {})
  }
  const replies = readList(embedded, 'replies').flat()
  if (replies.length > 0) item.commentCount = replies.length
}

function readTerm(item: ItemDraft, term: Fields): void {
  const taxonomy = readString(term, 'taxonomy')
  if (taxonomy === 'category' || taxonomy === 'post_tag') {
    addCategory(item.categories, decodeText(readString(term, 'name') ?? ''))
  }
}

function toPerson(author: Fields | undefined): Person | undefined {
  const name = author && readString(author, 'name')
  if (!author || !name) return undefined
  const url = readString(author, 'url') ?? readString(author, 'link')
  return { name: decodeText(name), ...(url ? { url } : {}) }
}

function toPicture(media: Fields): Picture | undefined {
  const url = readString(media, 'source_url')
  if (!url) return undefined
  const details = toFields(readField(media, 'media_details')) ?? {}
  const type = readString(media, 'mime_type')
  const width = readNumber(details, 'width')
  const height = readNumber(details, 'height')
  const caption = toPlain(readRendered(media, 'caption')) ?? readString(media, 'alt_text')
  return {
    url,
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(caption ? { caption } : {}),
  }
}

function toPlain(html: string | undefined): string | undefined {
  const text = html?.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ')
  return text ? decodeText(text).trim() || undefined : undefined
}

/** What common plugins add where nothing is embedded: Jetpack's picture, Yoast's author and picture. */
function readPlugins(item: ItemDraft, post: Fields): void {
  const yoast = toFields(readField(post, 'yoast_head_json')) ?? {}
  const author = readString(yoast, 'author')
  if (item.authors.length === 0 && author) addPerson(item.authors, { name: decodeText(author) })
  if (item.pictures.length > 0) return
  const image = toFields(readList(yoast, 'og_image')[0])
  const url = readString(post, 'jetpack_featured_media_url') ?? (image && readString(image, 'url'))
  if (url) addPicture(item.pictures, { url })
}
