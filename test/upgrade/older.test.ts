import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { olderContract } from './older.ts'
import { loadRows } from './rows.ts'

olderContract('Node', async (commit, last) => {
  const file = new URL(`../fixtures/upgrade/${commit}.jsonl.gz`, import.meta.url)
  const db = openDatabase(
    ':memory:',
    MIGRATIONS.filter(({ name }) => name <= last),
  )
  await loadRows(db, gunzipSync(readFileSync(file)).toString())
  await bringUpToDate(db, { now: Date.now, where: 'The database' })
  return db
})
