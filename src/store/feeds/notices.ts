/**
 * What was taken back of late, for who subscribed to a part of a channel: withdrawn long after it left their list, it
 * would never be seen there. What the archive brought back to the subscription document is brought back here too.
 */
import type { StoredItem } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { type Condition, ITEM_COLUMNS, type ItemQuery, type ItemRow, toLookup, toStoredItem } from './selection.ts'

/** As many as of one channel come back into the subscription document. */
const MOST = 20

/**
 * The retracted items of the subscription document that a query finds, of those that are in no archive document only
 * erased ones: the others stand in their places. By which names an erased one was found nobody knows any more, so it
 * stands in every list of its channel, source and time (its date, since its permalink has none any more); where words
 * are searched for, there is nothing else.
 * Newest position first.
 */
export async function loadRecentNotices(db: Db, query: ItemQuery): Promise<StoredItem[]> {
  const { words, tag, place, author, lang, folder, ...rest } = query
  const erased = toLookup({ ...(folder === undefined ? {} : { between: toPeriod(folder) }), ...rest })
  const retracted: Condition = words === undefined ? toLookup(query) : { sql: ' AND false', values: [] }
  const rows = await db.all<ItemRow>(
    `WITH page (id) AS (
       SELECT i.id FROM recent r CROSS JOIN items i ON i.id = r.item
       WHERE i.state = 'retracted' AND (i.erased = 1${erased.sql} OR i.erased = 0 AND r.again > 0${retracted.sql})
       ORDER BY i.position DESC, i.id DESC LIMIT ${MOST}
     )
     SELECT ${ITEM_COLUMNS} FROM page CROSS JOIN items i ON i.id = page.id ORDER BY i.position DESC, i.id DESC`,
    ...erased.values,
    ...retracted.values,
  )
  return rows.map(toStoredItem)
}

/** The year or the month of permalinks, as time. */
function toPeriod(folder: string): readonly [number, number] {
  const [year = 0, month] = folder.split('/').filter(Boolean).map(Number)
  return month === undefined
    ? [Date.UTC(year, 0), Date.UTC(year + 1, 0)]
    : [Date.UTC(year, month - 1), Date.UTC(year, month)]
}
