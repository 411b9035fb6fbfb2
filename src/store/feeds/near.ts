/**
 * Stories with words, looked for among the first of a list before all of the index is: of words that many stories have,
 * the first thirty stand near the front, and to put all others in order as well takes a thousand times as long. Promises:
 * what is found is exactly what looking everywhere would find.
 */

import type { Sought } from '../../model/content.ts'
import type { Db } from '../db.ts'
import type { Condition } from './selection.ts'
import { toFtsExpression } from './words.ts'

/** So many of a list are looked at for each story that is wanted, one after the other until there are enough. */
const FOR_EACH = [20, 200, 2_000]
const LEAST = 600
/** More of them take as long as to look everywhere … */
const MOST = 100_000
/** … and where no more than these have the words, that takes no time. */
const FEW = 1_000

type Near = {
  /** The first so many of the list without the words: a statement whose column `id` is their rows, in order. */
  readonly list: (most: number) => Condition
  readonly words: string | readonly Sought[]
  readonly limit: number
  readonly offset?: number
}

/** Rows of the stories that are wanted, in the order of the list; undefined where one has to look everywhere. */
export async function findNear(db: Db, { list, words, limit, offset = 0 }: Near): Promise<number[] | undefined> {
  const match = toFtsExpression(words)
  if (match === '') return undefined
  for (const each of FOR_EACH) {
    const most = Math.max(LEAST, (limit + offset) * each)
    if (most > MOST) return undefined
    const found = await findAmong(db, match, most, { list, words, limit, offset })
    if (found !== undefined) return found
    if (each === FOR_EACH[0] && (await isRare(db, match))) return undefined
  }
  return undefined
}

async function isRare(db: Db, match: string): Promise<boolean> {
  const sql = 'SELECT count(*) AS stories FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)'
  const row = await db.first<{ stories: number }>(sql, match, FEW + 1)
  return (row?.stories ?? 0) <= FEW
}

/** As `findNear`, among the first `most` of the list. */
async function findAmong(
  db: Db,
  match: string,
  most: number,
  { list, limit, offset = 0 }: Near,
): Promise<number[] | undefined> {
  const { sql, values } = list(most)
  const near = `near (id, place) AS MATERIALIZED (SELECT id, row_number() OVER () FROM (${sql}))`
  const rows = await db.all<{ id: number }>(
    `WITH ${near} SELECT id FROM near WHERE id IN (
       SELECT rowid FROM search WHERE search MATCH ?
       AND rowid BETWEEN (SELECT min(id) FROM near) AND (SELECT max(id) FROM near)
     ) ORDER BY place LIMIT ? OFFSET ?`,
    ...values,
    match,
    limit,
    offset,
  )
  if (rows.length < limit) {
    const counted = await db.first<{ stories: number }>(`SELECT count(*) AS stories FROM (${sql})`, ...values)
    // The list goes on behind what was looked at.
    if (counted?.stories === most) return undefined
  }
  return rows.map(({ id }) => id)
}

/** How many stories have the words. Those that were taken back are in no index. */
export async function countFound(db: Db, words: string | readonly Sought[]): Promise<number> {
  const match = toFtsExpression(words)
  const row = await db.first<{ stories: number }>('SELECT count(*) AS stories FROM search WHERE search MATCH ?', match)
  return row?.stories ?? 0
}
