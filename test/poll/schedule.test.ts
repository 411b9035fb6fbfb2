import { describe, expect, test } from 'vitest'
import type { PollHints } from '../../src/model/document.ts'
import type { PollState } from '../../src/model/model.ts'
import { NEVER, schedule } from '../../src/poll/schedule.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Thursday. */
const now = Date.UTC(2015, 5, 4, 12, 0, 0)

const toState = (more: Partial<PollState> = {}): PollState => ({
  source: 'a',
  due: 0,
  paused: false,
  gone: false,
  failures: 0,
  ...more,
})
const every = (gap: number, count = 20, ago = 0) => Array.from({ length: count }, (_, index) => now - ago - index * gap)
const minutes = (more: Partial<PollState>, random = 0) => (schedule(toState(more), now, random) - now) / MINUTE

describe('interval', () => {
  test('is an hour for a source that has published nothing', () => expect(minutes({})).toBe(60))
  test('follows how often the source publishes', () => {
    const busy = minutes({ arrivals: every(HOUR) })
    const slow = minutes({ arrivals: every(10 * HOUR) })
    expect(busy).toBeGreaterThanOrEqual(5)
    expect(busy).toBeLessThan(30)
    expect(slow).toBeGreaterThan(60)
    expect(slow).toBeLessThan(600)
  })
  test('is never less than 5 minutes nor more than a day', () => {
    expect(minutes({ arrivals: every(1000) })).toBe(5)
    expect(minutes({ arrivals: every(0) })).toBe(5)
    expect(minutes({ arrivals: [now + HOUR] })).toBe(5)
    expect(minutes({ arrivals: every(300 * DAY) })).toBe(24 * 60)
    expect(minutes({ arrivals: every(300 * DAY) }, 0.99)).toBe(24 * 60)
  })
  test('is a day while a hub sends what is new, and never longer than the hub has promised to', () => {
    const busy = every(1000)
    expect(minutes({ arrivals: busy, pushedUntil: now + 10 * DAY })).toBe(24 * 60)
    expect(minutes({ arrivals: busy, pushedUntil: now + 3 * HOUR })).toBe(180)
    expect(minutes({ arrivals: busy, pushedUntil: now + MINUTE })).toBe(5)
    expect(minutes({ arrivals: busy, pushedUntil: now - DAY })).toBe(5)
    expect(minutes({ failures: 1, pushedUntil: now + 10 * DAY })).toBe(30)
  })
  test('grows while a source is silent', () => {
    expect(minutes({ arrivals: every(HOUR, 20, 5 * DAY) })).toBeGreaterThan(minutes({ arrivals: every(HOUR) }))
  })
  test('is spread, only to later', () => {
    expect(minutes({}, 0.5)).toBeGreaterThan(60)
    expect(minutes({}, 1)).toBeLessThanOrEqual(66)
    expect(Number.isInteger(schedule(toState({ hints: { skipHours: [13] } }), now, 0.123456789))).toBe(true)
    expect(Number.isInteger(schedule(toState(), now, 0.123456789))).toBe(true)
  })
})

describe('failure', () => {
  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [6, 960],
    [7, 1440],
    [5000, 1440],
  ])('%i in a row wait for %i minutes', (failures, expected) => {
    expect(minutes({ failures, arrivals: every(1000) })).toBe(expected)
    expect(minutes({ failures }, 0.9)).toBeGreaterThanOrEqual(expected)
    expect(minutes({ failures }, 0.9)).toBeLessThanOrEqual(Math.min(expected * 1.1, 1440))
  })
  test('waits for Retry-After too, for a day at most', () => {
    expect(minutes({ failures: 1, retryAt: now + 3 * HOUR })).toBe(180)
    expect(minutes({ failures: 1, retryAt: now + MINUTE })).toBe(30)
    expect(minutes({ failures: 1, retryAt: now + 30 * DAY })).toBe(1440)
  })
})

describe('hints', () => {
  const busy = every(1000)
  test('ttl and caching headers lengthen the interval, by a day at most', () => {
    expect(minutes({ arrivals: busy, hints: { minutes: 90 } })).toBe(90)
    expect(minutes({ arrivals: busy, freshUntil: now + 2 * HOUR })).toBe(120)
    expect(minutes({ arrivals: busy, hints: { minutes: 90 }, freshUntil: now + 2 * HOUR })).toBe(120)
    expect(minutes({ arrivals: busy, hints: { minutes: 1e9 } })).toBe(1440)
    expect(minutes({ arrivals: busy, freshUntil: now + 365 * DAY })).toBe(1440)
  })
  test('never shorten it', () => {
    expect(minutes({ hints: { minutes: 1 }, freshUntil: now - HOUR })).toBe(60)
  })

  const at = (hints: PollHints, random = 0) => new Date(schedule(toState({ hints }), now, random)).toISOString()
  test('skipped hours and days are left out', () => {
    expect(at({ skipHours: [13, 14] })).toBe('2015-06-04T15:00:00.000Z')
    expect(at({ skipHours: [14] })).toBe('2015-06-04T13:00:00.000Z')
    expect(at({ skipHours: [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1] })).toBe('2015-06-05T02:00:00.000Z')
    expect(at({ skipDays: [4, 5] })).toBe('2015-06-06T00:00:00.000Z')
    expect(at({ skipDays: [0, 1, 2, 3, 4, 5] })).toBe('2015-06-06T00:00:00.000Z')
    expect(at({ skipDays: [4], skipHours: [0, 1] })).toBe('2015-06-05T02:00:00.000Z')
  })
  test('what skips everything skips nothing', () => {
    expect(at({ skipDays: [0, 1, 2, 3, 4, 5, 6] })).toBe('2015-06-04T13:00:00.000Z')
    expect(at({ skipHours: Array.from({ length: 24 }, (_, hour) => hour) })).toBe('2015-06-04T13:00:00.000Z')
  })
})

describe('never', () => {
  test.each([{ paused: true }, { gone: true }, { gone: true, failures: 3 }])('%j', (more) => {
    expect(schedule(toState(more), now, 0)).toBe(NEVER)
    expect(new Date(NEVER).toISOString()).toMatch(/^9999-/)
  })
})
