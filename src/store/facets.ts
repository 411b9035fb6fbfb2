/** Names that narrow feeds. */
import type { Facet } from '../model.ts'
import type { Db } from './db.ts'

/**
 * What people read for a name, as the newest story has it; undefined where no story, of this channel or of all, has it.
 * @param value the slug that stands in addresses
 */
export async function loadFacetLabel(
  db: Db,
  kind: Facet['kind'],
  value: string,
  channel?: string,
): Promise<string | undefined> {
  const row = await db.first<{ label: string }>(
    `SELECT f.label FROM facets f CROSS JOIN items i ON i.id = f.item
     WHERE f.kind = ? AND f.value = ? AND i.channel = coalesce(?, i.channel)
     ORDER BY f.position DESC, f.item DESC LIMIT 1`,
    kind,
    value,
    channel ?? null,
  )
  return row?.label
}
