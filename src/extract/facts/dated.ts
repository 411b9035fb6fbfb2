/** Dates as pages have them: in data, and in lines that people read. */
import { toDate } from '../../read/date/date.ts'

/** `isExact`: with the time of day. */
export type Dated = { readonly time: number; readonly isExact: boolean }

export function toDated(text: string | undefined): Dated | undefined {
  const time = toDate(text)
  return time === undefined ? undefined : { time, isExact: /\d[:h.]\d\d|T\d{4}/.test(text ?? '') }
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
  for (const part of [line, ...PARTS.flatMap((mark) => line.split(mark))]) {
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
