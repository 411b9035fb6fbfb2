/**
 * Stories that stand twice in one document: versions under guids or fragments of their own, the page and its AMP form.
 * Promises: what says something else stays, be it on the same page: a ticker, a daily bulletin.
 */
import type { DocumentOrigin } from '../../model/document.ts'
import type { ParsedFeed, ParsedItem } from '../../model/model.ts'
import { finish, type Steps } from '../../steps.ts'
import { toBases, toItemBase } from './base.ts'
import { toPage } from './sessions.ts'
import { toCanonicalAddress } from './url.ts'

/** Items between two steps. */
const AT_ONCE = 50

/** The document with each of its stories once, as its newest form says; the other's addresses are kept. */
export function withoutTwins(feed: ParsedFeed, origin: DocumentOrigin): ParsedFeed {
  return finish(foldInSteps(feed, origin))
}

/** As `withoutTwins`, in steps. */
export function* foldInSteps(feed: ParsedFeed, origin: DocumentOrigin): Steps<ParsedFeed> {
  if (feed.items.length < 2) return feed
  const { base } = toBases(feed, origin)
  const byPage = new Map<string, ParsedItem[]>()
  for (const [index, item] of feed.items.entries()) {
    if (index % AT_ONCE === 0) yield
    const page = toPageOf(item, base)
    const items = byPage.get(page)
    if (items === undefined) byPage.set(page, [item])
    else items.push(item)
  }
  const gone = new Map<ParsedItem, ParsedItem | undefined>()
  for (const [page, items] of byPage) {
    // A page that has other news too says the same thing again where it happens again.
    const isOneStory = page !== '' && items.length > 1 && isOne(items.map(toWords))
    if (isOneStory) foldTwins(items, gone)
  }
  if (gone.size === 0) return feed
  const items = feed.items.flatMap((item) => (gone.has(item) ? (gone.get(item) ?? []) : item))
  return { ...feed, items }
}

function toPageOf(item: ParsedItem, base: string | undefined): string {
  const address = item.url === undefined ? undefined : toCanonicalAddress(item.url, [], toItemBase(item, base))
  return address === undefined ? '' : toPage(address)
}

function isOne([first, ...others]: readonly (string | undefined)[]): boolean {
  return first !== undefined && others.every((words) => words === first)
}

/**
 * Headline and text, whatever the blanks, and files, since a broadcast says the same of each episode; undefined where
 * words are missing, and of what has its own key.
 */
function toWords({ title, content, summary, attachments, moved, withdrawn }: ParsedItem): string | undefined {
  if (moved !== undefined || withdrawn !== undefined) return undefined
  const said = [title?.value, (content ?? summary)?.value].map((text) => text?.replace(/\s+/g, ' ').trim() ?? '')
  return said.includes('') ? undefined : JSON.stringify([...said, attachments.map(({ url }) => url)])
}

function foldTwins(twins: readonly ParsedItem[], gone: Map<ParsedItem, ParsedItem | undefined>): void {
  const newest = twins.reduce((best, one) => (toDate(one) > toDate(best) ? one : best))
  const others = twins.filter((one) => one !== newest)
  if (others.length === 0) return
  const urls = others.flatMap(({ url, alsoAt = [] }) => [...(url === undefined ? [] : [url]), ...alsoAt])
  const alsoAt = [...new Set([...(newest.alsoAt ?? []), ...urls])].filter((url) => url !== newest.url)
  gone.set(newest, alsoAt.length === 0 ? newest : { ...newest, alsoAt })
  for (const one of others) gone.set(one, undefined)
}

function toDate({ modified, published }: ParsedItem): number {
  return modified ?? published ?? Number.NEGATIVE_INFINITY
}
