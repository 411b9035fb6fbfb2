/**
 * Work that is woken, or due by the clock, that of short links among it. Promises: never twice at once, and once more
 * when it was woken meanwhile.
 */

import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'
import { startTicks } from './ticks.ts'

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

// What short links need besides being followed: their clicks written, their originals looked after.

/** Milliseconds: a kill loses half as much as is promised, at most. */
const CLICKS = 5_000

/** Begins; what is answered ends it, with the last clicks written. */
export function startLinkWork(
  service: Pick<Service, 'saveClicks' | 'checkOriginals'>,
  round: Round,
): () => Promise<void> {
  const count = () => round('Writing clicks, which are counted on,', () => service.saveClicks())
  const look = () => round('Looking after the originals of short links', () => service.checkOriginals())
  const clicks = setInterval(count, CLICKS)
  const endLooking = startTicks([[45, look]])
  return async () => {
    clearInterval(clicks)
    endLooking()
    await count()
  }
}
