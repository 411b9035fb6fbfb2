import zlib, { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../../src/clean/clean.ts'
import { toIndex } from '../../../src/clean/content.ts'
import { createLayOver } from '../../../src/clean/edited.ts'
import { createDocumentCache } from '../../../src/http/documents/cache.ts'
import { createCompress, toEncoding } from '../../../src/http/documents/finished.ts'
import { parse } from '../../../src/read/parse.ts'
import type { Db } from '../../../src/store/db.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { BASE, channel, list, openBackend, story } from '../backend.ts'

/** What a feed costs when it is polled: validators, 304, encodings, and what is kept. */

const compress = createCompress(zlib)
const TEXT = { contentType: 'text/plain; charset=utf-8' }
const LONG = 'The river rose again on Thursday and the bridge was closed. '.repeat(30)

/** A backend whose questions to the database are counted. */
function openCounting(isCheap: boolean) {
  const asked: string[] = []
  const inner = openBackend()
  const db: Db = {
    ...inner.db,
    all: (sql, ...values) => {
      asked.push(sql)
      return inner.db.all(sql, ...values)
    },
    first: (sql, ...values) => {
      asked.push(sql)
      return inner.db.first(sql, ...values)
    },
    run: (sql, ...values) => inner.db.run(sql, ...values),
    batch: (statements) => inner.db.batch(statements),
  }
  const written = isCheap ? { written: () => inner.db.written() } : {}
  // The same stories behind both; only this one is counted.
  const backend = openBackend({ db, compress, ...written })
  return { ...backend, take: inner.take, clock: inner.clock, inner, asked }
}

describe('polls', () => {
  test('a second poll asks the database nothing where writes are counted, else one question about no story', async () => {
    for (const isCheap of [true, false]) {
      const { ask, take, asked } = openCounting(isCheap)
      await take(story('Bridge closed', LONG))
      for (const path of ['/feed.atom', '/feed.json?limit=5', '/feed.rss?place=qamishli', '/archive.json']) {
        const etag = (await ask(path)).headers.get('ETag') ?? ''
        asked.length = 0
        expect((await ask(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
        expect((await ask(path)).status).toBe(200)
        expect(asked.length).toBe(isCheap ? 0 : 2)
        expect(asked.filter((sql) => /\bitems\b/.test(sql))).toEqual([])
      }
    }
  })

  test('a change of another channel, or outside of the list, moves no validator', async () => {
    const other = { ...channel, id: 'other', title: 'Other', sources: [] }
    const backend = openBackend({ channels: [channel, other] })
    await backend.take(story('Bridge closed', LONG))
    const paths = ['/ara-news/feed.atom', '/feed.rss?q=Bridge+closed', '/feed.json?author=egid-yousef']
    const look = async () =>
      Promise.all(
        paths.map(async (path) => {
          const { headers } = await backend.ask(path)
          return [headers.get('ETag'), headers.get('Last-Modified')]
        }),
      )
    const before = await look()
    backend.clock.now += 3_600_000
    const feed = parse(
      new TextEncoder().encode(story('A market', 'It opened.').replace('Egid Yousef', 'Lina Hamo')),
      TEXT,
    )
    const arrival = {
      channel: other,
      owner: 'editor',
      ranks: {},
      mode: 'live' as const,
      now: backend.clock.now,
      toIndex,
      layOver: createLayOver([other]),
    }
    await saveItems(backend.db, cleanFeed(feed, TEXT, { channel: other }), { ...arrival, base: BASE })
    expect(await list(backend, '/other/feed.json')).toHaveLength(1)
    expect(await look()).toEqual(before)
  })

  test('what leaves a list moves its date, although nothing in it is newer', async () => {
    const backend = openBackend()
    await backend.take(story('Bridge closed', LONG))
    backend.clock.now += 60_000
    const id = await backend.take(story('Market burns', LONG))
    const before = await backend.ask('/author/egid-yousef/feed.rss')
    backend.clock.now += 60_000
    const json = { authors: [{ name: 'Lina Hamo' }], note: 'Wrong name.' }
    await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json })
    const since = before.headers.get('Last-Modified') ?? ''
    const after = await backend.ask('/author/egid-yousef/feed.rss', { headers: { 'If-Modified-Since': since } })
    expect([after.status, (await after.text()).includes('Market burns')]).toEqual([200, false])
  })

  test('a date is never to come: changes within a second have none rather than one that hides them', async () => {
    const backend = openBackend()
    const id = await backend.take(story('Bridge closed', LONG))
    expect((await backend.ask('/feed.rss')).headers.get('Last-Modified')).not.toBeNull()
    for (const title of ['Bridge shut', 'Bridge locked']) {
      backend.clock.now += 10
      await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'PATCH', token: true, json: { title } })
      const headers = { 'If-Modified-Since': new Date(backend.clock.now).toUTCString() }
      const response = await backend.ask('/feed.rss', { headers })
      expect([response.status, (await response.text()).includes(title)]).toEqual([200, true])
      const said = Date.parse(response.headers.get('Last-Modified') ?? '')
      expect(Number.isNaN(said) || said <= backend.clock.now).toBe(true)
    }
  })

  test('conditions that contradict each other: the tag decides; ranges and If-Match change nothing', async () => {
    const backend = openBackend()
    await backend.take(story('Bridge closed', LONG))
    const { headers } = await backend.ask('/feed.rss')
    const etag = headers.get('ETag') ?? ''
    const status = async (sent: Record<string, string>) => (await backend.ask('/feed.rss', { headers: sent })).status
    const long = new Date(0).toUTCString()
    expect(await status({ 'If-None-Match': etag, 'If-Modified-Since': long })).toBe(304)
    expect(await status({ 'If-None-Match': '"x"', 'If-Modified-Since': new Date().toUTCString() })).toBe(200)
    expect(await status({ Range: 'bytes=0-10', 'If-Range': etag })).toBe(200)
    expect(await status({ 'If-None-Match': `"a", ${'"b", '.repeat(500)}${etag}` })).toBe(304)
    expect(await status({ 'If-None-Match': '"'.repeat(3_000) })).toBe(200)
    expect(headers.get('Accept-Ranges')).toBeNull()
    expect(headers.get('Set-Cookie')).toBeNull()
  })
})

