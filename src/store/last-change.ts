/** What tells whether a document has to be made again, and when what it shows last changed. */
import type { Db } from './db.ts'

/**
 * A word for everything that feeds show, of one channel or of all: the same word means that nothing changed since.
 * Comments come with imports and write no change, so they are counted in. One row of each index is read.
 */
export async function loadMark(db: Db, channel?: string): Promise<string> {
  const last = 'SELECT max(seq) FROM changes'
  const row = await db.first<{ mark: string }>(
    `SELECT coalesce((${channel === undefined ? last : `${last} WHERE channel = ?`}), 0)
       || '.' || coalesce((SELECT max(row) FROM comments), 0) AS mark`,
    ...(channel === undefined ? [] : [channel]),
  )
  return row?.mark ?? ''
}

/** When any of these items last changed, milliseconds since 1970; undefined where there are none. @param rows of items */
export async function loadLastChangeOf(db: Db, rows: readonly number[]): Promise<number | undefined> {
  const row = await db.first<{ at: number | null }>(
    `SELECT max((SELECT at FROM changes WHERE item = value ORDER BY seq DESC LIMIT 1)) AS at FROM json_each(?)`,
    JSON.stringify(rows),
  )
  return row?.at ?? undefined
}

/** Whether any item came from this source, declared or not. */
export async function isCarrier(db: Db, source: string): Promise<boolean> {
  return (await db.first('SELECT 1 FROM item_sources WHERE source = ? LIMIT 1', source)) !== undefined
}
