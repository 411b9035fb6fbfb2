/** A feed's pages, one after the other. Promises: an end, whatever they say of what comes next, and bounded memory. */

import { withOwnAddresses } from '../../clean/identity/base.ts'
import { FetchError, ParseError } from '../../errors.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'
import { parse } from '../../read/parse.ts'
import type { PoliteFetch } from './polite-fetch.ts'

/** A page of a feed. */
export type FeedPage = { readonly answer: DocumentAnswer; readonly feed: ParsedFeed }

/** A chain without an end is somebody's mistake. */
const MOST_PAGES = 100_000
/** And so is one that goes on and on without anything new. */
const MOST_STALE = 10

/**
 * All pages of a feed, beginning with one that is there: as it names them itself (JSON Feed `next_url`, RFC 5005 `next`
 * and `prev-archive`), else as WordPress counts them, `?paged=2`, until there is none or one repeats the first or the one
 * before: no more of them is remembered, however many there are.
 */
export async function* readPages(fetchPage: PoliteFetch, first: FeedPage): AsyncGenerator<FeedPage> {
  const start = toNames(first)
  let before: ReadonlySet<string> = new Set()
  const visited = new Set([first.answer.url])
  let page: FeedPage | undefined = first
  let stale = 0
  for (let number = 2; page !== undefined && number <= MOST_PAGES; number++) {
    const known: readonly ReadonlySet<string>[] = page === first ? [] : [start, before]
    const fresh: ParsedItem[] = page.feed.items.filter((item) => !known.some((names) => names.has(toName(item))))
    const named: string | undefined = toNamed(page)
    // A feed's newest archive may hold just what the feed does, and the older ones come after it.
    stale = fresh.length > 0 ? 0 : stale + 1
    if (stale > (named === undefined ? 0 : MOST_STALE)) return
    before = toNames(page)
    if (fresh.length > 0) yield { ...page, feed: { ...page.feed, items: fresh } }
    const next: string | undefined = named ?? toCounted(first, number)
    if (next === undefined || visited.has(next)) return
    visited.add(next)
    page = await loadPage(fetchPage, next, named === undefined ? number : undefined)
  }
}

function toNames({ feed }: FeedPage): Set<string> {
  return new Set(feed.items.map(toName))
}

/** Some sites give all their items one guid. */
function toName({ guid, url, title }: ParsedItem): string {
  return JSON.stringify([guid, url, title?.value])
}

/** The next page by the feed's own word. */
function toNamed({ answer, feed }: FeedPage): string | undefined {
  const { nextUrl } = withOwnAddresses({ ...feed, items: [] }, answer)
  return nextUrl === undefined ? undefined : URL.parse(nextUrl)?.href
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
async function loadPage(
  fetchPage: PoliteFetch,
  url: string,
  counted: number | undefined,
): Promise<FeedPage | undefined> {
  try {
    const answer = await fetchPage(url)
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
