import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import zlib, { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { channels } from '../../feeds/index.ts'
import { readWorkerConfig } from '../../src/config.ts'
import { createCompress } from '../../src/http/documents/finished.ts'
import { EVERY_FORMAT, WORDPRESS_FORMATS } from '../../src/publish/formats.ts'
import { createService } from '../../src/service.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import { answerAtEdge, forgetEdge } from '../../src/worker/edge.ts'

/** Polls through the data centre's own cache, in workerd. */

const variables = { BASE_URL: 'https://feeds.example', API_TOKEN: 'secret-of-this-house' }

beforeEach(async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
})

/** A service, asked by way of the cache; `asked` are the requests that came through. */
function open() {
  const { DB } = env as unknown as { DB: D1Database }
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const { app } = createService({
    db: createD1(DB),
    fetch: () => Promise.reject(new TypeError('There is no network here.')),
    channels,
    config: readWorkerConfig(variables),
    version: '1.2.3',
    log: silent,
    now: Date.now,
    random: Math.random,
    pause: () => Promise.resolve(),
    secret: () => undefined,
    compress: createCompress(zlib),
    letGo: () => forgetEdge('https://feeds.example'),
  })
  const clock = { now: Date.now() }
  const asked: string[] = []
  const kept: Promise<unknown>[] = []
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const request = new Request(`https://feeds.example${path}`, { method, headers })
    const context = { waitUntil: (work: Promise<unknown>) => void kept.push(work) }
    const response = await answerAtEdge(
      request,
      context,
      async (inner) => {
        asked.push(inner.url)
        return app.fetch(inner)
      },
      { base: 'https://feeds.example', now: () => clock.now },
    )
    await Promise.all(kept)
    return response
  }
  const takeBack = (title: string, erase: boolean) =>
    app.request(`https://feeds.example/api/items/${encodeURIComponent(`urn:${title}`)}`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer secret-of-this-house', 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason: 'In danger', erase }),
    })
  const post = (title: string) =>
    app.request('https://feeds.example/api/items', {
      method: 'POST',
      headers: { Authorization: 'Bearer secret-of-this-house', 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: `urn:${title}`, title, content_text: `${title}, at some length. `.repeat(40) }),
    })
  return { ask, post, takeBack, asked, clock }
}

test('a poll is answered from the cache, another encoding and the token holder are not', async () => {
  const { ask, post, asked } = open()
  await post('First')
  const path = '/feed.atom?limit=11'
  const one = await ask(path)
  expect([one.status, (await one.text()).includes('First')]).toEqual([200, true])
  await post('Second')
  const two = await ask(path)
  expect(asked).toHaveLength(1)
  expect([two.headers.get('ETag'), (await two.text()).includes('Second')]).toEqual([one.headers.get('ETag'), false])
  expect(two.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
  const mine = await ask(path, { Authorization: 'Bearer secret-of-this-house' })
  expect((await mine.text()).includes('Second')).toBe(true)
  expect((await ask(path, {}, 'HEAD')).status).toBe(200)
  expect(asked).toHaveLength(3)
})

test('a client that has it is told so from the cache', async () => {
  const { ask, post, asked } = open()
  await post('First')
  const etag = (await ask('/feed.rss?limit=12')).headers.get('ETag') ?? ''
  const again = await ask('/feed.rss?limit=12', { 'If-None-Match': etag })
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag])
  expect(again.headers.get('Content-Encoding')).toBeNull()
  expect(again.headers.get('Vary')).toContain('Accept-Encoding')
  expect(asked).toHaveLength(1)
  const first = await ask('/feed.rss?limit=13', { 'If-None-Match': etag, Range: 'bytes=0-9' })
  expect([first.status, (await first.text()).length > 100]).toEqual([200, true])
})

test('compressed forms are kept each for itself, and sent as they are', async () => {
  const { ask, post, asked } = open()
  await post('First')
  const plain = await (await ask('/feed.json?limit=14')).text()
  for (const [encoding, open] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    for (const time of ['made', 'kept']) {
      const response = await ask('/feed.json?limit=14', { 'Accept-Encoding': encoding })
      const bytes = new Uint8Array(await response.arrayBuffer())
      const text = new TextDecoder().decode(open(bytes))
      expect([time, response.headers.get('Content-Encoding'), text === plain]).toEqual([time, encoding, true])
    }
  }
  expect(asked).toHaveLength(3)
})

