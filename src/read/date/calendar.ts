/** Dates in words: RFC 822 in its misspellings, asctime, RFC 850, and how newsrooms write them in their languages. */
import { isNewsYear } from '../../model/dates.ts'
import type { ClockZone, LocalTime } from './instant.ts'
import { foldName, toMonth } from './names.ts'
import { fromSolar, toSolarMonth, toSolarYear } from './solar.ts'
import { toZone } from './zones.ts'

/** Arabic-Indic, Eastern Arabic, Devanagari and full-width digits. */
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g

const CLOCK =
  /(?<!\d[+-]|\d)(\d{1,2})\s?[:.h\uc2dc]\s?(\d{2})(?:\s?(?:[:.\ubd84]|min)\s?(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?[\ubd84\ucd08h])?(?!\d)/
const AFTERNOON =
  /(?:^|[\s\d.])(?:p\.?m\b\.?|مساء\S*|م(?=$|[\s,.،])|μ\.?μ(?!\p{L})\.?|ö\.?s(?!\p{L})\.?|پاش نیوەڕۆ|د\.ن|pn(?!\p{L})|piştî nîvro|du soir)/iu
const MORNING =
  /(?:^|[\s\d.])(?:a\.?m\b\.?|صباح\S*|ص(?=$|[\s,.،])|π\.?μ(?!\p{L})\.?|پێش نیوەڕۆ|پ\.ن|bn(?!\p{L})|berî nîvro)/iu
/** Halves of the day that stand before the hour. */
const AFTERNOON_BEFORE = /오후|مساء|下午|ö\.?s\.?\s*$|öğleden sonra|\sdu\.\s*$/iu
const MORNING_BEFORE = /오전|صباح|上午|ö\.?ö\.?\s*$|öğleden önce|\sde\.\s*$/iu

/** Whose sites mean their own time. */
const KOREA = 'Asia/Seoul'

/** `Europe/Paris 2025-10-18 05:54` */
const ZONE_BEFORE = /^([A-Za-z]{2,20}\/[A-Za-z_/+-]{2,40})[\s,]+(?=\d{4}-\d\d-\d\d)/

/** Reads a date in words; undefined where there is none in the line. */
export function readWrittenDate(line: string): LocalTime | undefined {
  const text = toPlainDigits(line)
  const clock = readClock(text)
  // Letters, digits or marks that English does not have say that nobody American wrote it.
  const day = readDayAround(clock, /[^\x00-\x7f]/.test(line))
  // Any other year is of the Islamic calendar, or the zero of a database.
  if (!day || !isNewsYear(day.year)) return undefined
  const zone = readZone(clock.after, clock.minute === undefined) ?? ZONE_BEFORE.exec(text)?.[1] ?? toOwnZone(text)
  const hour = clock.hour ?? 0
  return { ...day, hour, minute: clock.minute ?? 0, second: clock.second, fraction: clock.fraction, zone }
}

function toOwnZone(text: string): string {
  return /\p{Script=Hangul}/u.test(text) ? KOREA : ''
}

/** The day stands before the clock; or only its year after it (asctime), with a zone between them or not; or all of it. */
function readDayAround({ before, after }: Clock, dayFirst: boolean): Day | undefined {
  const [year] = /(?<![+\-\d])\d{4}(?!\d)/.exec(after) ?? []
  return (
    readDay(before, dayFirst) ??
    (year === undefined ? undefined : readDay(`${before} ${year}`, dayFirst)) ??
    readDay(`${before} ${after.replace(/[+-]\d{4}\b/, '')}`, dayFirst)
  )
}

/** ASCII digits and blanks; no marks of direction. */
export function toPlainDigits(line: string): string {
  return line
    .replace(DIGITS, (digit) => String(digitOf(digit)))
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function digitOf(digit: string): number {
  const code = digit.charCodeAt(0)
  for (const zero of [0x660, 0x6f0, 0x966, 0xff10]) if (code >= zero && code <= zero + 9) return code - zero
  return 0
}

type Clock = {
  readonly before: string
  readonly after: string
  readonly hour: number | undefined
  readonly minute: number | undefined
  readonly second: number
  readonly fraction: number
}

/** The time of day, cut out of the text; halves of the day count where the hour is at most 12. */
export function readClock(text: string): Clock {
  const match = findClock(text)
  if (!match) return { before: text, after: '', hour: undefined, minute: undefined, second: 0, fraction: 0 }
  const [all, hours, minutes, seconds, fraction] = match
  const rest = text.slice(match.index + all.length)
  const before = text.slice(0, match.index)
  return {
    before: before.replace(AFTERNOON_BEFORE, ' ').replace(MORNING_BEFORE, ' '),
    after: rest.replace(AFTERNOON, ' ').replace(MORNING, ' '),
    hour: toHour(Number(hours), before.slice(-12), rest.slice(0, 16)),
    minute: Number(minutes),
    second: Number(seconds ?? 0),
    fraction: Number(`0.${fraction ?? 0}`),
  }
}

/** With colons if there are any: `31.12.2014 18:30` has a clock and a date in dots. */
function findClock(text: string): RegExpExecArray | null {
  // Behind the sign of an offset it is none: `2015-03-02+03:00` is a day.
  const colons = /(?<!\d[+-]|\d)(\d{1,2})\s?:\s?(\d{1,2})(?:\s?:\s?(\d{1,2})(?:[.,](\d{1,9}))?)?(?!\d)/.exec(text)
  if (colons) return colons
  // After a year it is the time: `2015 09.14.05`.
  const dates = /\d{4}\.\s?\d{1,2}\.\s?\d{1,2}|(?<!\d)(?<!\d{4},? )\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}/g
  return CLOCK.exec(text.replace(dates, (date) => '#'.repeat(date.length)))
}

function toHour(hour: number, before: string, after: string): number {
  if (hour > 12) return hour
  if (AFTERNOON.test(after) || AFTERNOON_BEFORE.test(before)) return hour === 12 ? 12 : hour + 12
  return hour === 12 && (MORNING.test(after) || MORNING_BEFORE.test(before)) ? 0 : hour
}

type Day = { readonly year: number; readonly month: number; readonly day: number }

/** Year, month and day: as ISO 8601 writes them, which leaves nothing open, then in words, then in other figures. */
function readDay(text: string, dayFirst: boolean): Day | undefined {
  return readWhole(text) ?? readNamedMonth(text) ?? readFigures(text, dayFirst)
}

/** `Mars/Olympus 2025-10-18` names a zone and no month. */
function readWhole(text: string): Day | undefined {
  const [, year = '', month = '', day = ''] = /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])/.exec(text) ?? []
  return isNewsYear(Number(year)) ? { year: Number(year), month: Number(month), day: Number(day) } : undefined
}

