import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../node/process.ts'
import { type Asked, type Peer, startFeedService, startPeer } from './process.ts'

/** Webhooks against a partner in a process of its own. */

let service: Awaited<ReturnType<typeof startFeedService>>
let peer: Peer

beforeAll(async () => {
  ;[peer, service] = await Promise.all([startPeer(), startFeedService()])
})

afterAll(async () => {
  peer?.end()
  await service?.stop()
})

type Webhook = {
  readonly id: string
  readonly secret?: string
  readonly paused: boolean
  readonly reason?: string
  readonly failures: number
}
type Payload = { readonly id: string; readonly kind: string; readonly item?: Readonly<Record<string, unknown>> }

async function call<T>(path: string, method = 'GET', json?: unknown): Promise<T> {
  const body = json === undefined ? {} : { body: JSON.stringify(json) }
  const response = await service.call(path, { method, headers: { 'Content-Type': 'application/json' }, ...body })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (response.status === 204 ? undefined : await response.json()) as T
}

const make = (path: string, more: object = {}) =>
  call<Webhook & { readonly secret: string }>('/api/webhooks', 'POST', { url: peer.base + path, ...more })

const told = (path: string, times: number): Promise<Asked[]> =>
  until(async () => {
    const asked = await peer.log(path, 'POST')
    return asked.length >= times ? asked : undefined
  })

const toPayload = ({ body }: Asked) => JSON.parse(body) as Payload

const lastCursor = async () => (await call<{ readonly next: string }>('/api/changes?limit=1000')).next

test('a webhook is told of each change, signed, in the order and under the ids of the change log', async () => {
  const before = await lastCursor()
  const { secret, id } = await make('/all')
  const story = await service.post('A story that changes')
  await told('/all', 1)
  await call(`/api/items/${encodeURIComponent(story)}`, 'PATCH', { title: 'Changed', note: 'The headline was wrong.' })
  await call(`/api/items/${encodeURIComponent(story)}`, 'DELETE', { reason: 'It was not so.' })
  const asked = await told('/all', 3)
  const payloads = asked.map(toPayload)
  const { changes } = await call<{ readonly changes: readonly { readonly seq: number; readonly kind: string }[] }>(
    `/api/changes?after=${before}`,
  )
  expect(payloads.map(({ id: event, kind }) => [Number(event.split('.')[1]), kind])).toEqual(
    changes.map(({ seq, kind }) => [seq, kind]),
  )
  expect(payloads.map(({ kind }) => kind)).toEqual(['create', 'revise', 'retract'])
  expect(payloads[0]?.item).toMatchObject({ id: story, title: 'A story that changes', _ara: { channel: 'desk' } })
  expect(payloads[2]?.item).toEqual({
    id: story,
    url: expect.any(String),
    _ara: expect.objectContaining({ state: 'retracted', retracted: 'It was not so.' }),
  })
  expect(asked[2]?.body).not.toContain('what is known of it')
  // As the example in docs/subscribing.md verifies it.
  for (const { headers, body } of asked) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    expect(headers['webhook-id']).toBe((JSON.parse(body) as Payload).id)
  }
  const { deliveries } = await call<{ readonly deliveries: readonly object[] }>(`/api/webhooks/${id}/deliveries`)
  expect(deliveries).toMatchObject(
    payloads.toReversed().map((one) => ({ event: one.id, kind: one.kind, outcome: 'delivered', status: 200 })),
  )
})

test('the secret is shown once, and nothing is shown without the token', async () => {
  const { id, secret } = await make('/secret')
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  for (const path of ['/api/webhooks', `/api/webhooks/${id}`, `/api/webhooks/${id}/deliveries`]) {
    expect(await (await service.call(path)).text()).not.toContain('whsec_')
    expect((await fetch(service.base + path)).status).toBe(401)
  }
  await call(`/api/webhooks/${id}`, 'DELETE')
  expect((await service.call(`/api/webhooks/${id}`)).status).toBe(404)
})

