/**
 * Takes the text of stories from their pages, for a source whose items are only summaries.
 * Promises: one page after the other, a bounded number and time of them, and none of a host that somebody else asks; a
 * page is asked for when its item is new or changed, not at every poll; an item whose page can't be had keeps its summary.
 */
import { cleanItem } from '../clean/clean.ts'
import { type Stage, toStaged, toStageOf, withStage } from '../clean/identity/fingerprint.ts'
import { toAbsoluteAddress } from '../clean/identity/url.ts'
import { ConfigError, FetchError, ParseError } from '../errors.ts'
import { parseArticle } from '../extract/article/article.ts'
import type { IdentifyBy, Picture, Text } from '../model/content.ts'
import type { Item, ParsedItem, Received, Source } from '../model/model.ts'
import { fetchDocument } from '../net/fetch.ts'
import { claimHost, releaseHost } from '../store/polls.ts'
import { type Arrival, mayRevise } from '../store/saving/arrival.ts'
import type { KnownItem } from '../store/saving/lookups.ts'
import { loadBeneath } from '../store/saving/sent.ts'
import type { Poller } from './claim.ts'
import { withTime } from './dated.ts'
import { toPageRequest } from './request.ts'

/** Pages of one refresh, and of those that were not to be had before. */
const MOST = 20
const MOST_AGAIN = 3
/** No page is begun later than this, and none takes longer: a minute in all. */
const BUDGET = 45_000
const LONGEST = 15_000
/** For one page of another host. */
const LEASE = 2 * LONGEST

/** The items of a document, of which some want their page. */
type Listing = {
  readonly source: Source
  readonly items: readonly Item[]
  readonly identifyBy: IdentifyBy
  readonly arrival: Arrival
  readonly knownOf: (item: Item) => KnownItem | undefined
  /** The host that the poll holds, and what it holds it with; of others each page's is claimed by itself. */
  readonly host: string
  readonly token: string
}

export type FullText = {
  /** What is to be stored, in the document's order. */
  readonly items: readonly Item[]
  /** Stories that were stored before the source was one of summaries, with their text: to be stored quietly. */
  readonly filled: readonly Item[]
  /** Words of each article that was new, in the order they were fetched; none where a page has no article. */
  readonly words: readonly number[]
  /** Items whose pages are left to the next poll. */
  readonly left: number
  /** From Retry-After. */
  readonly retryAt?: number
}

/** @throws ConfigError where a secret that the source signs in with is not set; StoreError */
export async function takeFullText(poller: Poller, listing: Listing): Promise<FullText> {
  const wishes = new Map(listing.items.map((item) => [item, toWish(item, listing)]))
  const wanted = (wish: Wish) => listing.items.filter((item) => wishes.get(item) === wish)
  const queue = [...wanted('page'), ...wanted('again').slice(0, MOST_AGAIN), ...wanted('text')].slice(0, MOST)
  const taken = await takePages(poller, listing, queue)
  const isFilled = (item: Item) => wishes.get(item) === 'text' && taken.has(item)
  const fresh = queue.filter((item) => wishes.get(item) !== 'again').flatMap((item) => taken.get(item) ?? [])
  const retryAt = Math.max(0, ...[...taken.values()].map((one) => one.retryAt ?? 0))
  return {
    items: listing.items.flatMap((item) =>
      isFilled(item) ? [] : (taken.get(item)?.item ?? toUntaken(item, listing, wishes.get(item))),
    ),
    filled: listing.items.flatMap((item) => (isFilled(item) ? (taken.get(item)?.item ?? []) : [])),
    words: fresh.flatMap(({ words }) => words ?? []),
    left: [...wanted('page'), ...wanted('text')].filter((item) => !taken.has(item)).length,
    ...(retryAt > 0 ? { retryAt } : {}),
  }
}