/** Where several calendars are named (`17 شعبان 1436 هـ الموافق 4 حزيران 2015`), ours counts. */
function readNamedMonth(text: string): Day | undefined {
  const words = foldName(text).match(/[\p{L}]+|\d+/gu) ?? []
  const named = findMonth(words)
  const day = named && toNamedDay(words, named)
  return day && isNewsYear(day.year) ? day : (readSolar(words) ?? day)
}

type NamedMonth = { readonly at: number; readonly end: number; readonly month: number }

/** The first month, unless a later one stands right after a number: `mar` in `mar. 3 juin` is a Tuesday. */
function findMonth(words: readonly string[]): NamedMonth | undefined {
  let first: NamedMonth | undefined
  for (const [at, word] of words.entries()) {
    const pair = toMonth(`${word}_${words[at + 1]}`)
    const month = pair ?? toMonth(word)
    const named = month === undefined ? undefined : { at, end: at + (pair ? 2 : 1), month }
    if (named && /^\d/.test(words[at - 1] ?? '')) return named
    first ??= named
  }
  return first
}

/** The day stands beside its month; else it is the first number that is not the year. */
function toNamedDay(words: readonly string[], { at, end, month }: NamedMonth): Day | undefined {
  const numbers = [...words.keys()].filter((index) => /^\d{1,4}$/.test(words[index] ?? ''))
  const yearAt = findYear(words, numbers)
  if (yearAt === undefined) return undefined
  const rest = numbers.filter((index) => index !== yearAt && (words[index] ?? '').length < 3)
  const dayAt = [at - 1, end].find((index) => rest.includes(index)) ?? rest[0]
  const year = toYear(words[yearAt] ?? '')
  return { year, month, day: dayAt === undefined ? 1 : Number(words[dayAt]) }
}

