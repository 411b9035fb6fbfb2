import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { statement, toPart } from '../../src/store/statements.ts'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'
import { arrival, story } from './stories.ts'

const folders: string[] = []

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ara-store-'))
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('a database file', () => {
  test('is made with its folder, and keeps what was stored', async () => {
    const file = join(createFolder(), 'data', 'deep', 'ara.db')
    const first = openDatabase(file)
    await saveItems(first, [story({ guid: 'urn:1' })], arrival())
    first.close()
    const second = openDatabase(file)
    expect((await loadItems(second, { limit: 9 })).map(({ id }) => id)).toEqual(['urn:1'])
    second.close()
  })

  test('is brought up to date once, in the order of names', async () => {
    const file = join(createFolder(), 'ara.db')
    openDatabase(file).close()
    const more = { name: '9998_more', statements: [`INSERT INTO meta (name, value) VALUES ('more', '1')`] }
    const evenMore = {
      name: '9999_even_more',
      statements: [`UPDATE meta SET value = value || '2' WHERE name = 'more'`],
    }
    openDatabase(file, [...MIGRATIONS, more]).close()
    const database = openDatabase(file, [...MIGRATIONS, more, evenMore])
    expect(await database.first(`SELECT value FROM meta WHERE name = 'more'`)).toEqual({ value: '12' })
    database.close()
  })

  test('stays as it was when a migration fails', async () => {
    const file = join(createFolder(), 'ara.db')
    const before = openDatabase(file)
    const names = await before.all('SELECT name FROM meta')
    before.close()
    const broken = { name: '9999_broken', statements: ['DELETE FROM meta', 'INSERT INTO nowhere VALUES (1)'] }
    expect(() => openDatabase(file, [...MIGRATIONS, broken])).toThrow(/ara\.db cannot be opened: .*nowhere/)
    const database = openDatabase(file)
    expect(await database.all('SELECT name FROM meta')).toEqual(names)
    database.close()
  })

  test('of a newer version is refused by name', () => {
    const file = join(createFolder(), 'ara.db')
    openDatabase(file, [...MIGRATIONS, { name: '9999_future', statements: ['SELECT 1'] }]).close()
    expect(() => openDatabase(file)).toThrow(/newer version of ara-feeds, which added 9999_future:/)
  })

  test.each<[string, string]>([
    ['with tables', 'CREATE TABLE moz_places (id INTEGER PRIMARY KEY); CREATE TABLE moz_hosts (id)'],
    ['with migrations of its own', 'CREATE TABLE migrations (id INTEGER, migration TEXT, batch INTEGER)'],
    ['with migrations by name', "CREATE TABLE migrations (name TEXT); INSERT INTO migrations VALUES ('001_users')"],
  ])("that is another program's, %s, is refused by name and left as it was", (_, sql) => {
    const file = join(createFolder(), 'places.sqlite')
    const other = new DatabaseSync(file)
    other.exec(sql)
    other.close()
    const bytes = readFileSync(file)
    expect(() => openDatabase(file)).toThrow(/places\.sqlite is another program's, with tables of its own \(m/)
    expect(readFileSync(file)).toEqual(bytes)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('tells what its writes wait for, while they do', async () => {
    const file = join(createFolder(), 'ara.db')
    const [database, other] = [openDatabase(file), new DatabaseSync(file)]
    expect(database.waitsFor?.()).toBeUndefined()
    other.exec('BEGIN EXCLUSIVE')
    const written = database.run("DELETE FROM meta WHERE name = 'none'")
    await new Promise(setImmediate)
    expect(database.waitsFor?.()).toMatch(
      /^Another process holds the lock of the database: what is to be written waits/,
    )
    other.exec('COMMIT')
    await written
    expect(database.waitsFor?.()).toBeUndefined()
    const purged = database.purge?.()
    expect(database.waitsFor?.()).toMatch(/is being written anew/)
    await purged
    expect(database.waitsFor?.()).toBeUndefined()
    database.close()
    other.close()
  })

  test('that is no database is refused by name', () => {
    const file = join(createFolder(), 'letter.txt')
    writeFileSync(file, 'Dear Sir or Madam, '.repeat(100))
    expect(() => openDatabase(file)).toThrow(/letter\.txt cannot be opened: file is not a database/)
  })

  test('is backed up whole while in use, under an epoch of its own', async () => {
    const folder = createFolder()
    const database = openDatabase(join(folder, 'ara.db'))
    await saveItems(database, [story({ guid: 'urn:1' })], arrival())
    const cursor = (await loadChanges(database, undefined, 9))?.next
    await database.backup(join(folder, 'copy.db'))
    const copy = openDatabase(join(folder, 'copy.db'))
    expect(await loadItems(copy, { limit: 9 })).toEqual(await loadItems(database, { limit: 9 }))
    expect(await loadChanges(database, cursor, 9)).toBeDefined()
    expect(await loadChanges(copy, cursor, 9)).toBeUndefined()
    expect(existsSync(join(folder, 'copy.db.part'))).toBe(false)
    await expect(database.backup(join(folder, 'nowhere', 'copy.db'))).rejects.toThrow(/nowhere.copy\.db could not be/)
    copy.close()
    database.close()
  })

  test('parts of what is under way count as written with the last of them, or after a while', async () => {
    const clock = { now: 0 }
    const database = openDatabase(join(createFolder(), 'ara.db'), undefined, undefined, () => clock.now)
    const write = statement("INSERT OR REPLACE INTO meta (name, value) VALUES ('a', 'b')")
    const before = database.written()
    await database.batch(toPart([write]))
    clock.now += 4_999
    await database.batch(toPart([write]))
    expect(database.written()).toBe(before)
    clock.now += 1
    expect(database.written()).toBe(before + 1)
    clock.now += 60_000
    expect(database.written()).toBe(before + 1)
    await database.batch(toPart([write]))
    await database.batch([])
    expect(database.written()).toBe(before + 2)
    await database.batch(toPart([write]))
    await database.run(write.sql)
    expect(database.written()).toBe(before + 3)
    clock.now += 60_000
    expect(database.written()).toBe(before + 3)
    await database.batch([write])
    expect(database.written()).toBe(before + 4)
    database.close()
  })

  test.each([
    ['the last batch is new', 45, 45],
    ['the last batch is known', 45, 20],
    ['it is one batch', 5, 5],
  ])('a call is seen as a whole where %s', async (_, count, fresh) => {
    const database = openDatabase(join(createFolder(), 'ara.db'), undefined, undefined, () => 0)
    const items = Array.from({ length: count }, (_, index) => story({ guid: `urn:${index}`, title: `${index}` }))
    await saveItems(database, items.slice(fresh), arrival())
    const before = database.written()
    const seen = new Set<number>()
    await saveItems(database, items, arrival(), [], async () => void seen.add(database.written()))
    expect([...seen].slice(0, -1)).toEqual([before])
    expect(database.written()).toBeGreaterThan(before)
    database.close()
  })

  test('is read and written by two processes’ worth of connections at once', async () => {
    const file = join(createFolder(), 'ara.db')
    const [one, two] = [openDatabase(file), openDatabase(file)]
    const items = Array.from({ length: 150 }, (_, index) => story({ guid: `urn:${index}`, title: `${index}` }))
    await Promise.all([saveItems(one, items, arrival()), saveItems(two, items, arrival())])
    expect(await loadItems(two, { limit: 500 })).toHaveLength(150)
    one.close()
    two.close()
  })
})
