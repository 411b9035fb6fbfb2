/** The feeds that an HTML page names: in `link` elements wherever they stand, and in links that look like feeds. */

import { parseTree } from '../html/bounded.ts'
import { attribute, type Element, find, findAll, listAttribute, type Parent } from '../html/tree.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { decodePage } from '../read/text/text.ts'
import { visibleStartOf } from './facts/text.ts'

/** `url` is absolute where the page's own address is known. */
type FeedLink = { readonly url: string; readonly title?: string; readonly type?: string }

/** A link that HTTP sends along with a page (RFC 8288); its address as it was sent. */
type SentLink = {
  readonly url: string
  readonly rels: readonly string[]
  readonly type?: string
  readonly title?: string
  readonly hreflang?: string
}

const MOST = 50

/**
 * The feeds of a page, best first: declared ones before links, those of the page's own language and host before others,
 * whole ones before summaries, feeds of comments last; each address once. Entries, APIs and descriptions for embedding
 * are no feeds.
 */
export function parseFeedLinks(
  bytes: Uint8Array,
  origin: DocumentOrigin = {},
  sent: readonly SentLink[] = [],
): FeedLink[] {
  const document = parseTree(decodePage(bytes, origin.contentType).text)
  const base = toBase(document, origin.url)
  const root = find(document, ({ tagName }) => tagName === 'html')
  const place: Place = { url: origin.url, language: toPrimary((root && attribute(root, 'lang')) ?? undefined) }
  const ranked = [
    ...findAll(document, (element) => attribute(element, 'href') !== undefined).flatMap(
      (element) => toRanked(element, base, place) ?? [],
    ),
    ...sent.flatMap((link) => toRankedLink(toDeclared(link), link.url, origin.url, place) ?? []),
  ].sort((one, other) => one.rank - other.rank)
  const links = new Map<string, FeedLink>()
  for (const { link } of ranked) if (!links.has(link.url)) links.set(link.url, link)
  return [...links.values()].slice(0, MOST)
}

/** Where links stand. */
type Place = { readonly url: string | undefined; readonly language: string | undefined }
type Ranked = { readonly link: FeedLink; readonly rank: number }

/** What a link says of itself. */
type LinkWords = {
  readonly rank: number | undefined
  readonly type: string | undefined
  readonly title: string | undefined
  readonly hreflang: string | undefined
}

function toRanked(element: Element, base: string | undefined, place: Place): Ranked | undefined {
  const [type, title, hreflang] = ['type', 'title', 'hreflang'].map((name) => attribute(element, name))
  const href = attribute(element, 'href') ?? ''
  const rank =
    element.tagName === 'link'
      ? rankDeclared({ rels: listAttribute(element, 'rel'), url: href, type, title, hreflang })
      : element.tagName === 'a'
        ? rankLinked(element)
        : undefined
  if (rank === undefined) return undefined
  return toRankedLink({ rank, type, title: title ?? visibleStartOf([element], 200), hreflang }, href, base, place)
}

function toDeclared(link: SentLink): LinkWords {
  const { type, title, hreflang } = link
  return { rank: rankDeclared({ ...link, type, title, hreflang }), type, title, hreflang }
}

function toRankedLink(said: LinkWords, href: string, base: string | undefined, place: Place): Ranked | undefined {
  const url = said.rank === undefined ? undefined : toAddress(href, base)
  if (said.rank === undefined || url === undefined || NO_FEED.test(url)) return undefined
  const type = toType(said.type)
  const link = { url, ...(said.title ? { title: said.title } : {}), ...(type ? { type } : {}) }
  return { link, rank: said.rank + toHandicap(link, said.hreflang, place) }
}

/** More than any other difference. */
const LAST = 100

/** What makes a feed less wanted than another that is named in the same way. */
function toHandicap(link: FeedLink, hreflang: string | undefined, { url, language }: Place): number {
  const isForeign = url !== undefined && URL.canParse(link.url) && new URL(link.url).host !== new URL(url).host
  const spoken = toPrimary(hreflang)
  return (
    (isOfComments(link) ? LAST : 0) +
    (spoken !== undefined && language !== undefined && spoken !== language ? 5 : 0) +
    (isForeign ? 0.2 : 0) +
    (BRIEF.test(link.title ?? '') ? 0.1 : 0)
  )
}

/** `en` of `en-GB`. */
function toPrimary(tag: string | undefined): string | undefined {
  return tag?.trim().toLowerCase().split(/[-_]/)[0] || undefined
}

/** Titles of feeds that have less of each story. */
const BRIEF = /\b(?:summar(?:y|ies)|excerpts?|headlines|teasers?)\b|özet|ملخص|موجز|kurte/iu

