import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'

const files = readdirSync(new URL('../../src/store/migrations/', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('.ts'))
  .map((path) => basename(path))
  .sort()

test('every file of a migration is in the list, in the order of their numbers', () => {
  expect(MIGRATIONS.map(({ name }) => `${name}.ts`)).toEqual(files)
  const numbers = files.map((name) => name.slice(0, 4))
  expect(new Set(numbers).size).toBe(numbers.length)
})

/** SQLite itself refuses to prepare nothing, and runs only the first of two. */
test('each statement is one, and whole', () => {
  for (const { name, statements } of MIGRATIONS) {
    expect(statements.length, name).toBeGreaterThan(0)
    for (const sql of statements) {
      const isTrigger = /^(?:--.*\n)*CREATE TRIGGER/.test(sql)
      expect(isTrigger ? /\bEND$/.test(sql) : !/;\s*\S/.test(sql.replace(/--.*/g, '')), `${name}: ${sql}`).toBe(true)
    }
  }
})

test('what an older version stores without a channel is in its channel’s lists all the same', async () => {
  const before = MIGRATIONS.filter(({ name }) => name < '0023')
  expect(before.length).toBeGreaterThan(19)
  const db = openDatabase(':memory:', MIGRATIONS)
  await db.run(
    `INSERT INTO items (key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision,
       fingerprint, shown) VALUES ('k', 'urn:1', 'english', 'main', '/1/', 'c', 1, 1, 1, 1, 'f', '{}')`,
  )
  // As it was written before 0012.
  await db.run(`INSERT INTO facets (kind, value, position, item, label) VALUES ('tag', 'kobane', 1, 1, 'Kobane')`)
  expect(await db.all('SELECT channel FROM facets')).toEqual([{ channel: 'english' }])
  db.close()
})
