/**
 * From what a clock showed to the time it was: zones of time, by the database that `Intl` carries.
 * Promises: summer time as it was in that year; a zone that nobody knows is none; one formatter a zone and document.
 */
import { toClock } from '../../model/time-zone.ts'

/**
 * Minutes east of Greenwich; or several, where one name has several meanings, the commonest first; or a name of the
 * time zone database. An empty name: none is said.
 */
export type ClockZone = number | readonly number[] | string

/** A date and time of day in a zone. */
export type LocalTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly fraction: number
  readonly zone: ClockZone
}

const MINUTE = 60_000
const DAY = 86_400_000
/** A formatter holds tens of kilobytes, and nobody's document names more zones. */
const MOST = 40
/** Items of one document are of few days. */
const MOST_DAYS = 5_000

/** What zones are at a time. `home`: the zone of clocks that name none; absent, it is UTC. */
export type Zones = {
  readonly home: string | undefined
  /** Milliseconds that clocks of a zone are ahead of UTC; undefined where there is no such zone. */
  readonly aheadAt: (name: string, time: number) => number | undefined
}

export function createZones(home?: string): Zones {
  const clocks = remember(MOST, toClock)
  const days = remember(MOST_DAYS, (key: string) => {
    const [name = '', time] = key.split(' ')
    return toAhead(clocks(name), Number(time))
  })
  return { home, aheadAt: (name, time) => days(`${name} ${time}`) }
}

/** As the function, which is costly; what it answered is kept, within bounds. */
function remember<Answer>(most: number, find: (key: string) => Answer): (key: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>()
  return (key) => {
    const there = known.get(key)
    if (there !== undefined) return there.answer
    if (known.size >= most) known.clear()
    const answer = find(key)
    known.set(key, { answer })
    return answer
  }
}

function toAhead(format: Intl.DateTimeFormat | undefined, time: number): number | undefined {
  if (format === undefined || !(Math.abs(time) <= 8.64e15)) return undefined
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const [year = 0, month = 1, ...rest] = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
    (name) => parts.get(name) ?? 0,
  )
  return Date.UTC(year, month - 1, ...rest) - Math.floor(time / 1000) * 1000
}

/**
 * The time at which clocks of a zone showed this; `local` is the same taken for UTC. As ECMAScript's Temporal has it
 * (`compatible`): an hour that came twice is the first, one that was left out is as much later as was left out.
 */
export function toInstant(local: number, zone: ClockZone, zones: Zones): number {
  const { home = 'UTC', aheadAt } = zones
  if (typeof zone === 'number') return local - zone * MINUTE
  if (typeof zone === 'string') return toNamed(local, zone, zones) ?? toNamed(local, home, zones) ?? local
  // Of several meanings the one that the source's own clocks have.
  const own = aheadAt(home, local)
  const meant = zone.find((minutes) => minutes * MINUTE === own) ?? zone[0] ?? 0
  return local - meant * MINUTE
}

function toNamed(local: number, name: string, { aheadAt }: Zones): number | undefined {
  if (name === '') return undefined
  if (/^utc$/i.test(name)) return local
  // Asked of the day and not of the minute: most dates of a document are answered by one before.
  const day = Math.floor(local / DAY) * DAY
  const [before, after] = [aheadAt(name, day - DAY), aheadAt(name, day + 2 * DAY)]
  if (before === undefined || after === undefined || before === after)
    return before === undefined ? undefined : local - before
  const times = [local - before, local - after].toSorted((a, b) => a - b)
  return times.find((time) => time + (aheadAt(name, time) ?? 0) === local) ?? local - before
}

/** A time, and what clocks showed then, taken for UTC. */
export type Instant = { readonly time: number; readonly local: number }

/** The moment as a time; undefined for a month or an hour that does not exist. 24:00 and leap seconds do. */
export function toTime(moment: LocalTime, zones: Zones): Instant | undefined {
  const { year, month, day, hour, minute, second, fraction, zone } = moment
  const wrong = month < 1 || month > 12 || day < 1 || minute > 59 || second > 60 || hour > 24
  if (wrong || (hour === 24 && (minute > 0 || second > 0)) || !(year > 0 && year < 10_000)) return undefined
  // Days beyond the month's last count on: the 31st of June is the 1st of July, as clocks that are wrong mean it;
  // an ordinal date (ISO 8601) is a day of January up to the 366th.
  if (day > 31 && !(month === 1 && day <= 366)) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Math.floor(fraction * 1000))
  const local = date.getTime()
  return { time: toInstant(local, zone, zones), local }
}