/** WordPress's API, descriptions for embedding, and maps: some can be read, and none is followed for its news. */
const NO_FEED = /\/wp-json\/|[?&]rest_route=|\boembed\b|\/sitemap[^/?#]{0,100}\.xml/i

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)$/
const XML_TYPE = /^(?:text|application)\/xml$/
const MAYBE_TYPE = /^(?:text|application)\/(?:xml|rss|atom|rdf)$|^application\/json$/

function toType(type: string | undefined): string | undefined {
  return type?.toLowerCase().split(';')[0]?.trim() || undefined
}

/** RFC 5023 section 12.1: one story, not a feed of them. */
function isEntry(type: string | undefined): boolean {
  return /;\s*type\s*=\s*["']?entry\b/i.test(type ?? '')
}

type Declared = Omit<LinkWords, 'rank'> & Pick<SentLink, 'rels' | 'url'>

/** `rel=alternate` is also said of translations, phones' pages and APIs: those have other types, or none. */
function rankDeclared({ rels, url, type: whole, title, hreflang }: Declared): number | undefined {
  const isFeed = rels.includes('feed')
  if (!isFeed && !rels.includes('alternate') && !rels.includes('alternative')) return undefined
  if (rels.includes('stylesheet') || isEntry(whole)) return undefined
  const type = toType(whole) ?? ''
  if (FEED_TYPE.test(type)) return 0
  const looksSo = FEED_ADDRESS.test(url) || /\b(?:rss|atom|feed)\b/i.test(title ?? '')
  if (MAYBE_TYPE.test(type) && looksSo) return 1
  if (isFeed || (type === '' && looksSo && hreflang === undefined)) return 2
  return XML_TYPE.test(type) ? 3 : undefined
}

const FEED_ADDRESS =
  /[/.?&=_-](?:rss2?|atom|rdf|feeds?|index\.xml|feed\.json)(?:$|[/.?&#=_-])|\.(?:rss|atom|rdf)(?:$|[?#])|\/\/feeds?\.|\.xml(?:$|[?#])/i

/** Services that take a feed's address and are none. */
const SERVICE =
  /^(?:mailto|javascript|tel|data|feed-?burner)?:|\/\/(?:[\w-]+\.)*(?:feedly|netvibes|bloglines|my\.yahoo|newsgator|addthis|facebook|twitter)\.com|\/\/(?:[\w-]+\.)*google\.com\/(?:ig|reader)|feedback|sitemap|\.(?:jpe?g|png|gif|svg|pdf|css|js)(?:$|[?#])/i

const FEED_TEXT =
  /^[^\p{L}\p{M}\p{N}]*(?:rss|atom|xml|feeds?|rdf|news feed|web ?feed|(?:subscribe|abonnieren|s'abonner|abone).{0,20}\brss|.{0,30}\b(?:rss|atom)(?: feeds?| 2\.0| 1\.0)?|خلاصات?|خلاصة|تغذية|خوراک)[^\p{L}\p{M}\p{N}]*$/iu

function rankLinked(link: Element): number | undefined {
  const href = attribute(link, 'href') ?? ''
  const type = attribute(link, 'type')
  if (SERVICE.test(href) || href.startsWith('#') || isEntry(type)) return undefined
  const isTyped = FEED_TYPE.test(toType(type) ?? '')
  const isNamed =
    FEED_TEXT.test(toLabel(link)) || /(?:^|[\s_-])(?:rss|feed)(?:$|[\s_-])/i.test(attribute(link, 'class') ?? '')
  const looksSo = FEED_ADDRESS.test(href) || /^feed:/i.test(href)
  if (isTyped) return 10
  if (looksSo) return isNamed ? 11 : 12
  // A page about feeds, more often than a feed.
  return isNamed ? 13 : undefined
}

/** What a reader is shown: text, else the picture's words. */
function toLabel(link: Element): string {
  const text = visibleStartOf([link], 100)
  const image = text === '' ? find(link, (element) => element.tagName === 'img') : undefined
  return text || (image && attribute(image, 'alt')) || attribute(link, 'title') || attribute(link, 'aria-label') || ''
}

const COMMENTS = /comment|yorum|kommentar|coment|комментари|تعليق|نظرات|şîrove|replies|\/(?:responses|discussion)\b/iu

function isOfComments({ url, title }: FeedLink): boolean {
  return COMMENTS.test(title ?? '') || /comment|replies/i.test(url)
}

function toBase(document: Parent, address: string | undefined): string | undefined {
  const base = find(document, (element) => element.tagName === 'base' && attribute(element, 'href') !== undefined)
  const href = base && attribute(base, 'href')
  return href && URL.canParse(href, address) ? new URL(href, address).href : address
}

/** `feed://example.org/x` and `feed:https://example.org/x` are the same with http. */
function toAddress(href: string, base: string | undefined): string | undefined {
  const plain = href.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://')
  if (!URL.canParse(plain, base)) return base === undefined && !/^\w+:/.test(plain) ? plain : undefined
  const url = new URL(plain, base)
  return /^https?:$/.test(url.protocol) ? url.href : undefined
}
