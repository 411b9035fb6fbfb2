import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import rows from '../fixtures/upgrade/d58b40a.jsonl?raw'
import { upgradeContract } from '../upgrade/contract.ts'
import { LAST_MIGRATION } from '../upgrade/filling.ts'
import { loadRows } from '../upgrade/rows.ts'

/** As wrangler had migrated it: the table `d1_migrations` says which migrations are there. */
upgradeContract('a database of d58b40a on D1', async () => {
  await reset()
  await applyD1Migrations(
    env.DB,
    env.MIGRATIONS.filter(({ name }) => name <= `${LAST_MIGRATION}.sql`),
  )
  const db = createD1(env.DB)
  await loadRows(db, rows)
  await bringUpToDate(db, { now: Date.now, where: 'The database' })
  return db
})
