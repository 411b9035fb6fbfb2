/** One outline of a list of feeds: its names, its address, and what kind of thing it is. */
import type { XmlElement } from '../xml/namespace.ts'

export type OutlineAttributes = XmlElement['attributes']

/** `feed://example.org/` and `feed:https://example.org/`, which made browsers open a reader. */
const FEED_SCHEME = /^feed:(?=https?:)|^feed:(\/\/)/i

export function toOutlineTitle(attributes: OutlineAttributes): string {
  return (attributes.get('title')?.trim() || attributes.get('text') || '').replace(/\s+/g, ' ').trim()
}

/** How people find it in the list. */
export function toLabel(attributes: OutlineAttributes): string {
  return toOutlineTitle(attributes) || toShownAddress(toAddress(attributes) ?? '') || 'An outline without a name'
}

/** An address in a sentence, without a user name and password. */
export function toShownAddress(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/?#@]*@/i, '$1')
}

/** Feeds, whatever they call themselves. */
const FEED_TYPES = ['rss', 'atom', 'rdf', 'rss1', 'rss2', 'feed', 'json', 'jsonfeed', 'text/xml', 'application/rss+xml']

function toType(attributes: OutlineAttributes): string {
  return attributes.get('type')?.trim().toLowerCase() ?? ''
}

/** The feed's address; undefined where it names none. OPML 1.0 lists say `xmlurl`, or `url` beside type="rss". */
export function toAddress(attributes: OutlineAttributes): string | undefined {
  const url = FEED_TYPES.includes(toType(attributes)) ? attributes.get('url') : undefined
  const address = (attributes.get('xmlurl') || url)?.trim()
  return address?.replace(FEED_SCHEME, (_, slashes) => (slashes ? 'http://' : '')) || undefined
}

const NO_FEEDS: Readonly<Record<string, string>> = {
  link: 'is a link and no feed',
  vfolder: 'is a search and no feed',
  search: 'is a search and no feed',
}

/** Why what looks like one to be taken over has no feed; undefined where it is only a folder, or a note. */
export function toMissing(attributes: OutlineAttributes): string | undefined {
  const type = toType(attributes)
  const at = attributes.get('url')?.trim() || attributes.get('htmlurl')?.trim()
  if (type === 'include') return `is another list, ${at ?? 'without an address'}: import that one too`
  if (attributes.get('frss:opmlurl'))
    return `is filled from another list, ${attributes.get('frss:opmlurl')}: import that one too`
  if (NO_FEEDS[type] !== undefined) return NO_FEEDS[type]
  if (!FEED_TYPES.includes(type)) return undefined
  return at === undefined
    ? 'names no address'
    : `names no feed’s address, only its site’s, ${at}: \`ara add\` looks for its feed`
}

/** Folders that hold no feeds but another reader’s settings (Tiny Tiny RSS). */
export function isForeignSettings(attributes: OutlineAttributes): boolean {
  return /^tt-rss-(?:prefs|labels|filters)$/.test(toOutlineTitle(attributes))
}

/** `/Boston/Weather,Daily`: categories, each a path (OPML 2.0, "What is an <outline>?"). */
export function toCategories(attributes: OutlineAttributes): string[] {
  const categories = (attributes.get('category') ?? '').split(',')
  return categories.map((one) => toFolderPath(one.split('/'))).filter((one) => one !== '')
}

export function toFolderPath(names: readonly string[]): string {
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join('/')
    .slice(0, 200)
    .trim()
}
