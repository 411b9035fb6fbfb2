import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'
import story from '../fixtures/iran-will-save-assad.txt?raw'
import { SAMPLE } from '../sample.ts'

/** The Worker itself, in workerd, over D1: requests, the cron trigger, and the queue that it fills. */

type Message = { readonly source: string }
type Feed = {
  readonly items: readonly {
    readonly id: string
    readonly title: string
    readonly authors: readonly { readonly name: string }[]
    readonly _ara: Readonly<Record<string, string>>
  }[]
}

const TEXT =
  '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:f</id><updated>2015-06-01T10:00:00Z</updated><entry><id>urn:b:1</id><title>From Atom</title><updated>2015-06-01T10:00:00Z</updated><content type="html">Text</content></entry></feed>'

let queued: Message[] = []
const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext

function bindings(): Env {
  const { DB } = env as unknown as Env
  const sendBatch = async (messages: Iterable<{ body: Message }>) => {
    queued.push(...[...messages].map(({ body }) => body))
  }
  const POLLS = { sendBatch } as unknown as Env['POLLS']
  const DELIVERIES = { sendBatch: async () => {} } as unknown as Env['DELIVERIES']
  return { DB, POLLS, DELIVERIES, BASE_URL: 'https://feeds.example', API_TOKEN: 'secret-of-this-house' }
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: 'Bearer secret-of-this-house', ...(init.headers as Record<string, string>) }
  const request = new Request(`https://feeds.example${path}`, { ...init, headers, redirect: 'manual' })
  return (await worker.fetch?.(request as never, bindings(), context)) ?? new Response(null, { status: 500 })
}

async function deliver(messages: readonly Message[]): Promise<void> {
  const batch = { messages: messages.map((body) => ({ body, ack: () => {} })) }
  await worker.queue?.(batch as never, bindings(), context)
}

beforeEach(async () => {
  queued = []
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
})
afterEach(() => vi.unstubAllGlobals())

test('the sample story, posted as text, has the key and code that it has on Node, and its link leads to its page', async () => {
  const posted = await call('/api/items', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: story })
  expect(posted.status).toBe(201)
  const { items } = (await (await call('/feed.json')).json()) as Feed
  expect(items[0]).toMatchObject({
    title: SAMPLE.title,
    authors: [{ name: SAMPLE.author }],
    _ara: { ...SAMPLE.press, key: SAMPLE.key, code: SAMPLE.code },
  })
  const link = await call(`/s/${SAMPLE.code.toUpperCase()}`)
  expect(link.status).toBe(302)
  const page = await call(new URL(link.headers.get('location') ?? '').pathname)
  expect([page.status, (await page.text()).includes(SAMPLE.title)]).toEqual([200, true])
  const again = await call('/api/items', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: story })
  expect(again.status).toBe(200)
})

