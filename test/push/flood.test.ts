import { expect, test } from 'vitest'
import { FetchError } from '../../src/errors.ts'
import type { Channel } from '../../src/model/model.ts'
import { createVault } from '../../src/model/secrets/vault.ts'
import type { Fetch } from '../../src/net/fetch.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { standardPace } from '../../src/push/pusher.ts'
import { createService } from '../../src/service.ts'
import { KEY } from '../service/parts.ts'

/** Thousands of requests of the hub, whose callbacks all hang, and what becomes of everybody else meanwhile. */

const BASE = 'https://feeds.example'
const channel: Channel = {
  id: 'desk',
  title: 'Desk',
  description: 'News',
  language: 'en',
  tag: 'desk.example,2013',
  hosts: ['desk.example'],
  linkTo: 'permalink',
  sources: [],
}

function open() {
  const clock = { now: Date.UTC(2016, 2, 10, 12) }
  const sent: string[] = []
  const hanging: ((error: Error) => void)[] = []
  const fetch: Fetch = (address, { method = 'GET' }) => {
    const url = new URL(address)
    sent.push(`${method} ${url.host}`)
    if (url.host.includes('dead')) return Promise.reject(new FetchError('network', 'It is not there.'))
    if (!url.host.includes('hangs')) return Promise.resolve(new Response(url.searchParams.get('hub.challenge') ?? ''))
    return new Promise((_, reject) => hanging.push(reject))
  }
  /** Nobody waits any longer for those that hang until now. */
  const release = async () => {
    for (const reject of hanging.splice(0)) reject(new FetchError('timeout', 'It did not answer.'))
    await service.idle()
  }
  const service = createService({
    db: openDatabase(':memory:'),
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
    sender: (request) => request.headers.get('X-Sender') ?? undefined,
  })
  const call = async (path: string, json: unknown) => {
    const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json' }
    const response = await service.app.request(`${BASE}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(json),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  const post = (title: string) => call('/api/items', { title, content_text: `${title}: what is known of it.` })
  const subscribe = async (sender: string | undefined, callback: string) => {
    const form = { 'hub.mode': 'subscribe', 'hub.topic': `${BASE}/feed.json`, 'hub.callback': callback }
    const headers = sender === undefined ? {} : { 'X-Sender': sender }
    const body = new URLSearchParams(form)
    return (await service.app.request(`${BASE}/hub`, { method: 'POST', headers, body })).status
  }
  const flood = ([toSender, toHost]: Flood, times = 2_000) =>
    Promise.all(Array.from({ length: times }, (_, n) => subscribe(toSender(n), `https://${toHost(n)}/`)))
  const [events, documents, verifications] = service.pushLanes
  return { service, clock, sent, call, post, subscribe, flood, release, events, documents, verifications }
}

/** Someone who is subscribed, a partner with a webhook, and a story that neither has heard of. */
async function prepare(opened: ReturnType<typeof open>): Promise<void> {
  const { call, subscribe, service, sent, post } = opened
  await call('/api/webhooks', { url: 'https://partner.example/' })
  await post('The first')
  await subscribe('198.51.100.1', 'https://reader.example/')
  await service.push()
  sent.length = 0
  await post('The second')
}

type Flood = readonly [toSender: (n: number) => string, toHost: (n: number) => string]

const hosts: Flood = [() => '192.0.2.1', (n) => `cb.hangs${n}.example`]
const floods: Readonly<Record<string, Flood>> = {
  'one sender, ever new hosts': hosts,
  'one sender, ever new names of one domain': [() => '192.0.2.1', (n: number) => `a${n}.hangs.example`],
  'one sender, ever new ports of the partner’s own name': [
    () => '192.0.2.1',
    (n: number) => `hangs.partner.example:${n + 1}`,
  ],
  'many senders, ever new hosts': [(n: number) => `192.0.${n % 100}.1`, (n: number) => `cb.hangs${n}.example`],
  'many senders, one domain': [(n: number) => `192.0.${n % 100}.${n % 250}`, (n: number) => `a${n}.hangs.example`],
  'one network of IPv6, ever new hosts': [
    (n: number) => `2001:db8:0:7::${n.toString(16)}`,
    (n: number) => `cb.hangs${n}.example`,
  ],
}

test.each(Object.entries(floods))('%s: others go on', async (_, one) => {
  const opened = open()
  const { subscribe, flood, sent, release, events, documents, verifications, post } = opened
  await prepare(opened)
  await flood(one)
  const asking = verifications()
  await events()
  await documents()
  expect(sent.filter((one) => !one.includes('hangs'))).toEqual(['POST partner.example', 'POST reader.example'])
  await asking
  expect(sent.length).toBeLessThanOrEqual(2 + standardPace.verifications)
  expect(await subscribe('203.0.113.1', 'https://newcomer.example/')).toBe(202)
  // Only of a hundred senders do enough hang to be in the way.
  if (one[0](1) !== one[0](300)) await release()
  await verifications()
  expect(sent).toContain('GET newcomer.example')
  await post('The third')
  await Promise.all([events(), documents()])
  expect(sent).toContain('POST newcomer.example')
  await release()
})

test('one sender: another is verified in the very next round, while the first one’s hang', async () => {
  const opened = open()
  const { subscribe, flood, sent, release, verifications } = opened
  await prepare(opened)
  await flood(hosts, 10_000)
  expect(await subscribe('203.0.113.1', 'https://newcomer.example/')).toBe(202)
  await verifications()
  expect(sent.filter((one) => one.includes('hangs'))).toHaveLength(standardPace.perSender)
  expect(sent).toContain('GET newcomer.example')
  expect(await subscribe('203.0.113.2', 'https://another.example/')).toBe(202)
  await verifications()
  expect(sent).toContain('GET another.example')
  await release()
})

test('what is never answered is asked thrice and then forgotten, and nothing is left of it', async () => {
  const opened = open()
  const { flood, sent, service, clock } = opened
  await prepare(opened)
  await flood([() => '192.0.2.1', (n) => `cb.dead${n}.example`])
  for (let next = await service.push(); next !== undefined; next = await service.push()) {
    clock.now = Math.max(clock.now, next)
  }
  expect(sent.filter((one) => one.includes('dead'))).toHaveLength(3 * 20)
})
