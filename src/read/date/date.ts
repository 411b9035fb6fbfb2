/** Dates, as feeds write them, to milliseconds since 1970. */
import { readWrittenDate } from './calendar.ts'
import { toTime, toZone } from './names.ts'

/** `Sat, 07 Sep 2002 09:42:31 GMT`: what nine of ten feeds write (RFC 822, RFC 2822). */
const MAIL = /^(?:[A-Za-z]{3}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d?):(\d\d?):(\d\d?) ([+-]\d{4}|GMT|UTC|Z)$/
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** RFC 3339, W3CDTF from the year on, ISO 8601's basic and ordinal forms, and a blank in place of the T. */
const ISO =
  /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?|-?(\d{3}))?(?:(?:\s*T\s*|\s+)(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)?)?\s*(.{0,40}))?$/i

/** Milliseconds since 1970; undefined where the text is no date. Without a zone it is UTC. */
export function toDate(text: string | undefined): number | undefined {
  const line = text?.trim()
  if (!line || line.length > 120) return undefined
  return readMailDate(line) ?? readIsoDate(line) ?? readStamp(line) ?? readWrittenDate(line)
}

/** Seconds or milliseconds since 1970, or a date and time in one row of digits. */
function readStamp(line: string): number | undefined {
  if (!/^\d{10,14}$/.test(line)) return undefined
  if (line.length === 12) return readIsoDate(`${line.slice(0, 8)}T${line.slice(8)}`)
  if (line.length === 10) return Number(line) * 1000
  if (line.length === 13) return Number(line)
  return line.length === 14 ? readIsoDate(`${line.slice(0, 8)}T${line.slice(8)}`) : undefined
}

function readMailDate(line: string): number | undefined {
  const match = MAIL.exec(line)
  if (!match) return undefined
  const at = MONTHS.indexOf(match[2] ?? '')
  const zone = toZone(match[7] ?? '')
  if (at < 0 || at % 3 > 0 || zone === undefined) return undefined
  return toTime({
    year: Number(match[3]),
    month: at / 3 + 1,
    day: Number(match[1]),
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6]),
    fraction: 0,
    zone,
  })
}

function readIsoDate(line: string): number | undefined {
  const match = ISO.exec(line)
  if (!match) return undefined
  const [, year, month, day, ordinal, hour, minute, second, fraction = '', rest = ''] = match
  // `201406` is no date of any feed, and `2014 12` is no hour.
  if (hour !== undefined && minute === undefined && !/t/i.test(line)) return undefined
  // `10:30 PM` is for the reader of written dates.
  const zone = /^[ap]\.?m/i.test(rest) ? undefined : toZone(rest)
  if (zone === undefined) return undefined
  return toTime({
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(ordinal ?? day ?? 1),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction: Number(`0.${fraction || 0}`),
    zone,
  })
}
