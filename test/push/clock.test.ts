import { expect, test, vi } from 'vitest'
import { StoreError } from '../../src/errors.ts'
import type { Channel } from '../../src/model/model.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { KEY } from '../service/parts.ts'

/** What time does to deliveries, by a clock that the test turns. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BASE = 'https://feeds.example'
const TOPIC = `${BASE}/feed.json`

const channel: Channel = {
  id: 'desk',
  title: 'Desk',
  description: 'News',
  language: 'en',
  tag: 'desk.example,2013',
  hosts: ['desk.example'],
  linkTo: 'permalink',
  sources: [{ id: 'source', url: 'https://source.example/feed' }],
}

const FEED = `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>urn:f</id>
  <link rel="hub" href="https://hub.example/"/><link rel="self" href="https://source.example/feed"/>
  <updated>2015-06-01T10:00:00Z</updated><entry><id>urn:f:1</id><title>One</title>
  <updated>2015-06-01T10:00:00Z</updated><content>Text</content></entry></feed>`

type Sent = { readonly url: URL; readonly method: string; readonly body: string }

function open() {
  const clock = { now: Date.UTC(2016, 2, 10, 12) }
  const sent: Sent[] = []
  const down = new Map<string, number>()
  const short = { of: '' }
  const db = openDatabase(':memory:')
  const fetch: Fetch = async (address, { method, body }) => {
    const url = new URL(address)
    if (short.of !== '') throw Object.assign(new TypeError('fetch failed'), { code: short.of })
    sent.push({ url, method, body: new TextDecoder().decode(body ?? new Uint8Array()) })
    if (url.host === 'source.example')
      return new Response(FEED, { headers: { 'Content-Type': 'application/atom+xml' } })
    const status = down.get(url.host) ?? 200
    return new Response(url.searchParams.get('hub.challenge') ?? '', { status })
  }
  const service = createService({
    db,
    fetch,
    channels: [channel],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    version: '1',
    log: { info: () => {}, warn: () => {}, error: (message, facts) => console.error(message, facts) },
    now: () => clock.now,
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
    vault: createVault([KEY]),
  })
  const call = async (path: string, method: string, json?: unknown) => {
    const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json' }
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const response = await service.app.request(`${BASE}${path}`, { method, headers, ...body })
    if (!response.ok) throw new Error(await response.text())
    return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>)
  }
  const post = async (title: string) => {
    const { id } = await call('/api/items', 'POST', { title, content_text: `${title}: what is known of it.` })
    return `/api/items/${encodeURIComponent(String(id))}`
  }
  const subscribe = async (callback: string, more: Record<string, string> = {}) => {
    const form = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': callback, ...more }
    await service.app.request(`${BASE}/hub`, { method: 'POST', body: new URLSearchParams(form) })
    await service.push()
  }
  /** What a host was sent, and the list begins anew. */
  const take = (host: string) => sent.splice(0).filter(({ url }) => url.host === host)
  return { db, service, clock, down, short, sent, call, post, subscribe, take }
}

test('a lease is one day at least and thirty at most, and nothing is sent after it', async () => {
  const { clock, service, post, subscribe, take } = open()
  await subscribe('https://reader.example/', { 'hub.lease_seconds': '99999999' })
  expect(take('reader.example')[0]?.url.searchParams.get('hub.lease_seconds')).toBe(String(30 * 86_400))
  await subscribe('https://reader.example/', { 'hub.lease_seconds': '60' })
  expect(take('reader.example')[0]?.url.searchParams.get('hub.lease_seconds')).toBe('86400')
  clock.now += DAY - 1
  await post('In time')
  await service.push()
  expect(take('reader.example')).toHaveLength(1)
  clock.now += 1
  await post('Too late')
  await service.push()
  expect(take('reader.example')).toEqual([])
})

test('what can not be delivered is tried for a day, each time as it is by then, and then given up', async () => {
  const { clock, service, down, call, post, subscribe, take } = open()
  await subscribe('https://reader.example/')
  take('reader.example')
  down.set('reader.example', 503)
  const story = await post('A slip of the pen')
  const start = clock.now
  const bodies: string[] = []
  for (let next = await service.push(); next !== undefined; next = await service.push()) {
    bodies.push(...take('reader.example').map(({ body }) => body))
    if (bodies.length === 2) await call(story, 'PATCH', { title: 'Put right', note: 'The headline was wrong.' })
    clock.now = Math.max(clock.now, next)
  }
  bodies.push(...take('reader.example').map(({ body }) => body))
  expect(clock.now - start).toBeGreaterThan(20 * HOUR)
  expect(bodies).toHaveLength(7)
  expect(bodies[0]).toContain('A slip of the pen')
  expect(bodies.at(-1)).toContain('Put right')
  down.clear()
  await post('Another story')
  await service.push()
  expect(take('reader.example')).toHaveLength(1)
})

test('a story that was erased meanwhile is sent to nobody', async () => {
  const { clock, service, down, call, post, subscribe, take } = open()
  await call('/api/webhooks', 'POST', { url: 'https://partner.example/' })
  await subscribe('https://reader.example/')
  down.set('reader.example', 503).set('partner.example', 503)
  const story = await post('A source in danger')
  await service.push()
  await call(story, 'DELETE', { reason: 'For their safety.', erase: true })
  take('')
  down.clear()
  clock.now += HOUR
  await service.push()
  const all = service.app.request(TOPIC)
  const sent = [...take('partner.example'), { body: await (await all).text() }].map(({ body }) => body)
  expect(sent).toHaveLength(3)
  expect(sent.join()).not.toContain('danger')
  expect(JSON.parse(sent[1] ?? '')).toMatchObject({ kind: 'erase', item: { _ara: { erased: true } } })
  expect(JSON.parse(sent[0] ?? '').item).not.toHaveProperty('title')
})

