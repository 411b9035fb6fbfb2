import { describe, expect, test } from 'vitest'
import { createDates } from '../../../src/read/date/date.ts'

/** Where Intl has a language, its words are the reference; of Kurdish it knows little, and workerd nothing. */

const NOW = Date.UTC(2025, 8, 14, 12, 0, 0)
const { toReckoned } = createDates({ readAt: NOW })
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LENGTHS = { second: 1000, minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY } as const

test.each('en ar ar-EG fa tr fr de es pt it nl ru el hu ku ko zh ja'.split(' '))('as %s has it', (locale) => {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  for (const [unit, length] of Object.entries(LENGTHS)) {
    for (const count of [1, 2, 3, 5, 10, 11, 21]) {
      const text = format.format(-count, unit as keyof typeof LENGTHS)
      expect([text, toReckoned(text)]).toEqual([text, NOW - count * length])
    }
  }
})

describe('from now', () => {
  test.each<[string, number]>([
    ['just now', NOW],
    ['3 hours ago', NOW - 3 * HOUR],
    ['an hour ago', NOW - HOUR],
    ['3h ago', NOW - 3 * HOUR],
    ['3h', NOW - 3 * HOUR],
    ['3 h', NOW - 3 * HOUR],
    ['2d', NOW - 2 * DAY],
    ['5m', NOW - 5 * MINUTE],
    ['1w 2d', NOW - 9 * DAY],
    ['2mo', Date.UTC(2025, 6, 14, 12)],
    ['2 Std.', NOW - 2 * HOUR],
    ['2 j', NOW - 2 * DAY],
    ['3 sa', NOW - 3 * HOUR],
    ['2 ч', NOW - 2 * HOUR],
    ['٣ س', NOW - 3 * HOUR],
    ['2 ي', NOW - 2 * DAY],
    ['15 mins ago', NOW - 15 * MINUTE],
    ['1 hour 20 minutes ago', NOW - 80 * MINUTE],
    ['half an hour ago', NOW - 30 * MINUTE],
    ['about 3 hours ago', NOW - 3 * HOUR],
    ['Updated 3 hours ago', NOW - 3 * HOUR],
    ['last week', NOW - 7 * DAY],
    ['2 months ago', Date.UTC(2025, 6, 14, 12)],
    ['a year ago', Date.UTC(2024, 8, 14, 12)],
    ['vor einer Stunde', NOW - HOUR],
    ['gerade eben', NOW],
    ['il y a une heure', NOW - HOUR],
    ['à l’instant', NOW],
    ['hace un mes', Date.UTC(2025, 7, 14, 12)],
    ['قبل ٣ ساعات', NOW - 3 * HOUR],
    ['منذ ساعة', NOW - HOUR],
    ['منذ ساعتين', NOW - 2 * HOUR],
    ['قبل يوم واحد', NOW - DAY],
    ['قبل نصف ساعة', NOW - 30 * MINUTE],
    ['الآن', NOW],
    ['۳ ساعت پیش', NOW - 3 * HOUR],
    ['یک ساعت پیش', NOW - HOUR],
    ['لحظاتی پیش', NOW],
    ['پێش ٢ کاتژمێر', NOW - 2 * HOUR],
    ['پێش کاتژمێرێک', NOW - HOUR],
    ['پێش ٢ سه‌عات', NOW - 2 * HOUR],
    ['٣ رۆژ لەمەوبەر', NOW - 3 * DAY],
    ['دوو کاتژمێر لەمەوبەر', NOW - 2 * HOUR],
    ['ئێستا', NOW],
    ['berî 3 saetan', NOW - 3 * HOUR],
    ['berî saetekê', NOW - HOUR],
    ['3 roj berê', NOW - 3 * DAY],
    ['berî du rojan', NOW - 2 * DAY],
    ['niha', NOW],
    ['3 saat önce', NOW - 3 * HOUR],
    ['bir saat önce', NOW - HOUR],
    ['20 dk önce', NOW - 20 * MINUTE],
    ['az önce', NOW],
  ])('%s', (text, time) => expect(toReckoned(text)).toBe(time))

  test.each([
    'Announcements',
    '5 min read',
    '45 min',
    '3s',
    '0h',
    '8:30 h',
    '3 comments',
    'in 3 hours',
    '3 hours',
    'The war ended 3 years ago',
    'before',
    'منذ الحرب',
    'Heute schon gelacht?',
    'today 25:00',
    '',
  ])('%j is none', (text) => expect(toReckoned(text)).toBeUndefined())

  test('nothing is reckoned where nobody says when it was read', () => {
    expect(createDates().toReckoned('3 hours ago')).toBeUndefined()
  })
})

/** 21:30 in Baghdad is the 14th there, and so is half past midnight, which UTC calls the 13th. */
describe('days by name are those of the source’s zone', () => {
  const at = Date.UTC(2025, 8, 13, 21, 30)
  const { toReckoned: toLocal } = createDates({ readAt: at, timeZone: 'Asia/Baghdad' })
  const day = (date: number, hour = 0, minute = 0) => Date.UTC(2025, 8, date, hour - 3, minute)
  test.each<[string, number]>([
    ['today', day(14)],
    ['yesterday', day(13)],
    ['the day before yesterday', day(12)],
    ['today 14:30', day(14, 14, 30)],
    ['Yesterday at 9:05', day(13, 9, 5)],
    ['yesterday, 5 pm', day(13, 17)],
    ['yesterday 9:05 UTC', Date.UTC(2025, 8, 12, 9, 5)],
    ['gestern um 14:30 Uhr', day(13, 14, 30)],
    ['hier à 14h30', day(13, 14, 30)],
    ['Avant-hier', day(12)],
    ['أمس', day(13)],
    ['أول أمس', day(12)],
    ['الأمس 14:30', day(13, 14, 30)],
    ['بالأمس', day(13)],
    ['اليوم 10:30 م', day(14, 22, 30)],
    ['دیروز', day(13)],
    ['امروز ساعت ۱۰:۳۰', day(14, 10, 30)],
    ['دوێنێ', day(13)],
    ['ئەمڕۆ 10:30', day(14, 10, 30)],
    ['duh', day(13)],
    ['îro 10:30', day(14, 10, 30)],
    ['dün', day(13)],
    ['Bugün 10:30', day(14, 10, 30)],
    ['вчера в 10:30', day(13, 10, 30)],
    ['ieri', day(13)],
    ['ayer', day(13)],
  ])('%s', (text, time) => expect(toLocal(text)).toBe(time))
})
