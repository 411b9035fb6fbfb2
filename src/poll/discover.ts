/** From the address that a person knows to the feed behind it. */
import { FetchError, ParseError } from '../errors.ts'
import { parseFeedLinks } from '../extract/feeds.ts'
import type { ParsedFeed } from '../model/model.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import type { DocumentAnswer, Net } from '../net/fetch.ts'
import { readLinks } from '../net/headers.ts'
import { parse } from '../read/parse.ts'
import { fetchForwarded } from './forwarding.ts'
import { findRefusing, toInTheWay, toWallError, WallError } from './guard.ts'

/** `url`: the address asked for the feed; `answer.url` is where redirects led from there. */
type Discovery = { readonly url: string; readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** What an address is asked with. */
type ToRequest = (url: string) => DocumentRequest

/** Requests for one discovery, the first one too: a site is not searched. */
const REQUESTS = 16

/** No candidate is asked for later than this: somebody waits for the answer. */
const BUDGET = 30_000

/** Of the feeds that a page names; those of comments come last among them. */
const BEST = 8

/** Where feeds stand when no page says so, the usual first. */
const COMMON_PATHS = ['feed/', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'rss', '?feed=rss2', 'feed.json']

/**
 * Fetches a feed; where the address is a page's, the feed that it declares, in its head or in HTTP's, else one it links
 * to, else one at a usual place beneath it or of its host. What is no feed and no page is answered as it is.
 * @throws FetchError where the address can't be fetched; ParseError where there is no feed
 */
export async function discover(net: Net, url: string, toRequest: ToRequest = toPlain): Promise<Discovery> {
  const answer = await fetchForwarded(net, toRequest(url), toRequest)
  try {
    return { url, answer, feed: parse(answer.bytes, answer) }
  } catch (error) {
    if (!(error instanceof ParseError) || !mayName(answer)) throw error
    return search(net, answer, toRequest, toWallError(answer, url, error) ?? error)
  }
}

/**
 * The address of the feed: the one that is asked, or where `follow` says so the one behind a page's.
 * @throws FetchError; ParseError where there is no feed: a page, a single story and plain text are none
 */
export async function findFeed(
  net: Net,
  url: string,
  follow: boolean,
  toRequest: ToRequest = toPlain,
): Promise<string> {
  if (!follow) return refuseOther(await fetchForwarded(net, toRequest(url), toRequest), url)
  const found = await discover(net, url, toRequest)
  refuseLone(found.feed, found.answer.url)
  return found.url
}

/** @throws ParseError where the document is no feed, naming the one that a page names */
function refuseOther(answer: DocumentAnswer, url: string): string {
  const { host } = new URL(answer.url)
  if (isPage(answer.bytes, answer.contentType) && !isFeed(answer)) {
    const [named] = nameFeeds(answer)
    const where = named === undefined ? '' : ` It names the feed ${named}.`
    throw toWallError(answer, url) ?? new ParseError(`${host} sent a page, not a feed.${where}`)
  }
  refuseLone(parse(answer.bytes, answer), answer.url)
  return url
}

function isFeed(answer: DocumentAnswer): boolean {
  try {
    return parse(answer.bytes, answer).format !== 'story'
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}

/** Refuses what holds one story for ever. @throws ParseError */
export function refuseLone(feed: ParsedFeed, url: string): void {
  const what = toLone(feed)
  if (what !== undefined) throw new ParseError(`${new URL(url).host} sent ${what}, which is no feed.`)
}

/** Plain text is a story where somebody hands it in; from a source it is a server's excuse with status 200. */
function toLone({ format, lone }: ParsedFeed): string | undefined {
  if (format === 'story') return 'plain text'
  return lone ? 'a single Atom entry' : undefined
}

function toPlain(url: string): DocumentRequest {
  return { url }
}

/** Whether what can't be read may name a feed all the same. */
function mayName(answer: DocumentAnswer): boolean {
  return isPage(answer.bytes, answer.contentType) || (answer.link !== undefined && nameFeeds(answer).length > 0)
}

async function search(net: Net, page: DocumentAnswer, toRequest: ToRequest, cause: ParseError): Promise<Discovery> {
  // Behind a bot check nothing is to be found by asking more.
  if (cause instanceof WallError && cause.wall.kind === 'challenge') throw cause
  const walls: string[] = []
  const closed = new Set<string>()
  const asked = new Set([page.url])
  const end = net.now() + BUDGET
  const named = nameFeeds(page)
  const queue = [...named, ...toUsualPlaces(page)]
  for (let at = 0; at < queue.length && asked.size < REQUESTS && net.now() <= end; at++) {
    const candidate = queue[at] ?? ''
    if (asked.has(candidate) || closed.has(new URL(candidate).host)) continue
    asked.add(candidate)
    const found = await attempt(net, candidate, toRequest, walls)
    if (found === 'closed') closed.add(new URL(candidate).host)
    else if (isDiscovery(found)) return found
    // A page about feeds, which the page leads to, may name them; what such a one leads to is not followed.
    else if (found !== 'nothing' && named.includes(candidate)) queue.splice(at + 1, 0, ...nameFeeds(found))
  }
  if (cause instanceof WallError) throw cause
  const [wall] = walls
  const reason = wall === undefined ? '' : `: ${wall}`
  throw new ParseError(`${new URL(page.url).host} sent a page, and no feed was found from there${reason}.`, { cause })
}

function isDiscovery(found: object | string): found is Discovery {
  return typeof found === 'object' && 'feed' in found
}

/** The feeds that a page names, each once, best first. */
function nameFeeds(page: DocumentAnswer): string[] {
  const links = parseFeedLinks(page.bytes, page, readLinks(page.link ?? ''))
  const urls = new Set(links.map(({ url }) => toBare(url)))
  urls.delete(page.url)
  return [...urls].slice(0, BEST)
}

function toUsualPlaces(page: DocumentAnswer): string[] {
  const folders = [toFolder(page.url), new URL('/', page.url).href]
  return COMMON_PATHS.flatMap((name) => folders.map((folder) => new URL(name, folder).href))
}

/** Without its fragment, which no server is asked for. */
function toBare(url: string): string {
  return url.replace(/#.*$/s, '')
}

/** `/blog/` of `/blog` and of `/blog/index.html`. */
function toFolder(url: string): string {
  const { pathname } = new URL(url)
  const isFile = /\.[a-z0-9]{1,5}$/i.test(pathname)
  return new URL(isFile ? '.' : pathname.replace(/(?<!\/)\/*$/, '/'), url).href
}

/**
 * Most candidates are guesses: that one is not there, or is no feed, is what the next is for. A host that does not
 * answer, or asks to be left alone, is `closed`; a page in place of a feed is answered.
 */
async function attempt(
  net: Net,
  url: string,
  toRequest: ToRequest,
  walls: string[],
): Promise<Discovery | DocumentAnswer | 'nothing' | 'closed'> {
  try {
    const answer = await fetchForwarded(net, toRequest(url), toRequest)
    return toFound(url, answer)
  } catch (error) {
    if (error instanceof FetchError) {
      const wall = findRefusing(error, url)
      if (wall) walls.push(`${new URL(url).host} may have one, but ${toInTheWay(wall)}`)
      return isClosed(error) ? 'closed' : 'nothing'
    }
    throw error
  }
}

function toFound(url: string, answer: DocumentAnswer): Discovery | DocumentAnswer | 'nothing' {
  try {
    const feed = parse(answer.bytes, answer)
    return toLone(feed) !== undefined || feed.format === 'sitemap' ? 'nothing' : { url, answer, feed }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return isPage(answer.bytes, answer.contentType) ? answer : 'nothing'
  }
}

function isClosed({ kind, status }: FetchError): boolean {
  return kind === 'timeout' || kind === 'network' || kind === 'tls' || status === 429 || status === 503
}

/** Whether the bytes are an HTML page, by what HTTP says or by how they begin. */
export function isPage(bytes: Uint8Array, contentType: string | undefined): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 2048))
  return (
    /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '') ||
    /<(!doctype html|html|head|body)[\s>]/i.test(start)
  )
}
