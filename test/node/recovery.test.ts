import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, openReader } from '../../src/node/sqlite/sqlite.ts'
import { makeFolder, until } from './process.ts'

/** A file that is taken away or replaced, and put back or restored: opened anew, and nothing mixed. */

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close()
})

type Room = {
  readonly file: string
  readonly backup: string
  readonly db: Database
  readonly reader: Database
  /** Lets milliseconds go by for the connection that writes. */
  readonly pass: (milliseconds: number) => void
}

/** A database with a backup of when `kept` was its mark, and more in its log since. */
async function open(): Promise<Room> {
  const folder = makeFolder()
  const [file, backup] = [join(folder, 'ara.db'), join(folder, 'backup.db')]
  let passed = 0
  const db = openDatabase(file, undefined, undefined, () => performance.now() + passed)
  const reader = openReader(file)
  closing.push(
    () => db.close(),
    () => reader.close(),
  )
  await mark(db, 'kept')
  await db.backup(backup)
  await mark(db, 'lost')
  for (let n = 0; n < 300; n++) await db.run('INSERT INTO meta (name, value) VALUES (?, ?)', `n${n}`, 'x'.repeat(2_000))
  const pass = (milliseconds: number) => {
    passed += milliseconds
  }
  return { file, backup, db, reader, pass }
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

/** As rsync --inplace: block by block into the file that is there. */
function writeOver(from: string, to: string): void {
  const [bytes, file] = [readFileSync(from), openSync(to, 'r+')]
  for (let at = 0; at < bytes.length; at += 4096) writeSync(file, bytes, at, Math.min(4096, bytes.length - at), at)
  closeSync(file)
}

/** With another connection, as a command beside the service. */
function beside(file: string, sql: string): void {
  const other = new DatabaseSync(file, { timeout: 5_000 })
  other.exec(sql)
  other.close()
}

const COPIES: readonly [string, (room: Room) => void][] = [
  ['cp', ({ file, backup }) => copyFileSync(backup, file)],
  ['cat >', ({ file, backup }) => writeFileSync(file, readFileSync(backup))],
  ['rsync --inplace', ({ file, backup }) => writeOver(backup, file)],
  [
    'cp -p',
    ({ file, backup }) => {
      const { atime, mtime } = statSync(file)
      copyFileSync(backup, file)
      utimesSync(file, atime, mtime)
    },
  ],
]

describe('a database that another is copied over', () => {
  test.each(COPIES)('by %s is read no more, and opened anew when all is there', async (_, copy) => {
    const room = await open()
    const epoch = () => room.db.first("SELECT value FROM meta WHERE name = 'epoch'")
    await Promise.all([find(room.db), find(room.reader), epoch()])
    beside(room.file, 'PRAGMA wal_checkpoint')
    await mark(room.db, 'in the log')
    room.pass(20)
    await probe(room.db)
    copy(room)
    room.pass(20)
    await expect(mark(room.db, 'never')).rejects.toThrow(
      "The database's file was written over: nothing more is written",
    )
    await expect(find(room.db)).rejects.toThrow("The database's file was written over")
    expect(readFileSync(`${room.file}-wal`)).toHaveLength(0)
    room.pass(5_000)
    await untilSays(room.db, 'kept')
    await mark(room.db, 'new')
    await untilSays(room.reader, 'new')
    expect(check(room.file)).toEqual({ integrity_check: 'ok' })
    expect(statSync(room.file).mode & 0o777).toBe(0o600)
  })

  test('is not opened while it is being copied', async () => {
    const { file, backup, db, pass } = await open()
    beside(file, 'PRAGMA wal_checkpoint')
    await probe(db)
    pass(20)
    await probe(db)
    const bytes = readFileSync(backup)
    for (const part of [bytes.subarray(0, 0), bytes.subarray(0, 8192), bytes.subarray(0, bytes.length - 1)]) {
      writeFileSync(file, part)
      pass(60_000)
      await untilRefused(db, "The database's file was")
      pass(60_000)
      await untilRefused(db, "The database's file was")
    }
    writeFileSync(file, bytes)
    pass(20)
    await untilRefused(db, "The database's file was written over")
    pass(5_000)
    await untilSays(db, 'kept')
  })

  test('gets nothing of the log when the service ends before, nor when it is killed', async () => {
    const { file, backup, db, reader, pass } = await open()
    beside(file, 'PRAGMA wal_checkpoint')
    await probe(db)
    pass(20)
    await mark(db, 'in the log')
    copyFileSync(backup, file)
    pass(20)
    await untilRefused(db, "The database's file was written over")
    const killed = `${file}.killed`
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${killed}${end}`)
    reader.close()
    db.close()
    for (const one of [file, killed]) {
      const again = openDatabase(one)
      expect(await find(again)).toBe('kept')
      again.close()
      expect(check(one)).toEqual({ integrity_check: 'ok' })
    }
  })
})

test('what writes to the file beside the service is no copy over it', async () => {
  const { file, db, reader, pass } = await open()
  for (const sql of [
    'PRAGMA wal_checkpoint',
    'VACUUM; PRAGMA wal_checkpoint(TRUNCATE)',
    "CREATE TABLE more (name TEXT); PRAGMA wal_checkpoint; INSERT INTO more VALUES ('one'); DROP TABLE more",
    'PRAGMA wal_checkpoint(RESTART)',
  ]) {
    await mark(db, sql)
    // Reads of one turn see one moment.
    await setImmediate()
    beside(file, sql)
    const now = new Date()
    utimesSync(file, now, now)
    pass(20)
    expect(await find(db)).toBe(sql)
    expect(await find(reader)).toBe(sql)
    await probe(db)
    await setImmediate()
  }
  await db.purge?.()
  pass(20)
  await probe(db)
})

test.each([0, 100, 16_384])(
  'an index of the log that was cut off to %i bytes is made anew by a start',
  async (size) => {
    const { file, db } = await open()
    await mark(db, 'in the log')
    const killed = join(makeFolder(), 'ara.db')
    for (const end of ['', '-wal', '-shm']) copyFileSync(`${file}${end}`, `${killed}${end}`)
    truncateSync(`${killed}-shm`, size)
    const again = openDatabase(killed)
    expect(await find(again)).toBe('in the log')
    again.close()
    expect(check(killed)).toEqual({ integrity_check: 'ok' })
  },
)

test("another program's database is refused and left as it was, and what is put in its place taken", async () => {
  const room = await open()
  const other = join(makeFolder(), 'other.db')
  beside(other, 'CREATE TABLE moz_places (id INTEGER PRIMARY KEY)')
  const bytes = readFileSync(other)
  renameSync(other, room.file)
  await untilRefused(room.db, 'The database was replaced by what can not be opened. It is another program')
  await expect(find(room.db)).rejects.toThrow('another program')
  expect(readFileSync(room.file)).toEqual(bytes)
  renameSync(room.backup, room.file)
  await untilSays(room.db, 'kept')
  await untilWritten(room.db)
})
