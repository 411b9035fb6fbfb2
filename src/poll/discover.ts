/** From the address that a person knows to the feed behind it. */
import { FetchError, ParseError } from '../errors.ts'
import type { ParsedFeed } from '../model.ts'
import { type DocumentAnswer, fetchDocument, type Net } from '../net/fetch.ts'
import { parseFeedLinks } from '../read/page-feeds.ts'
import { parse } from '../read/parse.ts'
import { isPage, readFeedLinks } from './page.ts'

/** `url`: the address asked for the feed; `answer.url` is where redirects led from there. */
export type Discovery = { readonly url: string; readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** Requests for one discovery, the first one too: a site is not searched. */
const REQUESTS = 8

/** Of the feeds that a page names; those of comments come last among them. */
const BEST = 4

/** Where feeds stand when no page says so. */
const USUAL = ['/feed/', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/feed.json']

/**
 * Fetches a feed; where the address is a page's, the feed that it declares, else one it links to, else one at
 * a usual place of its host.
 * @throws FetchError where the address can't be fetched; ParseError where there is no feed
 */
export async function discover(net: Net, url: string): Promise<Discovery> {
  const answer = await fetchDocument(net, { url })
  try {
    return { url, answer, feed: parse(answer.bytes, answer) }
  } catch (error) {
    if (!(error instanceof ParseError) || !isPage(answer.bytes, answer.contentType)) throw error
    return search(net, answer, error)
  }
}

async function search(net: Net, page: DocumentAnswer, cause: ParseError): Promise<Discovery> {
  const { declared, guessed } = readFeedLinks(page.bytes, page.url)
  const usual = USUAL.map((path) => new URL(path, page.url).href)
  const best = parseFeedLinks(page.bytes, page).slice(0, BEST)
  const candidates = new Set([...best.map(({ url }) => url), ...declared, ...guessed.slice(0, 3), ...usual])
  candidates.delete(page.url)
  for (const candidate of [...candidates].slice(0, REQUESTS - 1)) {
    const found = await attempt(net, candidate)
    if (found !== undefined) return found
  }
  throw new ParseError(`${new URL(page.url).host} sent a page, and no feed was found from there.`, { cause })
}

/** Most candidates are guesses: that one is not there, or is no feed, is what the next is for. */
async function attempt(net: Net, url: string): Promise<Discovery | undefined> {
  try {
    const answer = await fetchDocument(net, { url })
    const feed = parse(answer.bytes, answer)
    return feed.format === 'story' ? undefined : { url, answer, feed }
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return undefined
    throw error
  }
}
