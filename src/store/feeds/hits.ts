/** How many stories a search finds. Promises: exact up to a number, and not counted any further. */
import type { Db } from '../db.ts'
import { type ItemFilter, toItemPage } from './selection.ts'

/** Of those that are counted; `isMore`: there are others. */
export type Hits = { readonly hits: number; readonly isMore: boolean }

/** @param most so many are counted */
export async function countHits(db: Db, query: ItemFilter, most: number): Promise<Hits> {
  const { sql, values } = toItemPage({ ...query, limit: most + 1 }, most + 1)
  const row = await db.first<{ hits: number }>(`SELECT count(*) AS hits FROM (${sql})`, ...values)
  const hits = row?.hits ?? 0
  return { hits: Math.min(hits, most), isMore: hits > most }
}
