import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import { olderContract } from '../upgrade/older.ts'
import { loadRows } from '../upgrade/rows.ts'

/** As wrangler had migrated them at that time. */
olderContract('D1', async (commit, last) => {
  await reset()
  await applyD1Migrations(
    env.DB,
    env.MIGRATIONS.filter(({ name }) => name <= `${last}.sql`),
  )
  const db = createD1(env.DB)
  const { FILLED } = env as unknown as { FILLED: Readonly<Record<string, string>> }
  await loadRows(db, FILLED[commit] ?? '')
  await bringUpToDate(db, { now: Date.now, where: 'The database' })
  return db
})
