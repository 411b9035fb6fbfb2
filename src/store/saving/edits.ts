/**
 * What an editor does to stored items: correct, retract, restore; and every version of them
 * (docs/architecture.md, decisions 6, 7, 9).
 */
import { StoreError } from '../../errors.ts'
import type { Content } from '../../model/content.ts'
import type { Edit, Patch, Revision, Sent } from '../../model/history.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db, SqlValue } from '../db.ts'
import { loadItem } from '../feeds/feeds.ts'
import { toShownSql } from '../source-names.ts'
import { statement, toErasedRefusal, toLogStatement } from '../statements.ts'
import type { Arrival } from './arrival.ts'
import { isSubstantive } from './decisions.ts'
import { isSame, type LayOver, toLaid } from './editing.ts'
import { toIndexStatements } from './indexing.ts'
import { type ChannelMove, toMoveStatements } from './moving.ts'
import { type Beneath, loadBeneath } from './sent.ts'
import { toRevisionTextStatements } from './writing.ts'

export { isRecleaned, recleanItems, saveRecleaned, type Tell } from './reclean.ts'

export type EditOptions = {
  readonly now: number
  /** Why, for the list of revisions. */
  readonly note?: string
  /** Moves `updated` even where less than a tenth of the words changed. */
  readonly substantive?: boolean
  /** Goes to another channel; `forms` of what it was received as. */
  readonly move?: { readonly channel: string; readonly toForms: (sent: Sent, channel: string) => ChannelMove['forms'] }
  readonly toIndex: Arrival['toIndex']
  readonly layOver: LayOver
}

/**
 * Lays the editor's fields over the source's and over earlier edits. The item as it is then; undefined when there is
 * none. @param id public id or code @throws StoreError
 */
export async function editItem(db: Db, id: string, patch: Patch, at: EditOptions): Promise<StoredItem | undefined> {
  try {
    await writeEdit(db, id, patch, at)
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    // A poll brought a revision in between: the edit goes over that one.
    await writeEdit(db, id, patch, at)
  }
  return loadItem(db, id)
}

async function writeEdit(db: Db, id: string, patch: Patch, at: EditOptions): Promise<void> {
  const item = await loadItem(db, id)
  if (item === undefined || item.erased) return
  const beneath = await loadBeneathPatch(db, item.row, patch)
  const edit = toLaid(beneath.edit, patch)
  const move = at.move?.channel === item.channel ? undefined : at.move
  if (move === undefined && isSame(edit, beneath.edit ?? {})) return
  const sent = move === undefined ? beneath.sent : { ...beneath.sent, channel: move.channel }
  const shown = at.layOver(sent, edit)
  if (move === undefined && at.substantive !== true && isSame(shown, item.content)) {
    // What readers see is as it was: the editor's word stands from now on, and nobody is told anything.
    await db.batch([
      ...toErasedRefusal([item.row]),
      statement('UPDATE items SET edit = ? WHERE id = ?', JSON.stringify(edit), item.row),
    ])
    return
  }
  const moved = move === undefined ? undefined : toMove(move, sent)
  await writeEdited(db, item, { beneath, edit, patch, shown, ...(moved === undefined ? {} : { moved }) }, at)
}

type Edited = {
  readonly beneath: Beneath
  readonly edit: Edit
  readonly patch: Patch
  readonly shown: Content
  readonly moved?: ChannelMove
}

/** Writes what an editor made of an item. @throws StoreError, unique where a poll brought a revision in between */
export async function writeEdited(
  db: Db,
  { row, position, content }: StoredItem,
  { beneath: { last, revision }, edit, patch, shown, moved }: Edited,
  at: EditOptions,
): Promise<void> {
  const isUpdated = at.substantive === true || isSubstantive(content, shown)
  await db.batch([
    ...toErasedRefusal([row]),
    ...toRevisionTextStatements([row]),
    ...(moved === undefined ? [] : toMoveStatements(row, moved, at.now)),
    statement(
      'INSERT INTO revisions (item, revision, at, by, note, edit) VALUES (?, ?, ?, ?, ?, ?)',
      row,
      last + 1,
      at.now,
      'editor',
      at.note ?? null,
      JSON.stringify(patch),
    ),
    statement(
      'UPDATE items SET edit = ?, shown = ?, revision = ?, updated = max(updated, ?) WHERE id = ?',
      JSON.stringify(edit),
      JSON.stringify(shown),
      last + 1,
      isUpdated ? at.now : 0,
      row,
    ),
    statement('UPDATE revisions SET proposed = 0 WHERE item = ? AND revision = ?', row, revision),
    ...toIndexStatements([{ row, position, content: shown }], at.toIndex),
    toLogStatement(
      `SELECT 'revise', id, channel, revision, ?, 0, ? FROM items WHERE id = ?`,
      at.now,
      isUpdated || at.note ? 1 : 0,
      row,
    ),
  ])
}

