import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../node/process.ts'
import { type Asked, type Peer, startFeedService, startPeer } from './process.ts'

/** The subscriber against publishers and hubs in a process of their own: every point of websub.rocks/subscriber. */

let service: Awaited<ReturnType<typeof startFeedService>>
let peer: Peer

beforeAll(async () => {
  ;[peer, service] = await Promise.all([startPeer(), startFeedService()])
})

afterAll(async () => {
  peer?.end()
  await service?.stop()
})

type Fields = { readonly hub?: string; readonly self?: string; readonly story?: string; readonly number: string }

const link = (rel: string, url: string | undefined) => (url === undefined ? '' : `<link rel="${rel}" href="${url}"/>`)

function atom({ hub, self, story = 'first', number }: Fields): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>urn:feed:${number}</id>
    <updated>2015-06-01T10:00:00Z</updated>${link('hub', hub)}${link('self', self)}
    <entry><id>urn:${number}:${story}</id><title>Story ${number} ${story}</title><updated>2015-06-01T10:00:00Z</updated>
    <content>What the ${story} story of ${number} says.</content></entry></feed>`
}

function rss({ hub, self, number }: Fields): string {
  const links = [link('hub', hub), link('self', self)].join('').replaceAll('<link', '<atom:link')
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>F</title>${links}
    <item><guid isPermaLink="false">urn:${number}</guid><title>Story ${number}</title></item></channel></rss>`
}

function html({ hub, self, number }: Fields): string {
  return `<!doctype html><html><head><title>News</title>${link('hub', hub)}${link('self', self)}</head>
    <body><div class="story"><h2><a href="/story-${number}">Story ${number}</a></h2></div></body></html>`
}

const XML = { 'Content-Type': 'application/xml' }

/** Adds a source, reads it, and waits for what its hub is asked. */
async function follow(number: string, more: object = {}, hub = `/hub/${number}`): Promise<URLSearchParams> {
  const init = (body: object) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const url = `${peer.base}/topic/${number}`
  const added = await service.call('/api/sources', init({ id: `source-${number}`, url, ...more }))
  expect(added.status, await added.clone().text()).toBe(201)
  await service.call(`/api/sources/source-${number}/refresh`, { method: 'POST' })
  const asked = await until(async () => (await peer.log(hub, 'POST'))[0])
  return new URLSearchParams(asked.body)
}

const verified = (form: URLSearchParams): Promise<Asked> => {
  const path = new URL(form.get('hub.callback') ?? '').pathname
  return until(async () => (await peer.log(path, 'ASKED'))[0])
}

async function titles(): Promise<string[]> {
  const { items } = (await (await service.call('/feed.json')).json()) as {
    readonly items: { readonly title: string }[]
  }
  return items.map(({ title }) => title)
}

const address = (number: string, query = '') => `${peer.base}/topic/${number}${query}`
const hubOf = (number: string, query = '') => `${peer.base}/hub/${number}${query}`
const sent = (hub: string, self: string) => ({ ...XML, Link: [`<${self}>; rel="self"`, `<${hub}>; rel="hub"`] })

