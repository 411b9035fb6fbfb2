import { expect, test } from 'vitest'
import { toDate } from '../../../src/read/date/date.ts'

/** How sites write dates is, more often than not, how Unicode's locales do: `Intl` is the reference here. */

const LOCALES = 'en en-GB ar ar-EG ar-SY ar-IQ ar-MA ar-DZ ar-TN ckb ku tr fr fr-CA de de-AT ru el hu ko'.split(' ')
const DIGITS = ['', '-u-nu-arab', '-u-nu-arabext']
const FORMS: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'full' },
  { dateStyle: 'long' },
  { dateStyle: 'medium' },
  { dateStyle: 'full', timeStyle: 'short' },
  { dateStyle: 'long', timeStyle: 'medium' },
  { dateStyle: 'medium', timeStyle: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
  { year: 'numeric', month: 'long', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: true },
]
const DAY = 86_400_000
/** Who writes Korean means the time there. */
const KOREA = 9 * 3_600_000

test.each(LOCALES)('dates as %s has them', (locale) => {
  const digits = /^(?:ar|ckb)/.test(locale) ? DIGITS : ['']
  for (let month = 0; month < 12; month++) {
    for (const day of [2, 13, 27]) {
      const at = Date.UTC(2015, month, day, 15, 5, 9)
      for (const form of FORMS) for (const numbers of digits) expectRead(locale + numbers, form, at)
    }
  }
})

function expectRead(locale: string, form: Intl.DateTimeFormatOptions, at: number): void {
  const text = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC', calendar: 'gregory' }).format(at)
  const hasTime = form.timeStyle !== undefined || form.hour !== undefined
  const exact = form.timeStyle === 'medium' ? at : at - 9_000
  const local = hasTime ? exact : at - (at % DAY)
  expect(toDate(text), text).toBe(/\p{Script=Hangul}/u.test(text) ? local - KOREA : local)
}
