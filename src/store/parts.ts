/** Stories by ranges of rows: a part never moves, for a row never does. */
import type { Db } from './db.ts'

/** The part with the rows from `number * size` on: how many live stories it has, and when one of them last changed. */
export type Part = { readonly number: number; readonly stories: number; readonly updated: number }

/** What a sitemap says of a story. */
export type Place = { readonly permalink: string; readonly updated: number }

/** Every part of `size` rows with a live story in it. */
export async function loadParts(db: Db, size: number): Promise<Part[]> {
  // D1 binds numbers as real ones. The index holds all that is asked for; the table itself is a hundred times as large.
  return db.all<Part>(
    `SELECT i.id / CAST(? AS INTEGER) AS number, count(*) AS stories, max(i.updated) AS updated
     FROM items AS i INDEXED BY items_by_updated WHERE i.state = 'live' GROUP BY number ORDER BY number`,
    size,
  )
}

/** The live stories of a part, in order of arrival; only so many where `limit` says so. */
export async function loadPart(db: Db, number: number, size: number, limit = size): Promise<Place[]> {
  return db.all<Place>(
    `SELECT permalink, updated FROM items WHERE id >= ? AND id < ? AND state = 'live' ORDER BY id LIMIT ?`,
    number * size,
    (number + 1) * size,
    limit,
  )
}
