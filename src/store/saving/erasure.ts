/**
 * Erasure, for a source in danger: every version of a story, what was received of it, edits, comments, names that
 * narrow feeds, search words and pictures that no other story shows. A tombstone stays: names, dates and the reason.
 * Of the forms under which it was known only the hashes stay, so that no poll, import or file brings it back.
 *
 * Broken off anywhere, the same call again finishes it.
 */
import { StoreError } from '../../errors.ts'
import type { Content, Identity } from '../../model/content.ts'
import { isErasedPath, toLinkPath, toPermalinkForms } from '../../model/hash.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db, Statement } from '../db.ts'
import { loadItem } from '../feeds/feeds.ts'
import { toLinkErasure, toNameForms } from '../links/erasure.ts'
import type { Blobs } from '../pictures.ts'
import { toTopicErasure } from '../push/hub.ts'
import { overList, statement, toListElement, toLogStatement, toRefusal } from '../statements.ts'
import type { Arrival } from './arrival.ts'
import { toNameErasure } from './naming.ts'
import { loadOwnPictures, loadRemains, type Remains } from './remains.ts'

export type ErasureOptions = {
  readonly now: number
  readonly toIndex: Arrival['toIndex']
  /** Kept pictures. */
  readonly blobs?: Blobs
  /** Called between the steps of a long purge, so that others get their turn. */
  readonly pause?: () => Promise<void>
  /** Steps of the purge, of two queries each, that may be taken now. */
  readonly steps?: number
  /** Called as soon as nobody is shown a word of it any more, before what takes long. */
  readonly onErased?: () => Promise<void>
}

/** The tombstone; undefined where there is no such item. @param id public id or code @throws StoreError */
export async function eraseItem(
  db: Db,
  id: string,
  reason: string,
  options: ErasureOptions,
): Promise<StoredItem | undefined> {
  const item = await loadItem(db, id)
  if (item === undefined) return undefined
  await eraseItems(db, [{ row: item.row, reason }], options)
  return loadItem(db, id)
}

/** A row of items, and why it is erased. */
type Wish = { readonly row: number; readonly reason: string }

/** As `eraseItem`, many together. @throws StoreError; the same call again goes on */
export async function eraseItems(db: Db, wishes: readonly Wish[], options: ErasureOptions): Promise<void> {
  await eraseRows(db, wishes, options)
  await options.onErased?.()
  await purgeErased(db, options)
}

/** Items that are erased in one batch. */
const AT_ONCE = 10

/** Once this is done nobody is shown a word of them any more. What deleted rows left behind `purgeErased` takes. */
async function eraseRows(db: Db, wishes: readonly Wish[], options: ErasureOptions): Promise<void> {
  for (let start = 0; start < wishes.length; start += AT_ONCE) {
    const erase = () => eraseSome(db, wishes.slice(start, start + AT_ONCE), options)
    // A poll brought a version in between, which may show other pictures: these have to be looked up again.
    await erase().catch((error: unknown) => (isUnique(error) ? erase() : Promise.reject(error)))
    await options.pause?.()
  }
}

function isUnique(error: unknown): boolean {
  return error instanceof StoreError && error.unique
}

/** Pictures go first: once their rows are gone, nobody would know of the copies. */
async function eraseSome(db: Db, wishes: readonly Wish[], { now, toIndex, blobs }: ErasureOptions): Promise<void> {
  const reasons = new Map(wishes.map(({ row, reason }) => [row, reason]))
  const remains = await loadRemains(db, [...reasons.keys()])
  const pictures = await loadOwnPictures(db, remains, toIndex)
  for (const { hash } of pictures) if (hash !== null) await blobs?.delete(hash)
  const ids = JSON.stringify(pictures.map(({ id }) => id))
  await db.batch([
    ...remains.map(({ row, last }) =>
      toRefusal(
        'items WHERE id = ? AND (SELECT coalesce(max(revision), 0) FROM revisions WHERE item = ?) <> ?',
        row,
        row,
        last,
      ),
    ),
    ...remains.flatMap((one) => toStatements(one, reasons.get(one.row) ?? '', now)),
    // When none of them shows it any more.
    statement(
      'DELETE FROM own_pictures WHERE url IN (SELECT url FROM pictures WHERE id IN (SELECT value FROM json_each(?)))',
      ids,
    ),
    statement('DELETE FROM pictures WHERE id IN (SELECT value FROM json_each(?))', ids),
  ])
}

/** Tables whose rows about an item say what stood in it. */
const TABLES = ['revisions', 'comments', 'facets', 'item_pictures', 'files'] as const

