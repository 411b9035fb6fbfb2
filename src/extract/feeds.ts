/** The feeds that an HTML page names: in `link` elements wherever they stand, and in links that look like feeds. */

import { parseTree } from '../html/bounded.ts'
import { attribute, type Element, find, findAll, listAttribute, type Parent } from '../html/tree.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { decodePage } from '../read/text/text.ts'
import { visibleStartOf } from './facts/text.ts'

/** `url` is absolute where the page's own address is known. */
type FeedLink = { readonly url: string; readonly title?: string; readonly type?: string }

const MOST = 50

/** The feeds of a page, best first: declared ones before links, feeds of comments last; each address once. */
export function parseFeedLinks(bytes: Uint8Array, origin: DocumentOrigin = {}): FeedLink[] {
  const document = parseTree(decodePage(bytes, origin.contentType).text)
  const base = toBase(document, origin.url)
  const ranked = findAll(document, (element) => attribute(element, 'href') !== undefined)
    .flatMap((element) => toRanked(element, base) ?? [])
    .sort((one, other) => one.rank - other.rank)
  const links = new Map<string, FeedLink>()
  for (const { link } of ranked) if (!links.has(link.url)) links.set(link.url, link)
  return [...links.values()].slice(0, MOST)
}

type Ranked = { readonly link: FeedLink; readonly rank: number }

function toRanked(element: Element, base: string | undefined): Ranked | undefined {
  const rank =
    element.tagName === 'link' ? rankDeclared(element) : element.tagName === 'a' ? rankLinked(element) : undefined
  const url = rank === undefined ? undefined : toAddress(attribute(element, 'href') ?? '', base)
  if (rank === undefined || url === undefined) return undefined
  const title = attribute(element, 'title') ?? (visibleStartOf([element], 200) || undefined)
  const type = toType(element)
  const link = { url, ...(title ? { title } : {}), ...(type ? { type } : {}) }
  return { link, rank: isOfComments(link) ? rank + LAST : rank }
}

/** More than any other difference. */
const LAST = 100

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)$/
const XML_TYPE = /^(?:text|application)\/xml$/
const MAYBE_TYPE = /^(?:text|application)\/(?:xml|rss|atom|rdf)$|^application\/json$/

function toType(element: Element): string | undefined {
  return attribute(element, 'type')?.toLowerCase().split(';')[0]?.trim() || undefined
}

/** `rel=alternate` is also said of translations, phones' pages and APIs: those have other types, or none. */
function rankDeclared(link: Element): number | undefined {
  const relations = listAttribute(link, 'rel')
  const isFeed = relations.includes('feed')
  if (!isFeed && !relations.includes('alternate') && !relations.includes('alternative')) return undefined
  if (relations.includes('stylesheet')) return undefined
  const type = toType(link) ?? ''
  if (FEED_TYPE.test(type)) return 0
  const looksSo =
    FEED_ADDRESS.test(attribute(link, 'href') ?? '') || /\b(?:rss|atom|feed)\b/i.test(attribute(link, 'title') ?? '')
  if (MAYBE_TYPE.test(type) && looksSo) return 1
  if (isFeed || (type === '' && looksSo && attribute(link, 'hreflang') === undefined)) return 2
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
  if (SERVICE.test(href) || href.startsWith('#')) return undefined
  const isTyped = FEED_TYPE.test(toType(link) ?? '')
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
