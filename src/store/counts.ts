/** How much there is. */
import type { Db } from './db.ts'
import { type Narrowing, toCount } from './selection.ts'

/** Live stories, or those that a query finds. */
export async function countItems(db: Db, query: Narrowing = {}): Promise<number> {
  if (Object.keys(query).length === 0) return countAll(db)
  const { sql, values } = toCount(query)
  return (await db.first<{ items: number }>(sql, ...values))?.items ?? 0
}

/** Row numbers are dense, so that not every row has to be read (D1 counts each one). */
async function countAll(db: Db): Promise<number> {
  const row = await db.first<{ stories: number }>(
    `SELECT (SELECT coalesce(max(id), 0) FROM items) - (SELECT count(*) FROM items WHERE state = 'retracted') AS stories`,
  )
  return row?.stories ?? 0
}
