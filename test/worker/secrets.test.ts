import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addSource } from '../../src/store/sources.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import worker, { type Env } from '../../src/worker/main.ts'

/** The Worker's own token, and a stored source that names it. */

const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext
const RSS =
  '<rss version="2.0"><channel><title>A</title><item><guid>g</guid><title>Story</title></item></channel></rss>'

let queued: { readonly source: string }[] = []

function bindings(): Env {
  const { DB } = env as unknown as Env
  const sendBatch = async (messages: Iterable<{ body: { readonly source: string } }>) => {
    queued.push(...[...messages].map(({ body }) => body))
  }
  const POLLS = { sendBatch } as unknown as Env['POLLS']
  const DELIVERIES = { sendBatch: async () => {} } as unknown as Env['DELIVERIES']
  const own = { DB, POLLS, DELIVERIES, BASE_URL: 'https://feeds.example', API_TOKEN: 'own-token-of-this-house' }
  return { ...own, SOURCE_FINE: 'partner-key' } as Env
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: 'Bearer own-token-of-this-house', 'Content-Type': 'application/json' }
  const request = new Request(`https://feeds.example${path}`, { ...init, headers })
  return (await worker.fetch?.(request as never, bindings(), context)) ?? new Response(null, { status: 500 })
}

beforeEach(async () => {
  queued = []
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
})
afterEach(() => vi.unstubAllGlobals())

test('a source that names API_TOKEN is neither queued nor asked, by a message neither; its own secret is sent', async () => {
  const asked: [string, string | null][] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, new Headers(init.headers).get('x-leak')])
    return url.includes('.example') ? new Response(RSS, { headers: { 'Content-Type': 'text/xml' } }) : Response.error()
  })
  const db = createD1((env as unknown as Env).DB)
  for (const [id, secret] of [
    ['leak', 'API_TOKEN'],
    ['fine', 'SOURCE_FINE'],
  ] as const) {
    const credentials = { type: 'header', name: 'X-Leak', secret } as const
    await addSource(db, { id, channel: 'ara-news', url: `https://${id}.example/feed`, credentials }, 1)
  }
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(queued.map(({ source }) => source)).toContain('fine')
  expect(queued.map(({ source }) => source)).not.toContain('leak')
  const messages = ['leak', 'fine'].map((source) => ({ body: { source }, ack: () => {} }))
  await worker.queue?.({ messages } as never, bindings(), context)
  expect(await (await call('/api/sources/leak/refresh', { method: 'POST' })).json()).toMatchObject({
    outcome: 'skipped',
  })
  expect(asked).toEqual([['https://fine.example/feed', 'partner-key']])
  expect(await (await call('/api/sources/leak/health')).json()).toMatchObject({
    health: 'held',
    fault: expect.stringMatching(/^The source leak is held .*\(API_TOKEN\).* SOURCE_LEAK /),
  })
  const credentials = { type: 'basic', secret: 'API_TOKEN' }
  const body = JSON.stringify({ url: 'https://b.example/', credentials })
  expect((await call('/api/sources', { method: 'POST', body })).status).toBe(422)
})

test('cookie, headers and User-Agent of a source are sent, and nothing is sent to another host', async () => {
  const asked: [string, Record<string, string>][] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, Object.fromEntries(new Headers(init.headers))])
    return url === 'https://wire.example/feed'
      ? new Response(null, { status: 302, headers: { Location: 'https://other.example/feed' } })
      : new Response(RSS, { headers: { 'Content-Type': 'text/xml' } })
  })
  const json = {
    url: 'https://wire.example/feed',
    userAgent: 'Newsroom/1.0',
    cookie: 'SOURCE_FINE',
    headers: { 'X-Region': 'rojava', Authorization: { secret: 'SOURCE_FINE' } },
  }
  expect((await call('/api/preview', { method: 'POST', body: JSON.stringify(json) })).status).toBe(200)
  const [[, own] = [], [, other] = []] = asked
  expect(own).toMatchObject({
    'user-agent': 'Newsroom/1.0',
    cookie: 'partner-key',
    'x-region': 'rojava',
    authorization: 'partner-key',
  })
  expect(Object.keys(other ?? {}).sort()).toEqual(['accept', 'user-agent'])
})
