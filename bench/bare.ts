import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { toIndex } from '../src/clean/content.ts'
import type { Item } from '../src/model/model.ts'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'
import type { Db, SqlValue } from '../src/store/db.ts'

/** The rows of one item, by table, in an order that the tables' rules allow. */
type ItemRows = readonly { readonly insert: StatementSync; readonly values: readonly SqlValue[] }[]

const TABLES = [
  'items',
  'links',
  'identities',
  'revisions',
  'facets',
  'pictures',
  'item_pictures',
  'changes',
  'recent',
  'archived',
]

/** What storing is measured against: prepared inserts of rows that are known beforehand, a hundred items a transaction. */
export function openBare(file: string) {
  // The same tables, in a file with the same settings.
  openDatabase(file).close()
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 16000;
  `)
  const inserts = new Map<string, StatementSync>()
  const prepare = (table: string, columns: readonly string[]) => {
    const marks = columns.map(() => '?').join(', ')
    const known =
      inserts.get(table) ?? database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
    inserts.set(table, known)
    return known
  }
  return {
    /** The rows that storing these items wrote, which came after `row`. */
    load: (db: Db, row: number, items: readonly Item[]) => loadRows(db, row, items, prepare),
    insert: (rows: readonly ItemRows[]) => insertRows(database, rows),
    close: () => database.close(),
  }
}

async function loadRows(
  db: Db,
  row: number,
  items: readonly Item[],
  prepare: (table: string, columns: readonly string[]) => StatementSync,
): Promise<ItemRows[]> {
  const rows = items.map((): { insert: StatementSync; values: SqlValue[] }[] => [])
  for (const table of TABLES) {
    const key = table === 'items' || table === 'pictures' ? 'id' : 'item'
    const sql = `SELECT * FROM ${table} WHERE ${key} > ? AND ${key} <= ?`
    for (const found of await db.all(sql, row, row + items.length)) {
      const insert = prepare(table, Object.keys(found))
      rows[Number(found[key]) - row - 1]?.push({ insert, values: Object.values(found) })
    }
  }
  for (const found of await db.all(
    'SELECT * FROM archives WHERE number IN (SELECT number FROM archived WHERE item > ?)',
    row,
  )) {
    rows[0]?.unshift({ insert: prepare('archives', Object.keys(found)), values: Object.values(found) })
  }
  for (const [index, { content }] of items.entries()) {
    const { title, text } = toIndex(content)
    const insert = prepare('search', ['rowid', 'title', 'text'])
    rows[index]?.push({ insert, values: [row + index + 1, title, text] })
  }
  return rows
}

function insertRows(database: DatabaseSync, rows: readonly ItemRows[]): void {
  for (let at = 0; at < rows.length; at += 100) {
    database.exec('BEGIN IMMEDIATE')
    for (const item of rows.slice(at, at + 100)) for (const { insert, values } of item) insert.run(...values)
    database.exec('COMMIT')
  }
}
