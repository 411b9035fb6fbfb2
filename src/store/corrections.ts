/**
 * What readers are told was wrong: retractions and restorations, and changes of a story that an editor gave a note or
 * that were of substance (decision 9). Not the small changes of sources, and nothing that came with an import.
 */
import type { StoredItem } from '../model.ts'
import type { Db } from './db.ts'
import { ITEM_COLUMNS, type ItemRow, toStoredItem } from './rows.ts'
import { type ItemQuery, toLookup } from './selection.ts'

export type Correction = {
  /** As it is now, whatever it was then. */
  readonly item: StoredItem
  readonly at: number
  /** Its number in the change log. */
  readonly seq: number
  /** The editor's note; of a retraction that still stands, its reason. */
  readonly note?: string
  /** An erased story's is `retract`. */
  readonly kind: 'revise' | 'retract' | 'restore'
}

type CorrectionRow = ItemRow & {
  readonly at: number
  readonly line: number
  readonly note: string | null
  readonly kind: Correction['kind']
}

/**
 * Corrections of the items that a query finds, newest first. `before.row` is the `seq` of the last that was seen; its
 * position means nothing here. Where words are searched for, retracted items are not found.
 */
export async function loadCorrections(db: Db, query: ItemQuery): Promise<Correction[]> {
  const lookup = toLookup(query)
  const found = query.words === undefined && query.state === undefined ? '' : ` AND i.state = '${toState(query)}'`
  const rows = await db.all<CorrectionRow>(
    `WITH page (seq, at, kind, item, revision) AS (
       SELECT c.seq, c.at, c.kind, c.item, c.revision FROM changes c CROSS JOIN items i ON i.id = c.item
       WHERE c.correction = 1 AND c.seq < ?${lookup.sql}${found} ORDER BY c.seq DESC LIMIT ? OFFSET ?
     )
     SELECT ${ITEM_COLUMNS}, page.seq AS line, page.at, iif(page.kind = 'erase', 'retract', page.kind) AS kind,
       iif(page.kind = 'revise', (SELECT note FROM revisions WHERE item = page.item AND revision = page.revision),
         iif(page.kind = 'restore', NULL, i.reason)) AS note
     FROM page CROSS JOIN items i ON i.id = page.item ORDER BY page.seq DESC`,
    query.before?.row ?? Number.MAX_SAFE_INTEGER,
    ...lookup.values,
    query.limit,
    query.offset ?? 0,
  )
  return rows.map(({ at, line, note, kind, ...row }) => {
    return { item: toStoredItem(row), at, seq: line, ...(note ? { note } : {}), kind }
  })
}

function toState({ state }: ItemQuery): 'live' | 'retracted' {
  return state === 'retracted' ? 'retracted' : 'live'
}
