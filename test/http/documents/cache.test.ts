import { expect, test } from 'vitest'
import { type CacheEntry, createDocumentCache } from '../../../src/http/documents/cache.ts'

function entry(size: number): CacheEntry {
  const document = { bytes: new Uint8Array(size), type: 'text/plain', etag: 'W/"x"' }
  return { document, headers: {}, forms: new Map(), mark: '1', written: 1, changed: 0 }
}

test('what was used longest ago goes first', () => {
  const cache = createDocumentCache(2 * 3 * 1600)
  for (const key of ['a', 'b', 'c']) cache.set(key, entry(1000))
  cache.get('a')
  cache.set('d', entry(1000))
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true, true])
})

test('what is larger than the cache is not kept, and pushes nothing out', () => {
  const cache = createDocumentCache(2 * 2000)
  cache.set('a', entry(100))
  cache.set('b', entry(5000))
  expect(cache.get('a')).toBeDefined()
  expect(cache.get('b')).toBeUndefined()
})

test('setting a key again replaces it without counting it twice', () => {
  const cache = createDocumentCache(2 * 3000)
  for (let time = 0; time < 100; time++) cache.set('a', entry(1000))
  cache.set('b', entry(800))
  expect(cache.get('a')).toBeDefined()
  expect(cache.get('b')).toBeDefined()
})

test('ever new addresses of empty documents do not pile up', () => {
  const cache = createDocumentCache(2 * 100_000)
  for (let number = 0; number < 10_000; number++) cache.set(`/feed.rss?q=${number}`, entry(0))
  const kept = Array.from({ length: 10_000 }, (_, number) => cache.get(`/feed.rss?q=${number}`)).filter(Boolean)
  expect(kept.length).toBeGreaterThan(10)
  expect(kept.length).toBeLessThan(250)
})

test('compressed forms are counted too', () => {
  const cache = createDocumentCache(2 * 5000)
  const forms: CacheEntry['forms'] = new Map([['br', { bytes: new Uint8Array(2500), headers: {} }]])
  cache.set('a', { ...entry(1000), forms })
  cache.set('b', { ...entry(1000), forms })
  expect([cache.get('a'), cache.get('b')].map(Boolean)).toEqual([false, true])
})

test('an entry that has grown since is counted anew when it is set again', () => {
  const cache = createDocumentCache(2 * 5000)
  const grown = entry(1000)
  cache.set('a', grown)
  cache.set('b', entry(1000))
  grown.forms.set('br', { bytes: new Uint8Array(3000), headers: {} })
  cache.set('a', grown)
  expect([cache.get('a'), cache.get('b')].map(Boolean)).toEqual([true, false])
})

test('cleared, it has nothing left of anything', () => {
  const cache = createDocumentCache(100_000)
  cache.set('a', entry(10))
  cache.pieces.set('p', new Uint8Array(10))
  cache.hashes.set('h', 'hash')
  cache.clear()
  expect([cache.get('a'), cache.pieces.get('p'), cache.hashes.get('h')]).toEqual([undefined, undefined, undefined])
  cache.set('a', entry(10))
  expect(cache.get('a')).toBeDefined()
})
