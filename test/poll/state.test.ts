import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import type { ParsedFeed, PollState, Source } from '../../src/model/model.ts'
import type { DocumentAnswer } from '../../src/net/fetch.ts'
import { toRequest, toSourceHost, toSourceUrl } from '../../src/poll/request.ts'
import { NEVER } from '../../src/poll/schedule.ts'
import { type StoredDocument, toFailed, toStart, toStored, toUnchanged } from '../../src/poll/state.ts'

const DAY = 24 * 3_600_000
const now = Date.UTC(2015, 5, 4, 12, 0, 0)
const moment = { now, random: 0 }
const source: Source = { id: 'en', url: 'http://a.example/feed', channel: 'ara', declared: true, rank: 0 }
const fresh: PollState = { source: 'en', due: 0, paused: false, gone: false, failures: 0, url: source.url }

const toAnswer = (more: Partial<DocumentAnswer> = {}): DocumentAnswer => ({
  kind: 'document',
  url: 'http://a.example/feed',
  status: 200,
  bytes: new Uint8Array(),
  ...more,
})
const feed: ParsedFeed = { format: 'rss', authors: [], hubs: [], hints: { minutes: 60 }, items: [], warnings: [] }
const toWhatWasTaken = (more: Partial<StoredDocument> = {}): StoredDocument => ({
  feed,
  title: 'ARA News',
  bodyHash: 'aa',
  identifyBy: 'guid',
  arrivals: [],
  outcome: 'changed',
  ...more,
})

describe('a success', () => {
  const broken = toFailed(fresh, { sentence: 'a.example refused the connection.', retryAt: now + DAY }, moment)

  test('forgets the faults before it', () => {
    expect(broken).toMatchObject({ failures: 1, fault: 'a.example refused the connection.', faultSince: now })
    const later = { now: now + 1000, random: 0 }
    const again = toFailed(broken, { sentence: 'a.example answered 404 Not Found.' }, later)
    expect(again).toMatchObject({ failures: 2, faultSince: now, polledAt: now + 1000 })
    expect(again).not.toHaveProperty('retryAt')
    const good = toStored(source, again, toAnswer(), toWhatWasTaken(), later)
    expect(good).toMatchObject({ failures: 0, succeededAt: now + 1000, outcome: 'changed', title: 'ARA News' })
    expect(good).not.toHaveProperty('fault')
    expect(good).not.toHaveProperty('faultSince')
  })

  test('keeps what tells the next document from this one, and a failure loses none of it', () => {
    const answer = toAnswer({ etag: '"a"', lastModified: 'Thu, 04 Jun 2015 10:00:00 GMT' })
    const good = toStored(source, fresh, answer, toWhatWasTaken(), moment)
    const kept = { etag: '"a"', lastModified: answer.lastModified, bodyHash: 'aa', identifyBy: 'guid' }
    expect(good).toMatchObject(kept)
    expect(toFailed(good, { sentence: 'x' }, moment)).toMatchObject(kept)
    const unchanged = toUnchanged(source, good, toAnswer({ kind: 'unchanged', status: 304, etag: '"b"' }), moment)
    expect(unchanged).toMatchObject({ ...kept, etag: '"b"', outcome: 'unchanged' })
    const same = toUnchanged(source, good, toAnswer(), moment)
    expect(same).not.toHaveProperty('etag')
    expect(same).toMatchObject({ bodyHash: 'aa', hints: { minutes: 60 } })
  })

  test('keeps the newest twenty arrivals', () => {
    const before = { ...fresh, arrivals: Array.from({ length: 20 }, (_, index) => now - index * DAY) }
    const good = toStored(source, before, toAnswer(), toWhatWasTaken({ arrivals: [now - 1, now - 90 * DAY] }), moment)
    expect(good.arrivals).toHaveLength(20)
    expect(good.arrivals?.slice(0, 3)).toEqual([now, now - 1, now - DAY])
  })
})

describe('410', () => {
  test('stops the source until it answers again', () => {
    const gone = toFailed(fresh, { sentence: 'a.example answered 410 Gone.', gone: true }, moment)
    expect(gone).toMatchObject({ gone: true, due: NEVER })
    expect(toFailed(gone, { sentence: 'x' }, moment)).toMatchObject({ gone: true, due: NEVER })
    const back = toStored(source, gone, toAnswer(), toWhatWasTaken(), moment)
    expect(back.gone).toBe(false)
    expect(back.due).toBeLessThan(now + 2 * DAY)
  })
  test('of the address that a source moved to brings it back to its own', () => {
    const failure = { sentence: 'b.example answered 410 Gone.', gone: true }
    const left = toFailed({ ...fresh, adoptedUrl: 'https://b.example/feed' }, failure, moment)
    expect(left.gone).toBe(false)
    expect(left.due).toBeLessThan(now + DAY)
    expect(toSourceUrl(source, left)).toBe(source.url)
    expect(toFailed(left, failure, moment)).toMatchObject({ gone: true, due: NEVER })
  })
  test('a paused source that was asked stays paused', () => {
    expect(toUnchanged(source, { ...fresh, paused: true }, toAnswer(), moment)).toMatchObject({
      paused: true,
      due: NEVER,
    })
  })
})

