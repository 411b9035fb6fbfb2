/**
 * A document on its way into the store, once it is there: read, completed from its pages, held where it is much less
 * than usual, and stored in batches.
 */

import { toPlainTitle } from '../clean/markup/plain.ts'
import { toArrival } from '../intake/intake.ts'
import type { Refreshed } from '../model/document.ts'
import type { Item, PollState, Source } from '../model/model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { type Arrival, mayRevise } from '../store/saving/arrival.ts'
import { isOfOtherRules } from '../store/saving/matching.ts'
import { renewItems } from '../store/saving/renewal.ts'
import { type Saved, saveItems } from '../store/saving/saving.ts'
import { toSourceScope } from '../store/sources.ts'
import { type Poller, type SourceClaim, toLastStatements } from './claim.ts'
import { withTime } from './dated.ts'
import { type FullText, takeFullText, toKnownAs } from './full-text.ts'
import { loadKnownOf, type Reading, readItems, toItemHold, toNews, toWordHold } from './reading.ts'
import { isReadmitting, type StoredDocument } from './state.ts'

/** Items between two pauses. */
const AT_ONCE = 25

/** What is to be stored of a document, and what it says for the polls after it. */
type Intake = {
  readonly fullText: FullText
  readonly notices: readonly Item[]
  readonly arrival: Arrival
  /** Whether an item was there before, and the rules of then left it out. */
  readonly isReadmitted: (item: Item) => boolean
  readonly taken: Omit<StoredDocument, 'bodyHash'> & { readonly leftOut: number }
}

/** Reads a document; one sentence where it is held. @throws ParseError, ConfigError, StoreError */
export async function readDocument(
  poller: Poller,
  claim: SourceClaim,
  answer: DocumentAnswer,
  mode: Arrival['mode'],
): Promise<Intake | string> {
  const { source, channel, state, host } = claim
  const dated = withTime(answer, source, poller.now())
  const read = await readItems(poller.db, source, channel, state, dated, poller, poller.now())
  const itemCount = source.page === undefined ? undefined : read.count
  const few = itemCount === undefined ? undefined : toItemHold(host, state.itemCounts ?? [], itemCount)
  if (few !== undefined) return few
  const scope = toSourceScope(source)
  const arrival = toArrival(poller, { channel, owner: scope, source: scope, ranks: claim.ranks, mode })
  const redates = state.succeededAt !== undefined && state.timeZone !== source.timeZone
  const reading = await renewKnown(poller, read, { ...arrival, redates })
  const fullText = await complete(poller, claim, reading, arrival)
  const short = toWordHold(host, state.wordCounts ?? [], fullText.words)
  if (short !== undefined) return short
  const { isChanged, arrivals } = toNews(reading, fullText.items, state.succeededAt === undefined, poller.now())
  const taken = {
    left: fullText.left,
    retryAt: fullText.retryAt,
    feed: reading.feed,
    identifyBy: reading.identifyBy,
    noise: reading.noise,
    title: toPlainTitle(reading.feed.title),
    arrivals,
    outcome: isChanged || fullText.filled.length + fullText.late.length > 0 ? 'changed' : 'unchanged',
    itemCount,
    leftOut: read.count - read.items.length,
    wordCounts: fullText.words,
    walls: fullText.walls,
  } as const
  return { fullText, notices: reading.notices, arrival, isReadmitted: toReadmitted(claim, reading), taken }
}

/** Stores what was read, and with the last of it the source's state. @throws StoreError */
export async function storeIntake(
  poller: Poller,
  claim: SourceClaim,
  { fullText, notices, arrival, isReadmitted, taken }: Intake,
  next: PollState,
): Promise<Refreshed> {
  // Stories that are there already and only get their text: nobody is told.
  const filled =
    fullText.filled.length === 0
      ? []
      : await saveItems(poller.db, fullText.filled, { ...arrival, mode: 'filled' }, [], poller.pause)
  const last = toLastStatements(claim, next)
  const [old, items] = toParted(fullText.items, isReadmitted)
  const readmitted =
    old.length === 0 ? [] : await saveItems(poller.db, old, { ...arrival, mode: 'first' }, [], poller.pause)
  const saved = await saveItems(poller.db, [...items, ...fullText.late, ...notices], arrival, last, poller.pause)
  return {
    ...report(poller, claim.source, [...filled, ...readmitted, ...saved], next.due),
    ...toLeftReason(fullText.left),
    ...(taken.leftOut === 0 ? {} : { leftOut: taken.leftOut }),
  }
}

/**
 * What other keep and block rules left out until now is let in as a first poll's items are: at its own date, and nobody
 * is told. What was published since the last poll is news all the same.
 */
function toReadmitted({ source, state }: SourceClaim, { knownOf }: Reading): Intake['isReadmitted'] {
  const { succeededAt } = state
  if (succeededAt === undefined || !isReadmitting(source, state)) return () => false
  return (item) => {
    const date = item.content.published ?? item.content.modified
    return knownOf(item) === undefined && (date === undefined || date <= succeededAt)
  }
}

function toParted(items: readonly Item[], isFirst: (item: Item) => boolean): [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

/** What is known of items that other rules made, or dated in another zone, is told by today's, before anybody asks what the source changed. */
async function renewKnown({ db, pause }: Poller, reading: Reading, arrival: Arrival): Promise<Reading> {
  const { items, knownOf } = reading
  const isOld = (item: Item) => {
    const known = knownOf(item)
    return known && mayRevise(arrival, known) && isOfOtherRules(known.fingerprint, item.fingerprint)
  }
  if (!arrival.redates && !items.some(isOld)) return reading
  await renewItems(db, items, arrival, pause)
  return { ...reading, knownOf: await loadKnownOf(db, items, pause) }
}

function complete(poller: Poller, claim: SourceClaim, reading: Reading, arrival: Arrival): Promise<FullText> {
  const { source, state, host, token } = claim
  if (source.fullText) return takeFullText(poller, { ...reading, source, state, host, token, arrival })
  return withStoredTexts(poller, reading)
}

/** A source that stopped to be one of summaries does not take its stories' text away. */
async function withStoredTexts({ pause }: Poller, { items, knownOf }: Reading): Promise<FullText> {
  const kept: Item[] = []
  for (const item of items) {
    if (kept.length % AT_ONCE === 0) await pause()
    const known = knownOf(item)
    kept.push(known === undefined ? item : toKnownAs(item, known))
  }
  await pause()
  return { items: kept, late: [], filled: [], words: [], left: 0, walls: [] }
}

function toLeftReason(left: number): { readonly reason?: string } {
  return left === 0 ? {} : { reason: `${left} stories wait for the next poll: their pages are still to be fetched.` }
}

function report(poller: Poller, source: Source, saved: readonly Saved[], next: number): Refreshed {
  const count = (outcome: Saved['outcome']) => saved.filter((one) => one.outcome === outcome).length
  const [added, updated] = [count('added'), count('updated') + count('retracted')]
  for (const { reason } of saved) {
    if (reason !== undefined) poller.log.warn('An item could not be stored.', { source: source.id, reason })
  }
  poller.log.info('A source was refreshed.', { source: source.id, items: saved.length, added, updated })
  return { outcome: added + updated + count('proposed') > 0 ? 'changed' : 'unchanged', added, updated, next }
}
