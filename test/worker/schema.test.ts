import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MIGRATIONS } from '../../src/store/upgrade/migrations.ts'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import worker, { type Env } from '../../src/worker/main.ts'
import { createSchemaCheck } from '../../src/worker/schema.ts'

/** A D1 that nobody migrated, or somebody else did: the Worker brings it up to date by itself, or lets it be. */

const { DB } = env
const LAST = MIGRATIONS.at(-1)?.name ?? ''
const clock = { now: Date.now() }
const waiting: Promise<unknown>[] = []
const context = { waitUntil: (work: Promise<unknown>) => void waiting.push(work) } as unknown as ExecutionContext
const queue = { sendBatch: async () => {} }

/** The Worker as it is after it looked last, a minute ago; `binding` in place of D1. */
function open(binding: D1Database = DB) {
  clock.now += 61_000
  const bindings = {
    DB: binding,
    POLLS: queue,
    DELIVERIES: queue,
    BASE_URL: 'https://feeds.example',
    API_TOKEN: 'secret-of-this-house',
  }
  const call = async (path: string, init: RequestInit = {}) => {
    const request = new Request(`https://feeds.example${path}`, {
      headers: { Authorization: 'Bearer secret-of-this-house' },
      ...init,
    })
    const response = await worker.fetch?.(request as never, bindings as unknown as Env, context)
    await Promise.all(waiting.splice(0))
    return response as unknown as Response
  }
  const deliver = async (body: unknown) => {
    const told: string[] = []
    const messages = [{ body, id: '1', attempts: 1, ack: () => told.push('ack'), retry: () => told.push('retry') }]
    const batch = { queue: 'polls', messages, retryAll: () => told.push('retryAll') }
    await worker.queue?.(batch as never, bindings as unknown as Env, context)
    return told
  }
  const tick = () => worker.scheduled?.({ cron: '* * * * *' } as never, bindings as unknown as Env, context)
  return { call, deliver, tick }
}

/** Calls of the database, each a trip there. */
function count(binding: D1Database) {
  const calls = { made: 0 }
  const counted = new Proxy(binding, {
    get: (target, name) => {
      if (name === 'prepare' || name === 'batch') calls.made++
      const member = Reflect.get(target, name) as (...values: unknown[]) => unknown
      return member.bind(target)
    },
  })
  return { calls, counted }
}

async function listRecords(): Promise<string[]> {
  const { results } = await DB.prepare('SELECT name FROM migrations ORDER BY name').all<{ name: string }>()
  return results.map(({ name }) => name.replace('.sql', ''))
}

async function listSchema(): Promise<unknown[]> {
  const { results } = await DB.prepare(
    `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '%migrations%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
       AND name NOT LIKE 'sqlite%' ORDER BY name`,
  ).all()
  return results
}

const ALL = MIGRATIONS.map(({ name }) => name)

beforeEach(async () => {
  await reset()
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now)
})
afterEach(() => vi.restoreAllMocks())

test('an empty D1 is made by the first request, and everything works at once', async () => {
  const { call } = open()
  expect((await call('/healthz')).status).toBe(200)
  expect((await call('/feed.json')).status).toBe(200)
  expect(await listRecords()).toEqual(ALL)
  const headers = { Authorization: 'Bearer secret-of-this-house', 'Content-Type': 'application/json' }
  const body = JSON.stringify({ id: 'urn:1', title: 'First', content_text: 'Words.' })
  expect((await call('/api/items', { method: 'POST', headers, body })).status).toBe(201)
  expect(await (await call('/feed.json?limit=7')).text()).toContain('First')
})

test('by a tick or a message just as well', async () => {
  await open().tick()
  expect(await listRecords()).toEqual(ALL)
  await reset()
  expect(await open().deliver({ source: 'nobody' })).toEqual(['ack'])
  expect(await listRecords()).toEqual(ALL)
})

test('several isolates that begin at once are not in each other’s way', async () => {
  await Promise.all([1, 2, 3, 4].map(() => createSchemaCheck()(DB)))
  expect(await listRecords()).toEqual(ALL)
})

test('what is up to date costs one query, once a minute', async () => {
  await open().call('/feed.json')
  const { calls, counted } = count(DB)
  const db = createD1(counted)
  await bringUpToDate(db, { now: Date.now, where: 'The database' })
  expect(calls.made).toBe(1)
})

test.each([1, 12, 20])('a D1 of which wrangler applied %i goes on, and ends like any other', async (applied) => {
  await open().call('/feed.json')
  const right = await listSchema()
  await reset()
  await applyD1Migrations(DB, env.MIGRATIONS.slice(0, applied))
  expect((await open().call('/feed.json?limit=4')).status).toBe(200)
  expect(await listRecords()).toEqual(ALL)
  expect(await listSchema()).toEqual(right)
})

test('a migration that breaks off leaves nothing of itself, and the next request goes on', async () => {
  const failing = new Proxy(DB, {
    get: (target, name) => {
      const member = (Reflect.get(target, name) as (...values: unknown[]) => unknown).bind(target)
      if (name !== 'batch') return member
      return async (statements: D1PreparedStatement[]) => {
        if (batches++ !== 4) return member(statements)
        return member([...statements, target.prepare('INSERT INTO nowhere VALUES (1)')])
      }
    },
  })
  let batches = 0
  const { call } = open(failing)
  expect((await call('/feed.json?limit=5')).status).toBe(503)
  const there = await listRecords()
  expect(there).toEqual(ALL.slice(0, there.length))
  expect(there.length).toBe(3)
  expect((await call('/feed.json?limit=5')).status).toBe(200)
  expect(await listRecords()).toEqual(ALL)
})

test('a schema of a newer version is refused with a sentence, and neither read nor written', async () => {
  await open().call('/feed.json')
  await DB.prepare(`INSERT INTO migrations (name, at) VALUES ('9999_future', 1)`).run()
  const { call, deliver, tick } = open()
  for (const [path, init] of [
    ['/feed.atom?limit=6', {}],
    ['/api/items', { method: 'POST', body: '{"title":"A"}' }],
    ['/', {}],
  ] as const) {
    const response = await call(path, init)
    expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 503, '60'])
    expect(await response.json()).toMatchObject({
      status: 503,
      detail:
        'The database was made by a newer version of ara-feeds, which added 9999_future: update ara-feeds, or name another database.',
    })
  }
  expect((await call('/healthz')).status).toBe(200)
  expect(await deliver({ source: 'aranews' })).toEqual(['retryAll'])
  await tick()
  expect(await DB.prepare('SELECT count(*) AS n FROM polls').first('n')).toBe(0)
  await DB.prepare(`DELETE FROM migrations WHERE name = '9999_future'`).run()
  expect((await call('/feed.atom?limit=6')).status).toBe(200)
})

test('a version that is running notices within a minute that a newer one has been at it', async () => {
  const { call } = open()
  expect((await call('/api/items?limit=1')).status).toBe(200)
  await DB.prepare(`INSERT INTO migrations (name, at) VALUES ('${LAST}x', 1)`).run()
  clock.now += 61_000
  expect((await call('/api/items?limit=1')).status).toBe(503)
})
