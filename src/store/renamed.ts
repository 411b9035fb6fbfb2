/**
 * Stories that a source moved: another address, and with it another guid where the guid is the address, but the same
 * headline and first paragraph. They have to be told from two stories that begin alike, such as a daily bulletin.
 */
import type { Arrival } from './arrival.ts'
import type { Sighting } from './batches.ts'
import type { Db } from './db.ts'
import type { Known } from './known.ts'
import { findLookalike } from './match.ts'

type Row = { readonly row: number; readonly published: number | null; readonly text: string; readonly names: string }

/**
 * Rows of items that one of the sightings is, under new names: the document names them no more under any old name,
 * and their published date, or where there is none their whole text, is the same.
 * @param names hashes of every identity in the whole document
 */
export async function loadRenamed(
  db: Db,
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Known>,
  names: ReadonlySet<string>,
  arrival: Arrival,
): Promise<Set<number>> {
  const alike = sightings.flatMap((sighting) => {
    const owner = findLookalike(sighting, known, arrival)
    return owner === undefined ? [] : [[owner.row, sighting] as const]
  })
  if (alike.length === 0) return new Set()
  const rows = await db.all<Row>(
    `SELECT i.id AS row, i.shown ->> 'published' AS published, i.shown ->> 'contentText' AS text,
       (SELECT json_group_array(hash) FROM identities WHERE item = i.id AND kind IN ('guid', 'address')) AS names
     FROM json_each(?) AS r CROSS JOIN items i ON i.id = r.value`,
    JSON.stringify(alike.map(([row]) => row)),
  )
  const before = new Map(rows.map((one) => [one.row, one]))
  return new Set(alike.filter(([row, sighting]) => isMoved(before.get(row), sighting, names)).map(([row]) => row))
}

function isMoved(before: Row | undefined, { item }: Sighting, names: ReadonlySet<string>): boolean {
  if (before === undefined) return false
  if ((JSON.parse(before.names) as string[]).some((hash) => names.has(hash))) return false
  const { published, contentText } = item.content
  return published === undefined ? before.text === contentText : before.published === published
}
