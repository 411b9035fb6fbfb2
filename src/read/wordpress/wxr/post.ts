/** One item of an export: a post with what only an export says of it, or a picture that posts show. */
import type { Category, Person, Picture, Reply } from '../../../model/content.ts'
import type { ParsedItem } from '../../../model/model.ts'
import { addCategory, addPerson, addPicture } from '../../builder.ts'
import { toDate } from '../../date/date.ts'
import { readFeedItem } from '../../feed/item.ts'
import { decodeText } from '../../xml/entity.ts'
import type { XmlElement } from '../../xml/namespace.ts'
import { toOldAddresses, toPlainCaption, toPlainSlug, toWithheld, toWordPressHtml } from '../post.ts'

/** What is remembered of the first pass: as much as there are pictures and posts. */
export type WxrMemory = {
  readonly rememberPicture: (id: number, picture: Picture) => void
  readonly findPicture: (id: number) => Picture | undefined
  /** Whether a name is this post's: the first post to claim one has it. */
  readonly claim: (name: string, post: string) => boolean
}

/** What is known of the whole export. */
type WxrSite = {
  /** Display names by login. */
  readonly authors: ReadonlyMap<string, string>
  readonly site: string | undefined
  readonly memory: WxrMemory
}

/**
 * A published post; undefined where the item is none. Pages are none either: they say who the publication is,
 * and nothing that is news.
 */
export function readPost(element: XmlElement, known: WxrSite): ParsedItem | undefined {
  const isPost = (readChild(element, 'wp:post_type') ?? 'post') === 'post'
  const isPublished = (readChild(element, 'wp:status') ?? 'publish') === 'publish'
  if (!isPost || !isPublished || readChild(element, 'wp:post_password') !== undefined) return undefined
  return toPost(readFeedItem(element, true), element, known)
}

/** A post that is not public: its headline, and why. */
export function readWithheld(element: XmlElement): { title: string; word: string } | undefined {
  if ((readChild(element, 'wp:post_type') ?? 'post') !== 'post') return undefined
  const isLocked = readChild(element, 'wp:post_password') !== undefined
  const word = toWithheld(readChild(element, 'wp:status') ?? 'publish', isLocked)
  return word === undefined ? undefined : { title: readChild(element, 'title') ?? '', word }
}

function toPost(item: ParsedItem, element: XmlElement, known: WxrSite): ParsedItem {
  const { memory, site } = known
  const meta = toMeta(element)
  const slug = readChild(element, 'wp:post_name')
  const published =
    toDate(readChild(element, 'wp:post_date_gmt')) ?? item.published ?? toDate(readChild(element, 'wp:post_date'))
  const modified = toDate(readChild(element, 'wp:post_modified_gmt')) ?? item.modified
  const { content } = item
  const replies = readReplies(element)
  const alsoAt = [...(item.alsoAt ?? []), ...toAddresses(element, meta, site, memory)]
  return {
    ...item,
    authors: toAuthors(element, known.authors),
    categories: toTerms(item.categories),
    pictures: toPictures(item, meta, memory),
    ...(content ? { content: { ...content, value: toWordPressHtml(content.value, memory.findPicture) } } : {}),
    ...(slug ? { slug: toPlainSlug(slug) } : {}),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined || modified <= (published ?? 0) ? {} : { modified }),
    ...(alsoAt.length > 0 ? { alsoAt: [...new Set(alsoAt)].filter((url) => url !== item.url) } : {}),
    ...(replies.length > 0 ? { replies, commentCount: replies.length } : {}),
  }
}

/** Every address the post ever had; a name it gave up only where no other post has taken it since. */
function toAddresses(element: XmlElement, meta: Meta, site: string | undefined, { claim }: WxrMemory): string[] {
  const id = readChild(element, 'wp:post_id')
  if (id === undefined) return []
  const old = (meta.get('_wp_old_slug') ?? []).filter((name) => claim(name.toLowerCase(), id))
  const slug = readChild(element, 'wp:post_name')
  return toOldAddresses({
    id,
    site,
    slugs: slug === undefined ? old : [slug, ...old],
    dates: [readChild(element, 'wp:post_date'), ...(meta.get('_wp_old_date') ?? [])],
  })
}

/** A picture that was uploaded; undefined where the item is none. */
export function readPicture(element: XmlElement): { id: number; picture: Picture } | undefined {
  const [id, url] = [readChild(element, 'wp:post_id'), readChild(element, 'wp:attachment_url')]
  if (!id || !/^\d{1,15}$/.test(id) || !url || !/\.(?:jpe?g|png|gif|webp|avif|bmp)$/i.test(url)) return undefined
  const caption = toPlainCaption(readChild(element, 'excerpt:encoded'))
  return { id: Number(id), picture: { url, ...(caption ? { caption } : {}) } }
}

function toPictures({ pictures }: ParsedItem, meta: Meta, { findPicture }: WxrMemory): readonly Picture[] {
  const [thumbnail] = meta.get('_thumbnail_id') ?? []
  const lead = thumbnail === undefined ? undefined : findPicture(Number(thumbnail))
  if (!lead) return pictures
  const all = [lead]
  for (const picture of pictures) addPicture(all, picture)
  return all
}

