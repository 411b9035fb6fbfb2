import type { Channel, IdentifyBy, Identity, ParsedFeed, ParsedItem, Received } from '../model.ts'
import { toHash } from './fingerprint.ts'
import { isOwn, toCanonical } from './url.ts'

/**
 * What tells no items of a document apart: canonical addresses that belong to all of it or to several of its items, and
 * a fragment (`#rss`) that every item's address ends with.
 */
export type SharedForms = { readonly addresses: ReadonlySet<string>; readonly fragment?: string }

/** What is known of an item when its identities are made. */
export type Known = {
  readonly item: ParsedItem
  readonly base: string | undefined
  readonly hosts: readonly string[]
  /** Where guids count: the source's id, else the channel's. */
  readonly scope: string
  readonly channel: string
  readonly identifyBy: IdentifyBy
  readonly file: string | undefined
  /** Canonical addresses of it that identify no item. */
  readonly shared: ReadonlySet<string>
  /** What its addresses end with and is no part of them. */
  readonly fragment: string | undefined
  /** Short links of the story's own page. */
  readonly shortLinks: readonly string[]
  readonly title: string
  /** The first paragraph, and all of the text. */
  readonly lede: string
  readonly text: string
}

/** A first paragraph of fewer letters tells no two stories apart. */
const LETTERS = 40
/** `/2015/06/iran-will-save-assad`, and with a day. */
const DATED = /^\/\d{4}\/\d{2}\/(?:\d{2}\/)?([^/]+)\/?$/

/**
 * One form under which an item is known. `scope` is the source of a guid and the channel of a file;
 * addresses and texts are the same everywhere. The hash is SHA-256 over kind, scope and value.
 */
export function toIdentity(kind: Identity['kind'], value: string, scope = ''): Identity {
  return { kind, value, hash: toHash(`${kind}\n${scope}\n${value}`) }
}

/**
 * Every form of an item, strongest first: guid, addresses, text, file name. The text stands before
 * the file, so that a story has the same key whether it came as a file or was posted. Never empty.
 */
export function toIdentities(known: Known): Identity[] {
  const addresses = toAddresses(known)
  const guid = toGuidIdentity(known, addresses[0])
  const text = toTextIdentity(known)
  const named = [
    ...(guid ? [guid] : []),
    ...addresses.map((address) => toIdentity('address', address)),
    ...(text ? [text] : []),
    ...(known.file === undefined ? [] : [toIdentity('file', known.file, known.channel)]),
  ]
  const all = named.length > 0 ? named : [toLastIdentity(known)]
  return [...new Map(all.map((identity) => [identity.hash, identity])).values()]
}

/** The hash of one form under which an item as received is known, if it was stored before; found without cleaning it. */
export function toKnownHash({ item, context }: Received, { id, hosts }: Channel): string | undefined {
  if (item.moved?.key !== undefined) return item.moved.key
  if (item.guid !== undefined) return toIdentity('guid', item.guid, id).hash
  const address = toAddress(item.url, item.base ?? context.base, hosts, context.fragment)
  if (address !== undefined && !isHome(address)) return toIdentity('address', address).hash
  return context.file === undefined ? undefined : toIdentity('file', context.file, id).hash
}

/** Which received facts identify the items of a source, by a whole document of it; `before` is what was decided earlier. */
export function toIdentifyBy(feed: ParsedFeed, before: IdentifyBy | undefined): IdentifyBy {
  const first = new Map<string, string>()
  const isRepeated = feed.items.some(({ guid, url }) => {
    if (!guid || !url) return false
    const other = first.get(guid)
    if (other === undefined) first.set(guid, url)
    return other !== undefined && toComparable(other) !== toComparable(url)
  })
  if (isRepeated && before !== 'address') return 'guid+address'
  return before ?? 'guid'
}

function toComparable(url: string): string {
  return toCanonical(url, []) ?? url.trim()
}

/** What identifies no item: the document's own addresses, those that items of different guids share, a common fragment. */
export function toSharedForms(feed: ParsedFeed, base: string | undefined, hosts: readonly string[]): SharedForms {
  const owners = new Map<string, string>()
  const shared = new Set<string>()
  const fragment = toCommonFragment(feed, base)
  for (const url of [feed.homeUrl, feed.selfUrl]) {
    const address = toAddress(url, base, hosts)
    if (address) shared.add(address)
  }
  for (const item of feed.items) {
    const address = toAddress(item.url, item.base ?? base, hosts, fragment)
    if (!address) continue
    const owner = item.guid ?? item.title?.value ?? ''
    if (owners.has(address) && owners.get(address) !== owner) shared.add(address)
    owners.set(address, owner)
  }
  return { addresses: shared, ...(fragment === undefined ? {} : { fragment }) }
}

