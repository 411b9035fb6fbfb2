import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import { findLeaks } from '../service/embargo.ts'
import { toDueTitles } from '../service/embargo-desk.ts'
import { expectOnce } from '../service/embargo-once.ts'

const COUNT = 40

test('no public answer tells whether there are drafts; after their time each story is there once', async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  const open = async (): Promise<Db> => {
    await reset()
    await applyD1Migrations(DB, MIGRATIONS)
    return createD1(DB)
  }
  const { told, sent, after } = await findLeaks(open, COUNT)
  expect(told).toEqual([])
  expect(sent).toEqual([])
  expectOnce(after, toDueTitles(COUNT))
})
