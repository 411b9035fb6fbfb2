/**
 * One story's page: asked for, read, and held against what the feed says of the story. Promises: whatever is wrong with
 * a page, its story is not lost, and the log says what.
 */
import { cleanCalmly, findWallBeforeCalmly, readArticleCalmly } from '../calm/calm.ts'
import type { CleanContext } from '../clean/clean.ts'
import { toPlainText, toPlainTitle } from '../clean/markup/plain.ts'
import { ConfigError, FetchError, ParseError, ShortageError } from '../errors.ts'
import type { Expected } from '../extract/wall/proof.ts'
import type { Wall } from '../extract/wall/wall.ts'
import type { Item, ParsedItem, Source } from '../model/model.ts'
import type { Poller } from './claim.ts'
import { type DatedAnswer, withTime } from './dated.ts'
import { fetchOrName, findRefusing } from './guard.ts'
import { toPageRequest } from './request.ts'
import { toWhole } from './whole.ts'

/** Milliseconds that one page may take. */
export const LONGEST_PAGE = 15_000
/** A date of the page that is the feed's to the minute proves it to be the story's. */
const SAME_TIME = 60_000
/** Characters of a feed's own text that are compared. */
const TEASER = 1_500

/** What came of a page: the story's text, or what stood there instead, or neither. */
export type StoryPage = {
  readonly item?: Item
  readonly words?: number
  readonly wall?: Wall
  readonly retryAt?: number | undefined
  /** The server asks to be left alone. */
  readonly isRefused?: boolean
}

/** @throws ConfigError where a secret that the source signs in with is not set; ShortageError, StoreError */
export async function takeStoryPage(
  poller: Poller,
  source: Source,
  context: CleanContext,
  item: Item,
  url: string,
): Promise<StoryPage> {
  try {
    return await readStoryPage(poller, source, context, item, url)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ShortageError) throw error
    return toFault(poller, source, url, error)
  }
}

async function readStoryPage(poller: Poller, source: Source, context: CleanContext, item: Item, url: string) {
  const limits = { ...poller.net.limits, total: Math.min(poller.net.limits.total, LONGEST_PAGE) }
  const answer = await fetchOrName({ ...poller.net, limits }, toPageRequest(url, source, poller.secret))
  const article = await readArticle(poller, withTime(answer, source, poller.now()), source)
  const page = { bytes: answer.bytes, contentType: answer.contentType, url: answer.url, asked: url }
  const found = article instanceof ParseError ? undefined : article
  const wall = isOfSameTime(item, found) ? undefined : await findWallBeforeCalmly(poller, toExpected(item), found, page)
  if (wall) return toWalledPage(poller, source, url, wall)
  if (article instanceof ParseError) throw article
  const [whole] = await cleanCalmly(poller, [toWhole(item, article, answer.url)], context)
  return whole === undefined ? { words: 0 } : { item: whole, words: countWords(whole.content.contentText) }
}

async function readArticle(poller: Poller, answer: DatedAnswer, source: Source): Promise<ParsedItem | ParseError> {
  const selectors = source.article === undefined ? {} : { selectors: source.article }
  try {
    const [article] = (await readArticleCalmly(poller, answer.bytes, answer, selectors)).items
    return article ?? new ParseError(`The page at ${answer.url} holds no article.`)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}

function isOfSameTime({ received: { item } }: Item, article: ParsedItem | undefined): boolean {
  const [one, other] = [item.published, article?.published]
  return one !== undefined && other !== undefined && one % SAME_TIME !== 0 && Math.abs(one - other) < SAME_TIME
}

/** What the feed says of a story. */
export function toExpected({ received: { item } }: Item): Expected {
  const texts = [item.summary, item.content].map((text) => toPlainText(text))
  return { title: toPlainTitle(item.title), teaser: texts.join('\n').slice(0, TEASER) }
}

function toWalledPage(poller: Poller, source: Source, url: string, wall: Wall): StoryPage {
  const facts = { source: source.id, url: toBareUrl(url), kind: wall.kind, says: wall.says }
  poller.log.warn('A page has something else than its story.', facts)
  return { wall }
}

function toFault(poller: Poller, source: Source, url: string, error: unknown): StoryPage {
  const [reason, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined]
  const facts = { source: source.id, url: toBareUrl(url), reason }
  if (error instanceof FetchError) {
    poller.log.warn('A page could not be fetched.', facts)
    const wall = findRefusing(error, url)
    const isRefused = error.status === 429 || error.status === 503
    return { retryAt: error.retryAt, isRefused, ...(wall === undefined ? {} : { wall }) }
  }
  if (error instanceof ParseError) poller.log.warn('A page could not be read.', facts)
  else poller.log.error('Reading a page met a bug.', { ...facts, stack })
  return { words: 0 }
}

function toBareUrl(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0
}
