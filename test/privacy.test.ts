import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDatabase } from '../src/node/sqlite/sqlite.ts'

/** docs/privacy.md names every table, and columns that are there. */

const page = readFileSync(new URL('../docs/privacy.md', import.meta.url), 'utf8')
/** Of SQLite itself, and parts of the search index. */
const OTHERS = /^(?:sqlite_|search_)/

test('what is kept of whom: every table is named, and every column that is named is there', async () => {
  const db = openDatabase(':memory:')
  const rows = await db.all<{ name: string; columns: string }>(
    `SELECT t.name, (SELECT json_group_array(name) FROM pragma_table_info(t.name)) AS columns
     FROM sqlite_schema t WHERE t.type = 'table'`,
  )
  const tables = new Map(rows.map(({ name, columns }) => [name, JSON.parse(columns) as string[]]))
  const missing = [...tables.keys()].filter((name) => !OTHERS.test(name) && !new RegExp(`\`${name}[\`.]`).test(page))
  expect(missing).toEqual([])
  const named = [...page.matchAll(/`([a-z_]+)\.([a-z_]+)`/g)].map(([, table = '', column = '']) => ({ table, column }))
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(({ table, column }) => !tables.get(table)?.includes(column))).toEqual([])
  db.close()
})