test('the cron trigger queues what is due, a message refreshes it once however often it comes', async () => {
  const asked = vi.fn(async (url: string, init: RequestInit) => {
    if (!url.startsWith('https://atom.example/')) throw new TypeError('Network connection lost.')
    const headers = new Headers(init.headers)
    if (headers.get('if-none-match') === '"one"') return new Response(null, { status: 304 })
    return new Response(TEXT, { headers: { 'Content-Type': 'application/atom+xml', ETag: '"one"' } })
  })
  vi.stubGlobal('fetch', asked)
  const body = JSON.stringify({ url: 'https://atom.example/feed' })
  const added = await call('/api/sources', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  expect(added.status).toBe(201)
  // Adding it asked whether it is a feed.
  asked.mockClear()
  const { id } = (await added.json()) as { readonly id: string }
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(queued.map(({ source }) => source)).toContain(id)
  await deliver([{ source: id }, { source: id }])
  const times = () => asked.mock.calls.filter(([url]) => url === 'https://atom.example/feed').length
  expect(times()).toBe(1)
  const refreshed = await call(`/api/sources/${id}/refresh`, { method: 'POST' })
  expect(await refreshed.json()).toMatchObject({ outcome: 'unchanged', added: 0 })
  expect(times()).toBe(2)
  for (const path of ['/feed.json', '/feed.rss', '/feed.atom']) {
    expect((await (await call(path)).text()).split('From Atom').length).toBe(2)
  }
})

test('what is erased is in no feed a moment later; the tick finishes what earlier versions left of it', async () => {
  const waited: Promise<unknown>[] = []
  const waiting = { ...context, waitUntil: (work: Promise<unknown>) => void waited.push(work) } as ExecutionContext
  const read = async (path: string) => {
    const request = new Request(`https://feeds.example${path}`, { redirect: 'manual' })
    const response = await worker.fetch?.(request as never, bindings(), waiting)
    await Promise.all(waited.splice(0))
    return response as unknown as Response
  }
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const body = JSON.stringify({
    id: 'urn:danger',
    title: 'Dangerous words',
    content_text: 'They were said by somebody.',
  })
  expect((await call('/api/items', { ...init, body })).status).toBe(201)
  const path = '/feed.atom?limit=9'
  for (const _ of [1, 2]) expect(await (await read(path)).text()).toContain('Dangerous words')
  const reason = JSON.stringify({ reason: 'In danger', erase: true })
  expect((await call('/api/items/urn%3Adanger', { ...init, method: 'DELETE', body: reason })).status).toBe(200)
  expect(await (await read(path)).text()).not.toMatch(/dangerous|somebody/i)

  const { DB } = bindings()
  await DB.exec(`INSERT OR IGNORE INTO meta (name, value) VALUES ('unhashed', '1')`)
  await DB.exec(`UPDATE items SET permalink = '/2015/06/dangerous-words/' WHERE public_id = 'urn:danger'`)
  await worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  expect(await DB.prepare(`SELECT permalink FROM items WHERE public_id = 'urn:danger'`).first('permalink')).toMatch(
    /^\/s\//,
  )
  expect((await read('/2015/06/dangerous-words/')).status).toBe(410)
})

test('without BASE_URL nothing is answered with addresses that lead nowhere', async () => {
  const { BASE_URL: _, ...rest } = bindings()
  vi.resetModules()
  const fresh = await import('../../src/worker/main.ts')
  const answer = await fresh.default.fetch?.(new Request('https://x.example/') as never, rest, context)
  expect(answer?.status).toBe(503)
  expect(await answer?.json()).toMatchObject({ detail: expect.stringContaining('BASE_URL') })
})

test('the cron trigger puts right, a part each minute, what was derived of a text that was corrected', async () => {
  const { DB } = bindings()
  const json = (body: unknown) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  const item = { id: 'urn:bridge', title: 'Bridge', content_text: 'It cost 7711 dollars.' }
  await call('/api/items', { method: 'POST', ...json(item) })
  await call('/api/items/urn%3Abridge', { method: 'PATCH', ...json({ content_text: 'It cost 7722 dollars.' }) })
  const load = async () =>
    (await (await call('/api/items/urn%3Abridge')).json()) as Feed['items'][number] & { summary: string }
  const right = await load()
  expect(right.summary).toBe('It cost 7722 dollars.')
  // As earlier versions left it.
  await DB.prepare(
    `UPDATE items SET shown = json_set(shown, '$.summary', 'It cost 7711 dollars.') WHERE edit IS NOT NULL`,
  ).run()
  await DB.prepare('DELETE FROM steps').run()
  expect((await load()).summary).toBe('It cost 7711 dollars.')
  const round = () => worker.scheduled?.({ cron: '* * * * *' } as never, bindings(), context)
  const lines = async () =>
    (await DB.prepare(`SELECT count(*) AS n FROM changes WHERE kind = 'reclean'`).first<{ n: number }>())?.n
  await round()
  expect(await load()).toEqual(right)
  expect(await lines()).toBe(1)
  await round()
  expect(await lines()).toBe(1)
  expect(await DB.prepare(`SELECT name FROM steps WHERE done IS NOT NULL AND name GLOB 'd*'`).first()).toEqual({
    name: 'derived-of-edits',
  })
})
