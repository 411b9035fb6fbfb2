/** Dates and names of languages as they are everywhere: each runtime is held to the same. */
import { expect, test } from 'vitest'
import { toEnglishLanguageName, toOwnLanguageName } from '../../src/clean/language/names.ts'
import { toDateText, toDateTimeText, toPeriodText } from '../../src/pages/dates.ts'

const JANUARY = Date.UTC(2016, 0, 7, 7, 5)
const NOVEMBER = Date.UTC(2015, 10, 30, 23, 59)

const DATES = [
  ['en', '7 January 2016', '30 November 2015 at 23:59 UTC', 'January 2016'],
  ['ar', '7 كانون الثاني 2016', '30 تشرين الثاني 2015 في 23:59 UTC', 'كانون الثاني 2016'],
  ['tr', '7 Ocak 2016', '30 Kasım 2015 23:59 UTC', 'Ocak 2016'],
  ['fa', '۷ ژانویهٔ ۲۰۱۶', '۳۰ نوامبر ۲۰۱۵ ساعت ۲۳:۵۹ (UTC)', 'ژانویهٔ ۲۰۱۶'],
  ['ku', '7ê rêbendana 2016an', '30ê mijdara 2015an 23:59 UTC', 'rêbendana 2016an'],
  ['kmr-TR', '7ê rêbendana 2016an', '30ê mijdara 2015an 23:59 UTC', 'rêbendana 2016an'],
  ['ckb', '7ی کانوونی دووەمی 2016', '30ی تشرینی دووەمی 2015 23:59 UTC', 'کانوونی دووەمی 2016'],
  ['ckb-IQ', '7ی کانوونی دووەمی 2016', '30ی تشرینی دووەمی 2015 23:59 UTC', 'کانوونی دووەمی 2016'],
] as const

const NAMES = [
  ['ku', 'kurdî (kurmancî)', 'Kurdish'],
  ['kmr-TR', 'kurdî (kurmancî)', 'Kurdish'],
  ['ckb', 'کوردیی ناوەندی', 'Central Kurdish'],
  ['ar', 'العربية', 'Arabic'],
  ['fa', 'فارسی', 'Persian'],
  ['tr', 'Türkçe', 'Turkish'],
  ['syr', 'ܣܘܪܝܝܐ', 'Syriac'],
  ['hy', 'հայերեն', 'Armenian'],
  ['no tag', 'no tag', 'no tag'],
] as const

export function datesContract(runtime: string): void {
  test.each(DATES)(`${runtime} says dates in %s`, (language, day, moment, month) => {
    expect(toDateText(JANUARY, language)).toBe(day)
    expect(toDateTimeText(NOVEMBER, language)).toBe(moment)
    expect(toPeriodText(JANUARY, language, true, false)).toBe(month)
  })

  test.each(NAMES)(`${runtime} knows what %s is called`, (tag, own, english) => {
    expect([toOwnLanguageName(tag), toEnglishLanguageName(tag)]).toEqual([own, english])
  })

  test(`${runtime} has a name for each month of the Kurdish years`, () => {
    for (const language of ['ku', 'ckb']) {
      const months = Array.from({ length: 12 }, (_, month) => toDateText(Date.UTC(2016, month, 1), language))
      expect(new Set(months).size).toBe(12)
      expect(months.join()).not.toMatch(/undefined|[A-Z]|\b[ae] 2016/)
    }
  })
}
