/**
 * How many stories a search finds. Promises: exact up to a number, and not counted any further. What was taken back is in
 * no index of words, so that no story has to be read for what it is.
 */
import type { Db } from '../db.ts'
import { findNear } from './near.ts'
import {
  ANY_OF,
  type Condition,
  type FacetName,
  type ItemFilter,
  toCountStatement,
  toItemPage,
  toNames,
} from './selection.ts'
import { toFtsExpression } from './words.ts'

/** Of those that are counted; `isMore`: there are others. */
export type Hits = { readonly hits: number; readonly isMore: boolean }

/** A name that more stories have is met so soon among those with the words that asking each of them takes less. */
const LONGEST_SET = 20_000

/**
 * @param most so many are counted
 * @param longestSet so many stories of a name are put together before they are looked for
 */
export async function countHits(db: Db, query: ItemFilter, most: number, longestSet = LONGEST_SET): Promise<Hits> {
  const hits =
    (await countNamed(db, query, most + 1, longestSet)) ??
    (await countNear(db, query, most + 1)) ??
    (await countAll(db, query, most + 1))
  return { hits: Math.min(hits, most), isMore: hits > most }
}

/** Of words under names and nothing else: neither stories nor the order of a list are needed. */
async function countNamed(db: Db, query: ItemFilter, most: number, longestSet: number): Promise<number | undefined> {
  const { words, channel, author: _a, place: _p, tag: _t, lang: _l, ...others } = query
  const names = toNames(query)
  const match = toFtsExpression(words ?? '')
  if (match === '' || names.length === 0 || Object.values(others).some((one) => one !== undefined)) return undefined
  const conditions = await Promise.all(names.map((name) => toNamed(db, name, channel, longestSet)))
  const row = await db.first<{ stories: number }>(
    `SELECT count(*) AS stories FROM
       (SELECT 1 FROM search WHERE search MATCH ? AND ${conditions.map(({ sql }) => sql).join(' AND ')} LIMIT ?)`,
    match,
    ...conditions.flatMap(({ values }) => values),
    most,
  )
  return row?.stories ?? 0
}

/**
 * Whether a story that has the words is under a name. The plus keeps the index of words from being asked anew for each
 * story of the name, which takes a hundred times as long, and the names of a story from being looked for in its channel's.
 */
async function toNamed(
  db: Db,
  { kind, value }: FacetName,
  channel: string | undefined,
  longestSet: number,
): Promise<Condition> {
  const values = [kind, JSON.stringify(value.split(ANY_OF)), ...(channel === undefined ? [] : [channel])]
  const named = 'kind = ? AND value IN (SELECT value FROM json_each(?))'
  const [inChannel, ofChannel] = channel === undefined ? ['', ''] : [' AND channel = ?', ' AND +channel = ?']
  const list = `FROM facets WHERE ${named}${inChannel}`
  const row = await db.first<{ stories: number }>(
    `SELECT count(*) AS stories FROM (SELECT 1 ${list} LIMIT ?)`,
    ...values,
    longestSet + 1,
  )
  const isShort = (row?.stories ?? 0) <= longestSet
  const each = `EXISTS (SELECT 1 FROM facets WHERE item = search.rowid AND ${named}${ofChannel})`
  return { sql: isShort ? `+search.rowid IN (SELECT item ${list})` : each, values }
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
