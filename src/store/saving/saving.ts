/**
 * Items are stored for good, under names that never change.
 *
 * `saveItems` takes whatever a source, a file or an editor brings, any number of times and from several callers at
 * once; an item is stored once, revised only by whom it belongs to, and never half written.
 */
import { StoreError, VersionError } from '../../errors.ts'
import type { Content } from '../../model/content.ts'
import type { Item } from '../../model/model.ts'
import type { Db, Statement } from '../db.ts'
import { toPart } from '../statements.ts'
import { type Arrival, type Batch, type Pause, toBatches, toPositions } from './arrival.ts'
import { type Decision, toChanged, toDecisions, toWantedNames } from './decisions.ts'
import { createIndexer, toClosingStatements } from './indexing.ts'
import { loadShown, loadTakenNames } from './lookups.ts'
import { type CallContents, loadMatches, loadRedated, type Match, toOutruled } from './matching.ts'
import { type Noted, saveNotices } from './notices.ts'
import { renewMatches } from './renewal.ts'
import { toStatements } from './writing.ts'

export type { Arrival } from './arrival.ts'

/**
 * What became of one item. `held`: too large for this database, or not public, with the `reason`; nothing of it is stored.
 * `retracted`, `passed`: it was a notice, and the story was taken back, or nothing was done. `drafted`: it is not public,
 * and is a draft of this code.
 */
export type Saved = {
  readonly outcome: 'added' | 'updated' | 'proposed' | 'unchanged' | 'named' | 'held' | 'drafted' | Noted['outcome']
  readonly reason?: string
  /** Of a draft: it was none before. */
  readonly isNew?: boolean
  /** Fields that an editor set stand over what came. */
  readonly edited?: true
  readonly key: string
  readonly id: string
  readonly code: string
  readonly row: number
}

/** What is written with the last batch; it may hang on what becomes of that batch's items. */
export type Last = readonly Statement[] | ((saved: readonly Saved[]) => readonly Statement[])

function toLast(last: Last, saved: readonly Saved[]): readonly Statement[] {
  return typeof last === 'function' ? last(saved) : last
}

/**
 * Stores items in batches of at most 100, each of them whole or not at all; `last` goes with the last one.
 * What only says that a story was taken back is heeded and not stored (`notices.ts`).
 * Answers what became of each item, in their order.
 * @param pause called after each batch, so that others get their turn
 * @throws StoreError; the batches before it stay written, and the same call again finishes the rest
 */
export async function saveItems(
  db: Db,
  items: readonly Item[],
  arrival: Arrival,
  last: Last = [],
  pause: Pause = async () => {},
): Promise<Saved[]> {
  const notices = items.filter(({ withdrawn }) => withdrawn !== undefined)
  if (notices.length === 0) return saveStories(db, items, arrival, last, pause)
  const stories = items.filter(({ withdrawn }) => withdrawn === undefined)
  const noted = (await saveNotices(db, notices, arrival)).values()
  const saved = (await saveStories(db, stories, arrival, last, pause)).values()
  return items.map(({ withdrawn }) => next(withdrawn === undefined ? saved : noted))
}

function next(results: Iterator<Saved>): Saved {
  const { value, done } = results.next()
  if (done) throw new Error('An item was saved, and nothing is known of it.')
  return value
}

async function saveStories(
  db: Db,
  items: readonly Item[],
  arrival: Arrival,
  last: Last,
  pause: Pause,
): Promise<Saved[]> {
  const positions = toPositions(items, arrival.mode, arrival.now)
  const saved: Saved[] = []
  const rows = new Set<number>()
  const names = new Set(items.flatMap(({ identities }) => identities.map(({ hash }) => hash)))
  const { prepare, toIndex } = createIndexer(arrival.toIndex, pause)
  const call: Call = { contents: { rows, names }, arrival: { ...arrival, toIndex }, prepare, pause }
  for (const batch of toBatches(items, positions, db.atOnce)) {
    const isLast = saved.length + batch.sightings.length === items.length
    // What is too large for the database must not take the poll's own state with it.
    const more = isLast && !batch.oversized ? last : []
    for (const one of await saveBatch(db, batch, call, { isLast, endsParts: isLast && saved.some(isWritten), more })) {
      saved.push(one)
      rows.add(one.row)
    }
    if (isLast && batch.oversized) {
      const closing = toClosingStatements(0, arrival, true)
      await db.batch([...closing, ...toLast(last, saved)])
    }
    await pause()
  }
  if (items.length === 0) await db.batch(toLast(last, []))
  return saved
}

/** What all batches of a call have in common. */
type Call = {
  readonly contents: CallContents
  readonly arrival: Arrival
  /** Has told what contents are found by before they are written. */
  readonly prepare: (contents: readonly Content[]) => Promise<void>
  readonly pause: Pause
}

/** Where a batch stands in its call, and what is written with it. */
type Place = {
  readonly isLast: boolean
  /** It is the last, and something was written before, which is seen with it. */
  readonly endsParts: boolean
  readonly more: Last
}

