/**
 * Dates, as feeds and pages write them, to milliseconds since 1970. Promises: a date that names its zone is that time;
 * one that names none is of the source's zone, else of UTC; what nobody meant (`0001-01-01`) is no date.
 */
import { isMeant } from '../../model/dates.ts'
import type { DocumentOrigin } from '../../model/document.ts'
import { readWrittenDate } from './calendar.ts'
import { createZones, type Instant, type LocalTime, toTime, type Zones } from './instant.ts'
import { readReckoned } from './relative.ts'
import { toZone } from './zones.ts'

/** `Sat, 07 Sep 2002 09:42:31 GMT`: what nine of ten feeds write (RFC 822, RFC 2822). */
const MAIL = /^(?:[A-Za-z]{3}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d?):(\d\d?):(\d\d?) ([+-]\d{4}|GMT|UTC|Z)$/
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** RFC 3339, W3CDTF from the year on, ISO 8601's basic and ordinal forms, and a blank in place of the T. */
const ISO =
  /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?|-?(\d{3}))?(?:(?:\s*T\s*|\s+)(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)?)?\s*(.{0,80})|(\[.{0,80}))?$/i

const LONGEST = 160

/** How the dates of one document are read. */
export type Dates = {
  /** Milliseconds since 1970; undefined where the text is no date. */
  readonly toDate: (text: string | undefined) => number | undefined
  /** As `toDate`, of whatever year: a story that is to be public in the year 9999 is not to be public. */
  readonly toTime: (text: string | undefined) => number | undefined
  /** `3 hours ago`, by when the document was had; undefined where the text is none, or that is not known. */
  readonly toReckoned: (text: string | undefined) => number | undefined
}

/** One for each document: what is known of its zones is kept for it. */
export function createDates({ timeZone, readAt }: DocumentOrigin = {}): Dates {
  const zones = createZones(timeZone)
  return {
    toDate: (text) => readDate(text, zones),
    toTime: (text) => readInstant(text, zones)?.time,
    toReckoned: (text) => (readAt === undefined || !isLine(text) ? undefined : readReckoned(text, readAt, zones)),
  }
}

/** As `Dates` has it, where no zone is known but UTC. */
export function toDate(text: string | undefined): number | undefined {
  return readDate(text, createZones())
}

/** Whether a text that is a date says of which zone. */
export function isZoned(text: string): boolean {
  return find(text.trim(), createZones())?.moment.zone !== ''
}

function isLine(text: string | undefined): text is string {
  return text !== undefined && text.length <= LONGEST && text.trim() !== ''
}

function readDate(text: string | undefined, zones: Zones): number | undefined {
  const instant = readInstant(text, zones)
  return instant && isMeant(instant.time, instant.local) ? instant.time : undefined
}

function readInstant(text: string | undefined, zones: Zones): Read | undefined {
  return isLine(text) ? find(text.trim(), zones) : undefined
}

type Read = Instant & { readonly moment: LocalTime }

/** By the first reader that makes a time of it. */
function find(line: string, zones: Zones): Read | undefined {
  for (const read of READERS) {
    const moment = read(line)
    const instant = moment && toTime(moment, zones)
    if (moment && instant) return { ...instant, moment }
  }
  return undefined
}

const READERS = [readMailDate, readIsoDate, readStamp, readWrittenDate]

/** Seconds or milliseconds since 1970, or a date and time in one row of digits. */
function readStamp(line: string): LocalTime | undefined {
  if (!/^\d{10,14}$/.test(line)) return undefined
  if (line.length === 10) return toMoment(Number(line) * 1000)
  if (line.length === 13) return toMoment(Number(line))
  return line.length === 11 ? undefined : readIsoDate(`${line.slice(0, 8)}T${line.slice(8)}`)
}

function toMoment(time: number): LocalTime {
  const at = new Date(time)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    fraction: at.getUTCMilliseconds() / 1000,
    zone: 0,
  }
}

function readMailDate(line: string): LocalTime | undefined {
  const match = MAIL.exec(line)
  if (!match) return undefined
  const at = MONTHS.indexOf(match[2] ?? '')
  const zone = toZone(match[7] ?? '')
  if (at < 0 || at % 3 > 0 || zone === undefined) return undefined
  return {
    year: Number(match[3]),
    month: at / 3 + 1,
    day: Number(match[1]),
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6]),
    fraction: 0,
    zone,
  }
}

function readIsoDate(line: string): LocalTime | undefined {
  const match = ISO.exec(line)
  if (!match) return undefined
  const [, year, month, day, ordinal, hour, minute, second, fraction = '', after, tags = ''] = match
  const rest = after ?? tags
  // `201406` is no date of any feed, and `2014 12` is no hour.
  if (hour !== undefined && minute === undefined && !/t/i.test(line)) return undefined
  // `10:30 PM` is for the reader of written dates.
  const zone = /^[ap]\.?m/i.test(rest) ? undefined : toZone(rest)
  if (zone === undefined) return undefined
  return {
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(ordinal ?? day ?? 1),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction: Number(`0.${fraction || 0}`),
    zone,
  }
}
