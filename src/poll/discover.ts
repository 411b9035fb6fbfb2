/** From the address that a person knows to the feed behind it. */
import { FetchError, ParseError } from '../errors.ts'
import { parseFeedLinks } from '../extract/feeds.ts'
import type { ParsedFeed } from '../model/model.ts'
import type { DocumentAnswer, Net } from '../net/fetch.ts'
import { parse } from '../read/parse.ts'
import { fetchOrName, findRefusing, toInTheWay, toWallError, WallError } from './guard.ts'

/** `url`: the address asked for the feed; `answer.url` is where redirects led from there. */
type Discovery = { readonly url: string; readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** Requests for one discovery, the first one too: a site is not searched. */
const REQUESTS = 16

/** No candidate is asked for later than this: somebody waits for the answer. */
const BUDGET = 30_000

/** Of the feeds that a page names; those of comments come last among them. */
const BEST = 8

/** Where feeds stand when no page says so, the usual first. */
const COMMON_PATHS = ['feed/', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'rss', '?feed=rss2', 'feed.json']

/**
 * Fetches a feed; where the address is a page's, the feed that it declares, else one it links to, else one at
 * a usual place beneath it or of its host.
 * @throws FetchError where the address can't be fetched; ParseError where there is no feed
 */
export async function discover(net: Net, url: string): Promise<Discovery> {
  const answer = await fetchOrName(net, { url })
  try {
    return { url, answer, feed: parse(answer.bytes, answer) }
  } catch (error) {
    if (!(error instanceof ParseError) || !isPage(answer.bytes, answer.contentType)) throw error
    return search(net, answer, toWallError(answer, url, error) ?? error)
  }
}

async function search(net: Net, page: DocumentAnswer, cause: ParseError): Promise<Discovery> {
  // Behind a bot check nothing is to be found by asking more.
  if (cause instanceof WallError && cause.wall.kind === 'challenge') throw cause
  const closed = new Set<string>()
  const walls: string[] = []
  const end = net.now() + BUDGET
  for (const candidate of toCandidates(page).slice(0, REQUESTS - 1)) {
    const { host } = new URL(candidate)
    if (net.now() > end) break
    const found = closed.has(host) ? 'nothing' : await attempt(net, candidate, walls)
    if (found === 'closed') closed.add(host)
    else if (found !== 'nothing') return found
  }
  if (cause instanceof WallError) throw cause
  const [wall] = walls
  const reason = wall === undefined ? '' : `: ${wall}`
  throw new ParseError(`${new URL(page.url).host} sent a page, and no feed was found from there${reason}.`, { cause })
}

/** Addresses to try, each once: what the page names, then guesses. */
function toCandidates(page: DocumentAnswer): string[] {
  const named = parseFeedLinks(page.bytes, page).map(({ url }) => toBare(url))
  const folders = [toFolder(page.url), new URL('/', page.url).href]
  const common = COMMON_PATHS.flatMap((name) => folders.map((folder) => new URL(name, folder).href))
  const candidates = new Set([...[...new Set(named)].slice(0, BEST), ...common])
  candidates.delete(page.url)
  return [...candidates]
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
 * answer, or asks to be left alone, is `closed`.
 */
async function attempt(net: Net, url: string, walls: string[]): Promise<Discovery | 'nothing' | 'closed'> {
  try {
    const answer = await fetchOrName(net, { url })
    const feed = parse(answer.bytes, answer)
    return feed.format === 'story' ? 'nothing' : { url, answer, feed }
  } catch (error) {
    if (error instanceof ParseError) return 'nothing'
    if (error instanceof FetchError) {
      const wall = findRefusing(error, url)
      if (wall) walls.push(`${new URL(url).host} may have one, but ${toInTheWay(wall)}`)
      return isClosed(error) ? 'closed' : 'nothing'
    }
    throw error
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
