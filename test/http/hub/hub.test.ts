import { describe, expect, test } from 'vitest'
import { HUB_LIMITS } from '../../../src/http/hub/hub.ts'
import { WINDOW } from '../../../src/http/limits.ts'
import { BASE, NOW, openBackend } from '../backend.ts'

/** Whom the hub takes requests of, and how many. */

function open() {
  const backend = openBackend({ sender: (request) => request.headers.get('X-Sender') ?? undefined })
  const post = (sender: string | undefined, callback: string, more: Record<string, string> = {}, token = false) => {
    const form = { 'hub.mode': 'subscribe', 'hub.topic': `${BASE}/feed.atom`, 'hub.callback': callback, ...more }
    return backend.ask('/hub', {
      method: 'POST',
      token,
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(form).toString(),
      ...(sender === undefined ? {} : { headers: { 'X-Sender': sender } }),
    })
  }
  const subscribe = async (...given: Parameters<typeof post>) => (await post(...given)).status
  const waiting = async () => (await backend.db.first<{ n: number }>('SELECT count(*) AS n FROM hub_requests'))?.n ?? 0
  /** As if callbacks had been verified. */
  const make = (callbacks: readonly string[]) =>
    backend.db.batch(
      callbacks.map((callback) => ({
        sql: 'INSERT INTO subscriptions (topic, callback, host, expires) VALUES (?, ?, ?, ?)',
        values: [`${BASE}/feed.atom`, callback, new URL(callback).host, NOW + 1_000_000],
      })),
    )
  return { ...backend, post, subscribe, waiting, make }
}

const times = <T>(count: number, work: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => work(n))
const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length

