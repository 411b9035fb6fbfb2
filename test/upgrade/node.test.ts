import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type Database, openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'
import { upgradeContract } from './contract.ts'
import { LAST_MIGRATION } from './filling.ts'
import { loadRows } from './rows.ts'

const rows = readFileSync(new URL('../fixtures/upgrade/d58b40a.jsonl', import.meta.url), 'utf8')
const open: { database?: Database; folder?: string } = {}

afterEach(() => {
  open.database?.close()
  if (open.folder !== undefined) rmSync(open.folder, { recursive: true })
})

upgradeContract('a database of d58b40a on Node', async () => {
  open.folder = mkdtempSync(join(tmpdir(), 'ara-upgrade-'))
  const file = join(open.folder, 'ara.db')
  const old = openDatabase(
    file,
    MIGRATIONS.filter(({ name }) => name <= LAST_MIGRATION),
  )
  await loadRows(old, rows)
  old.close()
  open.database = openDatabase(file)
  return open.database
})
