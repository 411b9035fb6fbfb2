/** Makes the cleaned form of stored items again, after the cleaner got better (docs/architecture.md, decision 6). */

import type { Db } from '../db.ts'
import { loadLastChange } from '../feeds/changes.ts'
import type { Arrival, Cleaner } from './arrival.ts'
import type { LayOver } from './editing.ts'
import {
  RECEIVED_COLUMNS,
  RECEIVED_VERSIONS,
  type ReceivedRow,
  toFitting,
  toRecleaned,
  toRecleanStatements,
  toSize,
  writeRecleaned,
} from './recleaned.ts'

type RecleanOptions = {
  readonly toIndex: Arrival['toIndex']
  readonly layOver: LayOver
  readonly pause?: () => Promise<void>
}

const AT_ONCE = 25

/**
 * Cleans every item again, in batches; key, code, `updated` and position stay, and the log gets a line only where
 * readers see a difference. Answers how many lines those are.
 */
export async function recleanItems(db: Db, clean: Cleaner, now: number, options: RecleanOptions): Promise<number> {
  const start = (await loadLastChange(db))?.seq ?? 0
  let after = 0
  for (;;) {
    const rows = toFitting(await loadReceived(db, after), toSize)
    const last = rows.at(-1)
    if (last === undefined) return countLines(db, start, now)
    const again = rows.map((row) => toRecleaned(row, clean, options.layOver))
    const written = await writeRecleaned(db, toRecleanStatements(again, now, options.toIndex))
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

async function loadReceived(db: Db, after: number): Promise<ReceivedRow[]> {
  return db.all<ReceivedRow>(
    `SELECT ${RECEIVED_COLUMNS} FROM items i ${RECEIVED_VERSIONS} WHERE i.id > ? ORDER BY i.id LIMIT ?`,
    after,
    AT_ONCE,
  )
}