describe('the hub', () => {
  test('takes a few of one sender, however many hosts they name, and anybody else as before', async () => {
    const { subscribe, waiting } = open()
    const flood = await Promise.all(times(10_000, (n) => subscribe('192.0.2.1', `https://cb.host${n}.example/`)))
    expect(count(flood, 202)).toBe(HUB_LIMITS.waitingOfOne)
    expect(count(flood, 429)).toBe(10_000 - HUB_LIMITS.waitingOfOne)
    expect(await waiting()).toBe(HUB_LIMITS.waitingOfOne)
    expect(await subscribe('192.0.2.2', 'https://reader.example/')).toBe(202)
  })

  test('says why and when to come again, and by then takes more', async () => {
    const { post, subscribe, clock, db } = open()
    await Promise.all(times(20, (n) => subscribe('192.0.2.1', `https://host${n}.example/`)))
    const waits = await post('192.0.2.1', 'https://another.example/')
    expect([waits.status, waits.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(await waits.text()).toMatch(/^20 requests of this sender wait to be verified.* Try again/)
    await Promise.all(times(300, () => subscribe('192.0.2.1', 'nonsense')))
    clock.now += 20_000
    const busy = await post('192.0.2.1', 'https://another.example/')
    expect([busy.status, busy.headers.get('Retry-After')]).toEqual([429, '40'])
    expect(await busy.text()).toMatch(/^At most 300 requests of the hub a minute are taken from one sender/)
    clock.now += 40_000
    await db.run('DELETE FROM hub_requests')
    expect(await subscribe('192.0.2.1', 'https://another.example/')).toBe(202)
  })

  test('counts the addresses of one connection as one sender', async () => {
    const { subscribe } = open()
    const flood = await Promise.all(
      times(100, (n) => subscribe(`2001:db8:0:7::${n.toString(16)}`, `https://host${n}.example/`)),
    )
    expect(count(flood, 202)).toBe(HUB_LIMITS.waitingOfOne)
    expect(await subscribe('2001:db8:0:8::1', 'https://reader.example/')).toBe(202)
    await Promise.all(times(50, (n) => subscribe(n % 2 ? '192.0.2.9' : '::ffff:192.0.2.9', `https://v4-${n}.example/`)))
    expect(await subscribe('192.0.2.9', 'https://reader.example/2')).toBe(429)
  })

  test.each([
    ['names below one domain', (n: number) => `https://a${n}.evil.example/`],
    ['ports', (n: number) => `https://evil.example:${1000 + n}/`],
    ['queries', (n: number) => `https://evil.example/?n=${n}`],
    ['full stops and capitals', (n: number) => `https://A${n}.Evil.example./`],
    ['addresses of one block', (n: number) => `http://[2a00:1:2:3::${n.toString(16)}]/`],
    ['names of an international domain', (n: number) => `https://a${n}.${n % 2 ? 'bücher' : 'xn--bcher-kva'}.example/`],
  ])('takes a few for one domain of many senders: %s', async (_, toCallback) => {
    const { subscribe, waiting } = open()
    const flood = await Promise.all(times(200, (n) => subscribe(`192.0.2.${n}`, toCallback(n))))
    expect(await waiting()).toBe(HUB_LIMITS.waiting)
    expect(count(flood, 202)).toBe(HUB_LIMITS.waiting)
    expect(await subscribe('198.51.100.1', 'https://reader.example/')).toBe(202)
  })

  test('lets nobody keep the readers of another’s domain out', async () => {
    const { subscribe, db } = open()
    // Whatever is asked is denied or verified at once, and makes room for the next.
    for (let n = 0; n < 200; n++) {
      await subscribe('192.0.2.1', `https://reader.example/${n}`)
      await db.run('DELETE FROM hub_requests')
    }
    expect(await subscribe('192.0.2.2', 'https://reader.example/mine')).toBe(202)
  })

  test('asks a domain so often a minute, by whomever it is asked to', async () => {
    const { subscribe, db, clock } = open()
    const flood: number[] = []
    for (let n = 0; n < 150; n++) {
      flood.push(await subscribe(`192.0.2.${n}`, `https://victim.example/${n}`))
      await db.run('DELETE FROM hub_requests')
    }
    expect(count(flood, 202)).toBe(HUB_LIMITS.callbacks)
    clock.now += WINDOW
    expect(await subscribe('192.0.2.1', 'https://victim.example/')).toBe(202)
  })

  test('renews and ends subscriptions whatever waits, and takes more of who holds some', async () => {
    const { subscribe, make, waiting } = open()
    const held = times(200, (n) => `https://aggregator.example/${n}`)
    await make(held)
    const many = times(1_000, (n) => subscribe(`198.51.${n % 250}.1`, `https://host${n}.example/`))
    await Promise.all(many)
    expect(await waiting()).toBe(HUB_LIMITS.all)
    const renewed = await Promise.all(held.map((callback) => subscribe('192.0.2.1', callback)))
    expect(count(renewed, 202)).toBe(200)
    const ended = await subscribe('192.0.2.3', `${held[0]}`, { 'hub.mode': 'unsubscribe' })
    expect(ended).toBe(202)
    const { subscribe: another, make: hold } = open()
    await hold(held)
    const more = await Promise.all(times(250, (n) => another('192.0.2.1', `https://aggregator.example/new-${n}`)))
    expect(count(more, 202)).toBe(HUB_LIMITS.waitingOfOne + 200)
  })

  test('has room for one more sender when the lane is full, in place of the newest of who has most', async () => {
    const { subscribe, waiting, db } = open()
    await Promise.all(times(1_100, (n) => subscribe(`198.51.${n % 55}.1`, `https://host${n}.example/`)))
    expect(await waiting()).toBe(HUB_LIMITS.all)
    for (let n = 0; n < 30; n++) expect(await subscribe(`192.0.2.${n}`, `https://reader${n}.example/`)).toBe(202)
    expect(await waiting()).toBe(HUB_LIMITS.all)
    const { left } = (await db.first<{ left: number }>(
      `SELECT count(*) AS "left" FROM errands e JOIN hub_requests r ON r.id = e.subject WHERE r.callback LIKE '%reader%'`,
    )) ?? { left: 0 }
    expect(left).toBe(30)
    expect((await db.first<{ n: number }>('SELECT count(*) AS n FROM errands'))?.n).toBe(HUB_LIMITS.all)
  })

  test('never refuses this machine or the token because of who sends, and asks nobody by themselves', async () => {
    const { subscribe } = open()
    const own = await Promise.all(times(400, (n) => subscribe('127.0.0.1', `https://host${n}.example/`)))
    expect(count(own, 202)).toBe(400)
    const trusted = await Promise.all(times(400, (n) => subscribe('192.0.2.1', `https://one.example/${n}`, {}, true)))
    expect(count(trusted, 202)).toBe(400)
  })

  test('stores nothing for who ends what is not there, and asks neither itself nor whoever asks twice', async () => {
    const { subscribe, post, waiting } = open()
    const ended = times(300, (n) => subscribe('192.0.2.1', `https://host${n}.example/`, { 'hub.mode': 'unsubscribe' }))
    expect(count(await Promise.all(ended), 202)).toBe(300)
    expect(await waiting()).toBe(0)
    for (const own of [`${BASE}/hub`, 'http://FEEDS.example./s/abc', `${BASE}:443/`]) {
      const refused = await post('192.0.2.2', own)
      expect([refused.status, await refused.text()]).toEqual([400, 'hub.callback is an address of this hub.\n'])
    }
    await Promise.all(times(25, () => subscribe('192.0.2.3', 'https://reader.example/')))
    expect(await waiting()).toBe(1)
    const topics = times(100, (n) =>
      subscribe('192.0.2.4', 'https://reader.example/', { 'hub.topic': `${BASE}/?q=${n}` }),
    )
    expect(count(await Promise.all(topics), 202)).toBe(HUB_LIMITS.waitingOfOne)
  })

  test('refuses a body before it is read once a sender asked too often', async () => {
    const { ask, subscribe } = open()
    await Promise.all(times(300, () => subscribe('192.0.2.1', 'nonsense')))
    const body = new ReadableStream({
      pull: () => {
        throw new Error('It was read.')
      },
    })
    const type = 'application/x-www-form-urlencoded'
    const response = await ask('/hub', { method: 'POST', type, body, headers: { 'X-Sender': '192.0.2.1' } })
    expect(response.status).toBe(429)
  })
})

test('of who knows no token of a subscription nothing is read', async () => {
  const push = { expects: async () => false } as never
  const { ask } = openBackend({ push })
  let read = 0
  const body = new ReadableStream({
    pull: (controller) => {
      read += 1
      controller.enqueue(new Uint8Array(1024))
      if (read > 1000) controller.close()
    },
  })
  expect((await ask('/hub/callback/guessed', { method: 'POST', type: 'text/xml', body })).status).toBe(410)
  expect(read).toBeLessThan(10)
})
