/** Writes the clicks that were counted, and adds them to the sums: never so many that anybody waits for it. */
import type { Clicks } from './http/clicks.ts'
import { saveClicks, settleClicks } from './store/clicks.ts'
import type { Db } from './store/db.ts'

/** Milliseconds that adding to the sums may take each time: every five seconds on Node, every message on Workers. */
const SHARE = 100
/** While so many links are followed that one of a hundred redirects would have to wait for it. */
const BUSY_SHARE = 20
const BUSY = 2_000

export type Counting = {
  readonly db: Db
  readonly clicks: Clicks
  readonly now: () => number
  /** Lets other work go on between writes. */
  readonly pause: () => Promise<void>
}

/** Writes all that was counted until now. What could not be written is counted on. @throws StoreError */
export async function writeClicks(counting: Counting): Promise<void> {
  const { db, clicks, now, pause } = counting
  // What is counted while this goes on waits for the next time.
  const waiting = clicks.size()
  let left = waiting
  do {
    const counted = clicks.take()
    if (counted === undefined) break
    for (const group of counted.groups) left -= group.clicks
    try {
      await saveClicks(db, counted, now())
    } catch (error) {
      clicks.putBack(counted)
      throw error
    }
    await pause()
  } while (left > 0)
  await sumClicks(counting, waiting > BUSY ? BUSY_SHARE : SHARE)
}

/**
 * Adds clicks that were written to the sums, those that came first before others. @param share milliseconds that it may
 * take @throws StoreError
 */
export async function sumClicks({ db, now, pause }: Omit<Counting, 'clicks'>, share = SHARE): Promise<void> {
  const until = now() + share
  while ((await settleClicks(db)) && now() < until) await pause()
}
