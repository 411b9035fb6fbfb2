import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createD1 } from '../../src/worker/bindings.ts'
import worker, { type Env } from '../../src/worker/main.ts'

/** A database that can't answer: each part of the clock's work and each message of a queue by itself. */

const OVERLOADED = 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.'
const { DB } = env as unknown as Env

/** SQL that fails at the moment, and how. */
let broken: { readonly pattern: RegExp; readonly message: string } | undefined
const fragile = new Proxy(DB, {
  get: (target, name) => {
    if (name === 'prepare') {
      return (sql: string) => {
        if (broken?.pattern.test(sql)) throw new Error(broken.message)
        return target.prepare(sql)
      }
    }
    const value = Reflect.get(target, name)
    return typeof value === 'function' ? value.bind(target) : value
  },
})

const SECRET_KEY = 'a'.repeat(64)

let queued: Record<string, unknown>[] = []
const waiting: Promise<unknown>[] = []
const context = {
  waitUntil: (work: Promise<unknown>) => waiting.push(work),
  passThroughOnException: () => {},
} as unknown as ExecutionContext

function bindings(): Env {
  const sendBatch = async (messages: Iterable<{ body: Record<string, unknown> }>) => {
    queued.push(...[...messages].map(({ body }) => body))
  }
  const queue = { sendBatch } as unknown as Env['POLLS']
  const DELIVERIES = queue as unknown as Env['DELIVERIES']
  return {
    DB: fragile,
    POLLS: queue,
    DELIVERIES,
    BASE_URL: 'https://feeds.example',
    API_TOKEN: 'secret-of-this-house',
    SECRET_KEY,
  }
}

async function call(path: string, body?: object): Promise<Response> {
  const headers = { Authorization: 'Bearer secret-of-this-house', 'Content-Type': 'application/json' }
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await worker.fetch?.(new Request(`https://feeds.example${path}`, init) as never, bindings(), context)
  await Promise.all(waiting.splice(0))
  return response ?? Response.error()
}

beforeEach(async () => {
  ;[queued, broken] = [[], undefined]
  await applyD1Migrations(DB, (env as unknown as { MIGRATIONS: never }).MIGRATIONS)
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Network connection lost.')
  })
})
afterEach(() => vi.unstubAllGlobals())

test('without its tables it is not ready, says so, and is alive', async () => {
  broken = { pattern: /polls/, message: 'D1_ERROR: no such table: polls: SQLITE_ERROR' }
  const response = await call('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    status: 'not ready',
    wrong: ['The database has not the tables that this version needs.'],
  })
  expect((await call('/healthz')).status).toBe(200)
})

test.each([
  [OVERLOADED, 503, '5'],
  ['D1_ERROR: Exceeded maximum DB size', 507, '60'],
  ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.', 503, '60'],
])('%s', async (message, status, retryAfter) => {
  broken = { pattern: /./, message }
  for (const path of ['/api/items?limit=3', '/feed.json?limit=7']) {
    const response = await call(path)
    const { headers } = response
    expect([response.status, headers.get('retry-after'), headers.get('content-type')]).toEqual([
      status,
      retryAfter,
      'application/problem+json',
    ])
  }
  const page = await call('/')
  expect([page.status, page.headers.get('retry-after')]).toEqual([status, retryAfter])
  const rest = await call('/wp-json/wp/v2/posts')
  expect([rest.status, await rest.json()]).toMatchObject([status, { code: 'rest_unavailable' }])
})

test('the driver names the reason', async () => {
  broken = { pattern: /./, message: OVERLOADED }
  await expect(createD1(fragile).all('SELECT 1')).rejects.toMatchObject({ name: 'StoreError', reason: 'locked' })
})

test('where the polls can not be queued, the pushes are', async () => {
  const hook = await call('/api/webhooks', { url: 'https://hook.example/' })
  expect(hook.status).toBe(201)
  expect((await call('/api/items', { title: 'A story', content_text: 'What is known of it.' })).status).toBe(201)
  await DB.prepare('UPDATE errands SET queued = 0').run()
  queued = []
  broken = { pattern: /\bpolls\b/, message: OVERLOADED }
  await worker.scheduled?.({} as never, bindings(), context)
  expect(queued.map((body) => Object.keys(body))).toEqual([['errand']])
})

test('a message that breaks off comes again, and the others of its batch are done', async () => {
  const ends: string[] = []
  const message = (source: string, isBroken: boolean) => ({
    attempts: 3,
    get body() {
      broken = isBroken ? { pattern: /./, message: OVERLOADED } : undefined
      return { source }
    },
    ack: () => ends.push(`${source} is done`),
    retry: ({ delaySeconds }: { delaySeconds: number }) => ends.push(`${source} in ${delaySeconds} s`),
  })
  const messages = [message('one', false), message('two', true), message('three', false)]
  await worker.queue?.({ messages } as never, bindings(), context)
  expect(ends).toEqual(['one is done', 'two in 120 s', 'three is done'])
})
