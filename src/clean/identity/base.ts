/**
 * Where relative addresses lead (docs/architecture.md, decision 26). Promises: whatever the format, and wherever it
 * stands, each address is resolved against what is told here, once: what the document itself says (xml:base,
 * Content-Location) before what is meant by its format. What others make of them: docs/notes/addresses.md.
 */
import type { Person, Text } from '../../model/content.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import type { ParsedFeed, ParsedItem, Received, ReceivedContext } from '../../model/model.ts'
import { resolve, toAbsoluteAddress } from './url.ts'

/** What of a received item's context says what is relative to what. */
type Bases = Pick<ReceivedContext, 'base' | 'ofItem'>

type Head = Pick<ParsedFeed, 'format' | 'base' | 'homeUrl' | 'selfUrl'>

/** Written for the document that they stand in: RFC 4287 has no rule of its own, so RFC 3986 section 5.1.3 holds; and pages. */
const OF_DOCUMENT = new Set(['atom', 'page', 'article'])

/** What addresses of a document's items are relative to; in their texts the item's own comes first where that is said. */
export function toBases(feed: Head, origin: DocumentOrigin): Bases {
  const said = toSaid(feed, origin)
  if (said !== undefined) return { base: said }
  const document = toDocumentAddress(feed, origin)
  const site = toAddress(feed.homeUrl, document)
  const isOfDocument = OF_DOCUMENT.has(feed.format)
  const base = isOfDocument ? (document ?? site) : (site ?? document)
  return { ...(base === undefined ? {} : { base }), ...(isOfDocument && base !== undefined ? {} : { ofItem: true }) }
}

/** What addresses of an item are relative to that stand beside its texts, its own among them. */
export function toItemBase(item: Pick<ParsedItem, 'base'>, base: string | undefined): string | undefined {
  return resolve(item.base, base)
}

/** What addresses in a text of the item are relative to. */
export function toTextBase({ item, context }: Received, text: Pick<Text, 'base'> = {}): string | undefined {
  const base = toItemBase(item, context.base)
  if (text.base !== undefined) return resolve(text.base, base)
  const isSaid = item.base !== undefined || context.ofItem === undefined
  return isSaid ? base : (toOwnAddresses(item, base)[0] ?? base)
}

/** The item's own page and others that it has, absolute; none that only leads there. */
export function toOwnAddresses(
  { url, alsoAt = [] }: Pick<ParsedItem, 'url' | 'alsoAt'>,
  base: string | undefined,
): string[] {
  return [url, ...alsoAt].flatMap((each) => toAddress(each, base) ?? [])
}

/** The document's own addresses, absolute where they can be; those of its items stay as they are. */
export function withOwnAddresses(feed: ParsedFeed, origin: DocumentOrigin): ParsedFeed {
  const { base } = toBases(feed, origin)
  const document = toSaid(feed, origin) ?? toDocumentAddress(feed, origin)
  const entries = [
    ...(['homeUrl', 'selfUrl', 'nextUrl'] as const).map((name) => [name, resolveOwn(feed[name], document)]),
    ...(['icon', 'image'] as const).map((name) => [name, resolveOwn(feed[name], base)]),
  ].filter(([, url]) => url !== undefined)
  return {
    ...feed,
    ...Object.fromEntries(entries),
    authors: feed.authors.map((person) => withAddress(person, base)),
    hubs: feed.hubs.map((hub) => resolveOwn(hub, document) ?? hub),
  }
}

function resolveOwn(url: string | undefined, base: string | undefined): string | undefined {
  return url === undefined ? undefined : (toAbsoluteAddress(url, base) ?? url)
}

function withAddress(person: Person, base: string | undefined): Person {
  const url = resolveOwn(person.url, base)
  return url === undefined ? person : { ...person, url }
}

/** What the document says of itself: xml:base, which may be relative to Content-Location; else that. */
function toSaid({ base, ...feed }: Head, origin: DocumentOrigin): string | undefined {
  const location = resolve(origin.contentLocation, origin.url)
  const outer = origin.contentLocation === undefined ? toDocumentAddress(feed, origin) : location
  if (base !== undefined) return toAbsoluteAddress(base, outer) ?? location
  return origin.contentLocation === undefined ? undefined : location
}

/** As it names itself (`link rel="self"`), which outlasts moves and copies; else where it was read. */
function toDocumentAddress({ selfUrl }: Pick<Head, 'selfUrl'>, { url }: DocumentOrigin): string | undefined {
  return toAddress(selfUrl, url) ?? resolve(url, undefined)
}

/** The absolute address of a place that itself publishes what is there. */
function toAddress(url: string | undefined, base: string | undefined): string | undefined {
  const address = url === undefined ? undefined : toAbsoluteAddress(url, base)
  return address === undefined || isGate(address) ? undefined : address
}

/** Hosts that publish other sites' feeds, or count who goes to them: what is relative is not relative to these. */
const GATES = new Set(
  `feeds.feedburner.com feeds2.feedburner.com feedproxy.google.com blogger.com news.google.com feedpress.me
  tracking.feedpress.it tracking.feedpress.com feed.press feedblitz.com feeds.feedblitz.com p.feedblitz.com
  rss.feedsportal.com da.feedsportal.com rss.app t.co bit.ly j.mp tinyurl.com ow.ly is.gd v.gd goo.gl buff.ly dlvr.it
  ift.tt wp.me lnkd.in fb.me trib.al flip.it cutt.ly rebrand.ly rb.gy shorturl.at t.ly tiny.cc amzn.to youtu.be
  nyti.ms wapo.st reut.rs bbc.in econ.st`.split(/\s+/),
)

function isGate(address: string): boolean {
  const host = URL.parse(address)?.hostname.replace(/^www\./, '') ?? ''
  return GATES.has(host) || /^[a-z0-9-]+\.feedsportal\.com$/.test(host)
}
