/**
 * Dates that are said from now: `3 hours ago`, `yesterday at 9:05`, `قبل ٣ ساعات`. Promises: a line of which a word is
 * not known is none; nothing looks at a clock, the time of reading is given.
 */
import { DAYS_BEFORE, NOW_LINES, NUMBER_OF, PAIR_OF, PAST, SHORT, SILENT, UNIT_OF, type Unit } from './ago.ts'
import { readClock, readZone, toPlainDigits } from './calendar.ts'
import { toInstant, toTime, type Zones } from './instant.ts'
import { foldName } from './names.ts'

/** Numbers that are longer are none of hours or days. */
const LONGEST = 80
const DAY = 86_400_000
/** Of units that stand alone. */
const FIGURE = { has: (word: string) => /^[1-9]\d{0,2}$/.test(word) }

/** Milliseconds since 1970. @param now when the line was read */
export function readReckoned(line: string, now: number, zones: Zones): number | undefined {
  if (line.length > LONGEST) return undefined
  const text = toPlainDigits(line)
  const words = toWords(text)
  if (NOW_LINES.has(words.join(' ')) || NOW_LINES.has(words.filter((word) => !SILENT.has(word)).join(' '))) return now
  return readAgo(words, now) ?? readNamedDay(text, now, zones)
}

function toWords(text: string): string[] {
  // Chinese and Japanese glue it on; in French it is three words of which one says it.
  const apart = foldName(text)
    .replace(/前/g, ' 前')
    .replace(/전(?=$|\s)/g, ' 전')
  return apart.match(/\p{L}+|\d+(?:[.,]\d)?/gu) ?? []
}

/** Numbers and units, one after the other, beside a word that says that it is past. */
function readAgo(words: readonly string[], now: number): number | undefined {
  if (!words.some((word) => PAST.has(word)) && !isShort(words)) return undefined
  let count: number | undefined
  let time = now
  let isSaid = false
  for (const [at, word] of words.entries()) {
    const pair = PAIR_OF.get(word)
    const unit = pair ?? (isUnitAt(words, at) ? toUnit(word) : undefined)
    const number = toNumber(word)
    if (unit !== undefined) {
      time = toBefore(time, unit, pair === undefined ? (count ?? 1) : 2)
      count = undefined
      isSaid = true
    } else if (number !== undefined) count = count === 0.5 || number === 0.5 ? 0.5 : Math.max(count ?? 0, number)
    else if (!PAST.has(word) && !SILENT.has(word)) return undefined
  }
  return isSaid && Number.isFinite(time) ? time : undefined
}

/** `3h`, `2d`, `1w 2d`: figures and letters for units, and nothing else. */
function isShort(words: readonly string[]): boolean {
  return words.length > 0 && words.length % 2 === 0 && words.every((word, at) => (at % 2 ? SHORT : FIGURE).has(word))
}

/** Kurdish puts "an" and cases behind the word, Arabic "the" before it. */
function toUnit(word: string): Unit | undefined {
  return UNIT_OF.get(word) ?? UNIT_OF.get(word.replace(/^ال|(?:eke|ek|yan|an|ye|e|a|ێك)$/, ''))
}

/** `a` is a number and `y` a year's letter; as units such words stand behind figures. */
function isUnitAt(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  const isFigure = /^\d/.test(words[at - 1] ?? '')
  return isFigure || (word.length > 1 && !(PAST.has(word) && !isFigure) && !(NUMBER_OF.has(word) && !isFigure))
}

function toNumber(word: string): number | undefined {
  return /^\d{1,4}(?:[.,]\d)?$/.test(word) ? Number(word.replace(',', '.')) : NUMBER_OF.get(word)
}

function toBefore(time: number, unit: Unit, count: number): number {
  if ('milliseconds' in unit) return time - count * unit.milliseconds
  const at = new Date(time)
  const day = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() - Math.round(count * unit.months))
  // A month before the 31st is the last of the month before.
  if (at.getUTCDate() !== day) at.setUTCDate(0)
  return at.getTime()
}

/** `5 pm` */
const HOUR_ALONE = /(?<![\d:.])(\d{1,2})\s?([ap]\.?m\b)/i

/** `today 14:30`, `yesterday`: the day as it is where the source is, from its first minute where no hour is said. */
function readNamedDay(text: string, now: number, zones: Zones): number | undefined {
  const { before, after, hour, minute, second, fraction } = readClock(text.replace(HOUR_ALONE, '$1:00 $2'))
  const zone = readZone(after, minute === undefined) ?? ''
  const rest = zone === '' ? `${before} ${after}` : before
  const words = toWords(rest).filter((word) => !SILENT.has(word) || DAYS_BEFORE.has(word))
  const days = DAYS_BEFORE.get(words.join('_'))
  if (days === undefined) return undefined
  const today = new Date(now + (now - toInstant(now, zone, zones)) - days * DAY)
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()]
  return toTime({ year, month, day, hour: hour ?? 0, minute: minute ?? 0, second, fraction, zone }, zones)?.time
}
