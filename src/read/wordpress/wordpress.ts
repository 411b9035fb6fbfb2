/** WordPress REST: the list of posts at `/wp-json/wp/v2/posts`, with or without `_embed`. */
import { withoutGiven } from '../../clean/markup/given.ts'
import type { Person, Picture, Reply } from '../../model/content.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import { toPlainSlug } from '../../model/nicename.ts'
import type { OldName } from '../../model/old-name.ts'
import {
  addAttachment,
  addCategory,
  addPerson,
  addPicture,
  type Fields,
  type ItemBuilder,
  isEmptyItem,
  newFeed,
  newItem,
  put,
  readField,
  readLanguage,
  readList,
  readNumber,
  readString,
  toFields,
  toParsedItem,
  toReadableEntries,
} from '../builder.ts'
import { createDates, type Dates, toDate } from '../date/date.ts'
import { decodeText } from '../xml/entity.ts'
import { toFileAddresses, toOldAddresses } from './addresses.ts'
import { isEnclosureKey, type Meta, readEnclosures } from './enclosures.ts'
import { toPlainCaption } from './files.ts'
import { toLeftOut, toWithheld, toWithheldWarnings } from './left-out.ts'
import { readEmbeddedNames } from './rest-names.ts'
import { isSubject } from './terms.ts'
import { isWaiting, toWaitingItem } from './waiting.ts'

/** Whether a JSON value is a list of posts, or one post. */
export function isWordPress(value: unknown): value is readonly unknown[] | Fields {
  const first = Array.isArray(value) ? toFields(value[0]) : toFields(value)
  return first !== undefined && toFields(first.title)?.rendered !== undefined && typeof first.link === 'string'
}

/** Reads posts; private and passworded ones are left out, and drafts unless they are asked for. */
export function parseWordPress(
  value: readonly unknown[] | Fields,
  origin: DocumentOrigin = {},
  drafts = false,
): ParsedFeed {
  const feed = newFeed('wordpress')
  const known = { site: toSiteOfApi(origin.url), dates: createDates(origin) }
  const withheld: string[] = []
  const names: OldName[] = []
  for (const one of toReadableEntries(feed, Array.isArray(value) ? value : [value])) {
    const post = toFields(one)
    if (post && drafts && isWaiting(toStatus(post), isLocked(post))) {
      feed.items.push(readWaiting(post, known))
      continue
    }
    const item = post && isPublic(post) ? readPost(post, known) : undefined
    if (item && !isEmptyItem(item)) feed.items.push(item)
    if (item && post) names.push(...readEmbeddedNames(post))
    const word = post && toWithheld(toStatus(post), isLocked(post))
    if (word !== undefined) withheld.push(word)
  }
  feed.warnings.push(...toWithheldWarnings(withheld))
  return { ...feed, names, leftOut: toLeftOut(withheld) }
}

/** The date of a draft can't be told from one that was chosen. */
function readWaiting(post: Fields, site: Site): ParsedItem {
  const [item, status] = [readPost(post, site), toStatus(post)]
  return toWaitingItem(item, status, status === 'future' ? item.published : undefined)
}

type Site = { readonly site: string | undefined; readonly dates: Dates }

function isPublic(post: Fields): boolean {
  return toStatus(post) === 'publish' && !isLocked(post)
}

function toStatus(post: Fields): string {
  return readString(post, 'status') ?? 'publish'
}

function isLocked(post: Fields): boolean {
  return toFields(readField(post, 'content'))?.protected === true
}

function readPost(post: Fields, { site, dates }: Site): ParsedItem {
  const item = newItem()
  put(item, 'guid', readRendered(post, 'guid') ?? readString(post, 'id'))
  put(item, 'url', readString(post, 'link'))
  const slug = readString(post, 'slug')
  put(item, 'slug', slug && toPlainSlug(slug))
  put(item, 'title', toHtml(readRendered(post, 'title')))
  put(item, 'content', toHtml(withoutGiven(readString(toFields(post.content) ?? {}, 'rendered') ?? '')))
  put(item, 'summary', toHtml(readField(toFields(post.excerpt) ?? {}, 'rendered')))
  if (!item.content && item.summary) item.content = item.summary
  put(item, 'published', readTime(post, 'date', dates))
  put(item, 'modified', readTime(post, 'modified', dates))
  put(item, 'language', readLanguage(readString(post, 'lang')))
  readEmbedded(item, toFields(readField(post, '_embedded')) ?? {}, post)
  readPlugins(item, post)
  for (const recording of readEnclosures(toMeta(post))) addAttachment(item.attachments, recording)
  item.alsoAt.push(...toAddresses(post, site ?? toOrigin(item.url)))
  return toParsedItem(item)
}

