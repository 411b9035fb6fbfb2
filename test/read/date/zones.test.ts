import { describe, expect, test, vi } from 'vitest'
import { createDates, toDate } from '../../../src/read/date/date.ts'

const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString())

describe('a zone is read', () => {
  test.each([
    // By its name in the time zone database, whatever the form of the date and the letters.
    ['Sat, 18 Mar 2023 20:21:00 America/Los_Angeles', '2023-03-19T03:21:00.000Z'],
    ['Sat, 18 Feb 2023 20:21:00 America/Los_Angeles', '2023-02-19T04:21:00.000Z'],
    ['Mon, 24 Jul 2023 20:18:00 Europe/Paris', '2023-07-24T18:18:00.000Z'],
    ['2025-10-18 08:54:46 Asia/Baghdad', '2025-10-18T05:54:46.000Z'],
    ['2025-10-18T08:54:46 america/new york', '2025-10-18T12:54:46.000Z'],
    ['2025-10-18 08:54 Turkey', '2025-10-18T05:54:00.000Z'],
    ['2025-10-18 08:54 America/Argentina/Buenos_Aires', '2025-10-18T11:54:00.000Z'],
    ['2025-07-01 08:54 EST5EDT', '2025-07-01T12:54:00.000Z'],
    ['18 October 2025 at 08:54 (Europe/Istanbul)', '2025-10-18T05:54:00.000Z'],
    ['Thu Jun 04 10:20:00 Europe/Paris 2015', '2015-06-04T08:20:00.000Z'],
    ['2025-10-18 08:54 Etc/GMT-3', '2025-10-18T05:54:00.000Z'],
    // In brackets, RFC 9557: the offset counts.
    ['2025-10-18T08:54:46+02:00[Europe/Paris]', '2025-10-18T06:54:46.000Z'],
    ['2025-10-18T08:54:46-07:00[America/Los_Angeles]', '2025-10-18T15:54:46.000Z'],
    ['2025-10-18T08:54:46+05:00[!Europe/Paris]', '2025-10-18T03:54:46.000Z'],
    ['2025-10-18T08:54:46Z[Europe/Paris]', '2025-10-18T08:54:46.000Z'],
    ['2025-10-18T08:54:46[Europe/Paris]', '2025-10-18T06:54:46.000Z'],
    ['2025-10-18T08:54:46.123456789[!Europe/Paris][u-ca=gregory]', '2025-10-18T06:54:46.123Z'],
    ['2025-10-18T08:54:46[+03:00]', '2025-10-18T05:54:46.000Z'],
    ['2025-10-18T08:54:46+02:00[u-ca=gregory]', '2025-10-18T06:54:46.000Z'],
    ['2025-10-18[u-ca=gregory]', '2025-10-18T00:00:00.000Z'],
    // Before the date; one that nobody knows is none, whatever month it is called like.
    ['Europe/Paris 2025-10-18 08:54:46', '2025-10-18T06:54:46.000Z'],
    ['Mars/Olympus 2025-10-18', '2025-10-18T00:00:00.000Z'],
    ['Mars/Olympus 2025-10-18 05:00', '2025-10-18T05:00:00.000Z'],
    ['May/Olympus 2025-10-18T05:00', '2025-10-18T05:00:00.000Z'],
    // By offsets.
    ['Thu, 04 Jun 2015 10:20:00 GMT+3', '2015-06-04T07:20:00.000Z'],
    ['2015-06-04 10:20 UTC+03:00', '2015-06-04T07:20:00.000Z'],
    ['2015-06-04 10:20 UTC-3', '2015-06-04T13:20:00.000Z'],
    ['2015-06-04 10:20 (UTC+03:00)', '2015-06-04T07:20:00.000Z'],
    ['2015-06-04 10:20 (GMT+03:00) Baghdad', '2015-06-04T07:20:00.000Z'],
    ['2015-06-04 10:20 +03', '2015-06-04T07:20:00.000Z'],
    ['Thu Jun 04 2015 10:20:00 GMT+0300 (Arabian Standard Time)', '2015-06-04T07:20:00.000Z'],
    ['Thu Jun 04 2015 10:20:00 GMT-0700 (Pacific Daylight Time)', '2015-06-04T17:20:00.000Z'],
    ['Thu Jun 04 2015 10:20:00 GMT+0200 (CEST)', '2015-06-04T08:20:00.000Z'],
    // By abbreviations and words.
    ['Thu, 04 Jun 2015 10:20:00 (PST)', '2015-06-04T18:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 AEST', '2015-06-04T00:20:00.000Z'],
    ['Sun, 04 Jan 2015 10:20:00 NZDT', '2015-01-03T21:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 BST', '2015-06-04T09:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 IRST', '2015-06-04T06:50:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 ET', '2015-06-04T14:20:00.000Z'],
    ['Sun, 04 Jan 2015 10:20:00 ET', '2015-01-04T15:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 Central European Summer Time', '2015-06-04T08:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 W. Europe Standard Time', '2015-06-04T08:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 Arab Standard Time', '2015-06-04T07:20:00.000Z'],
    ['4 يونيو 2015 10:20 بتوقيت دمشق', '2015-06-04T07:20:00.000Z'],
    ['4 يونيو 2015، 10:20 بتوقيت غرينتش', '2015-06-04T10:20:00.000Z'],
    ['۴ ژوئن ۲۰۱۵ ۱۰:۲۰ به وقت تهران', '2015-06-04T05:50:00.000Z'],
    // What nobody knows is not there.
    ['Thu, 04 Jun 2015 10:20:00 Europe/Atlantis', '2015-06-04T10:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 XYZ', '2015-06-04T10:20:00.000Z'],
  ])('%s', (text, time) => expect(iso(toDate(text))).toBe(time))
})

