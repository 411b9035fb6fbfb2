import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, openReader } from '../../src/node/sqlite/sqlite.ts'
import { makeFolder, until } from './process.ts'

/** A file that is taken away or replaced, and put back or restored: opened anew, and nothing mixed. */

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close()
})

type Room = { readonly file: string; readonly backup: string; readonly db: Database; readonly reader: Database }

/** A database with a backup of when `kept` was its mark, and more in its log since. */
async function open(): Promise<Room> {
  const folder = makeFolder()
  const [file, backup] = [join(folder, 'ara.db'), join(folder, 'backup.db')]
  const db = openDatabase(file)
  const reader = openReader(file)
  closing.push(
    () => db.close(),
    () => reader.close(),
  )
  await mark(db, 'kept')
  await db.backup(backup)
  await mark(db, 'lost')
  for (let n = 0; n < 300; n++) await db.run('INSERT INTO meta (name, value) VALUES (?, ?)', `n${n}`, 'x'.repeat(2_000))
  return { file, backup, db, reader }
}

const mark = (db: Database, value: string) => db.run("REPLACE INTO meta (name, value) VALUES ('mark', ?)", value)
const find = async (db: Database) =>
  (await db.first<{ value: string }>("SELECT value FROM meta WHERE name = 'mark'"))?.value

const probe = (db: Database) => db.run("REPLACE INTO meta (name, value) VALUES ('probe', '1')")
const untilWritten = (db: Database) => until(() => probe(db).catch(() => undefined))
const untilRefused = (db: Database, words: string) =>
  until(() =>
    probe(db).then(
      () => undefined,
      ({ message }: Error) => message.startsWith(words) || undefined,
    ),
  )

const untilSays = (db: Database, value: string) =>
  until(async () => ((await find(db).catch(() => undefined)) === value ? true : undefined))

function check(file: string): unknown {
  const other = new DatabaseSync(file, { readOnly: true })
  const found = other.prepare('PRAGMA integrity_check').get()
  other.close()
  return found
}

describe('a database is opened anew by itself', () => {
  test.each<[string, (room: Room) => void]>([
    ['replaced by a backup', ({ file, backup }) => renameSync(backup, file)],
    [
      'moved away, and a backup put in its place',
      ({ file, backup }) => {
        renameSync(file, `${file}.old`)
        copyFileSync(backup, file)
      },
    ],
    [
      'deleted with all that belongs to it, and a backup put in its place',
      ({ file, backup }) => {
        for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`)
        copyFileSync(backup, file)
      },
    ],
  ])('%s', async (_, change) => {
    const room = await open()
    const told = [0, 0]
    room.db.onReplaced(() => told.splice(0, 1, 1))
    room.reader.onReplaced(() => told.splice(1, 1, 1))
    change(room)
    // A look is good for a moment.
    await untilSays(room.db, 'kept')
    await mark(room.db, 'new')
    await untilSays(room.reader, 'new')
    // What was made of the old one is let go of.
    expect(told).toEqual([1, 1])
    expect(check(room.file)).toEqual({ integrity_check: 'ok' })
  })

  test('that was taken away goes on as soon as it is put back', async () => {
    const { file, db } = await open()
    renameSync(file, `${file}.away`)
    await untilRefused(db, '')
    expect(await find(db)).toBe('lost')
    renameSync(`${file}.away`, file)
    await untilWritten(db)
    expect(await find(db)).toBe('lost')
  })

  test('and not while it is being copied, nor what is none', async () => {
    const { file, backup, db } = await open()
    const bytes = readFileSync(backup)
    rmSync(file)
    await untilRefused(db, '')
    for (const part of [
      bytes.subarray(0, 0),
      bytes.subarray(0, 4096),
      bytes.subarray(0, bytes.length - 1),
      'no database',
    ]) {
      writeFileSync(file, part)
      await untilRefused(db, 'Another file stands there')
    }
    writeFileSync(file, bytes)
    await untilSays(db, 'kept')
  })
})
