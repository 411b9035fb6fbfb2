import { describe, expect, test } from 'vitest'
import { createDates, toDate } from '../../../src/read/date/date.ts'

/** Times that software writes where it knows none: of years, databases, disks, spreadsheets, counters. */
const NONE = [
  '0001-01-01T00:00:00Z',
  'Mon, 01 Jan 0001 00:00:00 +0000',
  '1/1/0001 12:00:00 AM',
  '0000-00-00 00:00:00',
  '0000-00-00T00:00:00',
  '-0001-11-30T00:00:00+00:00',
  'Wed, 30 Nov -0001 00:00:00 +0000',
  '1601-01-01T00:00:00Z',
  '1753-01-01T00:00:00',
  '1899-12-30',
  '1899-12-31T23:59:59Z',
  '1900-01-01T00:00:00',
  '1900',
  '1901-12-13T20:45:52Z',
  '1904-01-01',
  '1970-01-01T00:00:00Z',
  'Thu, 01 Jan 1970 00:00:00 +0000',
  'Thu, 01 Jan 1970 00:00:00 +0300',
  'Thu, 01 Jan 1970 01:00:00 +0100',
  '1970-01-01T03:00:00',
  '1970-01-01',
  '1969-12-31T16:00:00-08:00',
  'Wed, 31 Dec 1969 19:00:00',
  'Wed, 31 Dec 1969 23:59:59 +0000',
  'December 31, 1969',
  '١ يناير ١٩٧٠',
  '1 Ocak 1970',
  '0000000000',
  '0000000000000',
  '1980-01-01T00:00:00Z',
  '2038-01-19T03:14:07Z',
  '2147483647',
  '2106-02-07T06:28:15Z',
  '2999-12-31',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  '9999-12-31T23:59:59.9999999',
]

/** Of an archive, as old as newspapers are; and of the days that the zeros stand beside. */
const DATES = [
  ['1969-05-03', Date.UTC(1969, 4, 3)],
  ['Sat, 03 May 1969 10:00:00 GMT', Date.UTC(1969, 4, 3, 10)],
  ['1923-10-29', Date.UTC(1923, 9, 29)],
  ['29 October 1923', Date.UTC(1923, 9, 29)],
  ['1901-03-02', Date.UTC(1901, 2, 2)],
  ['1970-01-02', Date.UTC(1970, 0, 2)],
  ['1970-01-01T12:34:56Z', Date.UTC(1970, 0, 1, 12, 34, 56)],
  ['1969-12-30', Date.UTC(1969, 11, 30)],
  ['1980-01-01T10:15:00Z', Date.UTC(1980, 0, 1, 10, 15)],
  ['2000-01-01', Date.UTC(2000, 0, 1)],
  ['2038-01-18', Date.UTC(2038, 0, 18)],
] as const

describe('what nobody meant is no date', () => {
  test.each(NONE)('%s', (text) => {
    expect(toDate(text)).toBeUndefined()
    expect(createDates({ timeZone: 'America/Los_Angeles' }).toDate(text)).toBeUndefined()
  })
})

test.each(DATES)('%s is one', (text, time) => expect(toDate(text)).toBe(time))
