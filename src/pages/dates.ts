/** Dates as pages say them, by language. Promises: in UTC, and English where a language has no wording. */

import { html } from 'hono/html'
import { toLanguageDirection } from '../clean/language/direction.ts'
import { toPrimaryLanguage } from '../clean/language/language.ts'
import type { Html } from './layout.ts'

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
  return toFormats(language).date.format(time)
}

/** The date with the time of the day. */
export function toDateTimeText(time: number, language: string | undefined): string {
  return toFormats(language).dateAndTime.format(time)
}

/** The name of a period that begins then: `2015`, `June 2015`, `7 June 2015`. */
export function toPeriodText(time: number, language: string | undefined, hasMonth: boolean, hasDay: boolean): string {
  if (!hasMonth) return String(new Date(time).getUTCFullYear())
  return hasDay ? toFormats(language).date.format(time) : toFormats(language).month.format(time)
}

type Formats = {
  readonly date: Intl.DateTimeFormat
  readonly dateAndTime: Intl.DateTimeFormat
  readonly month: Intl.DateTimeFormat
}

// Made once: a front page of thirty dates took 3 ms to make them each time.
const ENGLISH_FORMATS = newFormats('en-GB')

const FORMATS: ReadonlyMap<string, Formats> = new Map([
  // The months' names of the Levant, with the digits that the agency prints.
  ['ar', newFormats('ar-SY-u-nu-latn')],
  ['ckb', newFormats('ckb-IQ-u-nu-latn')],
  ['ku', newFormats('ku')],
  ['tr', newFormats('tr')],
  // Lists of stories go by these months, and permalinks.
  ['fa', newFormats('fa-u-ca-gregory')],
])

function toFormats(language: string | undefined): Formats {
  return FORMATS.get(toPrimaryLanguage(language)) ?? ENGLISH_FORMATS
}

function newFormats(locale: string): Formats {
  const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  return {
    date: new Intl.DateTimeFormat(locale, day),
    dateAndTime: new Intl.DateTimeFormat(locale, { ...day, ...clock }),
    month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  }
}
