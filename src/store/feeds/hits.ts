/** How many stories a search finds. Promises: exact up to a number, and not counted any further. */
import type { Db } from '../db.ts'
import { findNear } from './near.ts'
import { type ItemFilter, toCountStatement, toItemPage } from './selection.ts'

/** Of those that are counted; `isMore`: there are others. */
export type Hits = { readonly hits: number; readonly isMore: boolean }

/** @param most so many are counted */
export async function countHits(db: Db, query: ItemFilter, most: number): Promise<Hits> {
  const hits = (await countNear(db, query, most + 1)) ?? (await countAll(db, query, most + 1))
  return { hits: Math.min(hits, most), isMore: hits > most }
}

/** Of a common word among the few of a list: to go through all that have the word would take a hundred times as long. */
async function countNear(db: Db, { words, ...rest }: ItemFilter, most: number): Promise<number | undefined> {
  if (words === undefined || Object.keys(rest).length === 0) return undefined
  const list = (length: number) => toItemPage({ ...rest, limit: length }, length)
  return (await findNear(db, { words, list, limit: most }))?.length
}

async function countAll(db: Db, query: ItemFilter, most: number): Promise<number> {
  const { sql, values } = toCountStatement(query, most)
  return (await db.first<{ items: number }>(sql, ...values))?.items ?? 0
}
