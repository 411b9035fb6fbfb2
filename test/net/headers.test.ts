import { describe, expect, test } from 'vitest'
import { parseHttpDate, toFreshUntil, toRetryAt } from '../../src/net/headers.ts'

const now = Date.UTC(2015, 5, 4, 12, 0, 0)
const MINUTE = 60_000
const get = (headers: Record<string, string>) => (name: string) => new Headers(headers).get(name)
const minutesFresh = (headers: Record<string, string>) => {
  const until = toFreshUntil(get(headers), now)
  return until === undefined ? undefined : (until - now) / MINUTE
}

describe('freshness', () => {
  test.each([
    [{ 'cache-control': 'max-age=600' }, 10],
    [{ 'cache-control': 'public, max-age=600, must-revalidate' }, 10],
    [{ 'cache-control': 'MAX-AGE="600"' }, 10],
    [{ 'cache-control': 's-maxage=60,max-age=600' }, 10],
    [{ 'cache-control': 'max-age=600', age: '540' }, 1],
    [{ 'cache-control': 'max-age=600', expires: 'Thu, 04 Jun 2015 18:00:00 GMT' }, 10],
    [{ expires: 'Thu, 04 Jun 2015 12:30:00 GMT' }, 30],
    // The server's clock is an hour late: its own Date says how long it means.
    [{ expires: 'Thu, 04 Jun 2015 11:30:00 GMT', date: 'Thu, 04 Jun 2015 11:00:00 GMT' }, 30],
  ])('%j is fresh for %i minutes', (headers, minutes) => expect(minutesFresh(headers)).toBe(minutes))

  test.each([
    {},
    { 'cache-control': 'no-cache, max-age=600' },
    { 'cache-control': 'no-store' },
    { 'cache-control': 'max-age=0' },
    { 'cache-control': 'max-age=600', age: '600' },
    { 'cache-control': 's-maxage=600' },
    { 'cache-control': 'max-age=soon' },
    { 'cache-control': 'max-age=-5' },
    { expires: '0' },
    { expires: '-1' },
    { expires: 'Thu, 04 Jun 2015 11:30:00 GMT' },
  ])('%j promises nothing', (headers) => expect(minutesFresh(headers)).toBeUndefined())
})

describe('Retry-After', () => {
  const minutes = (value: string) => {
    const at = toRetryAt(get({ 'retry-after': value }), now)
    return at === undefined ? undefined : (at - now) / MINUTE
  }
  test.each([
    ['120', 2],
    ['Thu, 04 Jun 2015 13:00:00 GMT', 60],
    ['999999999', 24 * 60],
    ['99999999999', 24 * 60],
    ['Fri, 31 Dec 2100 23:59:59 GMT', 24 * 60],
  ])('%s is %i minutes', (value, expected) => expect(minutes(value)).toBe(expected))
  test.each(['0', '-60', '1.5', 'later', '', 'Thu, 04 Jun 2015 11:00:00 GMT'])('%s is nothing', (value) => {
    expect(minutes(value)).toBeUndefined()
  })
})

describe('dates', () => {
  const expected = Date.UTC(1994, 10, 6, 8, 49, 37)
  test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    '%s',
    (text) => expect(parseHttpDate(text)).toBe(expected),
  )
  test.each(['', '1994', 'Sun', 'Sun, 99 Nov 1994 08:49:37 GMT', '2015-06-04T12:00:00Z'])('%s is none', (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })
})