test('a page for a person is never kept, and nobody is given one in its place', async () => {
  const { ask, post, asked } = open()
  await post('First')
  const headers = { 'Sec-Fetch-Dest': 'document' }
  for (const _ of [1, 2]) {
    const page = await ask('/feed.atom?limit=15', headers)
    expect([page.headers.get('Content-Type'), page.headers.get('Cache-Control')]).toEqual([
      'text/html; charset=utf-8',
      'private, no-store',
    ])
  }
  const feed = await ask('/feed.atom?limit=15')
  expect(feed.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
  expect(asked).toHaveLength(3)
})

test('what is missing or wrong is not kept', async () => {
  const { ask, asked } = open()
  for (const _ of [1, 2]) expect((await ask('/nobody/feed.atom')).status).toBe(404)
  for (const _ of [1, 2]) expect((await ask('/feed.atom?limit=0')).status).toBe(400)
  expect(asked).toHaveLength(4)
})

/** What each form of a list is asked for by. */
const LISTS = ['/feed.rss', '/feed.atom', '/feed.json?limit=7', '/feed/', '/ara-news/feed.atom', '/sitemap-0.xml']

test.each([
  ['erased', true],
  ['retracted', false],
])('what was %s is let go of at once, in every list and encoding', async (word, erase) => {
  const { ask, post, takeBack, asked } = open()
  const title = `Danger${word}`
  await post(title)
  const ways = LISTS.flatMap((path) => ['identity', 'gzip', 'br'].map((encoding) => [path, encoding] as const))
  for (const [path, encoding] of ways) await ask(path, { 'Accept-Encoding': encoding })
  const before = asked.length
  for (const [path, encoding] of ways) expect((await ask(path, { 'Accept-Encoding': encoding })).status).toBe(200)
  expect(asked).toHaveLength(before)
  expect((await takeBack(title, erase)).status).toBe(200)
  for (const [path] of ways) expect(await (await ask(path)).text(), path).not.toContain(`${title}, at some length`)
  const [first] = LISTS
  expect((await (await ask(first ?? '')).text()).includes(`<title>${title}`)).toBe(false)
})

test('what was made while a story was erased is kept for nobody', async () => {
  const { ask, post, takeBack } = open()
  await post('Between')
  const context = { waitUntil: (work: Promise<unknown>) => void kept.push(work) }
  const kept: Promise<unknown>[] = []
  const path = 'https://feeds.example/feed.atom?limit=21'
  await answerAtEdge(new Request(path), context, async () => {
    // Rendered before, answered after.
    await takeBack('Between', true)
    return new Response('Between, at some length', { headers: { 'Cache-Control': 'public, max-age=60' } })
  })
  await Promise.all(kept)
  expect(await (await ask('/feed.atom?limit=21')).text()).not.toContain('Between, at some length')
})

test('a document is kept for a minute and told its age, whatever else it says of itself', async () => {
  const { ask, post, asked, clock } = open()
  await post('Old')
  const path = '/feed.atom?limit=22'
  const made = await ask(path)
  expect([made.headers.get('Cache-Control'), made.headers.get('Age')]).toEqual(['public, max-age=60', null])
  clock.now += 59_000
  const kept = await ask(path)
  expect([asked.length, kept.headers.get('Cache-Control'), kept.headers.get('Age')]).toEqual([
    1,
    'public, max-age=60',
    '59',
  ])
  expect([...kept.headers.keys()].filter((name) => name.startsWith('x-') || name.startsWith('cf-'))).toEqual([
    'x-content-type-options',
  ])
  clock.now += 1_000
  await post('New')
  expect(await (await ask(path)).text()).toContain('New')
  expect(asked).toHaveLength(2)
})

test('nothing but a minute stands in what the cache keeps', async () => {
  const stored: Response[] = []
  await forgetEdge('https://feeds.example')
  const { default: cache } = caches
  const put = vi.spyOn(cache, 'put').mockImplementation(async (_, response) => void stored.push(response.clone()))
  const says = { 'Cache-Control': 'public, max-age=600, stale-if-error=86400, stale-while-revalidate=60' }
  const request = new Request('https://feeds.example/feed.atom?limit=23')
  const context = { waitUntil: () => {} }
  await answerAtEdge(request, context, async () => new Response('x', { headers: says }))
  put.mockRestore()
  expect(stored.map(({ headers }) => headers.get('Cache-Control'))).toEqual(['max-age=60'])
})

test('names that no document knows, and their order, are no part of its address', async () => {
  const { ask, post, asked } = open()
  await post('First')
  await ask('/feed.rss?limit=24&q=first&utm_source=x')
  await ask('/feed.rss?q=first&_=1&limit=24')
  expect(asked).toHaveLength(1)
  // What a WordPress knew besides, it may still say.
  for (const _ of [1, 2]) await ask('/feed/?cat=3')
  expect(asked).toHaveLength(3)
})

test.each(EVERY_FORMAT)('every address of %s is kept, in WordPress’s form too', async (format) => {
  const { ask, post, asked } = open()
  await post('First')
  const names = [...WORDPRESS_FORMATS].filter(([, meant]) => meant === format).map(([name]) => name)
  const paths = [`/feed.${format}?limit=25`, ...[format, ...names].map((name) => `/feed/${name}/?limit=25`)]
  for (const path of [...paths, ...paths]) expect([path, (await ask(path)).status]).toEqual([path, 200])
  expect(asked).toHaveLength(new Set(paths).size)
})

test('the list of sources is for holders of the token, although the list of feeds is kept', async () => {
  const { ask } = open()
  expect((await ask('/opml.xml')).status).toBe(200)
  expect((await ask('/opml.xml?sources')).status).toBe(401)
  const answer = await ask('/opml.xml?sources', { Authorization: 'Bearer secret-of-this-house' })
  expect(await answer.text()).toContain('ara:id=')
  expect((await ask('/opml.xml?sources')).status).toBe(401)
  expect(await (await ask('/opml.xml')).text()).not.toContain('ara:id=')
})
