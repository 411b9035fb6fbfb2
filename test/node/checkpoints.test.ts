import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { IN_PLACE, startCheckpoints } from '../../src/node/sqlite/checkpoints.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { makeFolder } from './process.ts'

/** The log of a database is written into its file by somebody else than who writes. */

const silent = { info: () => {}, warn: () => {}, error: () => {} }

test('a log that is full is written into the file, and begins anew with what is written next', async () => {
  const file = join(makeFolder(), 'ara.db')
  const db = openDatabase(file)
  await db.all(`PRAGMA wal_autocheckpoint = ${IN_PLACE}`)
  const before = statSync(file).size
  const fill = () => db.run('INSERT INTO meta (name, value) VALUES (hex(randomblob(8)), hex(zeroblob(500000)))')
  await fill()
  const full = statSync(`${file}-wal`).size
  const end = startCheckpoints(file, silent, 500_000)
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(before + 900_000), { timeout: 20_000 })
  await end()
  await fill()
  // In the place of what was written into the file, not behind it.
  expect(statSync(`${file}-wal`).size).toBe(full)
  expect(await db.first('SELECT count(*) AS count FROM meta WHERE length(value) = 1000000')).toEqual({ count: 2 })
  db.close()
})

test('of one that is not full, or not there, nothing is written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const file = join(makeFolder(), 'ara.db')
  const told: string[] = []
  const end = startCheckpoints(file, { ...silent, warn: (message: string) => told.push(message) })
  await vi.advanceTimersByTimeAsync(1_000)
  const db = openDatabase(file)
  const before = statSync(file).size
  await db.run("INSERT INTO meta (name, value) VALUES ('x', 'y')")
  await vi.advanceTimersByTimeAsync(1_000)
  await end()
  vi.useRealTimers()
  expect([statSync(file).size, told]).toEqual([before, []])
  db.close()
})
