/** How the items of a document are told apart: which of their names name one item, by the whole document. */
import type { IdentifyBy } from '../../model/content.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import { toIdentifyingAddress } from './identity.ts'
import { toCanonicalAddress } from './url.ts'

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

/** What identifies no item: the document's own addresses, those that different items share, a common fragment. */
export function toSharedForms(feed: ParsedFeed, base: string | undefined, hosts: readonly string[]): SharedForms {
  const owners = new Map<string, string>()
  const shared = new Set<string>()
  const fragment = toCommonFragment(feed, base)
  const isNamed = !isOneGuid(feed)
  for (const url of [feed.homeUrl, feed.selfUrl]) {
    const address = toIdentifyingAddress(url, base, hosts)
    if (address) shared.add(address)
  }
  for (const item of feed.items) {
    const address = toIdentifyingAddress(item.url, item.base ?? base, hosts, fragment)
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
  for (const { url, base: own } of items) {
    const [page = '', fragment = ''] = toIdentifyingAddress(url, own ?? base, [])?.split('#', 2) ?? []
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
    toIdentifyingAddress(url, item.base ?? base, hosts, fragment),
  )
  return [...new Set(addresses)].flatMap((address) => (address !== undefined && shared.has(address) ? [address] : []))
}
