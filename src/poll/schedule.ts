/** When a source is asked next: one pure function over what polling remembers of it. */
import type { PollHints } from '../model/document.ts'
import type { PollState } from '../model/model.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** All in milliseconds. */
type Rules = {
  /** Bounds of the time between two polls. */
  readonly least: number
  readonly most: number
  /** For a source that has published nothing yet. */
  readonly unknown: number
  /** After the first failure; doubled with each further one. */
  readonly failure: number
}

export const standardRules: Rules = { least: 5 * MINUTE, most: DAY, unknown: HOUR, failure: 30 * MINUTE }

/** The due time of a source that nobody is to ask: far off, and still a date with a year of four digits. */
export const NEVER = Date.UTC(9999, 11, 31)

/** A source is asked this many times between two of its items, on average. */
const EAGERNESS = 4

/**
 * When to poll next, milliseconds since 1970.
 * Adapts to how often the source publishes; once a day where a hub sends what is new; backs off when it fails; obeys
 * the document's hints (`ttl`, `sy:*`, `skipHours`, `skipDays`), caching headers and Retry-After, each by at most a day.
 * @param random 0 to 1: spreads sources, only ever to later
 */
export function schedule(state: PollState, now: number, random: number, rules: Rules = standardRules): number {
  if (state.paused || state.gone) return NEVER
  const wait = state.failures > 0 ? toBackoff(state.failures, rules) : toInterval(state, now, rules)
  const spread = Math.min(wait * (1 + random / 10), rules.most)
  const asked = Math.max(now + (state.hints?.minutes ?? 0) * MINUTE, state.freshUntil ?? 0, state.retryAt ?? 0)
  const next = Math.max(now + spread, Math.min(asked, now + rules.most))
  // Whole milliseconds: that is what the store keeps.
  return Math.ceil(toUnskipped(next, state.hints ?? {}, random))
}

function toBackoff(failures: number, rules: Rules): number {
  return Math.min(rules.failure * 2 ** (failures - 1), rules.most)
}

/** While a hub sends what is new, the longest, but no longer than it has promised to. */
function toInterval({ arrivals = [], pushedUntil = 0 }: PollState, now: number, rules: Rules): number {
  const own = toOwnInterval(arrivals, now, rules)
  return Math.max(own, Math.min(pushedUntil - now, rules.most))
}

/** A part of the mean time between recent items; the silence since the last one counts too. */
function toOwnInterval(arrivals: readonly number[], now: number, rules: Rules): number {
  if (arrivals.length === 0) return rules.unknown
  const span = now - Math.min(...arrivals)
  return Math.min(Math.max(span / arrivals.length / EAGERNESS, rules.least), rules.most)
}

/** The first time from `at` on whose hour and day are not skipped; a document that skips all of them means none. */
function toUnskipped(at: number, hints: PollHints, random: number): number {
  const isOpen = (time: number) =>
    !hints.skipHours?.includes(new Date(time).getUTCHours()) && !hints.skipDays?.includes(new Date(time).getUTCDay())
  if (isOpen(at)) return at
  const start = at - (at % HOUR)
  const hours = Array.from({ length: 8 * 24 }, (_, index) => start + (index + 1) * HOUR)
  const open = hours.find(isOpen)
  return open === undefined ? at : open + random * 5 * MINUTE
}
