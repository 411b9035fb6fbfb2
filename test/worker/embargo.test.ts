import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import { findLeaks } from '../service/embargo.ts'
import { toDueTitles } from '../service/embargo-desk.ts'
import { expectOnce } from '../service/embargo-once.ts'
import type { Question } from '../service/embargo-questions.ts'

const COUNT = 24

/** Each takes ten times as long as on Node, where all of them are asked. */
const isAsked = ({ method, path, headers }: Question) =>
  method === 'GET' && Object.keys(headers).length === 0 && !/\?(?!q=|p=|tag=|s=)|^\/[\w-]+\/[\w-]+\/feed/.test(path)

test('no public answer tells whether there are drafts; after their time each story is there once', {
  timeout: 240_000,
}, async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  const open = async (): Promise<Db> => {
    await reset()
    await applyD1Migrations(DB, MIGRATIONS)
    return createD1(DB)
  }
  const { told, sent, after } = await findLeaks(open, COUNT, { isAsked })
  expect(told).toEqual([])
  expect(sent).toEqual([])
  expectOnce(after, toDueTitles(COUNT))
})
