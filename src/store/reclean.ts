/** Makes the cleaned form of stored items again, after the cleaner got better (decision 6). */
import { StoreError } from '../errors.ts'
import type { Content } from '../model/content.ts'
import type { Edit } from '../model/history.ts'
import type { Item, Received } from '../model.ts'
import { type Arrival, isSource } from './arrival.ts'
import { loadLastChange } from './changes.ts'
import type { Db, Statement } from './db.ts'
import { isSame, type LayOver } from './editing.ts'
import { toErasedRefusal } from './guard.ts'
import { overList, toElement } from './lists.ts'
import { toIndexStatements } from './writing.ts'

/** Cleans an item as received; `source` is given when it came from a polled source. */
export type Cleaner = (received: Received, channel: string, source: string | undefined) => Item

export type RecleanOptions = {
  readonly toIndex: Arrival['toIndex']
  readonly layOver: LayOver
  readonly pause?: () => Promise<void>
}

/** An item with what its source sent: the version that is shown, and the last, which may be a proposal. */
type ReceivedRow = {
  readonly row: number
  readonly channel: string
  readonly position: number
  readonly current: number
  readonly fingerprint: string
  readonly shown: string
  readonly edit: string | null
  readonly revision: number
  readonly by: string
  readonly received: string
  readonly last: number
  readonly lastBy: string
  readonly lastReceived: string
}

const AT_ONCE = 25
/** Signs of JSON; a list parameter is at most 1 MB for D1. */
const MOST_SIGNS = 300_000

/**
 * Cleans every item again, in batches; key, code, `updated` and position stay, and the log gets a line only where
 * readers see a difference. Answers how many lines those are.
 */
export async function recleanItems(db: Db, clean: Cleaner, now: number, options: RecleanOptions): Promise<number> {
  const start = (await loadLastChange(db))?.seq ?? 0
  let after = 0
  for (;;) {
    const rows = toFitting(await loadReceived(db, after))
    const last = rows.at(-1)
    if (last === undefined) return countLines(db, start, now)
    const again = rows.map((row) => toRecleaned(row, clean, options.layOver))
    const [, written = 0] = await writeBatch(db, toStatements(again, now, options.toIndex))
    // An item that was revised since it was read is left alone: read these once more.
    if (written === rows.length) after = last.row
    await options.pause?.()
  }
}

/** D1 counts what triggers change as changed by the statement itself: the lines of the log have to be counted. */
async function countLines(db: Db, start: number, now: number): Promise<number> {
  const sql = `SELECT count(*) AS lines FROM changes WHERE seq > ? AND kind = 'reclean' AND at = ?`
  return (await db.first<{ lines: number }>(sql, start, now))?.lines ?? 0
}

/** Nothing where one of the items was erased since it was read. */
async function writeBatch(db: Db, statements: readonly Statement[]): Promise<number[]> {
  try {
    return await db.batch(statements)
  } catch (error) {
    if (error instanceof StoreError && error.unique) return []
    throw error
  }
}

async function loadReceived(db: Db, after: number): Promise<ReceivedRow[]> {
  return db.all<ReceivedRow>(
    `SELECT i.id AS row, i.channel, i.position, i.revision AS current, i.fingerprint, i.shown, i.edit,
       s.revision, s.by, s.received, l.revision AS last, l.by AS lastBy, l.received AS lastReceived
     FROM items i
     CROSS JOIN revisions s ON s.item = i.id AND s.revision =
       (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL AND proposed = 0)
     CROSS JOIN revisions l ON l.item = i.id AND l.revision =
       (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)
     WHERE i.id > ? ORDER BY i.id LIMIT ?`,
    after,
    AT_ONCE,
  )
}

/** As many as can be written at once, and one at least. */
function toFitting(rows: readonly ReceivedRow[]): ReceivedRow[] {
  let signs = 0
  return rows.filter(({ shown, received }, index) => {
    signs += shown.length + received.length
    return index === 0 || signs <= MOST_SIGNS
  })
}

