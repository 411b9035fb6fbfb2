/**
 * What one sender may ask for in a minute. Promises: a sender is a block of addresses (src/net/senders.ts), so that more
 * of its addresses are no way around; whoever reached a limit is not forgotten because others come; this machine and
 * right tokens are never refused; what is counted takes a few megabytes, however many come.
 */

/** `times` in a minute; `what` they are, in a sentence. */
export type Limit = { readonly times: number; readonly what: string }

/** Of each sender in a minute. docs/http.md says the same, and a test compares them. */
export const LIMITS = {
  wrongTokens: { times: 10, what: 'requests a minute with a wrong token' },
  withoutToken: { times: 60, what: 'requests a minute without the token that they need' },
  /** Each is looked for in the whole archive. A reader that follows a hundred searches is within it. */
  searches: { times: 240, what: 'searches a minute' },
  /** Whatever is asked of it: a reader that renews a few hundred subscriptions is within it. */
  hub: { times: 300, what: 'requests of the hub a minute' },
  /** New callbacks on one domain; src/http/hub/hub.ts has more of that kind, which the database counts. */
  callbacks: { times: 30, what: 'requests a minute for callbacks' },
} as const satisfies Readonly<Record<string, Limit>>

export type Limited = keyof typeof LIMITS

/** What is left to a sender of a limit; `until`: seconds until all of it is there again; `isOver`: one too many. */
export type LimitStanding = Limit & {
  readonly of: Limited
  readonly left: number
  readonly until: number
  readonly isOver: boolean
}

/** Counts one request more; nothing where the sender is not limited. */
export type CountRequest = (
  of: Limited,
  sender: string | undefined,
  now: number,
  more?: Partial<Limit>,
) => LimitStanding | undefined

export const WINDOW = 60_000

/** Nothing counted yet. In this process or isolate alone: what must hold across them stands in the database. */
export function createLimits(): CountRequest {
  const all = new Map(Object.keys(LIMITS).map((of) => [of, createCounts(WINDOW)]))
  return (of, sender, now, more) => {
    if (sender === undefined) return undefined
    const { times, what } = { ...LIMITS[of], ...more }
    const counted = all.get(of)?.count(sender, now, times)
    if (counted === undefined) return undefined
    const until = Math.max(1, Math.ceil((counted.until - now) / 1000))
    return { of, times, what, left: Math.max(0, times - counted.times), until, isOver: counted.times > times }
  }
}

/** How often something was done, by whom, in a window of time. */
type Counts = {
  /** Counts one more, and answers how many there were in this window and when it ends. `most`: who has more is refused. */
  readonly count: (key: string, now: number, most: number) => Counted
}

type Counted = { readonly times: number; readonly until: number }

/** Address blocks, which take about a megabyte. */
const MOST_KEYS = 10_000

/** Of more than `room` keys those that were counted longest ago are forgotten: first those that are not refused. */
export function createCounts(window: number, room = MOST_KEYS): Counts {
  const open = new Map<string, Counted>()
  const refused = new Map<string, Counted>()
  const count = (key: string, now: number, most: number) => {
    const last = refused.get(key) ?? open.get(key)
    // A clock may be set back: no window ends later than one that begins now.
    const isOver = last === undefined || last.until <= now || last.until > now + window
    const counted = isOver ? { times: 1, until: now + window } : { times: last.times + 1, until: last.until }
    open.delete(key)
    refused.delete(key)
    keep(counted.times < most ? open : refused, key, counted, room)
    return counted
  }
  return { count }
}

/** A Map keeps the order of insertion: the oldest key is always its first. */
function keep(map: Map<string, Counted>, key: string, counted: Counted, room: number): void {
  map.set(key, counted)
  const [oldest] = map.keys()
  if (map.size > room && oldest !== undefined) map.delete(oldest)
}
