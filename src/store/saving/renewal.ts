/**
 * Brings stored items under today's rules before anything is decided about them (docs/architecture.md, decision 18).
 * Promises: an item that says what it said gets the fingerprint, and the form, that today's rules give it, in place of
 * the ones it has, and nothing else: no revision, no news, no moved `updated`. One that says something else is cleaned
 * again, so that what its source changed is compared with what it sent, and not with what the rules made of that.
 */
import { StoreError } from '../../errors.ts'
import type { Item, Received, StoredAndArriving } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { toPart } from '../statements.ts'
import { type Arrival, isSource, type Pause, type Rules, toBatches } from './arrival.ts'
import { createIndexer } from './indexing.ts'
import { loadMatches, type Seen, toOutruled } from './matching.ts'
import {
  cleanAgain,
  RECEIVED_COLUMNS,
  RECEIVED_VERSIONS,
  type ReceivedRow,
  type Recleaned,
  toFitting,
  toRecleanStatements,
  toReshown,
  writeRecleaned,
} from './recleaned.ts'

/** Items that are read at once. */
const AT_ONCE = 25
/** How often somebody else may have written to an item in between. */
const ATTEMPTS = 3

/** Brings items that other rules made under today's (`toOutruled`); what is known of them is to be loaded again. @throws StoreError */
export async function renewMatches(db: Db, old: readonly Seen[], arrival: Arrival, pause: Pause): Promise<void> {
  const { rules } = arrival
  const seen = new Map(old.map((match) => [match.known.row, match]))
  if (rules !== undefined) await renewSeen(db, seen, { ...arrival, rules }, pause)
}

/** As saving these items would do first, for who has to know before that what differs from what is stored. @throws StoreError */
export async function renewItems(db: Db, items: readonly Item[], arrival: Arrival, pause: Pause): Promise<void> {
  const names = new Set(items.flatMap(({ identities }) => identities.map(({ hash }) => hash)))
  const rows = new Set<number>()
  for (const { sightings, oversized } of toBatches(items, [])) {
    // What is too large for the database is held when it is saved, for itself.
    if (oversized) continue
    const matches = await loadMatches(db, sightings, { rows, names }, arrival)
    await renewMatches(db, toOutruled(matches, arrival), arrival, pause)
    for (const match of matches) if (match.kind === 'seen') rows.add(match.known.row)
    await pause()
  }
}

type Seens = ReadonlyMap<number, Seen>
type Ruled = Arrival & { readonly rules: Rules }

async function renewSeen(db: Db, seen: Seens, arrival: Ruled, pause: Pause): Promise<void> {
  let rows: readonly number[] = [...seen.keys()]
  for (let attempt = 0; rows.length > 0; attempt++) {
    if (attempt === ATTEMPTS) throw new StoreError('Somebody else changes the same stories all the time.')
    const received = await loadReceived(db, rows, pause)
    rows = await writeAll(db, await toRenewed(received, seen, arrival, pause), arrival, pause)
  }
}

async function loadReceived(db: Db, rows: readonly number[], pause: Pause): Promise<ReceivedRow[]> {
  const found: ReceivedRow[] = []
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = await db.all<ReceivedRow>(
      `SELECT ${RECEIVED_COLUMNS} FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ${RECEIVED_VERSIONS}
       WHERE i.erased = 0`,
      JSON.stringify(rows.slice(at, at + AT_ONCE)),
    )
    found.push(...some)
    await pause()
  }
  return found
}

/** Together, since a document of which most differs was not edited but is read otherwise. */
async function toRenewed(
  rows: readonly ReceivedRow[],
  seen: Seens,
  arrival: Ruled,
  pause: Pause,
): Promise<Recleaned[]> {
  const matches = rows.flatMap((row) => seen.get(row.row) ?? [])
  const pairs = rows.flatMap((row, index) => toPair(row, matches[index], arrival))
  const renewed = await arrival.rules.renew(pairs, pause)
  return rows.flatMap((row, index) => {
    const one = renewed[index]
    if (one === undefined) return []
    const item =
      row.last === row.revision ? one.item : cleanAgain(arrival.rules.clean, row.received, row.channel, row.by)
    const owner = one.same ? { owner: arrival.owner } : {}
    return [{ row, item, lastItem: one.item, ...owner, ...toReshown(row, item, arrival.layOver) }]
  })
}

function toPair(row: ReceivedRow, match: Seen | undefined, arrival: Arrival): StoredAndArriving[] {
  if (match === undefined) return []
  const stored = JSON.parse(row.lastReceived) as Received
  const source = isSource(row.lastBy) ? row.lastBy : undefined
  return [{ stored, channel: row.channel, source, arriving: match.sighting.item, isKnown: cameBefore(match, arrival) }]
}

/** From whom it belongs to, from a source that is named on it, or under names that it has already. */
function cameBefore({ known, forms }: Seen, { owner, source }: Arrival): boolean {
  if (owner === known.owner) return true
  return source === undefined ? forms.length === 0 : known.sources.includes(source)
}

/** Writes them, some at a time; answers the rows that are no longer as they were read. */
async function writeAll(db: Db, renewed: readonly Recleaned[], arrival: Arrival, pause: Pause): Promise<number[]> {
  const changed: number[] = []
  const indexer = createIndexer(arrival.toIndex, pause)
  for (let left = renewed; left.length > 0; ) {
    const some = toFitting(left.slice(0, db.atOnce), toWrittenSize)
    const differing = some.filter(({ differs }) => differs)
    await indexer.prepare(differing.map(({ shown }) => shown))
    const statements = toRecleanStatements(some, arrival.now, indexer.toIndex, differing)
    if (!(await writeRecleaned(db, some, toPart(statements)))) changed.push(...some.map(({ row }) => row.row))
    left = left.slice(some.length)
    await pause()
  }
  return changed
}

function toWrittenSize({ lastItem: { content, received } }: Recleaned): number {
  return JSON.stringify(content).length + JSON.stringify(received).length
}
