import { FetchError, ParseError } from '../errors.ts'
import type { ParsedFeed, ParsedItem } from '../model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { parse } from '../read/parse.ts'
import type { Visit } from './visit.ts'

/** A page of a feed. */
export type FeedPage = { readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** A chain without an end is somebody's mistake. */
const MOST_PAGES = 100_000

/**
 * All pages of a feed, beginning with one that is there: as it names them itself (JSON Feed `next_url`, RFC 5005 `next`
 * and `prev-archive`), else as WordPress counts them, `?paged=2`, until there is none or one repeats what came before.
 */
export async function* readPages(visit: Visit, first: FeedPage): AsyncGenerator<FeedPage> {
  const seen = new Set<string>()
  const visited = new Set([first.answer.url])
  let page: FeedPage | undefined = first
  for (let number = 2; page !== undefined && number <= MOST_PAGES; number++) {
    const fresh: ParsedItem[] = page.feed.items.filter((item) => isFresh(item, seen))
    if (fresh.length === 0) return
    yield { ...page, feed: { ...page.feed, items: fresh } }
    const named: string | undefined = toNamed(page)
    const next: string | undefined = named ?? toCounted(first, number)
    if (next === undefined || visited.has(next)) return
    visited.add(next)
    page = await loadPage(visit, next, named === undefined ? number : undefined)
  }
}

function isFresh({ guid, url, title }: ParsedItem, seen: Set<string>): boolean {
  // Some sites give all their items one guid.
  const name = JSON.stringify([guid, url, title?.value])
  if (seen.has(name)) return false
  seen.add(name)
  return true
}

/** The next page by the feed's own word. */
function toNamed({ answer, feed }: FeedPage): string | undefined {
  return feed.nextUrl === undefined ? undefined : (URL.parse(feed.nextUrl, answer.url)?.href ?? undefined)
}

/** WordPress's way; other sites give the same page again, which ends it. */
function toCounted({ answer, feed }: FeedPage, number: number): string | undefined {
  if (!isXml(feed) || feed.nextUrl !== undefined) return undefined
  const url = new URL(answer.url)
  url.searchParams.set('paged', String(number))
  return url.href
}

function isXml({ format }: ParsedFeed): boolean {
  return format === 'rss' || format === 'atom' || format === 'rdf'
}

/**
 * A page that is not there is the end of pages that were only counted, and so is a second one that is no feed;
 * where the feed names the next page, it has to be there.
 */
async function loadPage(visit: Visit, url: string, counted: number | undefined): Promise<FeedPage | undefined> {
  try {
    const answer = await visit(url)
    return { answer, feed: parse(answer.bytes, answer) }
  } catch (error) {
    const isEnd = error instanceof FetchError ? isMissing(error.status) : error instanceof ParseError && counted === 2
    if (counted === undefined || !isEnd) throw error
    return undefined
  }
}

function isMissing(status: number | undefined): boolean {
  return status === 404 || status === 410 || status === 400
}
