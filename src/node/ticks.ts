/**
 * Work of every minute. Promises: a clock that is set, however far and either way, puts the next time off by a minute at
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