function isWritten({ outcome }: Saved): boolean {
  return outcome !== 'unchanged' && outcome !== 'held'
}

async function saveBatch(db: Db, batch: Batch, call: Call, place: Place): Promise<Saved[]> {
  const attempt = () => writeBatch(db, batch, call, place)
  try {
    // Somebody stored one of these items, or took one of the names, since they were read: read and decide again.
    return await attempt().catch((error: unknown) => (isUnique(error) ? attempt() : Promise.reject(error)))
  } catch (error) {
    if (!batch.oversized || !(error instanceof StoreError) || error.unique || error.reason !== undefined) throw error
    return batch.sightings.map(({ item }) => toHeld(item, error))
  }
}

function isUnique(error: unknown): boolean {
  return error instanceof StoreError && error.unique
}

function toHeld(item: Item, error: StoreError): Saved {
  const name = item.content.title || item.guid || item.content.url || 'An item'
  const reason = `“${name.slice(0, 100)}” is too large for the database: ${error.message}`
  return { outcome: 'held', reason, key: item.identities[0]?.hash ?? '', id: '', code: '', row: 0 }
}

async function writeBatch(db: Db, batch: Batch, call: Call, { isLast, endsParts, more }: Place): Promise<Saved[]> {
  const { arrival } = call
  const decisions = await decide(db, batch, call)
  await call.prepare(decisions.flatMap(toShown))
  // Rows of new items are not known yet.
  const foreseen = toSaved(decisions, new Map(), arrival)
  const statements = [...toStatements(decisions, arrival, isLast), ...toLast(more, foreseen)]
  if (statements.length > 0) await db.batch(isLast ? statements : toPart(statements))
  else if (endsParts) await db.batch([])
  return toSaved(decisions, await loadCreated(db, decisions), arrival)
}

async function decide(db: Db, { sightings }: Batch, { contents, arrival, pause }: Call): Promise<Decision[]> {
  const before = await loadMatches(db, sightings, contents, arrival)
  if (arrival.isNewOnly) refuseSeen(before)
  const old = toOutruled(before, arrival)
  if (old.length > 0) await renewMatches(db, old, arrival, pause)
  const matches = old.length > 0 ? await loadMatches(db, sightings, contents, arrival) : before
  const changed = toChanged(matches, arrival, await loadRedated(db, matches, arrival))
  const shown = await loadShown(
    db,
    changed.map(({ row }) => row),
  )
  const fresh = matches.filter((match) => match.kind === 'fresh')
  const taken = await loadTakenNames(db, toWantedNames(fresh, arrival), arrival.promised)
  return toDecisions(matches, shown, taken, arrival)
}

/** @throws VersionError naming the first that is here */
function refuseSeen(matches: readonly Match[]): void {
  const seen = matches.find((match) => match.kind === 'seen')
  if (seen !== undefined) throw new VersionError(seen.known.id, `The item ${seen.known.id} is here already.`)
}

/** What readers are shown by a decision, where that is new. */
function toShown(decision: Decision): Content[] {
  if (decision.kind === 'create') return [decision.match.sighting.item.content]
  return decision.kind === 'revise' ? [decision.shown] : []
}

/** The rows that new items got, by key. */
async function loadCreated(db: Db, decisions: readonly Decision[]): Promise<Map<string, number>> {
  const keys = decisions.flatMap((one) => (one.kind === 'create' ? [one.key] : []))
  if (keys.length === 0) return new Map()
  const rows = await db.all<{ hash: string; item: number }>(
    'SELECT d.hash, d.item FROM json_each(?) AS k CROSS JOIN identities d ON d.hash = k.value',
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ hash, item }) => [hash, item]))
}

function toSaved(decisions: readonly Decision[], created: ReadonlyMap<string, number>, arrival: Arrival): Saved[] {
  const creations = new Map(decisions.flatMap((one) => (one.kind === 'create' ? [[one.match, one] as const] : [])))
  return decisions.map((decision) => {
    const { match } = decision
    const outcome = toOutcome(decision, arrival)
    if (match.kind === 'seen') {
      const { key, id, code, row } = match.known
      const edited = decision.kind === 'revise' && decision.edited ? { edited: true as const } : {}
      return { outcome, ...edited, key, id, code, row }
    }
    const creation = creations.get(match.kind === 'twin' ? match.first : match)
    const { key = '', id = '', code = '' } = creation ?? {}
    return { outcome, key, id, code, row: created.get(key) ?? 0 }
  })
}

function toOutcome(decision: Decision, { source }: Arrival): Saved['outcome'] {
  if (decision.kind === 'create') return 'added'
  if (decision.kind === 'revise') return 'updated'
  if (decision.kind === 'propose') return 'proposed'
  const { match } = decision
  if (match.kind === 'twin') return match.added ? 'named' : 'unchanged'
  if (match.known.erased) return 'unchanged'
  const isNewSource = source !== undefined && !match.known.sources.includes(source)
  return isNewSource || match.forms.length > 0 ? 'named' : 'unchanged'
}
