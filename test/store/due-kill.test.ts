/** Scheduled stories whose publishers are killed: each is published once, and in order. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { addDraft, loadDrafts } from '../../src/store/desk/drafts.ts'
import { HOUR, NEWS, NOW, openDesk, STORY } from '../service/drafted.ts'

const PUBLISHER = new URL('publisher.ts', import.meta.url).pathname
const STORIES = 40
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ara-due-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

const toTitle = (n: number) => `Story ${n}`
const all = Array.from({ length: STORIES }, (_, n) => n)

/** Drafts for one second after another, the last of them made first; written past the desk, which takes its time. */
async function fill(db: Database): Promise<void> {
  await openDesk(db, [NEWS]).write({ ...STORY, title: toTitle(0), publish_at: new Date(NOW + HOUR).toISOString() })
  const [{ row: _, ...draft } = { row: 0 }] = await loadDrafts(db, { limit: 1 })
  if (!('received' in draft)) throw new Error('There is no draft to copy.')
  for (const n of all.slice(1).toReversed()) {
    const item = { ...draft.received.item, title: { value: toTitle(n), type: 'text' as const } }
    const fields = {
      ...draft,
      key: `key ${n}`,
      received: { ...draft.received, item },
      publishAt: NOW + HOUR + n * 1000,
    }
    await addDraft(db, fields, () => `code${n}`, NOW)
  }
}

type Publisher = ChildProcessByStdio<Writable, Readable, null>

function startPublisher(file: string): Publisher {
  return spawn(process.execPath, [PUBLISHER, file], { stdio: ['pipe', 'pipe', 'inherit'] })
}

/** When it has printed so many lines; or ends. */
async function waitForLines(publisher: Publisher, count: number): Promise<void> {
  let told = 0
  for await (const chunk of publisher.stdout.iterator({ destroyOnReturn: false })) {
    told += String(chunk).split('\n').length - 1
    if (told >= count) return
  }
}

test('two publish the same, and one is killed: each story is public once, in its order', async () => {
  const file = join(folder, 'ara.db')
  const db = openDatabase(file)
  await fill(db)
  const [killed, other] = [startPublisher(file), startPublisher(file)]
  await Promise.all([waitForLines(killed, 1), waitForLines(other, 1)])
  const ends = Promise.all([once(killed, 'exit'), once(other, 'exit')])
  killed.stdin.write('go\n')
  await waitForLines(killed, 4)
  other.stdin.write('go\n')
  await waitForLines(killed, 4)
  killed.kill('SIGKILL')
  other.stdout.resume()
  expect(await ends).toEqual([
    [null, 'SIGKILL'],
    [0, null],
  ])
  const added = await db.all<{ title: string }>(
    `SELECT json_extract(i.shown, '$.title') AS title FROM changes c JOIN items i ON i.id = c.item ORDER BY c.seq`,
  )
  expect(added.map(({ title }) => title)).toEqual(all.map(toTitle))
  for (const table of ['items', 'revisions', 'links', 'search'])
    expect(await db.first(`SELECT count(*) AS n FROM ${table}`), table).toEqual({ n: STORIES })
  expect(await db.first('SELECT count(*) AS n FROM drafts')).toEqual({ n: 0 })
  expect(await db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(await db.all('PRAGMA foreign_key_check')).toEqual([])
  db.close()
})
