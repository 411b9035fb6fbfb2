/** Zones by their names in the time zone database, which `Intl` carries on every runtime. */
import * as v from 'valibot'

const numeric = 'numeric'
const FIGURES: Intl.DateTimeFormatOptions = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: numeric,
  month: numeric,
  day: numeric,
  hour: numeric,
  minute: numeric,
  second: numeric,
}

/** What clocks of a zone show, in figures; undefined where there is no such zone. Costly to make. */
export function toClock(zone: string): Intl.DateTimeFormat | undefined {
  // Some runtimes take an offset for a zone too, others do not.
  if (!/^[a-z]/i.test(zone)) return undefined
  try {
    return new Intl.DateTimeFormat('en-US', { ...FIGURES, timeZone: zone })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

/** A zone by its name: `Asia/Baghdad`. */
export const timeZone = v.pipe(
  v.string(),
  v.check(isTimeZone, 'is no zone of the time zone database, such as Asia/Baghdad'),
  v.metadata({ format: 'time-zone' }),
)

function isTimeZone(name: string): boolean {
  return name.length <= 60 && toClock(name) !== undefined
}
