/** Stories as they were last received, to be compared with what arrives. */
import type { Received } from '../../model/model.ts'
import type { Db } from '../db.ts'

const AT_ONCE = 25

/** Of these rows, by row. @throws StoreError */
export async function loadLastReceived(db: Db, rows: readonly number[]): Promise<Map<number, Received>> {
  const found = new Map<number, Received>()
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = await db.all<{ row: number; received: string }>(
      `SELECT r.item AS row, r.received FROM json_each(?) AS j CROSS JOIN revisions r ON r.item = j.value
         AND r.revision = (SELECT max(revision) FROM revisions WHERE item = j.value AND received IS NOT NULL)`,
      JSON.stringify(rows.slice(at, at + AT_ONCE)),
    )
    for (const { row, received } of some) found.set(row, JSON.parse(received) as Received)
  }
  return found
}

/** A source's newest, as it sent them. @throws StoreError */
export async function loadNewestReceived(db: Db, source: string, count: number): Promise<Received[]> {
  const rows = await db.all<{ row: number }>(
    `SELECT s.item AS row FROM item_sources s CROSS JOIN items i ON i.id = s.item AND i.owner = s.source AND i.erased = 0
     WHERE s.source = ? ORDER BY s.position DESC, s.item DESC LIMIT ?`,
    source,
    count,
  )
  const received = await loadLastReceived(
    db,
    rows.map(({ row }) => row),
  )
  return [...received.values()]
}

/** The last versions of one, the newest first. @throws StoreError */
export async function loadVersions(db: Db, row: number, count: number): Promise<Received[]> {
  const rows = await db.all<{ received: string }>(
    'SELECT received FROM revisions WHERE item = ? AND received IS NOT NULL ORDER BY revision DESC LIMIT ?',
    row,
    count,
  )
  return rows.map(({ received }) => JSON.parse(received) as Received)
}
