/**
 * Work of every minute. Promises: a clock that is set, however far and either way, puts the next time off by no more than
 * a moment; work is never begun while it still runs.
 */
import { schedule } from 'node-cron'

/** What is done at a second of every minute; it never rejects, such as a round. */
export type Tick = readonly [second: number, work: () => Promise<unknown>]

/** Milliseconds between two looks at the clock: shorter than any wait of a tick, of which it has to be ahead. */
const LOOK = 1_000
/** Milliseconds that a look may come late, while other work goes on. */
const LATE = 5_000

/** Begins them; ends them all when what is answered is called. */
export function startTicks(ticks: readonly Tick[]): () => void {
  const works = ticks.map(([second, work]) => [second, withoutOverlap(work)] as const)
  const plan = () =>
    works.map(([second, work]) => schedule(`${second} * * * * *`, work, { suppressMissedWarning: true }))
  let tasks = plan()
  const end = () => {
    for (const task of tasks) task.destroy()
  }
  // node-cron waits for a time of day: of a clock that was set back for a year, and of one that was set ahead it counts
  // each minute that was missed. So it begins anew.
  const endLooking = watchClock(() => {
    end()
    tasks = plan()
    for (const [, work] of works) work()
  })
  return () => {
    endLooking()
    end()
  }
}

function withoutOverlap(work: () => Promise<unknown>): () => Promise<void> {
  let isBusy = false
  return async () => {
    if (isBusy) return
    isBusy = true
    await work()
    isBusy = false
  }
}

/** Tells of a clock that goes otherwise than time does: a timer runs on whatever becomes of the clock. */
function watchClock(tell: () => void): () => void {
  let before = Date.now()
  const looking = setInterval(() => {
    const passed = Date.now() - before
    before = Date.now()
    if (Math.abs(passed - LOOK) > LATE) tell()
  }, LOOK)
  return () => clearInterval(looking)
}

/** Longest that a timer waits: what is due later is looked at with the next minute. */
const MINUTE = 60_000

/**
 * Work that is to be done at times of its own, too: each run looks for the next within the minute.
 * @param toNext when there is something to do next, in milliseconds since 1970; never rejects, nor does the work
 */
export function createDueTimer(work: () => Promise<unknown>, toNext: () => Promise<number | undefined>) {
  let timer: NodeJS.Timeout | undefined
  const run = async (): Promise<void> => {
    clearTimeout(timer)
    await work()
    const wait = ((await toNext()) ?? Number.POSITIVE_INFINITY) - Date.now()
    // A timer cuts milliseconds off: a little late is in time.
    if (wait < MINUTE) timer = setTimeout(run, Math.max(0, wait) + 5)
  }
  return { run, end: () => clearTimeout(timer) }
}