test('one that wants some kinds, or another channel, is told of nothing else', async () => {
  await make('/retractions', { kinds: ['retract'], channel: 'desk' })
  await make('/everything')
  const story = await service.post('A story that is taken back')
  await call(`/api/items/${encodeURIComponent(story)}`, 'DELETE', { reason: 'A mistake.' })
  await told('/everything', 2)
  expect((await told('/retractions', 1)).map((asked) => toPayload(asked).kind)).toEqual(['retract'])
  const refused = await service.call('/api/webhooks', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: peer.base, channel: 'nowhere' }),
  })
  expect(refused.status).toBe(422)
})

test('a paused one is told of nothing, and goes on where it stopped', async () => {
  const { id } = await make('/paused')
  await make('/unpaused')
  await call(`/api/webhooks/${id}`, 'PATCH', { paused: true })
  await service.post('A story in between')
  await told('/unpaused', 1)
  expect(await peer.log('/paused', 'POST')).toEqual([])
  await call(`/api/webhooks/${id}`, 'PATCH', { paused: false })
  expect((await told('/paused', 1)).map((asked) => toPayload(asked).item?.title)).toEqual(['A story in between'])
})

test('a replay tells everything after a change again, and refuses what is no cursor', async () => {
  const { id } = await make('/replayed')
  const start = await lastCursor()
  await service.post('A first story again')
  await service.post('A second story again')
  const once = (await told('/replayed', 2)).map((asked) => toPayload(asked).id)
  await call(`/api/webhooks/${id}/replay`, 'POST', { after: start })
  expect((await told('/replayed', 4)).map((asked) => toPayload(asked).id)).toEqual([...once, ...once])
  const replay = (after: string) =>
    service.call(`/api/webhooks/${id}/replay`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ after }),
    })
  expect((await replay('abc.1')).status).toBe(410)
  expect((await replay(`${start.split('.')[0]}.999999`)).status).toBe(410)
})

test('what fails is sent again before anything after it', async () => {
  await peer.set({ '/flaky': { status: 500 } })
  const { id } = await make('/flaky')
  await service.post('The story that comes first')
  await told('/flaky', 1)
  await service.post('The story that comes second')
  await peer.set({ '/flaky': { status: 200 } })
  // A resumed webhook does not wait for its next try.
  await call(`/api/webhooks/${id}`, 'PATCH', { paused: false })
  const titles = (await told('/flaky', 3)).map((asked) => toPayload(asked).item?.title)
  expect(titles).toEqual(['The story that comes first', 'The story that comes first', 'The story that comes second'])
})

test('twenty failures in a row pause it, with a reason that the editor sees; a test that goes well counts', async () => {
  await peer.set({ '/down': { status: 503 } })
  const { id } = await make('/down')
  const send = () => call<{ readonly outcome: string; readonly event: string }>(`/api/webhooks/${id}/test`, 'POST')
  for (let n = 0; n < 19; n++) expect((await send()).outcome).toBe('failed')
  await peer.set({ '/down': { status: 204 } })
  expect(await send()).toMatchObject({ outcome: 'delivered', event: expect.stringMatching(/^test\./) })
  expect(await call<Webhook>(`/api/webhooks/${id}`)).toMatchObject({ paused: false })
  expect(await call<Webhook>(`/api/webhooks/${id}/deliveries`)).toMatchObject({ failures: 0 })
  await peer.set({ '/down': { status: 503 } })
  for (let n = 0; n < 20; n++) await send()
  const webhook = await call<Webhook>(`/api/webhooks/${id}`)
  expect(webhook).toMatchObject({
    paused: true,
    reason: expect.stringMatching(/20 failures in a row.*503/),
  })
  expect(await call<Webhook>(`/api/webhooks/${id}/deliveries`)).toMatchObject({ failures: 20 })
  const faults = () => service.call('/api/faults.atom').then((response) => response.text())
  expect(await faults()).toMatch(new RegExp(`The webhook ${id} to 127\\.0\\.0\\.1:\\d+: Paused after 20`))
  await call(`/api/webhooks/${id}`, 'PATCH', { paused: false })
  expect(await faults()).not.toContain(`The webhook ${id} to`)
})