/** Pages of as many items as time, and the servers, allow. */
async function takePages(poller: Poller, listing: Listing, queue: readonly Item[]): Promise<Map<Item, FetchedPage>> {
  const taken = new Map<Item, FetchedPage>()
  const end = poller.now() + BUDGET
  for (const item of queue) {
    if (poller.now() >= end || [...taken.values()].some(({ isRefused }) => isRefused)) break
    const one = await takeAlone(poller, listing, item)
    if (one !== undefined) taken.set(item, one)
  }
  return taken
}

/** `again`: its page was asked for before in vain. `text`: it is stored from before its source was one of summaries. */
type Wish = 'page' | 'again' | 'text' | 'nothing'

function toWish(item: Item, { arrival, knownOf }: Listing): Wish {
  const known = knownOf(item)
  if (toPageUrl(item) === undefined) return 'nothing'
  if (known === undefined) return 'page'
  if (!mayRevise(arrival, known.owner)) return 'nothing'
  const stage = toStage(item, known)
  if (stage === undefined) return 'page'
  return stage === 'whole' ? 'nothing' : stage === 'missing' ? 'again' : 'text'
}

/** A new item is not stored before its page was asked for; one that is there stays as it is. */
function toUntaken(item: Item, { knownOf }: Listing, wish: Wish | undefined): Item[] {
  return wish === 'page' ? [] : [toKnownAs(item, knownOf(item))]
}

/**
 * The item where its page could not be had: with the text that is stored of it, which is not gone because its source
 * put a headline or a tag right. Its fingerprint is another than the item's, so that a later poll tries again.
 */
async function toUnread(poller: Poller, listing: Listing, item: Item, url: string): Promise<Item> {
  const known = listing.knownOf(item)
  const before = known && (await loadBeneath(poller.db, known.row, 'last'))?.sent.received
  if (before === undefined || toStageOf(before) !== 'whole') return toMissing(item)
  return toCleaned(toWhole(item, before.item, url, 'missing'), listing)
}

/** The item without its page. */
function toMissing(item: Item): Item {
  const { fingerprint, received } = item
  return {
    ...item,
    fingerprint: toStaged(fingerprint, 'missing'),
    received: withStage(received, 'missing', fingerprint),
  }
}

function toPageUrl({ received: { item, context } }: Item): string | undefined {
  const base = item.base === undefined ? context.base : (toAbsoluteAddress(item.base, context.base) ?? context.base)
  return item.url === undefined ? undefined : toAbsoluteAddress(item.url, base)
}

type FetchedPage = {
  readonly item: Item
  readonly words?: number
  readonly retryAt?: number | undefined
  /** The server asks to be left alone. */
  readonly isRefused?: boolean
}

/** A page that stands on another host than the feed is asked for under a claim of its own; undefined where that is held. */
async function takeAlone(poller: Poller, listing: Listing, item: Item): Promise<FetchedPage | undefined> {
  const url = toPageUrl(item) ?? ''
  const { host } = new URL(url)
  if (host === listing.host) return takePage(poller, listing, item, url)
  const { db, now } = poller
  if (!(await claimHost(db, host, listing.token, now(), LEASE))) return undefined
  try {
    return await takePage(poller, listing, item, url)
  } finally {
    await releaseHost(db, host, listing.token)
  }
}

async function takePage(poller: Poller, listing: Listing, item: Item, url: string): Promise<FetchedPage> {
  try {
    const filled = await fetchArticleText(poller, listing, item, url)
    return { item: filled, words: countWords(filled.content.contentText) }
  } catch (error) {
    if (error instanceof ConfigError) throw error
    return { item: await toUnread(poller, listing, item, url), ...toFault(poller, listing.source, url, error) }
  }
}

async function fetchArticleText(poller: Poller, listing: Listing, item: Item, url: string): Promise<Item> {
  const { source } = listing
  const limits = { ...poller.net.limits, total: Math.min(poller.net.limits.total, LONGEST) }
  const answer = await fetchDocument({ ...poller.net, limits }, toPageRequest(url, source, poller.secret))
  const selectors = source.article === undefined ? {} : { selectors: source.article }
  const [article] = parseArticle(answer.bytes, withTime(answer, source, poller.now()), selectors).items
  if (article === undefined) throw new ParseError(`The page at ${answer.url} holds no article.`)
  return toCleaned(toWhole(item, article, answer.url), listing)
}

