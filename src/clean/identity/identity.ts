/**
 * The forms under which an item is known again, strongest first (docs/architecture.md, decision 1). Promises: the same
 * item gives the same hashes, whichever way it came in.
 */

import type { IdentifyBy, Identity } from '../../model/content.ts'
import { toTextHash } from '../../model/hash.ts'
import type { Channel, ParsedFeed, ParsedItem, Received } from '../../model/model.ts'
import type { Steps } from '../../steps.ts'
import { toItemBase } from './base.ts'
import { toSteadyTitle } from './figures.ts'
import { type Noise, withoutNoise } from './noise.ts'
import { toPlainTwin } from './sessions.ts'
import { isHttpAddress, isOwnAddress, toCanonicalAddress, withoutTracking } from './url.ts'

/** What is known of an item when its identities are made. */
type Identifiable = {
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
  /** What of its names its source makes anew at each poll. */
  readonly noise: Noise
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
  return { kind, value, hash: toTextHash(`${kind}\n${scope}\n${value}`) }
}

/**
 * Every form of an item, strongest first: guid, addresses, text, file name. The text stands before
 * the file, so that a story has the same key whether it came as a file or was posted. Never empty.
 */
export function toIdentities(item: Identifiable): Identity[] {
  const known = { ...item, title: toSteadyTitle(item.title) }
  const addresses = toAddresses(known)
  const text = toTextIdentity(known)
  const guid = toGuidIdentity(known, addresses[0], text)
  const named = [
    ...(guid ? [guid] : []),
    ...addresses.map((address) => toIdentity('address', address)),
    ...(text ? [text] : []),
    ...toFileNames(known.file).map((name) => toIdentity('file', name, known.channel)),
  ]
  const all = named.length > 0 ? named : [toLastIdentity(known)]
  return [...new Map(all.map((identity) => [identity.hash, identity])).values()]
}

/** Its own first, then as other systems write the very same: with letters and their marks as one, or apart (macOS). */
function toFileNames(name: string | undefined): string[] {
  return name === undefined ? [] : [...new Set([name, name.normalize('NFC'), name.normalize('NFD')])]
}

/** The hash of one form under which an item as received is known, if it was stored before; found without cleaning it. */
export function toLookupHash({ item, context }: Received, { id, hosts }: Channel): string | undefined {
  if (item.moved?.key !== undefined) return item.moved.key
  if (item.guid !== undefined) return toIdentity('guid', item.guid, id).hash
  const address = toIdentifyingAddress(item.url, toItemBase(item, context.base), hosts, context.fragment)
  if (address !== undefined && !isHome(address)) return toIdentity('address', address).hash
  return context.file === undefined ? undefined : toIdentity('file', context.file, id).hash
}

/** The canonical addresses of an item, its own first. */
function toAddresses(known: Identifiable): string[] {
  const { item, hosts, fragment } = known
  const isNaming = known.identifyBy === 'guid' && item.guid !== undefined
  const guid = isNaming && isOwnAddress(item.guid, hosts) ? item.guid : undefined
  const received = [item.url, ...(item.alsoAt ?? []), guid, ...known.shortLinks]
  const toForms = (fragment?: string) =>
    received.map((url) => toIdentifyingAddress(url, known.base, hosts, fragment)).filter((url) => url !== undefined)
  // As the address was written, too: a document of one item does not show that its fragment is no part of it.
  const addresses = fragment === undefined ? toForms() : [...toForms(fragment), ...toForms()]
  const isShared = (address: string) => known.shared.has(address)
  const own = known.noise.includes('names')
    ? []
    : addresses
        .filter((address) => !isShared(address) && !isHome(address))
        .map((address) => withoutNoise(address, known.noise))
  const undated = own.map((address) => toUndated(address, hosts)).filter((address) => address !== undefined)
  return [...own, ...undated, ...own.filter((address) => !isOwnAddress(address, hosts)).map(toPlainTwin)]
}

/** The form of an address that identifies. @param fragment what every address of its document ends with */
function toIdentifyingAddress(
  url: string | undefined,
  base: string | undefined,
  hosts: readonly string[],
  fragment = '',
): string | undefined {
  const address = url === undefined ? undefined : toCanonicalAddress(url, hosts, base)
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
  if (!isOwnAddress(address, hosts)) return undefined
  const url = new URL(address)
  const slug = DATED.exec(url.pathname)?.[1]
  const isNaming = slug !== undefined && url.search === '' && (slug.split('-').length > 2 || slug.length > 40)
  return isNaming ? `${url.origin}/${slug}${url.hash}` : undefined
}

/** The guid alone where it names the item; where many items have it, with what tells them apart; none where it is new each time. */
function toGuidIdentity(
  known: Identifiable,
  address: string | undefined,
  text: Identity | undefined,
): Identity | undefined {
  const { identifyBy, title } = known
  const { guid } = known.item
  if (!guid || (identifyBy === 'address' && (address !== undefined || text !== undefined))) return undefined
  const name = toSteadyGuid(guid, known)
  if (name === undefined) return undefined
  const other = identifyBy === 'guid+address' ? (address ?? toPrint(title)) : ''
  return toIdentity('guid', other === '' ? name : `${name} ${other}`, known.scope)
}