/** As any receiver checks it: one of the signatures has to be the secret's. */
function isSignedBy({ headers, body }: Asked, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const right = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(signed)
    .digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${right}`)
}

test('what is sent says the same under the names of Standard Webhooks', async () => {
  await make('/standard')
  const story = await service.post('A story by its standard names')
  const [asked] = await told('/standard', 1)
  const payload = JSON.parse(asked?.body ?? '')
  expect(payload).toMatchObject({ kind: 'create', type: 'item.create', timestamp: payload.at, data: { id: story } })
  expect(payload.data).toEqual(payload.item)
  expect(Number(asked?.headers['webhook-timestamp'])).toBeGreaterThan(1_600_000_000)
})

test('a secret that is replaced signs on beside the new one, for as long as is said', async () => {
  const { id, secret: first } = await make('/rotated')
  const rotate = (json?: unknown) =>
    call<{ readonly secret: string; readonly former_until: string }>(`/api/webhooks/${id}/rotate`, 'POST', json)
  const { secret: second, former_until } = await rotate()
  expect(second).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(second).not.toBe(first)
  expect(Date.parse(former_until) - Date.now()).toBeGreaterThan(86_000_000)
  expect(await (await service.call(`/api/webhooks/${id}`)).text()).not.toContain('whsec_')
  await call(`/api/webhooks/${id}/test`, 'POST')
  const [both] = await told('/rotated', 1)
  expect([first, second].map((secret) => both && isSignedBy(both, secret))).toEqual([true, true])
  const { secret: third } = await rotate({ grace: 0 })
  await call(`/api/webhooks/${id}/test`, 'POST')
  const [, last] = await told('/rotated', 2)
  expect([first, second, third].map((secret) => last && isSignedBy(last, secret))).toEqual([false, false, true])
  for (let n = 0; n < 5; n++) await rotate({ grace: 60 })
  const post = (json: unknown) =>
    service.call(`/api/webhooks/${id}/rotate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(json),
    })
  expect((await post({ grace: 60 })).status).toBe(409)
  for (const grace of [-1, 1.5, '60', 604_801]) expect([grace, (await post({ grace })).status]).toEqual([grace, 422])
  expect((await post({ grase: 1 })).status).toBe(422)
  expect((await post({ grace: 0 })).status).toBe(200)
  expect((await fetch(`${service.base}/api/webhooks/${id}/rotate`, { method: 'POST' })).status).toBe(401)
})

test('one that is gone is paused at once, and the editor is told', async () => {
  await peer.set({ '/gone': { status: 410 } })
  const { id } = await make('/gone')
  await service.post('A story for one who is gone')
  const webhook = await until(async () => {
    const one = await call<Webhook>(`/api/webhooks/${id}`)
    return one.paused ? one : undefined
  })
  expect(webhook.reason).toMatch(/wants nothing more.*410/)
  expect(await call<Webhook>(`/api/webhooks/${id}/deliveries`)).toMatchObject({ failures: 1 })
  expect(await (await service.call('/api/faults.atom')).text()).toContain(`The webhook ${id} to`)
  expect(await peer.log('/gone', 'POST')).toHaveLength(1)
  await call(`/api/webhooks/${id}`, 'DELETE')
})

test('Retry-After puts the next try off, also beyond other changes', async () => {
  await peer.set({ '/busy': { status: 429, headers: { 'Retry-After': '3600' } } })
  const { id } = await make('/busy')
  await make('/busy-no-more')
  await service.post('A story for one who is busy')
  await told('/busy', 1)
  await service.post('Another story for one who is busy')
  await told('/busy-no-more', 2)
  expect(await peer.log('/busy', 'POST')).toHaveLength(1)
  expect(await call<Webhook>(`/api/webhooks/${id}`)).toMatchObject({ paused: false })
  expect(await call<Webhook>(`/api/webhooks/${id}/deliveries`)).toMatchObject({ failures: 1 })
  await call(`/api/webhooks/${id}`, 'DELETE')
})

test('an address on a private network is refused', async () => {
  for (const url of ['http://10.0.0.1/', 'http://[::1]:80/', 'ftp://x.example/']) {
    const response = await service.call('/api/webhooks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url }),
    })
    expect([url, response.status]).toEqual([url, 422])
  }
})