describe('websub.rocks: discovery', () => {
  test('subscriber 100: the HTTP headers name hub and topic', async () => {
    const headers = sent(hubOf('100'), address('100'))
    await peer.set({ '/topic/100': { headers, body: atom({ number: '100' }) } })
    const form = await follow('100')
    expect(Object.fromEntries(form)).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': address('100'),
      'hub.callback': expect.stringMatching(/^http:\/\/localhost:\d+\/hub\/callback\/[0-9a-f]{64}$/),
      'hub.secret': expect.stringMatching(/^[0-9a-f]{64}$/),
      'hub.lease_seconds': '864000',
    })
    expect(await verified(form)).toMatchObject({ status: 200, body: 'a-challenge' })
  })

  test('subscriber 101: the elements of an HTML page do', async () => {
    const body = html({ number: '101', hub: hubOf('101'), self: '/topic/101' })
    await peer.set({ '/topic/101': { headers: { 'Content-Type': 'text/html' }, body } })
    const form = await follow('101', { page: { item: '.story' } })
    expect(form.get('hub.topic')).toBe(address('101'))
    expect((await verified(form)).status).toBe(200)
  })

  test('subscriber 102: the elements of an Atom feed do', async () => {
    const body = atom({ number: '102', hub: hubOf('102'), self: address('102') })
    await peer.set({ '/topic/102': { headers: XML, body } })
    expect((await verified(await follow('102'))).status).toBe(200)
  })

  test('subscriber 103: the elements of an RSS feed do', async () => {
    const body = rss({ number: '103', hub: hubOf('103'), self: address('103') })
    await peer.set({ '/topic/103': { headers: XML, body } })
    expect((await verified(await follow('103'))).status).toBe(200)
  })

  test('subscriber 104: the headers outrank the elements', async () => {
    const headers = sent(hubOf('104'), address('104'))
    const body = atom({ number: '104', hub: hubOf('104-wrong'), self: address('104-wrong') })
    await peer.set({ '/topic/104': { headers, body } })
    const form = await follow('104')
    expect(form.get('hub.topic')).toBe(address('104'))
    await verified(form)
    expect(await peer.log('/hub/104-wrong')).toEqual([])
  })
})

describe('websub.rocks: subscribing', () => {
  test('subscriber 200: the topic is what the document calls itself', async () => {
    const headers = sent(hubOf('200'), address('200', '?self=other'))
    await peer.set({ '/topic/200': { headers, body: atom({ number: '200' }) } })
    const form = await follow('200')
    expect(form.get('hub.topic')).toBe(address('200', '?self=other'))
    expect((await verified(form)).status).toBe(200)
  })

  test.each([
    ['201', 302],
    ['202', 301],
  ])('subscriber %s: a topic that redirects with %s leads to the one behind it', async (number, status) => {
    const target = `${peer.base}/moved/${number}`
    await peer.set({
      [`/topic/${number}`]: { status, headers: { Location: target } },
      [`/moved/${number}`]: { headers: sent(hubOf(number), target), body: atom({ number }) },
    })
    const form = await follow(number)
    expect(form.get('hub.topic')).toBe(target)
    expect((await verified(form)).status).toBe(200)
  })

  test.each([
    ['203', 307],
    ['204', 308],
  ])('subscriber %s: a hub that redirects with %s is followed', async (number, status) => {
    await peer.set({
      [`/old/${number}`]: { status, headers: { Location: hubOf(number) } },
      [`/topic/${number}`]: { headers: sent(`${peer.base}/old/${number}`, address(number)), body: atom({ number }) },
    })
    const form = await follow(number)
    expect(form.get('hub.topic')).toBe(address(number))
    expect((await verified(form)).status).toBe(200)
  })

  test('subscriber 205: a verification of another topic is refused', async () => {
    const headers = sent(hubOf('205', '?silent'), address('205'))
    await peer.set({ '/topic/205': { headers, body: atom({ number: '205' }) } })
    const callback = (await follow('205')).get('hub.callback') ?? ''
    const ask = (said: object) => peer.call<{ readonly status: number; readonly body: string }>('ask', said)
    const refused = await ask({ callback, topic: address('other') })
    expect(refused.status).toBe(404)
    expect(refused.body).not.toContain('a-challenge')
    // Neither is one that nobody asked for.
    expect((await ask({ callback, topic: address('205'), mode: 'unsubscribe' })).status).toBe(404)
    expect((await ask({ callback: `${callback}0`, topic: address('205') })).status).toBe(404)
    expect(await ask({ callback, topic: address('205') })).toEqual({ status: 200, body: 'a-challenge' })
  })
})