/** A guid that is an address with a session in it is none without it. */
function toSteadyGuid(guid: string, { noise, hosts }: Identifiable): string | undefined {
  if (!isHttpAddress(guid)) return guid
  if (noise.includes('names')) return undefined
  const address = toCanonicalAddress(guid, hosts)
  const plain = address === undefined ? undefined : withoutNoise(address, noise)
  const isSteady = plain === address && withoutTracking(guid) === guid
  return isSteady ? guid : plain
}

function toTextIdentity(known: Identifiable): Identity | undefined {
  const title = toPrint(known.title)
  const lede = toPrint(known.lede)
  return title !== '' && lede.length >= LETTERS ? toIdentity('text', toTextHash(`${title}\n${lede}`)) : undefined
}

/** For an item that has nothing else. */
function toLastIdentity(known: Identifiable): Identity {
  const { url } = known.item
  const address = toIdentifyingAddress(url, known.base, known.hosts, known.fragment)
  const words = `${toPrint(known.title)}\n${toPrint(known.text)}`
  return toIdentity('text', toTextHash(words.length > 1 ? words : `${words}\n${address ?? ''}\n${toSaid(known.item)}`))
}

/** The date, where it is one that the next document says too. */
function toSaid({ published, reckoned }: Identifiable['item']): string {
  return published === undefined || reckoned ? '' : String(published)
}

/** NFKC, lower case, letters and digits only. */
export function toPrint(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

// How the items of a document are told apart: which of their names name one item, by the whole document.

/**
 * What tells no items of a document apart: canonical addresses that belong to all of it or to several of its items, and
 * a fragment (`#rss`) that every item's address ends with.
 */
type SharedForms = { readonly addresses: ReadonlySet<string>; readonly fragment?: string }

/** Which received facts identify the items of a source, by a whole document of it; `before` is what was decided earlier. */
export function toIdentifyBy(feed: ParsedFeed, before: IdentifyBy | undefined): IdentifyBy {
  if (before !== 'address' && (isRepeated(feed) || isOneGuid(feed))) return 'guid+address'
  return before ?? 'guid'
}

/** Whether a guid stands on several addresses. */
function isRepeated({ items }: ParsedFeed): boolean {
  const first = new Map<string, string>()
  return items.some(({ guid, url }) => {
    if (!guid || !url) return false
    const other = first.get(guid)
    if (other === undefined) first.set(guid, url)
    return other !== undefined && toComparable(other) !== toComparable(url)
  })
}

/** Whether all items have the same guid, and several titles: it is no story that is there twice. */
function isOneGuid({ items }: ParsedFeed): boolean {
  const [first] = items
  if (!first?.guid || !items.every(({ guid }) => guid === first.guid)) return false
  return items.some(({ title }) => title?.value !== first.title?.value)
}

function toComparable(url: string): string {
  return toCanonicalAddress(url, []) ?? url.trim()
}

/** Items between two steps. */
const AT_ONCE = 50

/** What identifies no item: the document's own addresses, those that different items share, a common fragment. */
export function* findSharedForms(
  feed: ParsedFeed,
  base: string | undefined,
  hosts: readonly string[],
): Steps<SharedForms> {
  const owners = new Map<string, string>()
  const shared = new Set<string>()
  const fragment = toCommonFragment(feed, base)
  const isNamed = !isOneGuid(feed)
  for (const url of [feed.homeUrl, feed.selfUrl]) {
    const address = toIdentifyingAddress(url, base, hosts)
    if (address) shared.add(address)
  }
  for (const [index, item] of feed.items.entries()) {
    if (index % AT_ONCE === 0) yield
    const address = toIdentifyingAddress(item.url, toItemBase(item, base), hosts, fragment)
    if (!address) continue
    const owner = (isNamed ? item.guid : undefined) ?? item.title?.value ?? ''
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
  for (const item of items) {
    const [page = '', fragment = ''] = toIdentifyingAddress(item.url, toItemBase(item, base), [])?.split('#', 2) ?? []
    if (page === '') continue
    pages.add(page)
    fragments.add(fragment)
    if (fragments.size > 1) return undefined
  }
  const [fragment = ''] = fragments
  return pages.size > 1 && fragment !== '' ? `#${fragment}` : undefined
}

/** Those of an item's addresses that a document's items share. */
export function toSharedAddresses(
  item: ParsedItem,
  base: string | undefined,
  hosts: readonly string[],
  { addresses: shared, fragment }: SharedForms,
): string[] {
  if (shared.size === 0) return []
  const addresses = [item.url, ...(item.alsoAt ?? [])].map((url) =>
    toIdentifyingAddress(url, toItemBase(item, base), hosts, fragment),
  )
  return [...new Set(addresses)].flatMap((address) => (address !== undefined && shared.has(address) ? [address] : []))
}
