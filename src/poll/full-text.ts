/**
 * Takes the text of stories from their pages, for a source whose items are only summaries.
 * Promises: one page after the other, a bounded number and time of them; a page is asked for when its item is new or
 * changed, not at every poll; an item whose page can't be had keeps its summary.
 */
import { clean } from '../clean/clean.ts'
import { toHash } from '../clean/fingerprint.ts'
import { toAbsolute } from '../clean/url.ts'
import { ConfigError, FetchError, ParseError } from '../errors.ts'
import type { IdentifyBy, Item, Source } from '../model.ts'
import { fetchDocument } from '../net/fetch.ts'
import { parseArticle } from '../read/article.ts'
import { type Arrival, mayRevise } from '../store/arrival.ts'
import type { Known } from '../store/known.ts'
import type { Poller } from './poller.ts'
import { toPageRequest } from './request.ts'
import { toWhole } from './whole.ts'

/** Pages of one refresh, and of those that were not to be had before. */
const MOST = 20
const MOST_AGAIN = 3
/** No page is begun later than this, and none takes longer: a minute in all. */
const BUDGET = 45_000
const LONGEST = 15_000

/** The items of a document, of which some want their page. */
export type Listing = {
  readonly source: Source
  readonly items: readonly Item[]
  readonly identifyBy: IdentifyBy
  readonly arrival: Arrival
  readonly knownOf: (item: Item) => Known | undefined
}

export type FullText = {
  /** What is to be stored, in the document's order. */
  readonly items: readonly Item[]
  /** Words of each article that was new, in the order they were fetched; none where a page has no article. */
  readonly words: readonly number[]
  /** New items whose pages are left to the next poll. */
  readonly left: number
  /** From Retry-After. */
  readonly retryAt?: number
}

/** @throws ConfigError where a secret that the source signs in with is not set */
export async function takeFullText(poller: Poller, listing: Listing): Promise<FullText> {
  const wishes = new Map(listing.items.map((item) => [item, toWish(item, listing)]))
  const wanted = (wish: Wish) => listing.items.filter((item) => wishes.get(item) === wish)
  const queue = [...wanted('page'), ...wanted('again').slice(0, MOST_AGAIN)].slice(0, MOST)
  const taken = new Map<Item, Taken>()
  const end = poller.now() + BUDGET
  for (const item of queue) {
    if (poller.now() >= end || [...taken.values()].some(({ isRefused }) => isRefused)) break
    taken.set(item, await takePage(poller, listing, item))
  }
  const items = listing.items.flatMap((item) => taken.get(item)?.item ?? toUntaken(item, wishes.get(item)))
  const fresh = queue.filter((item) => wishes.get(item) === 'page').flatMap((item) => taken.get(item) ?? [])
  const retryAt = Math.max(0, ...[...taken.values()].map((one) => one.retryAt ?? 0))
  return {
    items,
    words: fresh.flatMap(({ words }) => words ?? []),
    left: listing.items.length - items.length,
    ...(retryAt > 0 ? { retryAt } : {}),
  }
}

/** `again`: its page was asked for before in vain. */
type Wish = 'page' | 'again' | 'nothing'

function toWish(item: Item, { arrival, knownOf }: Listing): Wish {
  const known = knownOf(item)
  if (toPageUrl(item) === undefined) return 'nothing'
  if (known === undefined) return 'page'
  if (known.fingerprint === item.fingerprint || !mayRevise(arrival, known.owner)) return 'nothing'
  return known.fingerprint === toMissing(item).fingerprint ? 'again' : 'page'
}

/** A new item is not stored before its page was asked for. */
function toUntaken(item: Item, wish: Wish | undefined): Item[] {
  if (wish === 'page') return []
  return [wish === 'again' ? toMissing(item) : item]
}

/** The item without its page. Its fingerprint is another than the item's, so that a later poll tries again. */
function toMissing(item: Item): Item {
  const fingerprint = toHash(`without page\n${item.fingerprint}`)
  const { received } = item
  return { ...item, fingerprint, received: { ...received, context: { ...received.context, fingerprint } } }
}

function toPageUrl({ received: { item, context } }: Item): string | undefined {
  const base = item.base === undefined ? context.base : (toAbsolute(item.base, context.base) ?? context.base)
  return item.url === undefined ? undefined : toAbsolute(item.url, base)
}

type Taken = {
  readonly item: Item
  readonly words?: number
  readonly retryAt?: number | undefined
  /** The server asks to be left alone. */
  readonly isRefused?: boolean
}

async function takePage(poller: Poller, listing: Listing, item: Item): Promise<Taken> {
  const url = toPageUrl(item) ?? ''
  try {
    const whole = await fetchWhole(poller, listing, item, url)
    return { item: whole, words: countWords(whole.content.contentText) }
  } catch (error) {
    if (error instanceof ConfigError) throw error
    return { item: toMissing(item), ...toFault(poller, listing.source, url, error) }
  }
}

async function fetchWhole(poller: Poller, listing: Listing, item: Item, url: string): Promise<Item> {
  const { source, arrival, identifyBy } = listing
  const limits = { ...poller.net.limits, total: Math.min(poller.net.limits.total, LONGEST) }
  const answer = await fetchDocument({ ...poller.net, limits }, toPageRequest(url, source, poller.secret))
  const selectors = source.article === undefined ? {} : { selectors: source.article }
  const [article] = parseArticle(answer.bytes, answer, selectors).items
  if (article === undefined) throw new ParseError(`The page at ${answer.url} holds no article.`)
  const received = toWhole(item, article, answer.url)
  return clean(received, { channel: arrival.channel, source: source.id, identifyBy })
}

/** Whatever is wrong with one page, its story is not lost: the log says what. */
function toFault(poller: Poller, source: Source, url: string, error: unknown): Omit<Taken, 'item'> {
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