function toCleaned(received: Received, { source, arrival, identifyBy }: Listing): Item {
  return cleanItem(received, { channel: arrival.channel, source: source.id, identifyBy })
}

/** Whatever is wrong with one page, its story is not lost: the log says what. */
function toFault(poller: Poller, source: Source, url: string, error: unknown): Omit<FetchedPage, 'item'> {
  const [reason, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined]
  const facts = { source: source.id, url: url.replace(/[?#].*$/s, ''), reason }
  if (error instanceof FetchError) {
    poller.log.warn('A page could not be fetched.', facts)
    return { retryAt: error.retryAt, isRefused: error.status === 429 || error.status === 503 }
  }
  if (error instanceof ParseError) poller.log.warn('A page could not be read.', facts)
  else poller.log.error('Reading a page met a bug.', { ...facts, stack })
  return { words: 0 }
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0
}

// A feed's item with the text of its page.

/** What became of the page of an item that says the same as when it was stored; undefined where it says another thing. */
function toStage({ fingerprint }: Item, known: KnownItem | undefined): Stage | undefined {
  if (known === undefined) return undefined
  // What needs no hashing first: of most sources that is every item of every poll.
  const stages = ['listed', 'whole', 'missing'] as const
  return stages.find((stage) => known.fingerprint === toStaged(fingerprint, stage))
}

/** The item as the one that is stored, where it says the same: so its text stays. */
export function toKnownAs(item: Item, known: KnownItem | undefined): Item {
  return known === undefined || toStage(item, known) === undefined ? item : { ...item, fingerprint: known.fingerprint }
}

/**
 * The item as received, with the article's text for its own, and what else the feed does not say. The feed's summary
 * stays one; names and fingerprint are those of the feed's item, so that the next poll knows it again.
 * @param url the page's own address
 * @param stage `missing` where the article is one of before
 */
function toWhole(item: Item, article: ParsedItem, url: string, stage: Stage = 'whole'): Received {
  const { item: listed, context } = item.received
  const base = toAbsoluteAddress(article.base ?? '', url) ?? url
  const { identities } = item
  const fingerprint = toStaged(item.fingerprint, stage)
  return {
    item: { ...toFilled(listed, article, base), ...toTexts(listed, article, base) },
    context: { ...context, identities, fingerprint },
  }
}

/** Date and authors of the feed are the better ones: pages print those of the site and of other stories too. */
function toFilled(listed: ParsedItem, article: ParsedItem, base: string): ParsedItem {
  return {
    ...listed,
    ...given({
      title: isEmpty(listed.title) ? article.title : listed.title,
      published: listed.published ?? article.published,
      modified: listed.modified ?? article.modified,
      language: listed.language ?? article.language,
    }),
    authors: listed.authors.length > 0 ? listed.authors : article.authors,
    pictures: listed.pictures.length > 0 ? listed.pictures : toPictures(article.pictures, base),
  }
}

function toTexts(listed: ParsedItem, article: ParsedItem, base: string): Pick<ParsedItem, 'content' | 'summary'> {
  const summary = [listed.summary, listed.content, article.summary].find((text) => !isEmpty(text))
  const { content } = article
  return given({
    summary,
    content: content && { ...content, base: toAbsoluteAddress(content.base ?? '', base) ?? base },
  })
}

function isEmpty(text: Text | undefined): boolean {
  return text === undefined || text.value.trim() === ''
}

function toPictures(pictures: readonly Picture[], base: string): Picture[] {
  return pictures.flatMap((picture) => {
    const url = toAbsoluteAddress(picture.url, base)
    return url === undefined ? [] : [{ ...picture, url }]
  })
}

/** Without the fields that have no value. */
function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
