import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createVault } from '../../src/model/secrets/vault.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { loadPoll } from '../../src/store/polls.ts'
import { withVault } from '../../src/store/statements.ts'
import { toSealingStep } from '../../src/store/upgrade/sealing.ts'
import { runSteps } from '../../src/store/upgrade/upgrade.ts'

/** What of secrets in clear is left in the bytes of the files (docs/architecture.md, decision 24). */

const MARK = 'zyxsecret'
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ara-sealed-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function findMark(): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(MARK))
}

test('once they are sealed nothing of them is in the database, its log or a backup, not even of those that were deleted', async () => {
  const file = join(folder, 'ara.db')
  const db = openDatabase(file)
  const add = 'INSERT INTO webhooks (url, host, secret, cursor, created) VALUES (?, ?, ?, 0, 0)'
  for (let number = 0; number < 60; number++) {
    await db.run(add, 'https://p.example/', 'p.example', `whsec_${MARK}${'x'.repeat(500)}`)
  }
  await db.run('DELETE FROM webhooks WHERE id > 30')
  await db.run("INSERT INTO sources (id, channel, url, added) VALUES ('a', 'c', ?, 0)", `https://a:${MARK}@a.example/`)
  const state = { source: 'a', due: 5, url: `https://a:${MARK}@a.example/`, etag: '"e"' }
  await db.run("INSERT INTO polls (source, due, state) VALUES ('a', 5, ?)", JSON.stringify(state))
  expect(findMark()).not.toEqual([])
  const vault = createVault(['a key of more than thirty-two signs!'])
  await runSteps(withVault(db, vault), [toSealingStep(vault)], { now: () => 0 })
  expect(await loadPoll(db, 'a')).toEqual({ source: 'a', due: 5, etag: '"e"' })
  await db.backup(join(folder, 'backup.db'))
  expect(readdirSync(folder).sort()).toEqual(['ara.db', 'ara.db-shm', 'ara.db-wal', 'backup.db'])
  expect(findMark()).toEqual([])
  const modes = readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8))
  expect(modes).toEqual(['600', '600', '600', '600'])
  db.close()
  expect(findMark()).toEqual([])
})

test('deleted alone, they are taken out of the files too', async () => {
  const db = openDatabase(join(folder, 'ara.db'))
  await db.run(
    'INSERT INTO webhooks (url, host, secret, cursor, created) VALUES (?, ?, ?, 0, 0)',
    'https://p.example/',
    '',
    MARK,
  )
  await db.run('DELETE FROM webhooks')
  const vault = createVault(['a key of more than thirty-two signs!'])
  await runSteps(withVault(db, vault), [toSealingStep(vault)], { now: () => 0 })
  expect(findMark()).toEqual([])
  db.close()
})
