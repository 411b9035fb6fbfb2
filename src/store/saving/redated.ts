import type { Db } from '../db.ts'
import type { Arrival } from './arrival.ts'
import type { Match } from './matching.ts'

/**
 * Rows of stories that come again from who brought them, with another date and nothing else. No fingerprint tells of
 * dates, which sources move without an edit; who hands a story in again with another one has put it right.
 */
export async function loadRedated(db: Db, matches: readonly Match[], arrival: Arrival): Promise<ReadonlySet<number>> {
  const dates = new Map(arrival.source === undefined ? matches.flatMap((match) => toDate(match, arrival)) : [])
  if (dates.size === 0) return new Set()
  // What an editor set of a story stays, and its date may be that.
  const rows = await db.all<{ row: number; published: number | null }>(
    `SELECT i.id AS row, i.shown ->> '$.published' AS published
     FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value WHERE i.edit IS NULL`,
    JSON.stringify([...dates.keys()]),
  )
  return new Set(rows.flatMap(({ row, published }) => (published === dates.get(row) ? [] : [row])))
}

function toDate(match: Match, { owner }: Arrival): [row: number, published: number | null][] {
  if (match.kind !== 'seen' || match.again || match.known.state !== 'live' || match.known.owner !== owner) return []
  return [[match.known.row, match.sighting.item.content.published ?? null]]
}