describe('around a change of clocks', () => {
  test.each([
    ['2025-03-30 01:59:59 Europe/Paris', '2025-03-30T00:59:59.000Z'],
    // Left out: as much later as was left out, half past three in summer.
    ['2025-03-30 02:30 Europe/Paris', '2025-03-30T01:30:00.000Z'],
    ['2025-03-30 03:00 Europe/Paris', '2025-03-30T01:00:00.000Z'],
    // Twice: the first time.
    ['2025-10-26 01:59 Europe/Paris', '2025-10-25T23:59:00.000Z'],
    ['2025-10-26 02:30 Europe/Paris', '2025-10-26T00:30:00.000Z'],
    ['2025-10-26 03:00 Europe/Paris', '2025-10-26T02:00:00.000Z'],
    ['2025-11-02 01:30 America/New_York', '2025-11-02T05:30:00.000Z'],
    ['2025-10-05 02:15 Australia/Lord_Howe', '2025-10-04T15:45:00.000Z'],
    // Turkey stayed at summer time in 2016, Syria in 2022.
    ['2016-01-15 12:00 Europe/Istanbul', '2016-01-15T10:00:00.000Z'],
    ['2017-01-15 12:00 Europe/Istanbul', '2017-01-15T09:00:00.000Z'],
    ['2015-01-15 12:00 Asia/Damascus', '2015-01-15T10:00:00.000Z'],
    ['2023-01-15 12:00 Asia/Damascus', '2023-01-15T09:00:00.000Z'],
  ])('%s', (text, time) => expect(iso(toDate(text))).toBe(time))
})

describe('in a source’s own zone', () => {
  const { toDate: toLocal } = createDates({ timeZone: 'Asia/Baghdad' })
  test.each([
    ['2015-06-04 10:20', '2015-06-04T07:20:00.000Z'],
    ['4 حزيران 2015 10:20', '2015-06-04T07:20:00.000Z'],
    ['2015-06-04', '2015-06-03T21:00:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00', '2015-06-04T07:20:00.000Z'],
    ['Thu, 04 Jun 2015 10:20:00 XYZ', '2015-06-04T07:20:00.000Z'],
    ['20150604T102000', '2015-06-04T07:20:00.000Z'],
    // What names a zone stays.
    ['Thu, 04 Jun 2015 10:20:00 GMT', '2015-06-04T10:20:00.000Z'],
    ['2015-06-04T10:20:00Z', '2015-06-04T10:20:00.000Z'],
    ['2015-06-04 10:20 CET', '2015-06-04T09:20:00.000Z'],
    ['1433413200', '2015-06-04T10:20:00.000Z'],
    // An abbreviation of several meanings has the one that is used there.
    ['Thu, 04 Jun 2015 10:20:00 AST', '2015-06-04T07:20:00.000Z'],
  ])('%s', (text, time) => expect(iso(toLocal(text))).toBe(time))

  test.each([
    ['Europe/Dublin', '2015-06-04T09:20:00.000Z'],
    ['Asia/Jerusalem', '2015-06-04T04:50:00.000Z'],
    ['Asia/Kolkata', '2015-06-04T04:50:00.000Z'],
    [undefined, '2015-06-04T04:50:00.000Z'],
  ])('IST in %s', (timeZone, time) => {
    const { toDate: read } = createDates(timeZone === undefined ? {} : { timeZone })
    expect(iso(read('2015-06-04 10:20 IST'))).toBe(time)
  })

  test('a zone is looked up once for a document, however many dates name it', () => {
    const format = vi.spyOn(Intl, 'DateTimeFormat')
    const { toDate: read } = createDates({ timeZone: 'Asia/Baghdad' })
    for (let day = 1; day < 29; day++) {
      read(`2015-02-${day} 10:20 Europe/Paris`)
      read(`2015-02-${day} 10:20 Europe/Atlantis`)
    }
    expect(format).toHaveBeenCalledTimes(3)
    format.mockRestore()
  })
})