/** Of items on several pages that all have the same one: it came with the feed, not with a story (`page#entry`). */
function toCommonFragment({ items }: ParsedFeed, base: string | undefined): string | undefined {
  if (items.some(({ url }) => url !== undefined && !url.includes('#'))) return undefined
  const pages = new Set<string>()
  const fragments = new Set<string>()
  for (const { url, base: own } of items) {
    const [page = '', fragment = ''] = toAddress(url, own ?? base, [])?.split('#', 2) ?? []
    if (page !== '') pages.add(page)
    if (page !== '') fragments.add(fragment)
    if (fragments.size > 1) return undefined
  }
  const [fragment = ''] = fragments
  return pages.size > 1 && fragment !== '' ? `#${fragment}` : undefined
}

/** Those of an item's addresses that a document's items share. */
export function toSharedOf(
  item: ParsedItem,
  base: string | undefined,
  hosts: readonly string[],
  { addresses: shared, fragment }: SharedForms,
): string[] {
  if (shared.size === 0) return []
  const addresses = [item.url, ...(item.alsoAt ?? [])].map((url) => toAddress(url, item.base ?? base, hosts, fragment))
  return [...new Set(addresses)].flatMap((address) => (address !== undefined && shared.has(address) ? [address] : []))
}

/** The canonical addresses of an item, its own first. */
function toAddresses(known: Known): string[] {
  const { item, hosts, fragment } = known
  const guid = item.guid !== undefined && isOwn(item.guid, hosts) ? item.guid : undefined
  const received = [item.url, ...(item.alsoAt ?? []), guid, ...known.shortLinks]
  const addresses = received
    .map((url) => toAddress(url, known.base, hosts, fragment))
    .filter((url) => url !== undefined)
  const isShared = (address: string) => known.shared.has(address)
  const own = addresses.filter((address) => !isShared(address) && !isHome(address))
  return [...own, ...own.map((address) => toUndated(address, hosts)).filter((address) => address !== undefined)]
}

/** The form of an address that identifies. @param fragment what every address of its document ends with */
export function toAddress(
  url: string | undefined,
  base: string | undefined,
  hosts: readonly string[],
  fragment = '',
): string | undefined {
  const address = url === undefined ? undefined : toCanonical(url, hosts, base)
  return fragment !== '' && address?.endsWith(fragment) ? address.slice(0, -fragment.length) : address
}

/** A front page is no story's address; `/?p=123` is. */
function isHome(address: string): boolean {
  return /^https:\/\/[^/?#]+$/.test(address)
}

/**
 * WordPress names a story once in a site, and old links leave out the date: on the channel's own
 * hosts `/2014/10/slug/` is `/slug/` too, where the slug is long enough to be nobody else's.
 */
function toUndated(address: string, hosts: readonly string[]): string | undefined {
  if (!isOwn(address, hosts)) return undefined
  const url = new URL(address)
  const slug = DATED.exec(url.pathname)?.[1]
  const isNaming = slug !== undefined && url.search === '' && (slug.split('-').length > 2 || slug.length > 40)
  return isNaming ? `${url.origin}/${slug}${url.hash}` : undefined
}

function toGuidIdentity(known: Known, address: string | undefined): Identity | undefined {
  const { guid } = known.item
  if (!guid || (known.identifyBy === 'address' && address !== undefined)) return undefined
  const value = known.identifyBy === 'guid+address' && address !== undefined ? `${guid} ${address}` : guid
  return toIdentity('guid', value, known.scope)
}

function toTextIdentity(known: Known): Identity | undefined {
  const title = toPrint(known.title)
  const lede = toPrint(known.lede)
  return title !== '' && lede.length >= LETTERS ? toIdentity('text', toHash(`${title}\n${lede}`)) : undefined
}

/** For an item that has nothing else. */
function toLastIdentity(known: Known): Identity {
  const { url } = known.item
  const address = toAddress(url, known.base, known.hosts, known.fragment)
  const words = `${toPrint(known.title)}\n${toPrint(known.text)}`
  return toIdentity(
    'text',
    toHash(words.length > 1 ? words : `${words}\n${address ?? ''}\n${known.item.published ?? ''}`),
  )
}

/** NFKC, lower case, letters and digits only. */
function toPrint(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