function toStatements({ row, permalink, code, published, traces }: Remains, reason: string, now: number): Statement[] {
  return [
    // Before it is said: who erases again, because the first time was broken off, tells nobody twice.
    toLogStatement(
      `SELECT 'erase', id, channel, revision, ?, 0, 1 FROM items WHERE id = ? AND (erased = 0 OR reason IS NOT ?)`,
      now,
      row,
      reason,
    ),
    // One line of the list of corrections is enough: the earlier ones have nothing to say any more.
    statement(
      `UPDATE changes SET correction = 0 WHERE item = ? AND correction = 1
         AND seq < (SELECT max(seq) FROM changes WHERE item = ? AND correction = 1)`,
      row,
      row,
    ),
    // Before its facets go: whom no other story names.
    statement(
      `DELETE FROM old_names WHERE (kind, label) IN (
         SELECT f.kind, f.label FROM facets f WHERE f.item = ? AND NOT EXISTS (
           SELECT 1 FROM facets o WHERE o.kind = f.kind AND o.value = f.value AND o.item <> f.item))`,
      row,
    ),
    ...TABLES.map((table) => statement(`DELETE FROM ${table} WHERE item = ?`, row)),
    toNameErasure(),
    ...toLinkErasure(row, traces),
    ...toHashStatements(row, [...toPermalinkForms(permalink), ...toNameForms(traces)]),
    ...(isErasedPath(permalink) ? [] : toTopicErasure(new URL(permalink, 'http://x').pathname)),
    statement('DELETE FROM search WHERE rowid = ?', row),
    // Before its name goes: what could not be read of its file.
    statement(
      `DELETE FROM faults WHERE subject IN (SELECT 'file:' || value FROM identities WHERE item = ? AND kind = 'file')`,
      row,
    ),
    statement(`UPDATE identities SET value = '' WHERE item = ?`, row),
    statement(
      // Who has the notice of a retraction has its headline: the erasure's is a later one.
      `UPDATE items SET withdrawn = iif(erased = 0 OR reason IS NOT ?, ?, withdrawn), state = 'retracted', erased = 1,
         reason = ?, fingerprint = '', edit = NULL, permalink = ?, shown = ? WHERE id = ?`,
      reason,
      now,
      reason,
      toLinkPath(code),
      JSON.stringify(toErasedContent(published ?? undefined)),
      row,
    ),
  ]
}

/** Forms of which only the hash is kept. */
function toHashStatements(row: number, forms: readonly Identity[]): Statement[] {
  return overList(
    `INSERT OR IGNORE INTO identities (hash, kind, value, item)
     SELECT value ->> 'hash', value ->> 'kind', '', value ->> 'row' FROM json_each(?)`,
    forms.map(({ hash, kind }) => toListElement({ row, hash, kind })),
  )
}

/** What is shown of a story of which nothing is left. */
export function toErasedContent(published?: number): Content {
  return {
    title: '',
    summary: '',
    contentHtml: '',
    contentText: '',
    authors: [],
    contributors: [],
    categories: [],
    attachments: [],
    direction: 'ltr',
    places: [],
    ...(published === undefined ? {} : { published }),
  }
}

// Stories that were erased by versions that kept their permalinks, with words of the headline in them. Migration 0015
// leaves a mark, which stays until all of them are done and nothing is left in the files.

const MARK = 'unhashed'

/** Finishes at most `limit` of them. Nobody is told: readers have their notice. @throws StoreError; call it again */
export async function finishErased(db: Db, options: ErasureOptions, limit = 1_000_000): Promise<void> {
  if ((await db.first('SELECT 1 FROM meta WHERE name = ?', MARK)) === undefined) return
  const wishes = await db.all<Wish>(
    `SELECT id AS row, coalesce(reason, '') AS reason FROM items
     WHERE state = 'retracted' AND erased = 1 AND permalink NOT LIKE '/s/%' LIMIT ?`,
    limit,
  )
  await eraseRows(db, wishes, options)
  if (wishes.length === limit) return
  if ((await hasErased(db)) && !(await purgeErased(db, options))) return
  await db.run('DELETE FROM meta WHERE name = ?', MARK)
}

async function hasErased(db: Db): Promise<boolean> {
  return (await db.first(`SELECT 1 FROM items WHERE state = 'retracted' AND erased = 1 LIMIT 1`)) !== undefined
}

// Words of deleted items stay in the segments of a full-text index until these are merged. This merges all of them,
// a bounded part at a time: nobody waits long for the database, and no step is too long for D1.

/** Pages of the index that a step writes, and steps of one call: what is left then is done at the next ticks. */
const PAGES = 1_000
const STEPS = 100

/** Words of deleted rows, in the search index and in the files of the database. Answers whether all are gone. @throws StoreError */
async function purgeErased(db: Db, { pause, steps = STEPS }: ErasureOptions): Promise<boolean> {
  const isDone = await purgeSearch(db, steps, pause)
  if (isDone) await db.purge?.()
  else await db.run(`INSERT OR IGNORE INTO meta (name, value) VALUES (?, '1')`, MARK)
  return isDone
}

/**
 * Merges until there is nothing left to merge, or so many times; answers whether all is merged.
 * @see https://sqlite.org/fts5.html#the_merge_command
 */
async function purgeSearch(db: Db, steps: number, pause: () => Promise<void> = async () => {}): Promise<boolean> {
  // A negative number begins to merge all segments into one, where that is not begun; a positive one goes on.
  await merge(db, -PAGES)
  let before = ''
  for (let step = 0; step < steps; step++) {
    const now = await loadStructure(db)
    if (now === before) return true
    await pause()
    before = now
    await merge(db, PAGES)
  }
  return false
}

async function merge(db: Db, pages: number): Promise<void> {
  await db.run(`INSERT INTO search (search, rank) VALUES ('merge', ?)`, pages)
}

/** The record of the index's segments, which every step of a merge changes (row 10 of its data). */
async function loadStructure(db: Db): Promise<string> {
  return (
    (await db.first<{ record: string }>('SELECT hex(block) AS record FROM search_data WHERE id = 10'))?.record ?? ''
  )
}
