/** The change log: one growing number for everything that readers could notice (docs/architecture.md, decision 10). */
import type { Change, ChangeKind } from '../../model/history.ts'
import type { Correction, StoredItem } from '../../model/model.ts'
import type { Db, Statement } from '../db.ts'
import { SCOPE_SQL } from '../source-names.ts'
import { statement } from '../statements.ts'
import { type Condition, ITEM_COLUMNS, type ItemQuery, type ItemRow, toLookup, toStoredItem } from './selection.ts'

type ChangeRow = {
  readonly seq: number
  readonly kind: ChangeKind
  readonly at: number
  readonly item: string
  readonly revision: number
  readonly quiet: number
  readonly link: string | null
}

/**
 * Changes after a cursor (`EPOCH.SEQ`; undefined: from the first), oldest first, and the cursor to go on from.
 * Undefined when the cursor is malformed, of another epoch, or ahead of the log: start again from the first.
 */
export async function loadChanges(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<{ changes: Change[]; next: string } | undefined> {
  const log = await db.first<{ epoch: string; last: number }>(
    `SELECT value AS epoch, (SELECT coalesce(max(seq), 0) FROM changes) AS last FROM meta WHERE name = 'epoch'`,
  )
  const start = log && toStart(after, log)
  if (log === undefined || start === undefined) return undefined
  const rows = await db.all<ChangeRow>(
    `SELECT c.seq, c.kind, c.at, i.public_id AS item, c.revision, c.quiet, l.detail AS link
     FROM changes c JOIN items i ON i.id = c.item LEFT JOIN link_changes l ON l.seq = c.seq WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    start,
    limit,
  )
  const changes = rows.map(({ link, ...row }) => ({
    ...row,
    quiet: row.quiet === 1,
    ...(link === null ? {} : { link: JSON.parse(link) as Change['link'] & object }),
  }))
  return { changes, next: `${log.epoch}.${changes.at(-1)?.seq ?? start}` }
}

function toStart(after: string | undefined, log: { epoch: string; last: number }): number | undefined {
  if (after === undefined) return 0
  const parts = /^([0-9a-f]+)\.(\d{1,15})$/.exec(after)
  if (parts === null || parts[1] !== log.epoch) return undefined
  const seq = Number(parts[2])
  return seq <= log.last ? seq : undefined
}

/** Number and time of the newest change, of one channel or of all; undefined while there is none. */
export async function loadLastChange(db: Db, channel?: string): Promise<{ seq: number; at: number } | undefined> {
  return channel === undefined
    ? db.first('SELECT seq, at FROM changes ORDER BY seq DESC LIMIT 1')
    : db.first('SELECT seq, at FROM changes WHERE channel = ? ORDER BY seq DESC LIMIT 1', channel)
}

/** Starts a new epoch: no cursor that was given out before is trusted any more. For a restored database. */
export function toEpochStatement(): Statement {
  return statement(`UPDATE meta SET value = lower(hex(randomblob(4))) WHERE name = 'epoch'`)
}

// What tells whether a document has to be made again, and when what it shows last changed.

/**
 * A word for everything that feeds show, of one channel or of all: the same word means that nothing changed since.
 * Comments come with imports and write no change, so they are counted in. Another database at the place of this one may
 * have as many changes: it is of another epoch, or its last change of another time. One row of each index is read.
 */
export async function loadMark(db: Db, channel?: string): Promise<string> {
  const of = channel === undefined ? '' : 'WHERE channel = ?'
  const row = await db.first<{ mark: string }>(
    `SELECT coalesce((SELECT value FROM meta WHERE name = 'epoch'), '')
       || '.' || coalesce((SELECT seq || '.' || at FROM changes ${of} ORDER BY seq DESC LIMIT 1), 0)
       || '.' || coalesce((SELECT max(row) FROM comments), 0) AS mark`,
    ...(channel === undefined ? [] : [channel]),
  )
  return row?.mark ?? ''
}

/** When any of these items last changed, milliseconds since 1970; undefined where there are none. @param rows of items */
export async function loadLastChangeOf(db: Db, rows: readonly number[]): Promise<number | undefined> {
  const row = await db.first<{ at: number | null }>(
    `SELECT max((SELECT at FROM changes WHERE item = value ORDER BY seq DESC LIMIT 1)) AS at FROM json_each(?)`,
    JSON.stringify(rows),
  )
  return row?.at ?? undefined
}

/** Whether any item came from this source, declared or not. */
export async function isCarrier(db: Db, source: string): Promise<boolean> {
  return (
    (await db.first(`SELECT 1 FROM item_sources WHERE source = ${SCOPE_SQL} LIMIT 1`, source, source)) !== undefined
  )
}

// What readers are told was wrong: retractions and restorations, and changes of a story that an editor gave a note or
// that were of substance (docs/architecture.md, decision 9). Not the small changes of sources, and nothing that came
// with an import.

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

// What was taken back of late, for who subscribed to a part of a channel: withdrawn long after it left their list, it
// would never be seen there. What the archive brought back to the subscription document is brought back here too.

/** As many as of one channel come back into the subscription document. */
const MOST_NOTICES = 20

/**
 * The retracted items of the subscription document that a query finds, of those that are in no archive document only
 * erased ones: the others stand in their places. By which names an erased one was found nobody knows any more, so it
 * stands in every list of its channel, source and time (its date, since its permalink has none any more); where words
 * are searched for, there is nothing else. Newest position first.
 */
export async function loadRecentNotices(db: Db, query: ItemQuery): Promise<StoredItem[]> {
  const { words, tag, place, author, lang, folder, ...rest } = query
  const erased = toLookup({ ...(folder === undefined ? {} : { between: toPeriod(folder) }), ...rest })
  const retracted: Condition = words === undefined ? toLookup(query) : { sql: ' AND false', values: [] }
  const rows = await db.all<ItemRow>(
    `WITH page (id) AS (
       SELECT i.id FROM recent r CROSS JOIN items i ON i.id = r.item
       WHERE i.state = 'retracted' AND (i.erased = 1${erased.sql} OR i.erased = 0 AND r.again > 0${retracted.sql})
       ORDER BY i.position DESC, i.id DESC LIMIT ${MOST_NOTICES}
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
