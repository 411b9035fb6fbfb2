import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createD1 } from '../../src/worker/bindings.ts'
import { answerAtEdge, forgetEdge } from '../../src/worker/edge.ts'
import { BASE, findErased, type Way } from '../service/erased.ts'

test('of an erased story no address, header, table or line of the log says a word, by way of the cache', async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
  const waits: Promise<unknown>[] = []
  const way: Way = async (request, answer) => {
    const context = { waitUntil: (work: Promise<unknown>) => void waits.push(work) }
    const response = await answerAtEdge(request as never, context, answer as never)
    await Promise.all(waits.splice(0))
    return response as never
  }
  const letGo = () => forgetEdge(BASE)
  expect(await findErased({ db: createD1(DB), way, letGo, queries: ['', '?limit=50'] })).toEqual([])
})