/** Posts name their author by login; with the Co-Authors plug-in several of them, in a taxonomy. */
function toAuthors(element: XmlElement, names: ReadonlyMap<string, string>): Person[] {
  const people: Person[] = []
  for (const { name, attributes, text } of element.children) {
    if (name !== 'category' || attributes.get('domain') !== 'author') continue
    const login = (attributes.get('nicename') ?? '').replace(/^cap-/, '')
    addPerson(people, toPerson(names.get(login) ?? text))
  }
  if (people.length > 0) return people
  const login = readChild(element, 'dc:creator') ?? ''
  addPerson(people, toPerson(names.get(login) ?? login))
  return people
}

/** Many logins are e-mail addresses: then the post has no author rather than somebody's address. */
function toPerson(name: string): Person | undefined {
  const plain = name.trim()
  return plain === '' || plain.includes('@') ? undefined : { name: plain }
}

/** What `wp:author` says people are called; never an e-mail address. */
export function toAuthorName(author: XmlElement): string | undefined {
  const full = [readChild(author, 'wp:author_first_name'), readChild(author, 'wp:author_last_name')]
    .filter(Boolean)
    .join(' ')
  return [readChild(author, 'wp:author_display_name'), full].find((name) => name && !name.includes('@'))
}

/** Categories and tags, without WordPress's word for which of the two they are; other taxonomies are the site's own. */
function toTerms(categories: ParsedItem['categories']): Category[] {
  const terms: Category[] = []
  for (const { name, scheme } of categories) {
    if (scheme === undefined || scheme === 'category' || scheme === 'post_tag' || scheme === 'tag')
      addCategory(terms, name)
  }
  return terms
}

type Meta = ReadonlyMap<string, readonly string[]>

/** The few custom fields that are looked at; many others hold what is nobody's business. */
const META = new Set(['_thumbnail_id', '_wp_old_slug', '_wp_old_date'])

function toMeta(element: XmlElement): Meta {
  const meta = new Map<string, string[]>()
  for (const one of element.children) {
    if (one.name !== 'wp:postmeta') continue
    const [key, value] = [readChild(one, 'wp:meta_key'), readChild(one, 'wp:meta_value')]
    if (key && value && META.has(key)) meta.set(key, [...(meta.get(key) ?? []), value].slice(0, 20))
  }
  return meta
}

// Readers' comments in an export. E-mail and IP addresses are not even looked at.

/** The approved comments under a post, in their order; who answers a comment that is not shown answers the one above. */
function readReplies(post: XmlElement): Reply[] {
  const comments = post.children.filter(({ name }) => name === 'wp:comment')
  const parents = new Map(comments.map((one) => [readChild(one, 'wp:comment_id'), readChild(one, 'wp:comment_parent')]))
  const shown = comments.filter(isShown)
  return toThread(shown, parents)
}

function toThread(shown: readonly XmlElement[], parents: Parents): Reply[] {
  const above = new Map(shown.map((one) => [readChild(one, 'wp:comment_id'), readChild(one, 'wp:comment_id')]))
  return shown.map((one) => toReply(one, findShown(readChild(one, 'wp:comment_parent'), parents, above)))
}

type Parents = ReadonlyMap<string | undefined, string | undefined>

/** Pingbacks and trackbacks are no readers' words. */
function isShown(comment: XmlElement): boolean {
  const type = readChild(comment, 'wp:comment_type') ?? 'comment'
  const isApproved = readChild(comment, 'wp:comment_approved') === '1'
  return isApproved && type === 'comment' && readChild(comment, 'wp:comment_id') !== undefined
}

/** The nearest comment above that is shown; a circle of answers has none. `above` remembers what was found. */
function findShown(
  parent: string | undefined,
  parents: Parents,
  above: Map<string | undefined, string | undefined>,
): string | undefined {
  const passed: string[] = []
  let at = parent
  while (at !== undefined && !above.has(at)) {
    passed.push(at)
    above.set(at, undefined)
    at = parents.get(at)
  }
  const found = at === undefined ? undefined : above.get(at)
  for (const id of passed) above.set(id, found)
  return found
}

function toReply(comment: XmlElement, parent: string | undefined): Reply {
  const url = readChild(comment, 'wp:comment_author_url')
  const published = toDate(readChild(comment, 'wp:comment_date_gmt') ?? readChild(comment, 'wp:comment_date'))
  return {
    id: readChild(comment, 'wp:comment_id') ?? '',
    ...(parent === undefined ? {} : { parent }),
    author: decodeText(readChild(comment, 'wp:comment_author') ?? ''),
    ...(url && /^https?:\/\//i.test(url) ? { url } : {}),
    ...(published === undefined ? {} : { published }),
    content: { value: toWordPressHtml(readChild(comment, 'wp:comment_content') ?? ''), type: 'html' },
  }
}

/** The text of the first child of this name; undefined where there is none or it is blank. */
export function readChild(element: XmlElement, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}
