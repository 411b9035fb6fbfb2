/** Makes the cleaned form of stored items again, after the cleaner got better (docs/architecture.md, decision 6). */

import type { Db } from '../db.ts'
import { loadLastChange } from '../feeds/changes.ts'
import type { Arrival, Cleaner } from './arrival.ts'
import type { LayOver } from './editing.ts'
import { loadReceivedRows, toRecleaned, toRecleanStatements, writeRecleaned } from './recleaned.ts'

type RecleanOptions = {
  readonly toIndex: Arrival['toIndex']
  readonly layOver: LayOver
  readonly pause?: () => Promise<void>
  /** Told after each batch how many were cleaned, of how many. */
  readonly tell?: Tell
}

export type Tell = (done: number, all: number) => void

const AT_ONCE = 25

/**
 * Cleans every item again, in batches; key, code, `updated` and position stay, and the log gets a line only where
 * readers see a difference. Answers how many lines those are.
 */
export async function recleanItems(db: Db, clean: Cleaner, now: number, options: RecleanOptions): Promise<number> {
  const start = (await loadLastChange(db))?.seq ?? 0
  const all = (await db.first<{ n: number }>('SELECT count(*) AS n FROM items WHERE erased = 0'))?.n ?? 0
  let done = 0
  let after = 0
  for (;;) {
    const rows = await loadReceivedRows(db, after, AT_ONCE)
    const last = rows.at(-1)
    if (last === undefined) return countLines(db, start, now)
    const again = rows.map((row) => toRecleaned(row, clean, options.layOver))
    const isWritten = await writeRecleaned(db, again, toRecleanStatements(again, now, options.toIndex))
    // An item that was revised since it was read is left alone: read these once more.
    if (isWritten) {
      after = last.row
      done += rows.length
      options.tell?.(done, all)
    }
    await options.pause?.()
  }
}

/** By what all was cleaned the last time; the step of an upgrade that never ends. */
const NAME = 'recleaned-by'

/** Whether all items were cleaned by this already, and none was stored by other rules since. @param rules of today */
export async function isRecleaned(db: Db, by: string, rules: number): Promise<boolean> {
  const found = await db.first<{ other: number }>(
    `SELECT EXISTS (SELECT 1 FROM items WHERE erased = 0 AND fingerprint NOT GLOB ?) AS other
     FROM steps WHERE name = ? AND cursor = ?`,
    `*.${rules}[.:]*`,
    NAME,
    by,
  )
  return found?.other === 0
}

export async function saveRecleaned(db: Db, by: string, now: number): Promise<void> {
  await db.run(
    `INSERT INTO steps (name, cursor, done) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, done = excluded.done`,
    NAME,
    by,
    now,
  )
}

/** D1 counts what triggers change as changed by the statement itself: the lines of the log have to be counted. */
async function countLines(db: Db, start: number, now: number): Promise<number> {
  const sql = `SELECT count(*) AS lines FROM changes WHERE seq > ? AND kind = 'reclean' AND at = ?`
  return (await db.first<{ lines: number }>(sql, start, now))?.lines ?? 0
}