describe('encodings', () => {
  test.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['GZIP', 'gzip'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', undefined],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=banana', 'gzip'],
    ['gzip;Q=0.4, br;q="0.3"', 'gzip'],
    ['x-gzip', 'gzip'],
    [`${'gzip;q=0.001;a="\\"", '.repeat(500)}br;q=0`, 'gzip'],
    ['deflate, zstd', undefined],
    ['', undefined],
    [',;,;q=;;', undefined],
    [undefined, undefined],
  ])('Accept-Encoding: %s is answered with %s', (accepted, expected) => {
    expect(toEncoding(accepted)).toBe(expected)
  })

  test('each is the same document, made once a revision, and named as it is', async () => {
    const made: string[] = []
    const backend = openBackend({
      compress: (bytes, encoding) => {
        made.push(encoding)
        return compress(bytes, encoding)
      },
    })
    await backend.take(story('Bridge closed', LONG))
    const plain = await (await backend.ask('/feed.atom')).text()
    for (const _ of [1, 2, 3]) {
      for (const [encoding, open] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const response = await backend.ask('/feed.atom', { headers: { 'Accept-Encoding': encoding } })
        const bytes = new Uint8Array(await response.arrayBuffer())
        expect(open(bytes).toString()).toBe(plain)
        expect(bytes.byteLength).toBeLessThan(plain.length / 2)
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-encoding': encoding,
          'content-length': String(bytes.byteLength),
          vary: 'Accept-Encoding, Sec-Fetch-Dest',
        })
      }
    }
    expect(made).toEqual(['br', 'gzip'])
    const etag = (await backend.ask('/feed.atom')).headers.get('ETag') ?? ''
    const same = await backend.ask('/feed.atom', { headers: { 'Accept-Encoding': 'br', 'If-None-Match': etag } })
    expect([same.status, same.headers.get('Content-Encoding'), same.headers.get('Vary')]).toEqual([
      304,
      null,
      'Accept-Encoding, Sec-Fetch-Dest',
    ])
    const head = await backend.ask('/feed.atom', { method: 'HEAD', headers: { 'Accept-Encoding': 'br' } })
    expect([head.headers.get('Content-Encoding'), await head.text()]).toEqual(['br', ''])
  })
})

describe('what is kept', () => {
  test('ever new addresses fill no memory, and push out what nobody asks for', async () => {
    const cache = createDocumentCache(200_000)
    const backend = openBackend({ cache, compress })
    await backend.take(story('Bridge closed', LONG))
    for (let number = 0; number < 200; number++) await backend.ask(`/feed.atom?q=bridge%20${'x'.repeat(number % 150)}`)
    const kept = Array.from({ length: 150 }, (_, n) => cache.get(`/feed.atom?q=bridge+${'x'.repeat(n)}`))
    expect(kept.filter(Boolean).length).toBeLessThan(100)
    for (let number = 0; number < 200; number++) await backend.ask(`/feed.atom?utm_source=${number}&x${number}=1`)
    expect(cache.get('/feed.atom')).toBeDefined()
    expect(cache.get('/feed.atom?utm_source=1&x1=1')).toBeUndefined()
  })

  test.each([
    ['a path of 5,000 letters', `/${'a'.repeat(5_000)}/feed.atom`],
    ['a tag of 5,000 letters', `/tag/${'a'.repeat(5_000)}/feed.atom`],
    ['1,000 names', `/feed.atom?${Array.from({ length: 1_000 }, (_, n) => `p${n}=${n}`).join('&')}`],
    ['1,000 tags', `/feed.atom?${Array.from({ length: 1_000 }, () => 'tag=a').join('&')}`],
    ['8,000 letters of words', `/feed.atom?q=${'a+'.repeat(4_000)}`],
    ['/feed.atom?q=%0d%0aX-Evil:%201', '/feed.atom?q=%0d%0aX-Evil:%201'],
    ['/tag/a%0d%0aX-Evil:%201/feed.atom', '/tag/a%0d%0aX-Evil:%201/feed.atom'],
    ['/feed.atom?q=%00%ff%fe', '/feed.atom?q=%00%ff%fe'],
    ['/feed.atom?q=%ed%a0%80a', '/feed.atom?q=%ed%a0%80a'],
    ['/feed.atom?before=-1.-1', '/feed.atom?before=-1.-1'],
    ['/feed.atom?before=999999999999999.999999999999999', '/feed.atom?before=999999999999999.999999999999999'],
    ['/archive.json?after=99999999999', '/archive.json?after=99999999999'],
    ['/%2e%2e/feed.atom', '/%2e%2e/feed.atom'],
    ['/feed.atom/feed.atom/feed.atom', '/feed.atom/feed.atom/feed.atom'],
    ['/tag/%/feed.atom', '/tag/%/feed.atom'],
  ])('%s is answered, and nothing of it gets into a header', async (_, path) => {
    const backend = openBackend()
    await backend.take(story('Bridge closed', LONG))
    const response = await backend.ask(path)
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('X-Evil')).toBeNull()
    expect(response.headers.get('Link') ?? '').not.toMatch(/[\r\n]|X-Evil: /)
    expect(backend.logged).toEqual([])
  })
})
