import zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { RequestError } from '../../../src/errors.ts'
import { createApp } from '../../../src/http/app.ts'
import { createDocumentCache } from '../../../src/http/documents/cache.ts'
import { createCompress } from '../../../src/http/documents/finished.ts'
import { createCachedAnswers } from '../../../src/http/documents/shortcut.ts'
import { type AsideRequest, createLane } from '../../../src/http/lane/aside.ts'
import { answerAside } from '../../../src/http/lane/lane.ts'
import { NOW, openBackend, story } from '../backend.ts'

/** A service whose costly answers another one makes, over the same database. */
async function open() {
  const inner = openBackend()
  const { db, take } = inner
  const common = { db, compress: createCompress(zlib), written: () => db.written() }
  const other = openBackend({ ...common, cache: createDocumentCache(4_000_000) }).backend
  const app = createApp(other)
  const asked: string[] = []
  const state = { isReady: true, hold: Promise.resolve() }
  const aside = {
    isReady: () => state.isReady,
    ask: async (one: AsideRequest) => {
      asked.push(new URL(one.url).pathname + new URL(one.url).search)
      await state.hold
      return structuredClone(await answerAside(app, other, one))
    },
    forget: () => other.cache.clear(),
  }
  const lane = createLane(() => NOW, aside)
  const main = openBackend({ ...common, cache: createDocumentCache(4_000_000), lane, sender: toSender })
  const alone = openBackend({ ...common, cache: createDocumentCache(4_000_000) })
  for (const n of [1, 2, 3]) await take(story(`Bridge ${n} closed`, 'The river rose again on Thursday. '.repeat(30)))
  const item = (await (await inner.ask('/api/items')).json()) as {
    readonly items: readonly {
      readonly url: string
      readonly _ara: { readonly code: string; readonly permalink: string }
    }[]
  }
  const { code = '', permalink = '' } = item.items[0]?._ara ?? {}
  return { main, alone, asked, state, take, code, path: new URL(permalink).pathname, other, aside }
}

const toSender = (request: Request) => request.headers.get('X-Sender') ?? undefined

async function read(answer: Response) {
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
  }
}

/** Paths that are asked for in the lane, and those that never are; CODE and PATH are a story's. */
const COSTLY = [
  '/feed.atom',
  '/feed.rss?q=bridge&limit=200',
  '/feed.json?tag=news',
  '/ara-news/feed.rss',
  '/feed/',
  '/tag/news/feed/',
  '/?feed=rss2',
  '/corrections/feed.atom',
  '/comments/feed.rss',
  'PATHfeed.atom',
  '/archive.json',
  '/sitemap.xml',
  '/sitemap-0.xml',
  '/sitemap-news.xml',
  '/',
  '/?q=bridge',
  '/?s=bridge',
  '/?page=9999',
  '/ara-news/',
  '/search/bridge/',
  '/tag/none/',
  '/2015/06/',
  '/page/2/',
  'PATHversions/',
  '/wp-json',
  '/wp-json/wp/v2/posts?search=bridge',
  '/wp-json/wp/v2/posts?per_page=1000',
  '/?rest_route=/wp/v2/tags',
  '/s/CODE.png?size=2048',
  '/s/CODE.svg',
  '/api/items?q=bridge&limit=200',
  '/api/links',
  '/api/sources',
  '/api/changes?limit=1000',
  '/api/changes?after=x',
]
const QUICK = [
  '/s/CODE',
  '/s/none',
  '/s/CODE+',
  '/s/none.png',
  '/s/CODE.png?size=4096',
  'PATH',
  '/2015/06/none/',
  '/feed.atom?limit=x',
  '/healthz',
  '/robots.txt',
  '/opml.xml',
  '/favicon.ico',
  '/api/items/CODE',
  '/api/links/CODE',
  '/media/none',
  '/none',
  '/archive/1.atom',
  '/archive/999.atom',
]

test('a thread’s answers are the very ones that are made in place', async () => {
  const { main, alone, asked, code, path } = await open()
  const ways = [{}, { 'Accept-Encoding': 'br' }, { 'Accept-Encoding': 'gzip' }, { 'Sec-Fetch-Dest': 'document' }]
  for (const [paths, isCostly] of [
    [COSTLY, true],
    [QUICK, false],
  ] as const) {
    for (const template of paths) {
      const address = template.replace('CODE', code).replace('PATH', path)
      for (const [way, headers] of ways.entries()) {
        asked.length = 0
        // The same document may have been asked for under another address.
        if (way === 0) main.backend.cache.clear()
        const answered = await read(await main.ask(address, { headers }))
        expect(answered, `${address} ${way}`).toEqual(await read(await alone.ask(address, { headers })))
        if (way === 0) expect(asked.length > 0, address).toBe(isCostly)
      }
      const head = await read(await main.ask(address, { method: 'HEAD' }))
      expect(head, address).toEqual(await read(await alone.ask(address, { method: 'HEAD' })))
    }
  }
})

