/** Writes the clicks that were counted: many sums at once, and never so many that anybody waits for it. */
import type { Clicks } from './http/clicks.ts'
import { saveClicks } from './store/clicks.ts'
import type { Db } from './store/db.ts'

/** Links of one write: a few milliseconds. */
const AT_ONCE = 300

export type Counting = {
  readonly db: Db
  readonly clicks: Clicks
  readonly now: () => number
  /** Lets other work go on between writes. */
  readonly pause: () => Promise<void>
}

/** Writes all that was counted until now. What could not be written is counted on. @throws StoreError */
export async function writeClicks({ db, clicks, now, pause }: Counting): Promise<void> {
  // What is counted while this goes on waits for the next time.
  let left = clicks.size()
  do {
    const sums = clicks.take(AT_ONCE)
    if (sums === undefined) return
    left -= sums.days.length
    try {
      await saveClicks(db, sums, now())
    } catch (error) {
      clicks.putBack(sums)
      throw error
    }
    await pause()
  } while (left > 0)
}