describe('a permanent move', () => {
  const moved = toAnswer({ url: 'https://b.example/feed', permanentUrl: 'https://b.example/feed' })
  const polled = (state: PollState, days: number, answer = moved, from = source) =>
    toUnchanged(from, state, answer, { now: now + days * DAY, random: 0 })

  test('is adopted once it has held for a week', () => {
    const first = polled(fresh, 0)
    expect(first).toMatchObject({ movedTo: 'https://b.example/feed', movedSince: now })
    const sixth = polled(first, 6)
    expect(sixth).toMatchObject({ movedSince: now })
    expect(toSourceUrl(source, sixth)).toBe(source.url)
    const seventh = polled(sixth, 7)
    expect(toSourceUrl(source, seventh)).toBe('https://b.example/feed')
    expect(seventh).not.toHaveProperty('movedTo')
  })
  test('starts anew when it was taken back, or leads elsewhere', () => {
    const first = polled(fresh, 0)
    const back = polled(first, 3, toAnswer())
    expect(back).not.toHaveProperty('movedTo')
    const elsewhere = polled(first, 3, toAnswer({ permanentUrl: 'https://c.example/' }))
    expect(elsewhere).toMatchObject({ movedTo: 'https://c.example/', movedSince: now + 3 * DAY })
    expect(polled(back, 8)).not.toHaveProperty('adoptedUrl')
  })
  test('to https of the same address is adopted at once', () => {
    const upgraded = polled(fresh, 0, toAnswer({ permanentUrl: 'https://a.example/feed', isUpgrade: true }))
    expect(toSourceUrl(source, upgraded)).toBe('https://a.example/feed')
  })
  test('does not hold when the new address fails again and again', () => {
    let state: PollState = { ...fresh, adoptedUrl: 'https://b.example/feed' }
    for (let count = 0; count < 2; count++) state = toFailed(state, { sentence: 'x' }, moment)
    expect(toSourceUrl(source, state)).toBe('https://b.example/feed')
    expect(toSourceUrl(source, toFailed(state, { sentence: 'x' }, moment))).toBe(source.url)
  })
  test('to another host is not adopted for a source that signs in', () => {
    const secret: Source = { ...source, credentials: { type: 'basic', secret: 'SOURCE_LOGIN' } }
    expect(polled(polled(fresh, 0, moved, secret), 30, moved, secret)).not.toHaveProperty('adoptedUrl')
    const within = { ...source, url: 'http://user:pass@a.example/feed' }
    const adopted = polled(fresh, 0, toAnswer({ permanentUrl: 'https://a.example/feed', isUpgrade: true }), within)
    expect(toSourceUrl(within, adopted)).toBe('https://user:pass@a.example/feed')
  })
})

describe('another address', () => {
  test('makes a new source of it, but a paused one stays paused', () => {
    const old = {
      ...fresh,
      paused: true,
      succeededAt: now,
      etag: '"a"',
      adoptedUrl: 'https://b.example/',
      bodyHash: 'aa',
    }
    const next = toStart({ ...source, url: 'http://c.example/rss' }, old)
    expect(next).toEqual({ ...fresh, paused: true, url: 'http://c.example/rss' })
    expect(toStart(source, old)).toEqual(old)
  })
  test('is remembered without its login, which is none of it', () => {
    const within = { ...source, url: 'https://azad:secret@a.example/feed' }
    const bare = { ...fresh, etag: '"a"', url: 'https://a.example/feed' }
    expect(toStart(within, bare)).toEqual(bare)
    expect(toStart(within, { ...bare, url: within.url })).toEqual(bare)
    expect(toStart({ ...within, url: 'https://a:b@b.example/feed' }, bare)).toEqual({
      ...fresh,
      url: 'https://b.example/feed',
    })
  })
})

describe('a request', () => {
  const secrets: Readonly<Record<string, string>> = { SOURCE_LOGIN: 'azad:gešt', SOURCE_KEY: 'k' }
  const ask = (credentials: NonNullable<Source['credentials']>) =>
    toRequest({ ...source, credentials }, fresh, (name) => secrets[name]).headers
  test('carries validators and credentials', () => {
    const state = { ...fresh, etag: '"a"', lastModified: 'x' }
    expect(toRequest(source, state, () => undefined)).toEqual({ url: source.url, etag: '"a"', lastModified: 'x' })
    const login = ask({ type: 'basic', secret: 'SOURCE_LOGIN' })?.authorization ?? ''
    expect(Buffer.from(login.replace('Basic ', ''), 'base64').toString()).toBe('azad:gešt')
    expect(ask({ type: 'header', name: 'X-Key', secret: 'SOURCE_KEY' })).toEqual({ 'X-Key': 'k' })
  })
  test('is sent without the line end of its file, and what no header can hold is named', () => {
    const key = (value: string) =>
      toRequest({ ...source, credentials: { type: 'header', name: 'X-Key', secret: 'SOURCE_KEY' } }, fresh, () => value)
        .headers
    expect(key('k\n')).toEqual({ 'X-Key': 'k' })
    expect(() => key('a\nb')).toThrow('SOURCE_KEY holds signs that no HTTP header can have.')
  })

  test('names a secret that is not set', () => {
    expect(() => ask({ type: 'basic', secret: 'SOURCE_OTHER' })).toThrow(ConfigError)
    expect(() => ask({ type: 'basic', secret: 'SOURCE_OTHER' })).toThrow(/^SOURCE_OTHER is not set/)
  })
  test('claims the host in use', () => {
    expect(toSourceHost(source, fresh)).toBe('a.example')
    expect(toSourceHost(source, { ...fresh, adoptedUrl: 'https://b.example:8443/' })).toBe('b.example:8443')
    expect(toSourceHost({ ...source, url: 'nonsense' }, fresh)).toBe('source:en')
  })
})
