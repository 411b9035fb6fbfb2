import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../node/process.ts'
import { type Asked, type Peer, startFeedService, startPeer } from './process.ts'

/** The hub against a subscriber in a process of its own: every point of websub.rocks/hub. */

let service: Awaited<ReturnType<typeof startFeedService>>
let peer: Peer

beforeAll(async () => {
  ;[peer, service] = await Promise.all([startPeer(), startFeedService([], { TRUST_PROXY: '127.0.0.1' })])
  await service.post('The first story')
})

afterAll(async () => {
  peer?.end()
  await service?.stop()
})

/** As an HTML form would send it: without Origin. */
async function askHub(parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${service.base}/hub`, { method: 'POST', body: new URLSearchParams(parameters) })
}

const topic = (format = 'atom') => `${service.self}/feed.${format}`

/** Subscribes a callback of its own, and waits until the hub has asked it. */
async function subscribe(path: string, more: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const before = (await peer.log(path, 'GET')).length
  const response = await askHub({
    'hub.mode': 'subscribe',
    'hub.topic': topic(),
    'hub.callback': peer.base + path,
    ...more,
  })
  expect(response.status).toBe(202)
  return until(async () => (await peer.log(path, 'GET'))[before])
}

const pinged = (path: string, times = 1): Promise<Asked> => until(async () => (await peer.log(path, 'POST'))[times - 1])

/** The document as anybody gets it. */
async function load(url: string): Promise<{ text: string; type: string | null }> {
  const response = await fetch(url)
  return { text: await response.text(), type: response.headers.get('content-type') }
}

describe('websub.rocks', () => {
  test('hub 100: a typical request is verified, its callback kept as it is, its lease ten days', async () => {
    const asked = await subscribe('/100', { 'hub.callback': `${peer.base}/100?own=kept` })
    expect(asked.query).toMatchObject({
      own: 'kept',
      'hub.mode': 'subscribe',
      'hub.topic': topic(),
      'hub.lease_seconds': '864000',
      'hub.challenge': expect.stringMatching(/.{20}/),
    })
  })

  test('hub 100: … and gets the document, unsigned', async () => {
    await subscribe('/100')
    await service.post('A story for 100')
    const delivery = await pinged('/100')
    const { text, type } = await load(topic())
    expect(text).toContain('A story for 100')
    expect(delivery.body).toBe(text)
    expect(delivery.headers['content-type']).toBe(type)
    expect(delivery.headers.link).toBe(`<${service.self}/hub>; rel="hub", <${topic()}>; rel="self"`)
    expect(delivery.headers['x-hub-signature']).toBeUndefined()
  })

  test('hub 101: with a secret the document is signed', async () => {
    const secret = 'größer als ein Geheimnis'
    await subscribe('/101', { 'hub.secret': secret })
    await service.post('A story for 101')
    const delivery = await pinged('/101')
    expect(delivery.headers['x-hub-signature']).toBe(
      `sha256=${createHmac('sha256', secret).update(delivery.body).digest('hex')}`,
    )
  })

  test('hub 102: parameters that the hub does not know are ignored', async () => {
    await subscribe('/102', { foo: 'bar', 'hub.foo': 'hub.bar' })
    await service.post('A story for 102')
    expect((await pinged('/102')).body).toContain('A story for 102')
  })

  test('hub 103: asking again renews the one subscription there is', async () => {
    await subscribe('/103', { 'hub.secret': 'old' })
    const again = await subscribe('/103', { 'hub.secret': 'new', 'hub.lease_seconds': '1' })
    expect(again.query['hub.lease_seconds']).toBe('86400')
    await service.post('A story for 103')
    const delivery = await pinged('/103')
    expect(delivery.headers['x-hub-signature']).toBe(
      `sha256=${createHmac('sha256', 'new').update(delivery.body).digest('hex')}`,
    )
    await service.post('Another story for 103')
    await pinged('/103', 2)
    expect((await peer.log('/103', 'POST')).map(({ body }) => body.includes('Another'))).toEqual([false, true])
  })

  test('hub 104: after unsubscribing nothing comes any more', async () => {
    await subscribe('/104')
    await subscribe('/104-stays')
    const asked = await subscribe('/104', { 'hub.mode': 'unsubscribe' })
    expect(asked.query['hub.mode']).toBe('unsubscribe')
    expect(asked.query['hub.lease_seconds']).toBeUndefined()
    await service.post('A story for 104')
    await pinged('/104-stays')
    expect(await peer.log('/104', 'POST')).toEqual([])
  })

  test('hub 105 and 106: documents that are no Atom are sent as they are, with their own type: RSS and JSON', async () => {
    for (const format of ['rss', 'json']) {
      const path = `/105-${format}`
      await subscribe(path, { 'hub.topic': topic(format) })
      await service.post(`A story as ${format}`)
      const delivery = await pinged(path)
      const { text, type } = await load(topic(format))
      expect(delivery.body).toBe(text)
      expect(delivery.headers['content-type']).toBe(type)
    }
  })
})

describe('the hub', () => {
  test.each(['atom', 'rss', 'json'])('sends a notice in place of what was taken back, in %s', async (format) => {
    const path = `/taken-back-${format}`
    const [kept, gone] = [await service.post(`Kept as ${format}`), await service.post(`Witness as ${format}`)]
    await subscribe(path, { 'hub.topic': topic(format) })
    const change = async (id: string, method: string, json: object, suffix = '') => {
      const init = { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(json) }
      const response = await service.call(`/api/items/${encodeURIComponent(id)}${suffix}`, init)
      expect(response.status).toBe(200)
    }
    await change(kept, 'DELETE', { reason: 'Not so.' })
    const first = (await pinged(path)).body
    expect(first).toContain(`Retracted: Kept as ${format}`)
    await change(gone, 'DELETE', { reason: 'In danger.', erase: true })
    const second = (await pinged(path, 2)).body
    expect(second).toContain('In danger.')
    expect(second).not.toMatch(/witness/i)
    await change(kept, 'POST', {}, '/restore')
    const third = (await pinged(path, 3)).body
    expect(third).toContain(`Kept as ${format}`)
    expect(third).not.toContain(`Retracted: Kept`)
  })

  test('denies what is none of its feeds, with the reason', async () => {
    const wanted = {
      'https://elsewhere.example/feed.atom': /alone/,
      [`${service.self}/nowhere/feed.atom`]: /no feed/,
      [`${service.self}/`]: /no feed/,
      [`${service.self}/feed.atom?utm_source=x`]: /own address is .*\/feed\.atom;/,
    }
    for (const [index, [address, reason]] of Object.entries(wanted).entries()) {
      const asked = await subscribe(`/denied-${index}`, { 'hub.topic': address })
      expect(asked.query, address).toMatchObject({ 'hub.mode': 'denied', 'hub.topic': address })
      expect(asked.query['hub.reason'], address).toMatch(reason)
    }
  })

  test('sends nothing to a callback that does not echo its challenge', async () => {
    await peer.set({ 'GET /other': { body: 'something else' }, 'GET /missing': { status: 404 } })
    await subscribe('/other')
    await subscribe('/missing')
    await subscribe('/echoes')
    await service.post('A story for those who echo')
    await pinged('/echoes')
    expect([...(await peer.log('/other', 'POST')), ...(await peer.log('/missing', 'POST'))]).toEqual([])
  })

  test('refuses requests that make no sense at once, in plain text', async () => {
    const right = { 'hub.mode': 'subscribe', 'hub.topic': topic(), 'hub.callback': `${peer.base}/never` }
    const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ 'hub.mode': 'jump' }, /hub\.mode/],
      [{ 'hub.topic': '' }, /hub\.topic/],
      [{ 'hub.topic': 'feed.atom' }, /hub\.topic/],
      [{ 'hub.callback': '' }, /hub\.callback/],
      [{ 'hub.callback': 'ftp://peer.example/' }, /hub\.callback/],
      [{ 'hub.callback': 'http://10.0.0.1/callback' }, /private/],
      [{ 'hub.callback': `${peer.base}/never#part` }, /fragment/],
      [{ 'hub.secret': 'é'.repeat(100) }, /200 bytes/],
      [{ 'hub.lease_seconds': 'long' }, /lease/],
    ]
    for (const [change, reason] of wrong) {
      const response = await askHub({ ...right, ...change })
      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
      expect(await response.text()).toMatch(reason)
    }
    expect((await fetch(`${service.base}/hub`, { method: 'POST', body: '{}' })).status).toBe(415)
    expect(await peer.log('/never')).toEqual([])
  })

  test('ends the subscription of a callback that is gone, and delivers past one that hangs', async () => {
    await peer.set({ 'POST /hangs': { hangs: true }, 'POST /gone': { status: 410 } })
    for (const path of ['/hangs', '/gone', '/well']) await subscribe(path)
    await service.post('A story past the dead')
    await pinged('/gone')
    await pinged('/well')
    await service.post('Another story past the dead')
    await pinged('/well', 2)
    expect(await peer.log('/gone', 'POST')).toHaveLength(1)
  })

  test('tries again after a failure, and follows no redirect', async () => {
    await peer.set({ 'POST /busy': { status: 302, headers: { Location: `${peer.base}/elsewhere` } } })
    await subscribe('/busy')
    await service.post('A story for who is busy')
    await pinged('/busy')
    await peer.set({ 'POST /busy': { status: 204 } })
    expect((await pinged('/busy', 2)).body).toContain('A story for who is busy')
    expect(await peer.log('/elsewhere')).toEqual([])
  })

  test('takes a publisher’s word only for its own feeds', async () => {
    const publish = (url: string) => askHub({ 'hub.mode': 'publish', 'hub.url': url })
    expect((await publish(topic())).status).toBe(204)
    expect((await publish('https://elsewhere.example/')).status).toBe(400)
    expect((await askHub({ 'hub.mode': 'publish' })).status).toBe(400)
  })

  test('takes a few of one sender behind a trusted proxy, and says when to come back', async () => {
    const ask = (sender: string, callback: string) =>
      fetch(`${service.base}/hub`, {
        method: 'POST',
        headers: { 'X-Forwarded-For': `198.51.100.9, ${sender}` },
        body: new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': topic(), 'hub.callback': callback }),
      })
    await peer.set({ '/unanswered': { hangs: true } })
    const flood = await Promise.all(
      Array.from({ length: 40 }, (_, n) => ask('203.0.114.1', `${peer.base}/unanswered?n=${n}`)),
    )
    const refused = flood.filter(({ status }) => status === 429)
    // As many wait as may, and one more for each subscription that the peer holds by now.
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThanOrEqual(20)
    expect(refused[0]?.headers.get('retry-after')).toBe('60')
    expect((await ask('203.0.114.2', `${peer.base}/of-another`)).status).toBe(202)
    await until(async () => (await peer.log('/of-another', 'GET'))[0])
  })
})
