import { describe, expect, test } from 'vitest'
import { BASE, channel, list, NOW, openBackend, story } from '../backend.ts'

async function withStories() {
  const backend = openBackend()
  await backend.take(story('Bridge opens', 'The bridge is open.'))
  backend.clock.now += 60_000
  await backend.take(story('Market burns', 'The market is on fire.'))
  return backend
}

describe('feeds', () => {
  test.each([
    ['/feed.rss', 'application/rss+xml; charset=utf-8'],
    ['/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/feed.json', 'application/feed+json; charset=utf-8'],
    ['/ara-news/feed.rss', 'application/rss+xml; charset=utf-8'],
  ])('%s is there, newest first, for anybody', async (path, type) => {
    const response = await (await withStories()).ask(path)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=60\b/)
    expect(response.headers.get('Last-Modified')).toBe(new Date(NOW + 60_000).toUTCString())
    expect(text.indexOf('Market burns')).toBeGreaterThan(0)
    expect(text.indexOf('Bridge opens')).toBeGreaterThan(text.indexOf('Market burns'))
  })

  test('an unknown channel is a 404 problem', async () => {
    const response = await openBackend().ask('/nobody/feed.rss')
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })

  test('HEAD has the headers of GET and no body', async () => {
    const backend = await withStories()
    const get = await backend.ask('/feed.atom')
    const head = await backend.ask('/feed.atom', { method: 'HEAD' })
    expect([...head.headers]).toEqual([...get.headers])
    expect(await head.text()).toBe('')
  })

  test('a client that has it is told so, by tag in any form of list', async () => {
    const backend = await withStories()
    const etag = (await backend.ask('/feed.rss')).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^W\/"[0-9a-f]{16,}"$/)
    for (const tags of [etag, etag.replace('W/', ''), `"x", ${etag}`, '*']) {
      const response = await backend.ask('/feed.rss', { headers: { 'If-None-Match': tags } })
      expect(response.status).toBe(304)
      expect(response.headers.get('ETag')).toBe(etag)
      expect(response.headers.get('Cache-Control')).toContain('max-age=60')
      expect(await response.text()).toBe('')
    }
  })

  test('If-Modified-Since counts, but not beside If-None-Match', async () => {
    const backend = await withStories()
    const since = new Date(NOW + 60_000).toUTCString()
    const before = new Date(NOW).toUTCString()
    const status = async (headers: Record<string, string>) => (await backend.ask('/feed.rss', { headers })).status
    expect(await status({ 'If-Modified-Since': since })).toBe(304)
    expect(await status({ 'If-Modified-Since': before })).toBe(200)
    expect(await status({ 'If-Modified-Since': 'last Tuesday' })).toBe(200)
    expect(await status({ 'If-Modified-Since': since, 'If-None-Match': '"other"' })).toBe(200)
  })

  test('a change shows at once, and the tag moves with it', async () => {
    const backend = await withStories()
    const before = await backend.ask('/feed.json')
    const id = (await list(backend))[0]?.id ?? ''
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      token: true,
      json: { reason: 'Wrong.' },
    })
    const after = await backend.ask('/feed.json')
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
    expect(await after.text()).toContain('Retracted: Market burns')
  })

  test('limit is a number from 1 to 200, and a problem names it otherwise', async () => {
    const backend = await withStories()
    expect(await list(backend, '/feed.json?limit=1')).toHaveLength(1)
    for (const limit of ['0', '201', '-1', '1.5', 'ten', '1e2', '99999999999999999999']) {
      const response = await backend.ask(`/feed.json?limit=${limit}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ status: 400, field: 'limit' })
    }
  })

  test('a list that is narrowed has 30 items where nothing is said', async () => {
    const backend = openBackend()
    for (let number = 0; number < 31; number++)
      await backend.take(story(`Story ${number}`, `Number ${number} happened.`))
    expect(await list(backend, '/feed.json?place=qamishli')).toHaveLength(30)
    expect(await list(backend, '/feed.json?limit=31')).toHaveLength(31)
  })

  test('any of them can be narrowed, in whatever spelling', async () => {
    const backend = await withStories()
    expect((await list(backend, '/feed.json?q=BRIDGE')).map(({ title }) => title)).toEqual(['Bridge opens'])
    expect(await list(backend, '/feed.json?place=Al-Qamishli')).toHaveLength(2)
    expect(await list(backend, '/feed.json?author=egid-yousef')).toHaveLength(2)
    expect(await list(backend, '/feed.json?author=Egid%20Yousef&q=market')).toHaveLength(1)
    expect(await list(backend, '/feed.json?lang=en')).toHaveLength(2)
    expect(await list(backend, '/feed.json?source=aranews')).toEqual([])
    expect(await list(backend, '/feed.json?q=nowhere')).toEqual([])
  })

  test('a place, a tag and an author have feeds of their own, the same as by query', async () => {
    const backend = await withStories()
    const byPath = await backend.ask('/place/Al-Qamishli/feed.json')
    const byQuery = await backend.ask('/feed.json?place=qamishli')
    expect(await byPath.text()).toBe(await byQuery.text())
    expect(await list(backend, '/author/egid-yousef/feed.json')).toHaveLength(2)
  })

  test('search signs are only letters, and a search for nothing is refused', async () => {
    const backend = await withStories()
    for (const q of ['"', '* OR', 'NEAR(', 'title:bridge', '-bridge', 'a"b', "'; DROP TABLE items"]) {
      expect((await backend.ask(`/feed.json?q=${encodeURIComponent(q)}`)).status).toBeLessThan(500)
    }
    expect((await backend.ask('/feed.json?q=%22%22')).status).toBe(400)
  })

  test('a document names itself, and unknown query names make no other document', async () => {
    const backend = await withStories()
    const plain = await backend.ask('/feed.json')
    const odd = await backend.ask('/feed.json?utm_source=x&fbclid=1')
    expect(odd.headers.get('ETag')).toBe(plain.headers.get('ETag'))
    const narrowed = await backend.ask('/feed.json?limit=5&x=1&place=Qamişlo&channel=ara-news')
    const address = `${BASE}/ara-news/feed.json?place=qamishli&limit=5`
    expect(((await narrowed.json()) as Record<string, unknown>).feed_url).toBe(address)
    expect(narrowed.headers.get('Link')).toBe(`<${address}>; rel="self", <${BASE}/hub>; rel="hub"`)
  })

  test('one channel’s feed does not show another’s', async () => {
    const other = { ...channel, id: 'other', title: 'Other' }
    const backend = openBackend({ channels: [channel, other] })
    await backend.take(story('Bridge opens', 'The bridge is open.'))
    expect(await list(backend, '/other/feed.json')).toEqual([])
    expect(await list(backend, '/ara-news/feed.json')).toHaveLength(1)
  })

  test('an empty service has valid feeds', async () => {
    const backend = openBackend()
    const response = await backend.ask('/feed.atom')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<updated>2013-01-01T00:00:00.000Z</updated>')
  })

  test('a feed cannot be written to', async () => {
    const response = await openBackend().ask('/feed.rss', { method: 'POST' })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  })

  test('scripts of other sites may ask conditionally', async () => {
    const response = await openBackend().ask('/feed.json', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('If-None-Match')
  })
})
