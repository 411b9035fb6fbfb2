import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createCounts, LIMITS, WINDOW } from '../../src/http/limits.ts'
import { openBackend, story, TOKEN } from './backend.ts'

/** What one sender may ask for, and that others and right tokens may go on. */

function open() {
  const backend = openBackend({ sender: (request) => request.headers.get('X-Sender') ?? undefined })
  const from = (sender: string, authorization?: string) => ({
    'X-Sender': sender,
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  })
  const ask = async (path: string, sender: string, authorization?: string, method = 'GET') =>
    (await backend.ask(path, { method, headers: from(sender, authorization) })).status
  const get = (path: string, sender: string, authorization?: string) =>
    backend.ask(path, { headers: from(sender, authorization) })
  const many = (times: number, work: (n: number) => Promise<number>) =>
    Promise.all(Array.from({ length: times }, (_, n) => work(n)))
  return { ...backend, ask, get, many }
}

const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length
const guess = (n: number) => `Bearer guess-${n}`
const basic = (password: string) => `Basic ${btoa(`editor:${password}`)}`
const SENDER = '192.0.2.1'

describe('wrong tokens', () => {
  test.each([
    ['POST', '/api/items'],
    ['POST', '/api/preview'],
    ['DELETE', '/api/items/k3xp9a'],
    ['GET', '/api/webhooks'],
    ['GET', '/api/sources'],
    ['GET', '/api/changes'],
    ['GET', '/api/faults.atom'],
    ['GET', '/api/nothing'],
  ])('%s %s: ten a minute, then 429 until the minute is over', async (method, path) => {
    const { ask, many, clock } = open()
    const statuses = await many(30, (n) => ask(path, SENDER, guess(n), method))
    expect(count(statuses, 429)).toBe(30 - LIMITS.wrongTokens.times)
    expect(await ask(path, '192.0.2.2', guess(1), method)).not.toBe(429)
    clock.now += WINDOW
    expect(await ask(path, SENDER, guess(1), method)).not.toBe(429)
  })

  test.each(['/api/faults.atom', '/opml.xml?sources'])('as a password too: %s', async (path) => {
    const { ask, many } = open()
    const statuses = await many(30, (n) => ask(path, SENDER, basic(`guess-${n}`)))
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([10, 20])
    expect(await ask(path, SENDER, basic(TOKEN))).toBe(200)
  })

  test('the answer says when to come again, and the right token is never refused', async () => {
    const { ask, get, many, clock } = open()
    await many(50, (n) => ask('/api/webhooks', SENDER, guess(n)))
    clock.now += 15_000
    const refused = await get('/api/webhooks', SENDER, guess(0))
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '45'])
    expect(await refused.json()).toMatchObject({ status: 429, detail: expect.stringContaining('try again in 45 s') })
    const right = await many(100, () => ask('/api/webhooks', SENDER, `Bearer ${TOKEN}`))
    expect(count(right, 200)).toBe(100)
  })

  test('of all addresses of one IPv6 network together, and of IPv4 however it is written', async () => {
    const { ask, many } = open()
    const six = await many(30, (n) => ask('/api/webhooks', `2001:db8:1:2::${n.toString(16)}`, guess(n)))
    expect(count(six, 401)).toBe(10)
    expect(await ask('/api/webhooks', '2001:db8:1:3::1', guess(0))).toBe(401)
    const four = ['198.51.100.7', '::ffff:198.51.100.7', '::ffff:c633:6407', '64:ff9b::c633:6407']
    const all = await many(40, (n) => ask('/api/webhooks', four[n % 4] ?? '', guess(n)))
    expect(count(all, 401)).toBe(10)
  })

  test('of this machine none are refused', async () => {
    const { ask, many } = open()
    for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(count(await many(40, (n) => ask('/api/webhooks', own, guess(n))), 401)).toBe(40)
    }
  })

  test('whoever reached the limit is not forgotten because thousands of others come', async () => {
    const { ask, many } = open()
    await many(11, (n) => ask('/api/webhooks', SENDER, guess(n)))
    await many(12_000, (n) => ask('/api/webhooks', `198.18.${n >> 8}.${n & 255}`, guess(n)))
    expect(await ask('/api/webhooks', SENDER, guess(1))).toBe(429)
  })

  test('a clock that is set back a year lets everybody begin anew', async () => {
    const { ask, many, clock } = open()
    await many(11, (n) => ask('/api/webhooks', SENDER, guess(n)))
    clock.now -= 365 * 24 * 3_600_000
    expect(await ask('/api/webhooks', SENDER, guess(1))).toBe(401)
  })
})