describe('websub.rocks: distribution', () => {
  /** A subscription that is verified, and sending to it as its hub would. */
  async function open(number: string) {
    await peer.set({ [`/topic/${number}`]: { headers: sent(hubOf(number), address(number)), body: atom({ number }) } })
    const form = await follow(number)
    await verified(form)
    const callback = form.get('hub.callback') ?? ''
    const send = (story: string, more: object) => {
      const body = atom({ number, story, self: address(number) })
      return peer.call<{ readonly status: number }>('send', { callback, type: XML['Content-Type'], body, ...more })
    }
    return { callback, send, secret: form.get('hub.secret') ?? '' }
  }

  test('subscriber 300: a signed document is answered 2xx and taken in', async () => {
    const { send, secret } = await open('300')
    for (const method of ['sha1', 'sha256', 'sha384', 'sha512']) {
      const { status } = await send(method, { secret, method })
      expect([method, Math.floor(status / 100)]).toEqual([method, 2])
      expect(await titles()).toContain(`Story 300 ${method}`)
    }
  })

  test('subscriber 301: one with a wrong signature counts for nothing, and its sender is not told', async () => {
    const { send, secret } = await open('301')
    for (const more of [
      { secret: 'guessed' },
      { signature: `sha256=${'0'.repeat(64)}` },
      { secret, method: 'md5' },
      { signature: 'sha256=' },
    ]) {
      expect(Math.floor((await send('forged', more)).status / 100)).toBe(2)
    }
    await send('true', { secret })
    expect(await titles()).toContain('Story 301 true')
    expect(await titles()).not.toContain('Story 301 forged')
  })

  test('subscriber 302: one without a signature counts for nothing', async () => {
    const { send, secret } = await open('302')
    expect(Math.floor((await send('unsigned', {})).status / 100)).toBe(2)
    await send('true', { secret })
    expect((await titles()).filter((title) => title.startsWith('Story 302'))).toEqual([
      'Story 302 true',
      'Story 302 first',
    ])
  })

  test('a document of another topic, or for nobody, is not taken in', async () => {
    const { send, secret, callback } = await open('303')
    expect((await send('elsewhere', { secret, link: `<${address('304')}>; rel="self"` })).status).toBe(202)
    const body = atom({ number: '303', story: 'elsewhere', self: address('304') })
    expect((await send('', { secret, body })).status).toBe(202)
    expect((await titles()).filter((title) => title.startsWith('Story 303'))).toEqual(['Story 303 first'])
    expect((await send('nobody', { secret, callback: `${callback}0` })).status).toBe(410)
  })
})

describe('a subscription', () => {
  test('that holds lets the source be polled once a day', async () => {
    await peer.set({ '/topic/400': { headers: sent(hubOf('400'), address('400')), body: atom({ number: '400' }) } })
    await verified(await follow('400'))
    const refreshed = await service.call('/api/sources/source-400/refresh', { method: 'POST' })
    const { next } = (await refreshed.json()) as { readonly next: string }
    expect(Date.parse(next) - Date.now()).toBeGreaterThan(20 * 3_600_000)
  })

  test('that the hub denies is told to the editor, and one that it refuses too', async () => {
    await peer.set({
      '/topic/401': { headers: sent(hubOf('401', '?silent'), address('401')), body: atom({ number: '401' }) },
      '/topic/402': { headers: sent(hubOf('402'), address('402')), body: atom({ number: '402' }) },
      'POST /hub/402': { status: 403, body: 'Members only.' },
    })
    const callback = (await follow('401')).get('hub.callback') ?? ''
    await follow('402')
    const said = { callback, topic: address('401'), mode: 'denied', reason: 'Not for you' }
    expect(await peer.call('ask', said)).toMatchObject({ status: 200 })
    const faults = await until(async () => {
      const text = await (await service.call('/api/faults.atom')).text()
      return /Members only/.test(text) ? text : undefined
    })
    expect(faults).toMatch(/source-401: the hub 127\.0\.0\.1:\d+ denied the subscription: Not for you/)
    expect(faults).toMatch(/source-402: the hub 127\.0\.0\.1:\d+ answered 403: Members only\./)
  })
})
