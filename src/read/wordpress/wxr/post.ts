/** A post of an export, with what only an export says of it. */
import type { Picture } from '../../../model/content.ts'
import type { ParsedItem } from '../../../model/model.ts'
import { toPlainSlug } from '../../../model/nicename.ts'
import type { OldName } from '../../../model/old-name.ts'
import { addAttachment, addPicture } from '../../builder.ts'
import { toDate } from '../../date/date.ts'
import { readFeedItem } from '../../feed/item.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { toFileAddresses, toOldAddresses } from '../addresses.ts'
import { type Meta, readEnclosures } from '../enclosures.ts'
import { type File, toFileKind, toFilePicture } from '../files.ts'
import { toWordPressHtml } from '../post.ts'
import { toWaitingItem } from '../waiting.ts'
import { readChild, readMeta } from './fields.ts'
import type { WxrMemory } from './memory.ts'
import { readPostLanguage, readTerms } from './names.ts'
import { type People, readAuthors } from './people.ts'
import { readReplies } from './replies.ts'

/** What is known of the whole export. */
export type WxrSite = {
  readonly people: People
  readonly site: string | undefined
  readonly memory: WxrMemory
}

/** A post, and what those who wrote it and what it is about are called in addresses. */
export type WxrPost = { readonly item: ParsedItem; readonly names: readonly OldName[] }

/** More pages of files than these a story is not found by: a move carries two hundred names of one. */
const MOST_FILES = 60

export function readPost(element: XmlElement, known: WxrSite): WxrPost {
  const { memory, site } = known
  const item = readFeedItem(element, true)
  const meta = readMeta(element)
  const id = readChild(element, 'wp:post_id')
  const lead = findLead(meta, memory)
  const people = readAuthors(element, known.people)
  const terms = readTerms(element, site)
  const alsoAt = [...(item.alsoAt ?? []), ...toAddresses(element, meta, known), ...toPages(id, lead, known)]
  const read = {
    ...item,
    authors: people.authors,
    categories: terms.terms,
    attachments: toAttachments(item, meta),
    pictures: toPictures(item, lead),
    ...toText(item, Number(id), memory),
    ...toDates(element, item),
    ...toSlug(element),
    ...toLanguage(readPostLanguage(element, meta)),
    ...(alsoAt.length > 0 ? { alsoAt: [...new Set(alsoAt)].filter((url) => url !== item.url) } : {}),
    ...toReplies(element),
  }
  return { item: read, names: [...people.names, ...terms.names] }
}

/** A post that waits. It takes no name from others, whatever it is called. */
export function readWaiting(element: XmlElement, known: WxrSite): ParsedItem {
  const { item } = readPost(element, { ...known, memory: { ...known.memory, claim: () => false } })
  const status = readChild(element, 'wp:status') ?? 'draft'
  const chosen = toDate(readChild(element, 'wp:post_date_gmt'))
  return toWaitingItem(item, status, status === 'future' ? item.published : chosen)
}

function toText({ content }: ParsedItem, id: number, memory: WxrMemory): Pick<ParsedItem, 'content'> {
  if (content === undefined) return {}
  const files = { find: memory.findFile, of: (post = id) => memory.filesOf(post) }
  return { content: { ...content, value: toWordPressHtml(content.value, files) } }
}

function toDates(element: XmlElement, item: ParsedItem): Pick<ParsedItem, 'published' | 'modified'> {
  const published =
    toDate(readChild(element, 'wp:post_date_gmt')) ?? item.published ?? toDate(readChild(element, 'wp:post_date'))
  const modified = toDate(readChild(element, 'wp:post_modified_gmt')) ?? item.modified
  return {
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined || modified <= (published ?? 0) ? {} : { modified }),
  }
}

function toSlug(element: XmlElement): Pick<ParsedItem, 'slug'> {
  const slug = readChild(element, 'wp:post_name')
  return slug === undefined ? {} : { slug: toPlainSlug(slug) }
}

function toLanguage(language: string | undefined): Pick<ParsedItem, 'language'> {
  return language === undefined ? {} : { language }
}

function toReplies(element: XmlElement): Pick<ParsedItem, 'replies' | 'commentCount'> {
  const replies = readReplies(element)
  return replies.length === 0 ? {} : { replies, commentCount: replies.length }
}

/** Every address the post ever had; a name it gave up only where no other post has taken it since. */
function toAddresses(element: XmlElement, meta: Meta, { site, memory }: WxrSite): string[] {
  const id = readChild(element, 'wp:post_id')
  if (id === undefined) return []
  const old = (meta.get('_wp_old_slug') ?? []).filter((name) => memory.claim(name.toLowerCase(), id))
  const slug = readChild(element, 'wp:post_name')
  return toOldAddresses({
    type: readChild(element, 'wp:post_type') ?? 'post',
    id,
    site,
    slugs: slug === undefined ? old : [slug, ...old],
    dates: [readChild(element, 'wp:post_date'), ...(meta.get('_wp_old_date') ?? [])],
  })
}

/** The pages of its files: what they showed is shown here by the story. */
function toPages(id: string | undefined, lead: File | undefined, { site, memory }: WxrSite): string[] {
  if (id === undefined) return []
  const stray = lead !== undefined && lead.parent === 0 && memory.claim(`#${lead.id}`, id) ? [lead] : []
  const files = [...stray, ...memory.filesOf(Number(id))].slice(0, MOST_FILES)
  return files.flatMap((file) => toFileAddresses(file, site, (name) => memory.claim(name, `#${file.id}`)))
}

function findLead(meta: Meta, { findFile }: WxrMemory): File | undefined {
  const [thumbnail] = meta.get('_thumbnail_id') ?? []
  const file = thumbnail === undefined ? undefined : findFile(Number(thumbnail))
  return file !== undefined && toFileKind(file.url) === 'image' ? file : undefined
}

function toPictures({ pictures }: ParsedItem, lead: File | undefined): readonly Picture[] {
  if (lead === undefined) return pictures
  const all = [toFilePicture(lead)]
  for (const picture of pictures) addPicture(all, picture)
  return all
}

function toAttachments({ attachments }: ParsedItem, meta: Meta): ParsedItem['attachments'] {
  const named = readEnclosures(meta)
  const all = attachments.map((one) => ({ ...named.find(({ url }) => url === one.url), ...one }))
  for (const one of named) if (!all.some(({ url }) => url === one.url)) addAttachment(all, one)
  return all
}
