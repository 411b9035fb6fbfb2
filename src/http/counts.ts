/** How often something was done, by whom, in a window of time; in this process or isolate alone. */
export type Counts = {
  /** Counts one more, and answers how many there were in this window and when it ends. */
  readonly count: (key: string, now: number) => Counted
}

export type Counted = { readonly times: number; readonly until: number }

/** Of 10,000 address blocks, which take about a megabyte. */
const MOST_KEYS = 10_000

/** Nothing counted yet. Of more than `most` keys those that were counted longest ago are forgotten. */
export function createCounts(window: number, most = MOST_KEYS): Counts {
  const windows = new Map<string, Counted>()
  const count = (key: string, now: number) => {
    const last = windows.get(key)
    const isOver = last === undefined || last.until <= now
    const counted = isOver ? { times: 1, until: now + window } : { times: last.times + 1, until: last.until }
    // A Map keeps the order of insertion: the oldest key is always its first.
    windows.delete(key)
    windows.set(key, counted)
    for (const oldest of windows.keys()) {
      if (windows.size <= most) break
      windows.delete(oldest)
    }
    return counted
  }
  return { count }
}