test('requests without the token that they need are bounded, and reading is not', async () => {
  const { ask, many } = open()
  const statuses = await many(100, () => ask('/api/items', SENDER, undefined, 'POST'))
  expect([count(statuses, 401), count(statuses, 429)]).toEqual([LIMITS.withoutToken.times, 40])
  for (const path of ['/api/items', '/feed.atom', '/', '/api/sources', '/healthz']) {
    expect(await ask(path, SENDER)).toBe(200)
  }
})

describe('searches', () => {
  const SEARCHES = [
    '/?q=WORD',
    '/?s=WORD',
    '/ara-news/?q=WORD',
    '/feed.atom?q=WORD',
    '/ara-news/feed.json?q=WORD',
    '/feed/?s=WORD',
    '/search/WORD/feed/rss2/',
    '/search/WORD/',
    '/tag/syria/?q=WORD',
    '/tag/syria/feed.rss?q=WORD',
    '/api/items?q=WORD',
    '/wp-json/wp/v2/posts?search=WORD',
    '/?rest_route=/wp/v2/posts&search=WORD',
  ]

  test('are bounded for one sender, in all the forms that there are of them', async () => {
    const { ask, many, take } = open()
    await take(story('A bridge fell', 'A bridge fell at dawn, engineers said.'))
    const toPath = (n: number) => (SEARCHES[n % SEARCHES.length] ?? '').replace('WORD', `word${n}`)
    const statuses = await many(LIMITS.searches.times + 40, (n) => ask(toPath(n), SENDER))
    expect(count(statuses, 429)).toBe(40)
    for (const path of SEARCHES) expect([path, await ask(path, SENDER)]).toEqual([path, 429])
    expect(await ask('/?q=bridge', '192.0.2.2')).toBe(200)
    expect(await ask('/?q=bridge', SENDER, `Bearer ${TOKEN}`)).toBe(200)
    expect(await ask('/feed.atom', SENDER)).toBe(200)
  })

  test('a link that somebody put `?s=20` behind is none', async () => {
    const { ask, many, take, db } = open()
    await take(story('A bridge fell', 'A bridge fell at dawn, engineers said.'))
    const found = await db.first<{ code: string; permalink: string }>(
      'SELECT l.code, i.permalink FROM links l JOIN items i ON i.id = l.item',
    )
    await many(300, (n) => ask(`/?q=w${n}`, SENDER))
    expect(await ask(`/s/${found?.code}?s=20`, SENDER)).toBe(302)
    expect(await ask(`${found?.permalink}?s=20`, SENDER)).toBe(200)
  })
})

test('a reader is told that it may send the token as a password where it may', async () => {
  const { get } = open()
  const challenges = [
    ['/api/faults.atom', 'Basic realm="ara-feeds", Bearer realm="ara-feeds"'],
    ['/opml.xml?sources', 'Basic realm="ara-feeds", Bearer realm="ara-feeds"'],
    ['/api/webhooks', 'Bearer realm="ara-feeds"'],
  ] as const
  for (const [path, challenge] of challenges) {
    const response = await get(path, SENDER)
    expect([path, response.status, response.headers.get('WWW-Authenticate')]).toEqual([path, 401, challenge])
  }
})

test('counts are of a window, and bounded', () => {
  const counts = createCounts(1_000, 3)
  const add = (key: string, now: number) => counts.count(key, now, 4)
  expect([add('a', 0), add('a', 999), add('a', 1_000)]).toEqual([
    { times: 1, until: 1_000 },
    { times: 2, until: 1_000 },
    { times: 1, until: 2_000 },
  ])
  for (const key of ['b', 'c', 'a', 'd']) add(key, 1_000)
  // `b` was counted longest ago.
  expect([add('a', 1_000).times, add('b', 1_000).times]).toEqual([3, 1])
  add('a', 1_000)
  for (const key of ['e', 'f', 'g', 'h']) add(key, 1_000)
  expect(add('a', 1_000).times).toBe(5)
})

test('docs/http.md says what is bounded to how much', () => {
  const docs = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8')
  for (const { times, what } of Object.values(LIMITS)) expect(docs).toContain(`| ${what} | ${times} |`)
})