/** Four digits are the year, of our calendar where there is one; else the number that can't be a day; else the last of two. */
function findYear(words: readonly string[], numbers: readonly number[]): number | undefined {
  const long = numbers.filter((index) => words[index]?.length === 4)
  const year = long.find((index) => isNewsYear(Number(words[index]))) ?? long[0]
  return year ?? numbers.find((index) => Number(words[index]) > 31) ?? numbers[1]
}

/** `۱۴ خرداد ۱۳۹۴`: the day, the month and the year stand in this order, words between them or not. */
function readSolar(words: readonly string[]): Day | undefined {
  const at = words.findIndex((word) => toSolarMonth(word) !== undefined)
  const year = words.flatMap((word) => (/^\d{4}$/.test(word) ? (toSolarYear(Number(word)) ?? []) : []))[0]
  const days = words.flatMap((word, index) => (/^\d{1,2}$/.test(word) ? [{ index, day: Number(word) }] : []))
  const { day } = days.find(({ index }) => index === at - 1) ?? days[0] ?? { day: 1 }
  const month = toSolarMonth(words[at] ?? '')
  if (month === undefined || year === undefined || day < 1 || day > 31) return undefined
  return fromSolar(year, month, day)
}

/** Two digits: 90 to 99 are the last century's, as Universal Feed Parser has it; three are years since 1900. */
function toYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 3) return year
  return digits.length === 3 ? 1900 + year : year < 90 ? 2000 + year : 1900 + year
}

/** `2014/06/01`, `1.6.2014`, `1-6-2014`; with slashes the month comes first in English unless it can't. */
function readFigures(text: string, dayFirst: boolean): Day | undefined {
  const days = [...text.matchAll(FIGURES)].map((match) => toDay(match, dayFirst))
  return days.find(({ year }) => isNewsYear(year)) ?? days[0]
}

const FIGURES = /(?<!\d)(\d{1,4})\s?([./\-\u5e74\ub144])\s?(\d{1,2})\s?[./\-\u6708\uc6d4]\s?(\d{1,4})(?!\d)/g

function toDay(match: RegExpMatchArray, dayFirst: boolean): Day {
  const [, first = '', mark, second = '', third = ''] = match
  if (first.length > 2) return { year: Number(first), month: Number(second), day: Number(third) }
  // ISO 8601 of the last century cut the year to two digits.
  if (mark === '-' && third.length === 2) return { year: toYear(first), month: Number(second), day: Number(third) }
  const year = toYear(third)
  const monthFirst = mark === '/' && Number(first) <= 12 && !dayFirst
  return monthFirst
    ? { year, month: Number(first), day: Number(second) }
    : { year, month: Number(second), day: Number(first) }
}

/** What stands after the clock; undefined where nothing does. */
export function readZone(after: string, dateOnly: boolean): ClockZone | undefined {
  // asctime puts the year after the clock, with or without a zone between them.
  const text = after
    .replace(/(?<![+\-\d])\d{4}$/, '')
    .replace(/^[^\p{L}+\-\u2212[(]+/u, '')
    .replace(/^Uhr\b/i, '')
    .trim()
  return dateOnly || !text ? undefined : toZone(text)
}