/** What is UTC says so by its name alone; the other is as the site's clocks have it. */
function readTime(post: Fields, name: 'date' | 'modified', dates: Dates): number | undefined {
  return toDate(readString(post, `${name}_gmt`)) ?? dates.toDate(readString(post, name))
}

/** The site behind an address of its API, with the folder it lies in. */
export function toSiteOfApi(api: string | undefined): string | undefined {
  return /^(https?:\/\/[^?#]{1,1000}?)\/(?:wp-json\/|index\.php\?rest_route=|\?rest_route=)/i.exec(api ?? '')?.[1]
}

export function toOrigin(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.origin
}

function toAddresses(post: Fields, site: string | undefined): string[] {
  const [id, slug] = [readString(post, 'id'), readString(post, 'slug')]
  if (id === undefined) return []
  const own = toOldAddresses({
    type: readString(post, 'type') ?? 'post',
    id,
    site,
    slugs: slug === undefined ? [] : [slug],
    dates: [readString(post, 'date')],
  })
  return [
    ...own,
    ...readFilePages(readList(toFields(readField(post, '_embedded')) ?? {}, 'wp:featuredmedia'), id, site),
  ]
}

/** The pages of the files of a post, as `/wp/v2/media` lists them; of no other post's. */
export function readFilePages(media: readonly unknown[], post: string, site: string | undefined): string[] {
  return media.flatMap((one) => {
    const file = toFields(one) ?? {}
    const [id, link, parent] = [readString(file, 'id'), readString(file, 'link'), readString(file, 'post')]
    if (id === undefined || !/^\d{1,15}$/.test(id) || (parent !== undefined && parent !== '0' && parent !== post))
      return []
    return toFileAddresses({ id: Number(id), ...(link ? { link } : {}) }, site, () => true)
  })
}

/** Rendered fields are HTML, short ones with references. */
function readRendered(post: Fields, name: string): string | undefined {
  const rendered = readString(toFields(readField(post, name)) ?? {}, 'rendered')
  return name === 'guid' && rendered ? decodeText(rendered) : rendered
}

function toHtml(value: unknown): ItemBuilder['title'] {
  const html = typeof value === 'string' ? value.trim() : ''
  return html ? { value: html, type: 'html' } : undefined
}

function readEmbedded(item: ItemBuilder, embedded: Fields, post: Fields): void {
  for (const author of toAuthors(embedded, post)) addPerson(item.authors, author)
  for (const media of readList(embedded, 'wp:featuredmedia')) {
    const picture = toPicture(toFields(media) ?? {})
    if (picture) addPicture(item.pictures, picture)
  }
  for (const terms of readList(embedded, 'wp:term')) {
    for (const term of Array.isArray(terms) ? terms : []) readTerm(item, toFields(term) ?? {})
  }
  const replies = readRestReplies(readList(embedded, 'replies').flat(), toOffset(post))
  if (replies.length === 0) return
  item.replies = replies
  item.commentCount = replies.length
}

/** How far the site's clock is ahead of UTC: comments that come with a post are dated by that clock. */
function toOffset(post: Fields): number {
  const [local, utc] = [toDate(readString(post, 'date')), toDate(readString(post, 'date_gmt'))]
  return local === undefined || utc === undefined ? 0 : local - utc
}

function readTerm(item: ItemBuilder, term: Fields): void {
  const taxonomy = readString(term, 'taxonomy')
  if (taxonomy !== undefined && isSubject(taxonomy)) {
    addCategory(item.categories, decodeText(readString(term, 'name') ?? ''))
  }
}

/** Where plug-ins for several authors list them; a post's own author is the first then, or whoever saved it. */
const SEVERAL = ['coauthors', 'authors'] as const
/** Taxonomies whose terms are people (Co-Authors Plus, PublishPress Authors). */
const PEOPLE: ReadonlySet<string> = new Set(['author', 'ppma_author'])

function toAuthors(embedded: Fields, post: Fields): Person[] {
  const own = readList(embedded, 'author').map(toFields)
  const terms = readList(embedded, 'wp:term').flat().map(toFields)
  const people = terms.filter((term) => term && PEOPLE.has(readString(term, 'taxonomy') ?? ''))
  // A term is called as somebody signs in, its user as readers know them.
  const named = people.map((term) => own.find((one) => isSamePerson(one, term)) ?? term)
  const lists = [...SEVERAL.map((name) => readList(post, name).map(toFields)), named, own]
  const found = lists.map((list) => list.flatMap((one) => toPerson(one) ?? []))
  return found.find((list) => list.length > 0) ?? []
}

function isSamePerson(user: Fields | undefined, term: Fields | undefined): boolean {
  const [slug, of] = [user, term].map((one) => one && readString(one, 'slug')?.replace(/^cap-/, ''))
  return slug !== undefined && slug === of
}

function toPerson(author: Fields | undefined): Person | undefined {
  const name = author && (readString(author, 'display_name') ?? readString(author, 'name'))
  if (!author || !name || name.includes('@')) return undefined
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
  const caption = toPlainCaption(readRendered(media, 'caption')) ?? readString(media, 'alt_text')
  return {
    url,
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(caption ? { caption } : {}),
  }
}

/** Custom fields, where the site shows them. */
function toMeta(post: Fields): Meta {
  const meta = toFields(readField(post, 'meta')) ?? {}
  const keys = Object.keys(meta).filter(isEnclosureKey)
  return new Map(keys.map((key) => [key, readList(meta, key).flatMap((one) => readString({ one }, 'one') ?? [])]))
}

/** What common plugins add where nothing is embedded: Jetpack's picture, Yoast's author and picture. */
function readPlugins(item: ItemBuilder, post: Fields): void {
  const yoast = toFields(readField(post, 'yoast_head_json')) ?? {}
  const author = readString(yoast, 'author')
  if (item.authors.length === 0 && author) addPerson(item.authors, { name: decodeText(author) })
  if (item.pictures.length > 0) return
  const image = toFields(readList(yoast, 'og_image')[0])
  const url = readString(post, 'jetpack_featured_media_url') ?? (image && readString(image, 'url'))
  if (url) addPicture(item.pictures, { url })
}

// Readers' comments of WordPress REST: embedded in their post, or a list of `/wp-json/wp/v2/comments`.

/** Reads comments; the API shows approved ones alone. `offset`: milliseconds that the site's clock is ahead of UTC. */
export function readRestReplies(list: readonly unknown[], offset: number): Reply[] {
  const comments = list.map(toFields).filter((one) => one !== undefined)
  const shown = comments.filter((one) => readString(one, 'id') !== undefined && isComment(one))
  const ids = new Set(shown.map((one) => readString(one, 'id')))
  return shown.map((one) => toReply(one, ids, offset))
}

function isComment(comment: Fields): boolean {
  const approved = (readString(comment, 'status') ?? 'approved') === 'approved'
  return approved && (readString(comment, 'type') ?? 'comment') === 'comment'
}

function toReply(comment: Fields, ids: ReadonlySet<string | undefined>, offset: number): Reply {
  const parent = readString(comment, 'parent')
  const url = readString(comment, 'author_url')
  const local = toDate(readString(comment, 'date'))
  const published = toDate(readString(comment, 'date_gmt')) ?? (local === undefined ? undefined : local - offset)
  const content = toFields(readField(comment, 'content'))
  return {
    id: readString(comment, 'id') ?? '',
    ...(parent !== undefined && ids.has(parent) ? { parent } : {}),
    author: decodeText(readString(comment, 'author_name') ?? ''),
    ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    ...(published === undefined ? {} : { published }),
    content: { value: (content && readString(content, 'rendered')) ?? '', type: 'html' },
  }
}
