/** Names that narrow feeds. */
import type { Facet } from '../model/content.ts'
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
  // The label is in no index, which SQLite takes for a reason to go through the rows of all channels.
  const [from, ...own] =
    channel === undefined ? ['facets'] : ['facets INDEXED BY facets_by_channel WHERE channel = ?', channel]
  const row = await db.first<{ label: string }>(
    `SELECT label FROM ${from} ${channel === undefined ? 'WHERE' : 'AND'} kind = ? AND value = ?
     ORDER BY position DESC, item DESC LIMIT 1`,
    ...own,
    kind,
    value,
  )
  return row?.label
}
