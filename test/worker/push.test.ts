import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'
import { KEY } from '../service/parts.ts'

/** Pushing in workerd, over D1: everything that is sent goes through the queue, one errand a message. */

type Message = { readonly errand: number }
type Asked = { readonly url: URL; readonly method: string; readonly headers: Headers; readonly body: string }

const HUB = 'https://push.example/hub'
const TOPIC = 'https://push.example/feed.json'

let queued: Message[] = []
let asked: Asked[] = []
let down: string[] = []
/** Callbacks that are asked and do not answer. */
let hanging: ((error: Error) => void)[] = []
const waiting: Promise<unknown>[] = []
const context = {
  waitUntil: (work: Promise<unknown>) => waiting.push(work),
  passThroughOnException: () => {},
} as unknown as ExecutionContext

function bindings(): Env {
  const { DB } = env as unknown as Env
  const keep = async (messages: Iterable<{ body: Message }>) => {
    queued.push(...[...messages].map(({ body }) => body))
  }
  const DELIVERIES = { sendBatch: keep } as unknown as Env['DELIVERIES']
  const POLLS = { sendBatch: async () => {} } as unknown as Env['POLLS']
  return { DB, POLLS, DELIVERIES, BASE_URL: 'https://push.example', API_TOKEN: 'secret-of-this-house', SECRET_KEY: KEY }
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: 'Bearer secret-of-this-house', ...(init.headers as Record<string, string>) }
  const request = new Request(`https://push.example${path}`, { ...init, headers })
  const response = (await worker.fetch?.(request as never, bindings(), context)) ?? Response.error()
  await Promise.all(waiting.splice(0))
  return response
}

/** Hands every message that is queued to the Worker, `times` times over; answers those that are to come again. */
async function deliver(times = 1): Promise<Message[]> {
  const again: Message[] = []
  const bodies = queued.splice(0).flatMap((body) => Array<Message>(times).fill(body))
  const messages = bodies.map((body) => ({ body, ack: () => {}, retry: () => again.push(body) }))
  if (messages.length > 0) await worker.queue?.({ messages } as never, bindings(), context)
  return again
}

const post = (title: string) =>
  call('/api/items', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ title, content_text: `${title}, and what is known of it.` }),
  })

const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })

beforeEach(async () => {
  ;[queued, asked, down, hanging] = [[], [], [], []]
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
  await DB.batch(
    ['subscriptions', 'webhooks', 'errands', 'hub_hosts'].map((table) => DB.prepare(`DELETE FROM ${table}`)),
  )
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const url = new URL(address)
    const body = init.body === undefined ? '' : new TextDecoder().decode(init.body as Uint8Array)
    asked.push({ url, method: init.method ?? 'GET', headers: new Headers(init.headers), body })
    if (url.host.includes('hangs')) return new Promise<Response>((_, reject) => hanging.push(reject))
    if (down.includes(url.host)) throw new TypeError('Network connection lost.')
    return new Response(url.searchParams.get('hub.challenge') ?? '')
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a subscriber is verified and sent the changed feed, a webhook the change, once however often messages come', async () => {
  await post('The first story')
  const callback = 'https://reader.example/callback'
  const wanted = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': callback, 'hub.secret': 'x' }
  expect((await call('/hub', form(wanted))).status).toBe(202)
  await call('/api/webhooks', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: 'https://partner.example/hook' }),
  })
  // Whoever asks has it verified there and then: the queue is for deliveries.
  expect(queued).toEqual([])
  expect(asked.map(({ url }) => url.searchParams.get('hub.mode'))).toEqual(['subscribe'])
  asked = []

  await post('The second story')
  expect(queued).toHaveLength(2)
  await deliver(2)
  expect(asked.map(({ url, method }) => `${method} ${url.href}`).sort()).toEqual([
    'POST https://partner.example/hook',
    `POST ${callback}`,
  ])
  const delivery = asked.find(({ url }) => url.href === callback)
  expect(delivery?.body).toBe(await (await call('/feed.json')).text())
  expect(delivery?.headers.get('link')).toBe(`<${HUB}>; rel="hub", <${TOPIC}>; rel="self"`)
  expect(delivery?.headers.get('x-hub-signature')).toMatch(/^sha256=[0-9a-f]{64}$/)
  const told = asked.find(({ url }) => url.host === 'partner.example')
  expect(JSON.parse(told?.body ?? '')).toMatchObject({ kind: 'create', item: { title: 'The second story' } })
})

test('a flood of callbacks that hang stands before no delivery, and keeps no other sender out', async () => {
  await call('/hub', form({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': 'https://reader.example/' }))
  const json = { headers: { 'Content-Type': 'application/json' }, body: '{"url":"https://partner.example/hook"}' }
  await call('/api/webhooks', { method: 'POST', ...json })
  const ask = async (sender: string, host: string) => {
    const fields = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': `https://${host}/` }
    const headers = { 'CF-Connecting-IP': sender, 'X-Forwarded-For': `192.0.2.${host.length}` }
    const request = new Request(HUB, { ...form(fields), headers })
    return (await worker.fetch?.(request as never, bindings(), context))?.status
  }
  const statuses: (number | undefined)[] = []
  for (let n = 0; n < 200; n++) statuses.push(await ask('203.0.113.1', `cb.hangs${n}.example`))
  expect(statuses.filter((status) => status === 202)).toHaveLength(20)
  expect(statuses.filter((status) => status === 429)).toHaveLength(180)
  await vi.waitUntil(() => hanging.length === 4)
  asked = []
  const pushed = await worker.fetch?.(
    new Request('https://push.example/api/items', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer secret-of-this-house' },
      body: JSON.stringify({ title: 'Meanwhile', content_text: 'What happened meanwhile.' }),
    }) as never,
    bindings(),
    context,
  )
  expect(pushed?.status).toBe(201)
  await vi.waitUntil(() => queued.length === 2)
  const { kind } = (await bindings()
    .DB.prepare('SELECT kind FROM errands WHERE id = ?')
    .bind(queued[0]?.errand ?? 0)
    .first<{ kind: string }>()) ?? { kind: 'none' }
  expect(kind).toBe('hook')
  await deliver()
  const told = asked.map(({ url, method }) => `${method} ${url.host}`)
  expect(told.sort()).toEqual(['POST partner.example', 'POST reader.example'])
  expect(await ask('203.0.113.2', 'newcomer.example')).toBe(202)
  await vi.waitUntil(() => asked.some(({ url }) => url.host === 'newcomer.example'))
  for (const reject of hanging.splice(0)) reject(new TypeError('Network connection lost.'))
  await Promise.all(waiting.splice(0))
})

test('what fails waits in the table, and the clock brings it back', async () => {
  const pings = () => asked.filter(({ method, url }) => method === 'POST' && url.host === 'dead.example')
  await call('/hub', form({ 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': 'https://dead.example/' }))
  await deliver()
  down = ['dead.example']
  await post('A story that does not arrive')
  await deliver()
  expect(pings()).toHaveLength(1)
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(queued).toEqual([])
  down = []
  await bindings().DB.prepare('UPDATE errands SET due = due - 10000').run()
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(queued).toHaveLength(1)
  // What is in the queue already is not put there again.
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(queued).toHaveLength(1)
  await deliver()
  expect(pings()).toHaveLength(2)
})
