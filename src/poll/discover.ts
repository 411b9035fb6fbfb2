/** From the address that a person knows to the feed behind it. */
import { AT_ONCE, type Calm, findFeedLinks, readCalmly } from '../calm/calm.ts'
import { FetchError, ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { ParsedFeed } from '../model/model.ts'
import type { DocumentRequest } from '../net/exchange.ts'
import type { DocumentAnswer, Net } from '../net/fetch.ts'
import { readLinks } from '../net/headers.ts'
import { fetchForwarded } from './forwarding.ts'
import { findRefusing, toInTheWay, toWallError, WallError } from './guard.ts'

/** `url`: the address asked for the feed; `answer.url` is where redirects led from there. */
export type Discovery = { readonly url: string; readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** What an address is asked with. */
type ToRequest = (url: string) => DocumentRequest
/** What else is known of a document before it is read. */
type ToOrigin = (answer: DocumentAnswer) => DocumentOrigin
type Finder = {
  readonly net: Net
  readonly toRequest: ToRequest
  readonly calm: Calm
  readonly toOrigin: ToOrigin
}

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
export async function discover(
  net: Net,
  url: string,
  toRequest: ToRequest = toPlain,
  calm: Calm = AT_ONCE,
  toOrigin: ToOrigin = (answer) => answer,
): Promise<Discovery> {
  const finder = { net, toRequest, calm, toOrigin }
  const answer = await fetchForwarded(net, toRequest(url), toRequest)
  try {
    return await toDiscovery(finder, url, answer)
  } catch (error) {
    if (!(error instanceof ParseError) || !(await mayName(finder, answer))) throw error
    return search(finder, answer, (await toWallError(calm, answer, url, error)) ?? error)
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
  calm: Calm = AT_ONCE,
): Promise<string> {
  if (!follow) return refuseOther(calm, await fetchForwarded(net, toRequest(url), toRequest), url)
  const found = await discover(net, url, toRequest, calm)
  refuseLone(found.feed, found.answer.url)
  return found.url
}

/** @throws ParseError where the document is no feed, naming the one that a page names */
async function refuseOther(calm: Calm, answer: DocumentAnswer, url: string): Promise<string> {
  const { host } = new URL(answer.url)
  if (isPage(answer.bytes, answer.contentType) && !(await isFeed(calm, answer))) {
    const [named] = await nameFeeds(calm, answer)
    const where = named === undefined ? '' : ` It names the feed ${named}.`
    throw (await toWallError(calm, answer, url)) ?? new ParseError(`${host} sent a page, not a feed.${where}`)
  }
  refuseLone(await readCalmly(calm, answer.bytes, answer), answer.url)
  return url
}

async function isFeed(calm: Calm, answer: DocumentAnswer): Promise<boolean> {
  try {
    return (await readCalmly(calm, answer.bytes, answer)).format !== 'story'
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
async function mayName({ calm }: Finder, answer: DocumentAnswer): Promise<boolean> {
  if (isPage(answer.bytes, answer.contentType)) return true
  return answer.link !== undefined && (await nameFeeds(calm, answer)).length > 0
}

async function search(finder: Finder, page: DocumentAnswer, cause: ParseError): Promise<Discovery> {
  const { net, calm } = finder
  // Behind a bot check nothing is to be found by asking more.
  if (cause instanceof WallError && cause.wall.kind === 'challenge') throw cause
  const walls: string[] = []
  const closed = new Set<string>()
  const asked = new Set([page.url])
  const end = net.now() + BUDGET
  const named = await nameFeeds(calm, page)
  const queue = [...named, ...toUsualPlaces(page)]
  for (let at = 0; at < queue.length && asked.size < REQUESTS && net.now() <= end; at++) {
    const candidate = queue[at] ?? ''
    if (asked.has(candidate) || closed.has(new URL(candidate).host)) continue
    asked.add(candidate)
    const found = await attempt(finder, candidate, walls)
    if (found === 'closed') closed.add(new URL(candidate).host)
    else if (isDiscovery(found)) return found
    // A page about feeds, which the page leads to, may name them; what such a one leads to is not followed.
    else if (found !== 'nothing' && named.includes(candidate))
      queue.splice(at + 1, 0, ...(await nameFeeds(calm, found)))
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
async function nameFeeds(calm: Calm, page: DocumentAnswer): Promise<string[]> {
  const links = await findFeedLinks(calm, page, readLinks(page.link ?? ''))
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
  finder: Finder,
  url: string,
  walls: string[],
): Promise<Discovery | DocumentAnswer | 'nothing' | 'closed'> {
  try {
    const { net, toRequest } = finder
    const answer = await fetchForwarded(net, toRequest(url), toRequest)
    return await toFound(finder, url, answer)
  } catch (error) {
    if (error instanceof FetchError) {
      const wall = findRefusing(error, url)
      if (wall) walls.push(`${new URL(url).host} may have one, but ${toInTheWay(wall)}`)
      return isClosed(error) ? 'closed' : 'nothing'
    }
    throw error
  }
}

async function toFound(
  finder: Finder,
  url: string,
  answer: DocumentAnswer,
): Promise<Discovery | DocumentAnswer | 'nothing'> {
  try {
    const found = await toDiscovery(finder, url, answer)
    return toLone(found.feed) !== undefined || found.feed.format === 'sitemap' ? 'nothing' : found
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return isPage(answer.bytes, answer.contentType) ? answer : 'nothing'
  }
}

async function toDiscovery({ calm, toOrigin }: Finder, url: string, answer: DocumentAnswer): Promise<Discovery> {
  return { url, answer, feed: await readCalmly(calm, answer.bytes, toOrigin(answer)) }
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
