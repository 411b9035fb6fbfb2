/**
 * Runs work when something woke it, and by itself when more of it is due: never twice at once, and once more when it
 * was woken meanwhile.
 */
export type Waker = {
  /** Work is to be done soon; many calls in a row are one. */
  readonly wake: () => void
  /** From now on this is the work; it answers when there is more to do, milliseconds since 1970. */
  readonly start: (work: () => Promise<number | undefined>) => void
  /** Nothing is begun any more. */
  readonly stop: () => void
}

/** Milliseconds until work begins: what is written in a row is told of together. */
const SOON = 100
/** What is due later than this the clock's tick brings. */
const FAR = 60_000

/** Runs the work and never rejects: what fails is reported, and done again when it is woken again. */
type Run = (work: () => Promise<number | undefined>) => Promise<number | undefined>

export function createWaker(runSafely: Run): Waker {
  const state: { timer?: NodeJS.Timeout; at: number; work?: () => Promise<number | undefined>; isBusy: boolean } = {
    at: Number.POSITIVE_INFINITY,
    isBusy: false,
  }
  const plan = (delay: number) => {
    const at = Date.now() + delay
    if (state.work === undefined || at >= state.at) return
    clearTimeout(state.timer)
    state.at = at
    if (!state.isBusy) state.timer = setTimeout(run, delay)
  }
  const run = async () => {
    state.isBusy = true
    state.at = Number.POSITIVE_INFINITY
    const next = state.work && (await runSafely(state.work))
    state.isBusy = false
    const woken = state.at
    state.at = Number.POSITIVE_INFINITY
    const due = Math.min(woken, typeof next === 'number' ? next : Number.POSITIVE_INFINITY) - Date.now()
    if (due < FAR) plan(Math.max(due, SOON))
  }
  return {
    wake: () => plan(SOON),
    start: (work) => {
      state.work = work
      plan(SOON)
    },
    stop: () => {
      clearTimeout(state.timer)
      delete state.work
    },
  }
}
