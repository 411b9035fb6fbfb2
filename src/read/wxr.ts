/**
 * WXR, WordPress's export: an RSS document whose items are posts, pages, pictures, drafts and more.
 * Only what was public is read: no drafts, no private or passworded posts, no e-mail addresses.
 */
import type { Category, ParsedItem } from '../model.ts'
import { toDate } from './date.ts'
import { addCategory, addPicture } from './draft.ts'
import type { Element } from './element.ts'
import { toPostHtml } from './shortcode.ts'

/** What the rest of the export says of its posts: names of authors by login, addresses of pictures by number. */
export type Export = {
  readonly authors: Map<string, string>
  readonly pictures: Map<string, string>
  /** Posts whose picture is known by number only, with their place among the items. */
  readonly waiting: { readonly item: number; readonly picture: string }[]
}

export function newExport(): Export {
  return { authors: new Map(), pictures: new Map(), waiting: [] }
}

/** Whether an RSS document is an export: it declares WordPress's export namespace. */
export function isExport(root: Element): boolean {
  return [...root.attributes.values()].some((address) => /wordpress\.org\/export\//i.test(address))
}

/** Takes `wp:author`: posts name their author by login only. */
export function readAuthor(known: Export, element: Element): void {
  const login = find(element, 'wp:author_login')
  const name = find(element, 'wp:author_display_name')
  if (login && name) known.authors.set(login, name)
}

/**
 * What kind of item this is: a `story`, or none (pictures are remembered for the stories that show them).
 */
export function isStory(known: Export, element: Element): boolean {
  const type = find(element, 'wp:post_type') ?? 'post'
  if (type === 'attachment') {
    const url = find(element, 'wp:attachment_url')
    const id = find(element, 'wp:post_id')
    if (url && id) known.pictures.set(id, url)
  }
  const status = find(element, 'wp:status') ?? 'publish'
  return (type === 'post' || type === 'page') && status === 'publish' && !find(element, 'wp:post_password')
}

/** The post with what only an export says of it; `at` is its place among the feed's items. */
export function toPost(known: Export, item: ParsedItem, element: Element, at: number): ParsedItem {
  const picture = findPicture(element)
  if (picture) known.waiting.push({ item: at, picture })
  const slug = find(element, 'wp:post_name')
  const published = toDate(find(element, 'wp:post_date_gmt')) ?? item.published
  const modified = toDate(find(element, 'wp:post_modified_gmt')) ?? item.modified
  const comments = element.children.filter(isComment).length
  return {
    ...item,
    authors: item.authors.map(({ name }) => ({ name: known.authors.get(name) ?? name })),
    categories: toTerms(item.categories),
    ...(item.content ? { content: { ...item.content, value: toPostHtml(item.content.value) } } : {}),
    ...(slug ? { slug: toSlug(slug) } : {}),
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    ...(comments > 0 ? { commentCount: comments } : {}),
  }
}

/** Slugs outside ASCII are stored percent-encoded. */
function toSlug(stored: string): string {
  try {
    return decodeURIComponent(stored)
  } catch (error) {
    if (error instanceof URIError) return stored
    throw error
  }
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

/** A reader's comment that was approved; pingbacks are none. */
function isComment(element: Element): boolean {
  if (element.name !== 'wp:comment' || find(element, 'wp:comment_approved') !== '1') return false
  const type = find(element, 'wp:comment_type') ?? 'comment'
  return type === 'comment'
}

function findPicture(element: Element): string | undefined {
  const meta = element.children.find(
    (one) => one.name === 'wp:postmeta' && find(one, 'wp:meta_key') === '_thumbnail_id',
  )
  return meta && find(meta, 'wp:meta_value')
}

/** Pictures stand anywhere in the export, so posts get theirs when all of it is read. */
export function settlePictures(known: Export, items: ParsedItem[]): void {
  for (const { item, picture } of known.waiting) {
    const url = known.pictures.get(picture)
    const post = items[item]
    if (!url || !post) continue
    const pictures = [...post.pictures]
    addPicture(pictures, { url })
    items[item] = { ...post, pictures }
  }
}

function find(element: Element, name: string): string | undefined {
  return element.children.find((one) => one.name === name)?.text.trim() || undefined
}
