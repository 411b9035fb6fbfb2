/** Dates as pages say them, by language. Promises: in UTC, and English where a language has no wording. */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { toPrimaryLanguage } from '../clean/language/language.ts'
import type { Html } from './layout.ts'
import { type DateForms, KURMANJI_FORMS, SORANI_FORMS } from './months.ts'

/** A date for people and machines; in English among the words of a language that has none. */
export function renderDate(time: number, language: string | undefined): Html {
  return renderTime(time, language, toDateText(time, language))
}

/** The same with the time of the day. */
export function renderDateTime(time: number, language: string | undefined): Html {
  return renderTime(time, language, toDateTimeText(time, language))
}

function renderTime(time: number, language: string | undefined, text: string): Html {
  const isOwn = language === undefined || language.startsWith('en') || FORMATS.has(toPrimaryLanguage(language))
  const turned = toLanguageDirection(language) === 'rtl' ? html` dir="rtl"` : ''
  const own = isOwn ? turned : html` lang="en" dir="ltr"`
  return html`<time datetime="${new Date(time).toISOString()}"${own}>${text}</time>`
}

/** The date in the language's own form, in UTC as every page says it. */
export function toDateText(time: number, language: string | undefined): string {
  return toFormats(language).date(time)
}

/** The date with the time of the day. */
export function toDateTimeText(time: number, language: string | undefined): string {
  return toFormats(language).dateAndTime(time)
}

/** The name of a period that begins then: `2015`, `June 2015`, `7 June 2015`. */
export function toPeriodText(time: number, language: string | undefined, hasMonth: boolean, hasDay: boolean): string {
  if (!hasMonth) return String(new Date(time).getUTCFullYear())
  return hasDay ? toFormats(language).date(time) : toFormats(language).month(time)
}

// Made once: a front page of thirty dates took 3 ms to make them each time.
const ENGLISH_FORMATS = newFormats('en-GB')

const FORMATS: ReadonlyMap<string, DateForms> = new Map([
  // The months' names of the Levant, with the digits that the agency prints.
  ['ar', newFormats('ar-SY-u-nu-latn')],
  ['ckb', SORANI_FORMS],
  ['ku', KURMANJI_FORMS],
  ['tr', newFormats('tr')],
  // Lists of stories go by these months, and permalinks.
  ['fa', newFormats('fa-u-ca-gregory')],
])

function toFormats(language: string | undefined): DateForms {
  return FORMATS.get(toPrimaryLanguage(language)) ?? ENGLISH_FORMATS
}

function newFormats(locale: string): DateForms {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  const date = new Intl.DateTimeFormat(locale, day)
  const dateAndTime = new Intl.DateTimeFormat(locale, { ...day, ...clock })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return {
    date: (time) => date.format(time),
    dateAndTime: (time) => dateAndTime.format(time),
    month: (time) => month.format(time),
  }
}
