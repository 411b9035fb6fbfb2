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
import { loadTraces, type Traces, toLinkErasure, toNameForms } from '../links/erasure.ts'
import type { Blobs } from '../pictures.ts'
import { toTopicErasure } from '../push/hub.ts'
import { overList, statement, toListElement, toLogStatement, toRefusal } from '../statements.ts'
import type { Arrival } from './arrival.ts'
import { toNameErasure } from './naming.ts'

type ErasureOptions = {
  readonly now: number
  readonly toIndex: Arrival['toIndex']
  /** Kept pictures. */
  readonly blobs?: Blobs
  /** Called between the steps of a long purge, so that others get their turn. */
  readonly pause?: () => Promise<void>
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
  await eraseRows(db, item, reason, options)
  await options.onErased?.()
  await purgeErased(db, options.pause)
  return loadItem(db, id)
}

/** Once this is done nobody is shown a word of it any more. What deleted rows left behind `purgeErased` takes. */
async function eraseRows(db: Db, item: StoredItem, reason: string, options: ErasureOptions): Promise<void> {
  const erase = () => erasePictured(db, item, reason, options)
  // A poll brought a version in between, which may show other pictures: these have to be looked up again.
  await erase().catch((error: unknown) => (isUnique(error) ? erase() : Promise.reject(error)))
}

/** Words of deleted rows, in the search index and in the files of the database. @throws StoreError */
async function purgeErased(db: Db, pause?: () => Promise<void>): Promise<void> {
  await purgeSearch(db, pause)
  await db.purge?.()
}

function isUnique(error: unknown): boolean {
  return error instanceof StoreError && error.unique
}

/** Pictures go first: once their rows are gone, nobody would know of the copies. */
async function erasePictured(db: Db, item: StoredItem, reason: string, options: ErasureOptions): Promise<void> {
  const { contents, last } = await loadContents(db, item)
  const traces = await loadTraces(db, item.row, await loadPlaces(db, item, contents))
  const urls = contents.flatMap((content) => options.toIndex(content).pictures ?? [])
  const pictures = await loadOwnPictures(db, item.row, urls)
  for (const hash of await loadOwnHashes(db, pictures)) await options.blobs?.delete(hash)
  await db.batch([
    toRefusal(
      'items WHERE id = ? AND (SELECT coalesce(max(revision), 0) FROM revisions WHERE item = ?) <> ?',
      item.row,
      item.row,
      last,
    ),
    ...toStatements(item, { pictures, traces }, reason, options.now),
  ])
}

/** What every version of it reads like, and the number of the last. */
async function loadContents(db: Db, { row }: StoredItem): Promise<{ contents: Content[]; last: number }> {
  const rows = await db.all<{ revision: number; content: string }>(
    `SELECT r.revision, coalesce(r.cleaned, i.shown) AS content
     FROM revisions r CROSS JOIN items i ON i.id = r.item WHERE r.item = ? ORDER BY r.revision`,
    row,
  )
  const contents = rows.map(({ content }) => JSON.parse(content) as Content)
  return { contents, last: rows.at(-1)?.revision ?? 0 }
}

/** Every address that it ever had, ours and its own. */
async function loadPlaces(db: Db, { row, permalink }: StoredItem, contents: readonly Content[]): Promise<string[]> {
  const rows = await db.all<{ value: string }>(
    `SELECT value FROM identities WHERE item = ? AND kind IN ('address', 'guid')`,
    row,
  )
  const urls = contents.flatMap(({ url }) => (url === undefined ? [] : [url]))
  const addresses = rows.map(({ value }) => value).filter((value) => /^https?:/i.test(value))
  return [...(isErasedPath(permalink) ? [] : [permalink]), ...urls, ...addresses]
}

/** Pictures of the item, those that it shows and those it showed before, that no other item shows. */
async function loadOwnPictures(db: Db, row: number, urls: readonly string[]): Promise<number[]> {
  const rows = await db.all<{ id: number }>(
    `SELECT p.id FROM (
       SELECT picture AS id FROM item_pictures WHERE item = ?
       UNION SELECT p.id FROM json_each(?) AS j CROSS JOIN pictures p ON p.url = j.value
     ) AS own CROSS JOIN pictures p ON p.id = own.id
     WHERE NOT EXISTS (SELECT 1 FROM item_pictures s WHERE s.picture = p.id AND s.item <> ?)`,
    row,
    JSON.stringify(urls),
    row,
  )
  return rows.map(({ id }) => id)
}

/** Hashes of the copies of these pictures that are no other picture's copies. */
async function loadOwnHashes(db: Db, pictures: readonly number[]): Promise<string[]> {
  const rows = await db.all<{ hash: string }>(
    `WITH own (id) AS (SELECT value FROM json_each(?))
     SELECT DISTINCT p.hash FROM own CROSS JOIN pictures p ON p.id = own.id
     WHERE p.hash IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM pictures o WHERE o.hash = p.hash AND o.id NOT IN (SELECT id FROM own))`,
    JSON.stringify(pictures),
  )
  return rows.map(({ hash }) => hash)
}

/** Tables whose rows about an item say what stood in it. */
const TABLES = ['revisions', 'comments', 'facets', 'item_pictures', 'files'] as const

/** Beside the rows that name the item itself. */
type Remains = { readonly pictures: readonly number[]; readonly traces: Traces }

function toStatements(item: StoredItem, { pictures, traces }: Remains, reason: string, now: number): Statement[] {
  const { row, permalink, code } = item
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
    statement('DELETE FROM pictures WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(pictures)),
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
      JSON.stringify(toErasedContent(item.content.published)),
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
  const rows = await db.all<{ id: string; reason: string | null }>(
    `SELECT public_id AS id, reason FROM items
     WHERE state = 'retracted' AND erased = 1 AND permalink NOT LIKE '/s/%' LIMIT ?`,
    limit,
  )
  for (const { id, reason } of rows) {
    const item = await loadItem(db, id)
    if (item !== undefined) await eraseRows(db, item, reason ?? '', options)
  }
  if (rows.length === limit) return
  if (await hasErased(db)) await purgeErased(db, options.pause)
  await db.run('DELETE FROM meta WHERE name = ?', MARK)
}

async function hasErased(db: Db): Promise<boolean> {
  return (await db.first(`SELECT 1 FROM items WHERE state = 'retracted' AND erased = 1 LIMIT 1`)) !== undefined
}

// Words of deleted items stay in the segments of a full-text index until these are merged. This merges all of them,
// a bounded part at a time: nobody waits long for the database, and no step is too long for D1.

/** Pages of the index that a step writes. */
const PAGES = 1_000

/** Merges until there is nothing left to merge. @see https://sqlite.org/fts5.html#the_merge_command */
async function purgeSearch(db: Db, pause: () => Promise<void> = async () => {}): Promise<void> {
  // A negative number begins to merge all segments into one, a positive one goes on.
  await merge(db, -PAGES)
  let before = ''
  for (let now = await loadStructure(db); now !== before; now = await loadStructure(db)) {
    await pause()
    before = now
    await merge(db, PAGES)
  }
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
