import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import type { Db } from '../../src/store/db.ts'
import { loadFaults } from '../../src/store/faults.ts'

const WRITER = new URL('writer.ts', import.meta.url).pathname
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ara-kill-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Lets the writer go on until it has told of `batches`, then kills it at once, in the middle of the next. */
async function killAfter(batches: number, file: string): Promise<void> {
  const writer: ChildProcess = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(writer, 'exit')
  let told = 0
  writer.stdout?.on('data', (chunk: Buffer) => {
    told += chunk.toString().split('\n').length - 1
    if (told >= batches) writer.kill('SIGKILL')
  })
  await ended
}

async function count(db: Db, table: string): Promise<number> {
  return (await db.first<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n ?? 0
}

describe('kill -9 while items are stored', () => {
  test('leaves whole batches, and the next run finishes what is missing', async () => {
    const file = join(folder, 'ara.db')
    for (const batches of [1, 4, 9]) {
      await killAfter(batches, file)
      const db = openDatabase(file)
      const items = await count(db, 'items')
      expect(items % 100).toBe(0)
      for (const table of ['revisions', 'links', 'item_sources', 'changes', 'facets', 'search']) {
        expect(await count(db, table), table).toBe(items)
      }
      expect(await db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
      expect(await db.all('PRAGMA foreign_key_check')).toEqual([])
      db.close()
    }
    await killAfter(Number.POSITIVE_INFINITY, file)
    const db = openDatabase(file)
    expect([await count(db, 'items'), await count(db, 'changes')]).toEqual([2_000, 2_000])
    expect(await loadFaults(db)).toHaveLength(1)
    db.close()
  })
})