type Recleaned = {
  readonly row: ReceivedRow
  readonly item: Item
  readonly lastItem: Item
  readonly shown: Content
  readonly differs: boolean
}

function toRecleaned(row: ReceivedRow, clean: Cleaner, layOver: LayOver): Recleaned {
  const again = (received: string, by: string) =>
    clean(JSON.parse(received) as Received, row.channel, isSource(by) ? by : undefined)
  const item = again(row.received, row.by)
  const lastItem = row.last === row.revision ? item : again(row.lastReceived, row.lastBy)
  const { received, content } = item
  const sent = { received, content, channel: row.channel, ...(isSource(row.by) ? { source: row.by } : {}) }
  const shown = row.edit === null ? content : layOver(sent, JSON.parse(row.edit) as Edit)
  return { row, item, lastItem, shown, differs: !isSame(shown, JSON.parse(row.shown)) }
}

const GUARD = `i.id = j.value ->> 'row' AND i.revision = j.value ->> 'current' AND i.fingerprint = j.value ->> 'was'`

const LOG = `
  INSERT INTO changes (kind, item, channel, revision, at, quiet)
  SELECT 'reclean', i.id, i.channel, i.revision, j.value ->> 'now', 1
  FROM json_each(?) AS j CROSS JOIN items i ON ${GUARD} WHERE j.value ->> 'differs' AND i.state = 'live'`

const UPDATE_ITEMS = `
  UPDATE items AS i SET shown = j.value ->> 'shown', fingerprint = j.value ->> 'fingerprint'
  FROM json_each(?) AS j WHERE ${GUARD}`

const UPDATE_REVISIONS = `
  UPDATE revisions AS r SET cleaned = j.value ->> 'cleaned'
  FROM json_each(?) AS j
  WHERE r.item = j.value ->> 'row' AND r.revision = j.value ->> 'revision' AND r.cleaned IS NOT NULL`

const INSERT_IDENTITIES = `
  INSERT OR IGNORE INTO identities (hash, kind, value, item)
  SELECT value ->> 'hash', value ->> 'kind', value ->> 'value', value ->> 'row' FROM json_each(?)`

/** The second answers how many were still as they had been read. */
function toStatements(again: readonly Recleaned[], now: number, toIndex: Arrival['toIndex']): Statement[] {
  const guards = again.map(({ row, lastItem, shown, differs }) => ({
    members: {
      row: row.row,
      current: row.current,
      was: row.fingerprint,
      fingerprint: lastItem.fingerprint,
      now,
      differs: differs ? 1 : 0,
    },
    raw: { shown: JSON.stringify(shown) },
  }))
  return [
    ...overList(
      LOG,
      guards.map(({ members }) => toElement(members)),
    ),
    ...overList(
      UPDATE_ITEMS,
      guards.map(({ members, raw }) => toElement(members, raw)),
    ),
    ...overList(UPDATE_REVISIONS, again.flatMap(toCleaned)),
    ...overList(INSERT_IDENTITIES, again.flatMap(toForms)),
    ...toIndexStatements(
      again.map(({ row, shown }) => ({ row: row.row, position: row.position, content: shown })),
      toIndex,
    ),
    ...toErasedRefusal(again.map(({ row }) => row.row)),
  ]
}

function toCleaned({ row, item, lastItem }: Recleaned): string[] {
  const shown = toElement({ row: row.row, revision: row.revision }, { cleaned: JSON.stringify(item.content) })
  if (lastItem === item) return [shown]
  return [shown, toElement({ row: row.row, revision: row.last }, { cleaned: JSON.stringify(lastItem.content) })]
}

function toForms({ row, lastItem }: Recleaned): string[] {
  return lastItem.identities.map(({ hash, kind, value }) => toElement({ row: row.row, hash, kind, value }))
}
