/** Dates as pages have them: in data, and in lines that people read. */
import { type Dates, isZoned, toDate } from '../../read/date/date.ts'

/** `isExact`: with the time of day. `text`: how it is written, where it names no zone and was taken for UTC. */
export type Dated = { readonly time: number; readonly isExact: boolean; readonly text?: string }

export function toDated(text: string | undefined): Dated | undefined {
  const time = toDate(text)
  if (text === undefined || time === undefined) return undefined
  return { time, isExact: /\d[:h.]\d\d|T\d{4}/.test(text), ...(isZoned(text) ? {} : { text }) }
}

/** The time where the page's clocks are. */
export function toTimeOf({ time, text }: Dated, dates: Dates): number {
  return (text === undefined ? undefined : dates.toDate(text)) ?? time
}

/** The first part of a line that says from now when it was: `Politics | 3 hours ago`. */
export function findReckoned(text: string, { toReckoned }: Dates): number | undefined {
  if (text.length > LONGEST) return undefined
  for (const part of toParts(text)) {
    const time = toReckoned(part) ?? toReckoned(dropLabel(part))
    if (time !== undefined) return time
  }
  return undefined
}

function toParts(line: string): string[] {
  return [line, ...PARTS.flatMap((mark) => line.split(mark))]
}

const LONGEST = 320

/** What separates a date from what stands beside it, longest parts first. */
const PARTS = [/\s[|•·—–-]\s|\n/, /\s{2,}|[|•]/]

/**
 * `Published: 12 June 2015, 10:30 | By Jane Doe`: each part of such a line, with and without its label.
 * `isDayFirst`: dates in numbers begin with the day.
 */
export function findDate(text: string, isDayFirst = false): Dated | undefined {
  // A year alone is a date in data, and seldom one in a line.
  if (text.length > LONGEST || !/\p{N}.*\p{N}/su.test(text) || /^\P{N}*\p{N}{4}\P{N}*$/u.test(text)) return undefined
  const line = isDayFirst ? text.replace(NUMBERS, '$3-$2-$1') : text
  for (const part of toParts(line)) {
    const dated = toDated(part) ?? toDated(dropLabel(part)) ?? toDated(dropLabel(dropWords(part)))
    if (dated) return dated
  }
  const written = WRITTEN.exec(line)?.[0]
  return written ? toDated(written) : undefined
}

/** `12/11/2009` is in November everywhere but in the United States. */
const NUMBERS = /\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b/

/** A date inside a longer line: `by Jane Doe, April 28, 2003`. */
const WRITTEN =
  /(?:\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{1,2}\.? \p{L}{3,12}\.? (?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)(?:,? \d{1,2}:\d\d)?/u

function dropLabel(text: string): string {
  return text
    .replace(/^[^\p{N}]{0,40}?[:：]\s*/u, '')
    .replace(/^(?:posted|published|updated|on|am|le|el|il|vom)\s+(?:on\s+)?/i, '')
}

/** Words between day and hour. */
function dropWords(text: string): string {
  return text.replace(/,?\s+(?:at|um|à|alle|saat|-|–|\|)\s+|,?\s*Uhr$/gi, ' ')
}

/** All but Americans begin a date in numbers with the day; a page that claims no language may be theirs. */
export function isDayFirstIn(languages: readonly string[]): boolean {
  const [language] = languages
  return language !== undefined && !/^en(?:-us)?$/i.test(language)
}