function toMove({ channel, toForms }: EditOptions['move'] & object, sent: Sent): ChannelMove {
  return { channel, forms: toForms(sent, channel) }
}

/** Beneath a field that is taken back, what the source said meanwhile is what is shown then. */
async function loadBeneathPatch(db: Db, row: number, patch: Patch): Promise<Beneath> {
  const shown = await loadBeneath(db, row, 'shown')
  if (shown === undefined) throw new Error(`Nothing is kept of what the item ${row} was received as.`)
  const isTakenBack = Object.entries(shown.edit ?? {}).some(
    ([name, value]) => value !== null && patch[name as keyof Patch] === null,
  )
  return isTakenBack ? ((await loadBeneath(db, row, 'last')) ?? shown) : shown
}

/**
 * Takes an item back for everybody; stays so whatever its source sends (docs/architecture.md, decision 7). Undefined:
 * no such item.
 */
export async function retractItem(db: Db, id: string, reason: string, now: number): Promise<StoredItem | undefined> {
  const item = await loadItem(db, id)
  if (item === undefined) return undefined
  await retractItems(db, [{ row: item.row, reason }], now)
  return loadItem(db, id)
}

/** As `retractItem`, many together: all or none. */
export async function retractItems(
  db: Db,
  wishes: readonly { readonly row: number; readonly reason: string }[],
  now: number,
): Promise<void> {
  await db.batch(
    wishes.flatMap(({ row, reason }) => [
      // Another reason for what was retracted before is something readers are shown.
      toLineStatement('retract', row, now, `(state = 'live' OR reason IS NOT ?)`, reason),
      statement(
        // Its time is what readers know a new notice by.
        `UPDATE items SET withdrawn = iif(state = 'live' OR reason IS NOT ?, ?, withdrawn), state = 'retracted', reason = ?
         WHERE id = ?`,
        reason,
        now,
        reason,
        row,
      ),
    ]),
  )
}

/**
 * Shows a retracted item again as it was; an erased one stays so. It counts as updated, after it was taken back: readers
 * have the notice in its place, and a tombstone would go on to stand for it. Undefined: no such item.
 */
export async function restoreItem(db: Db, id: string, now: number): Promise<StoredItem | undefined> {
  const item = await loadItem(db, id)
  if (item === undefined) return undefined
  await db.batch([
    toLineStatement('restore', item.row, now, `state = 'retracted' AND erased = 0`),
    statement(
      `UPDATE items SET updated = max(updated, ?, coalesce(withdrawn, 0) + 1), state = 'live', reason = NULL, withdrawn = NULL
       WHERE id = ? AND state = 'retracted' AND erased = 0`,
      now,
      item.row,
    ),
  ])
  return loadItem(db, id)
}

/** A line of the log, and of the corrections, about an item that is as `where` says. */
function toLineStatement(kind: 'retract' | 'restore', row: number, now: number, where: string, ...values: SqlValue[]) {
  return toLogStatement(
    `SELECT ?, id, channel, revision, ?, 0, 1 FROM items WHERE id = ? AND ${where}`,
    kind,
    now,
    row,
    ...values,
  )
}

type RevisionRow = Omit<Revision, 'note' | 'proposed' | 'content'> & {
  readonly note: string | null
  readonly proposed: number
  readonly content: string
}

/** Some of the versions of an item. */
export type RevisionQuery = {
  /** Behind this one, oldest first. */
  readonly after?: number
  /** This one and those before it, newest first. */
  readonly until?: number
  readonly limit?: number
  /** Only those that readers were shown. */
  readonly isShown?: boolean
}

/** Every version of an item, oldest first; none where there is no such item. */
export async function loadRevisions(db: Db, id: string, query: RevisionQuery = {}): Promise<Revision[]> {
  const item = await loadItem(db, id)
  if (item === undefined) return []
  const { after = 0, until, limit = -1, isShown = false } = query
  const rows = await db.all<RevisionRow>(
    `SELECT r.revision, r.at, ${toShownSql('r.by')} AS by, r.note, r.proposed, coalesce(r.cleaned, i.shown) AS content
     FROM revisions r CROSS JOIN items i ON i.id = r.item
     WHERE r.item = ? AND r.revision > ? AND r.revision <= ? AND r.proposed <= ?
     ORDER BY r.revision ${until === undefined ? '' : 'DESC'} LIMIT ?`,
    item.row,
    after,
    until ?? Number.MAX_SAFE_INTEGER,
    isShown ? 0 : 1,
    limit,
  )
  return rows.map(({ note, proposed, content, ...rest }) => ({
    ...rest,
    ...(note === null ? {} : { note }),
    proposed: proposed === 1,
    content: JSON.parse(content) as Content,
  }))
}