test('a finished document, a 304 and a short link are answered in place', async () => {
  const { main, asked, code } = await open()
  const first = await main.ask('/feed.atom', { headers: { 'Accept-Encoding': 'br' } })
  const tag = first.headers.get('ETag') ?? ''
  expect(asked).toEqual(['/feed.atom'])
  const again = await main.ask('/feed.atom?utm_source=x', { headers: { 'Accept-Encoding': 'br' } })
  expect(await read(again)).toEqual(await read(first))
  // Conditional, plain, and in a form that does not have to be made.
  expect((await main.ask('/feed.atom', { headers: { 'If-None-Match': tag, 'Accept-Encoding': 'gzip' } })).status).toBe(
    304,
  )
  await main.ask('/feed.atom')
  await main.ask(`/s/${code}`)
  expect(asked).toEqual(['/feed.atom'])
  // Another form is, and is kept with the others.
  for (const _ of [1, 2]) await main.ask('/feed.atom', { headers: { 'Accept-Encoding': 'gzip' } })
  expect(asked).toEqual(['/feed.atom', '/feed.atom'])
})

test('a QR code is drawn once', async () => {
  const { main, asked, code } = await open()
  const [first, again] = [await main.ask(`/s/${code}.png`), await main.ask(`/s/${code}.PNG?size=320`)]
  expect(await read(again)).toEqual(await read(first))
  expect(asked).toHaveLength(1)
  await main.ask(`/s/${code}.png?size=321`)
  await main.ask(`/s/${code}.svg`)
  expect(asked).toHaveLength(3)
})

test('before routes are asked, only what is there in the form that is wanted is sent', async () => {
  const { main } = await open()
  const cached = createCachedAnswers(main.backend)
  const ask = (encoding: string) => cached('/feed.atom', (name) => (name === 'accept-encoding' ? encoding : undefined))
  await main.ask('/feed.atom', { headers: { 'Accept-Encoding': 'br' } })
  expect(ask('br')?.status).toBe(200)
  expect(ask('identity')?.status).toBe(200)
  expect(ask('gzip')).toBeUndefined()
})

test('a document shows what was written since, with a later date and another tag', async () => {
  const { main, take, asked } = await open()
  const before = await main.ask('/feed.json')
  await take(story('Ferry runs again', 'It runs since Friday.'))
  main.clock.now += 60_000
  const after = await main.ask('/feed.json')
  expect(await after.text()).toContain('Ferry runs again')
  expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
  expect(Date.parse(after.headers.get('Last-Modified') ?? '')).toBeGreaterThanOrEqual(
    Date.parse(before.headers.get('Last-Modified') ?? ''),
  )
  expect(asked).toEqual(['/feed.json', '/feed.json'])
})

test('whoever wants the same document waits for it with the others', async () => {
  const { main, asked, state } = await open()
  let release = () => {}
  state.hold = new Promise((resolve) => {
    release = resolve
  })
  const all = Array.from({ length: 50 }, () => main.ask('/feed.rss', { headers: { 'X-Sender': '192.0.2.1' } }))
  await new Promise((resolve) => setImmediate(resolve))
  release()
  expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([200]))
  expect(asked).toEqual(['/feed.rss'])
})

test('too many of one sender are answered 503, in the form of whom it is for; never what is at hand, or a right token', async () => {
  const { main, state, code } = await open()
  await main.ask('/feed.atom')
  let release = () => {}
  state.hold = new Promise((resolve) => {
    release = resolve
  })
  const sender = { 'X-Sender': '192.0.2.1' }
  const flood = Array.from({ length: 20 }, (_, n) => main.ask(`/?q=bridge+${n}`, { headers: sender }))
  await new Promise((resolve) => setImmediate(resolve))
  for (const [path, type] of [
    ['/?q=more', 'text/html'],
    ['/api/items?q=more', 'application/problem+json'],
    ['/wp-json/wp/v2/posts?search=more', 'application/json'],
    ['/feed.rss?q=more', 'application/problem+json'],
    [`/s/${code}.png`, 'text/html'],
  ] as const) {
    const refused = await main.ask(path, { headers: sender })
    expect(refused.status, path).toBe(503)
    expect(refused.headers.get('Retry-After'), path).toBe('2')
    expect(refused.headers.get('Content-Type'), path).toContain(type)
  }
  for (const path of ['/feed.atom', '/healthz']) expect((await main.ask(path, { headers: sender })).status).toBe(200)
  expect((await main.ask(`/s/${code}`, { headers: sender })).status).toBe(302)
  const others = [
    main.ask('/?q=token', { headers: sender, token: true }),
    main.ask('/?q=loopback', { headers: { 'X-Sender': '127.0.0.1' } }),
    main.ask('/?q=other', { headers: { 'X-Sender': '192.0.2.2' } }),
  ]
  release()
  for (const answer of await Promise.all([...others, ...flood])) expect(answer.status).toBe(200)
})

test('until there is a thread everything is made in place, and so is what writes', async () => {
  const { main, asked, state } = await open()
  state.isReady = false
  expect((await main.ask('/feed.rss')).status).toBe(200)
  expect((await main.ask('/?q=bridge')).status).toBe(200)
  state.isReady = true
  expect((await main.ask('/wp-json/wp/v2/posts', { method: 'POST', json: {} })).status).toBe(401)
  expect((await main.ask('/none/', { method: 'POST', json: {} })).status).toBe(404)
  expect(asked).toEqual([])
})

test('where the thread can not answer, neither does the service, but it says when to ask again', async () => {
  const { main, aside } = await open()
  aside.ask = () => Promise.reject(new RequestError(503, 'Not just now.', { retryAfter: 2 }))
  for (const path of ['/feed.rss', '/?q=x', '/wp-json', '/api/items']) {
    const answer = await main.ask(path)
    expect([answer.status, answer.headers.get('Retry-After')], path).toEqual([503, '2'])
  }
})
