import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import { findLeaks, toDueTitles } from '../service/embargo.ts'

test('no public answer tells whether there are drafts; after their time each story is there once', async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  const open = async (): Promise<Db> => {
    await reset()
    await applyD1Migrations(DB, MIGRATIONS)
    return createD1(DB)
  }
  const { told, titles, lines } = await findLeaks(open, 12)
  expect(told).toEqual([])
  expect(lines).toBe(6)
  expect(titles.toSorted()).toEqual(toDueTitles(12))
})