test('a webhook that fails twenty times is paused, and what it missed is sent when it is resumed', async () => {
  const { clock, service, down, call, post, take } = open()
  await call('/api/webhooks', 'POST', { url: 'https://partner.example/' })
  down.set('partner.example', 500)
  await post('The first')
  await post('The second')
  const start = clock.now
  for (let next = await service.push(); next !== undefined; next = await service.push()) {
    clock.now = Math.max(clock.now, next)
  }
  expect(take('partner.example')).toHaveLength(20)
  expect(clock.now - start).toBeGreaterThan(6 * HOUR)
  expect(await call('/api/webhooks/1', 'GET')).toMatchObject({ paused: true })
  expect(await call('/api/webhooks/1/deliveries', 'GET')).toMatchObject({ failures: 20 })
  down.clear()
  await call('/api/webhooks/1', 'PATCH', { paused: false })
  await service.push()
  expect(take('partner.example').map(({ body }) => JSON.parse(body).item.title)).toEqual(['The first', 'The second'])
})

test('a hub is asked again at half of the lease, and the source polled as any other once it ends', async () => {
  const { clock, service, take } = open()
  await service.pollDue()
  await service.push()
  const [asked] = take('hub.example')
  const form = new URLSearchParams(asked?.body)
  const callback = new URL(form.get('hub.callback') ?? '')
  const answer = { 'hub.mode': 'subscribe', 'hub.topic': form.get('hub.topic') ?? '', 'hub.challenge': 'c' }
  callback.search = new URLSearchParams({ ...answer, 'hub.lease_seconds': String(4 * 86_400) }).toString()
  expect(await (await service.app.request(callback.href)).text()).toBe('c')
  expect(await service.push()).toBe(clock.now + 2 * DAY)
  clock.now += 2 * DAY - 1
  await service.push()
  expect(take('hub.example')).toEqual([])
  clock.now += 1
  await service.push()
  expect(take('hub.example').map(({ method }) => method)).toEqual(['POST'])
})

test('without a public address no hub is asked', async () => {
  const { service, take } = open()
  const local = createService({
    db: openDatabase(':memory:'),
    fetch: async () => new Response(FEED, { headers: { 'Content-Type': 'application/atom+xml' } }),
    channels: [channel],
    config: { baseUrl: 'http://localhost:8787', allowPrivate: [] },
    version: '1',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => Date.UTC(2016, 2, 10),
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
    vault: createVault([KEY]),
  })
  await local.pollDue()
  expect(await local.push()).toBeUndefined()
  await service.pollDue()
  expect(await service.push()).toBeDefined()
  expect(take('hub.example')).toHaveLength(1)
})

test('a feed that the database can not give now is told of when it can, and webhooks do not wait for it', async () => {
  const { db, service, call, post, subscribe, take } = open()
  await call('/api/webhooks', 'POST', { url: 'https://partner.example/' })
  await subscribe('https://reader.example/')
  take('')
  await post('A story')
  const { all } = db
  const asked = vi.spyOn(db, 'all').mockImplementation((sql, ...values) => {
    const isFeed = sql.includes('ORDER BY i.position DESC')
    return isFeed
      ? Promise.reject(new StoreError('The disk fails.', { reason: 'ioerr' }))
      : all.call(db, sql, ...values)
  })
  await service.push()
  expect(take('partner.example')).toHaveLength(1)
  asked.mockRestore()
  await service.push()
  expect(take('reader.example').map(({ body }) => body)).toEqual([expect.stringContaining('A story')])
})

test('a shortage here is no fault of theirs: nothing is counted, paused, forgotten or given up', async () => {
  const { db, service, clock, short, sent, call, post, subscribe, take } = open()
  const { id } = await call('/api/webhooks', 'POST', { url: 'https://partner.example/' })
  await subscribe('https://reader.example/')
  await service.pollDue()
  await service.push()
  take('')
  short.of = 'EMFILE'
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await subscribe('https://second.example/')
  await post('A story')
  for (let minute = 0; minute < 30; minute++) {
    await service.push()
    clock.now += 60_000
  }
  expect(await call(`/api/webhooks/${id}`, 'GET')).toMatchObject({ paused: false })
  expect(await call(`/api/webhooks/${id}/deliveries`, 'GET')).toMatchObject({ failures: 0 })
  expect(await db.all('SELECT DISTINCT attempts FROM errands WHERE attempts > 1')).toEqual([])
  const tested = await service.app.request(`${BASE}/api/webhooks/${id}/test`, {
    method: 'POST',
    headers: { Authorization: 'Bearer token' },
  })
  expect([tested.status, tested.headers.get('Retry-After')]).toEqual([503, '5'])
  short.of = ''
  await service.push()
  expect(sent.map(({ url }) => url.host).sort()).toEqual([
    'hub.example',
    'partner.example',
    'reader.example',
    'second.example',
  ])
})
