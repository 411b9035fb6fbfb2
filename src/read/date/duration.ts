/** How long a recording is, in the forms that feeds say it in. Promises: what is none, or not above zero, is none. */

/** `602`, `602.5`, `10:02`, `1:02:03.5`; the seconds may have a fraction. */
const CLOCK = /^(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,9}(?:[.,]\d{1,9})?)$/
/** ISO 8601: `PT10M2S`. */
const PERIOD =
  /^P(?:(\d{1,6}(?:[.,]\d{1,9})?)D)?(?:T(?:(\d{1,6}(?:[.,]\d{1,9})?)H)?(?:(\d{1,6}(?:[.,]\d{1,9})?)M)?(?:(\d{1,9}(?:[.,]\d{1,9})?)S)?)?$/i
/** `1 h 2 min 3 s`, or only one of them. */
const PART = /^(\d{1,9}(?:[.,]\d{1,9})?) ?([a-z]{1,8})\.?[ ,]{0,2}/i
const UNITS: ReadonlyMap<string, number> = new Map([
  ...'d day days'.split(' ').map((unit) => [unit, 86_400] as const),
  ...'h hr hrs hour hours std'.split(' ').map((unit) => [unit, 3600] as const),
  ...'m min mins minute minutes'.split(' ').map((unit) => [unit, 60] as const),
  ...'s sec secs second seconds sek'.split(' ').map((unit) => [unit, 1] as const),
  ...'ms msec'.split(' ').map((unit) => [unit, 0.001] as const),
])
/** A hundred days: no recording is longer. */
const MOST = 8_640_000

/** Seconds, of text or of a number; undefined for everything else. */
export function toSeconds(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const seconds = text.length > 60 ? undefined : (readClock(text) ?? readPeriod(text) ?? readParts(text))
  if (seconds === undefined || !(seconds > 0 && seconds <= MOST)) return undefined
  return Math.round(seconds * 1000) / 1000
}

function readClock(text: string): number | undefined {
  const match = CLOCK.exec(text)
  return match ? toSum(match.slice(1), [3600, 60, 1]) : undefined
}

function readPeriod(text: string): number | undefined {
  const match = PERIOD.exec(text)
  return match ? toSum(match.slice(1), [86_400, 3600, 60, 1]) : undefined
}

function toSum(numbers: readonly (string | undefined)[], units: readonly number[]): number {
  return numbers.reduce((sum, number, at) => sum + toNumber(number ?? '0') * (units[at] ?? 0), 0)
}

function readParts(text: string): number | undefined {
  let sum: number | undefined
  let rest = text
  while (rest !== '') {
    const [whole = '', number = '', name = ''] = PART.exec(rest) ?? []
    const unit = UNITS.get(name.toLowerCase())
    if (unit === undefined) return undefined
    sum = (sum ?? 0) + toNumber(number) * unit
    rest = rest.slice(whole.length)
  }
  return sum
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'))
}
