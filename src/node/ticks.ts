/**
 * Work of every minute, and of its own time within it. Promises: a clock that is set, however far and either way, puts the next time off by a minute at
 * most; work is never begun while it still runs.
 */

const MINUTE = 60_000

/**
 * Does the work at a second of every minute until what is answered is called.
 * @param work that never rejects, such as a round
 */
export function everyMinute(second: number, work: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout
  let isBusy = false
  const plan = () => {
    // Counted anew each time: a timer runs on whatever becomes of the clock, and what it missed is not made up for.
    const passed = (Date.now() - second * 1000) % MINUTE
    timer = setTimeout(tick, MINUTE - (passed < 0 ? passed + MINUTE : passed))
  }
  const tick = async () => {
    plan()
    if (isBusy) return
    isBusy = true
    await work()
    isBusy = false
  }
  plan()
  return () => clearTimeout(timer)
}

/**
 * Does the work at the full minute, and at the time that is due next within it.
 * @param toNext when there is something to do next, in milliseconds since 1970; never rejects, nor does the work
 */
export function everyMinuteAndDue(work: () => Promise<unknown>, toNext: () => Promise<number | undefined>): () => void {
  let timer: NodeJS.Timeout | undefined
  const run = async () => {
    clearTimeout(timer)
    await work()
    const next = await toNext()
    const wait = (next ?? Number.POSITIVE_INFINITY) - Date.now()
    // A timer has the clock's milliseconds cut off: a little late is in time.
    if (wait < MINUTE) timer = setTimeout(run, Math.max(0, wait) + 5)
  }
  const end = everyMinute(0, run)
  return () => {
    clearTimeout(timer)
    end()
  }
}
