/**
 * Work that no request waits for: ticks, timers, queues. Promises: what a round throws ends nothing and is said in one
 * line with its cause; a round that hangs is given up, so that the next one comes whatever happens.
 */
import { StoreError } from './errors.ts'
import type { Log } from './log.ts'

/**
 * Runs one round of some work and never rejects: answers what the work answered, undefined where it broke off.
 * @param what begins a sentence: `The poll`
 */
export type Round = <T>(what: string, work: () => Promise<T>) => Promise<T | undefined>

/** Milliseconds: longer than any work takes that goes on at all. */
const PATIENCE = 30 * 60_000

export function createRound(log: Log, patience = PATIENCE): Round {
  const broken = new Set<string>()
  return async (what, work) => {
    try {
      const answer = await within(patience, work)
      if (broken.delete(what)) log.info(`${what} went well again.`)
      return answer
    } catch (error) {
      broken.add(what)
      log.error(`${what} broke off; the next round tries again.`, { reason: toReason(error) })
      return undefined
    }
  }
}

/** Waits for the work, but not for ever. @throws Error where it takes longer */
export async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const sentence = `It took longer than ${milliseconds / 1000} seconds, and is not waited for any more.`
  const timer = setTimeout(() => reject(new Error(sentence)), milliseconds)
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** All of them at once, each to its end; what the first of them threw is thrown then. */
export async function together(works: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** As the work, until it went well once: then it is done. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined
      throw error
    })
    return done
  }
}

/** Of what the database refused a sentence; whatever else it is may be a bug, and keeps its stack. */
export function toReason(error: unknown): string {
  if (error instanceof StoreError && error.reason !== undefined) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Milliseconds between two lines of one step, and before the first: of a new database each is done in a moment. */
const BETWEEN = 30_000

/** Tells the log how far the steps of an upgrade have come (store/upgrade/upgrade.ts) that take their time, and when they end. */
export function createStepLog({ log, now }: { readonly log: Log; readonly now: () => number }) {
  const heard = new Map<string, number>()
  const told = new Set<string>()
  return (step: string, cursor: string | undefined): void => {
    if (cursor === undefined) {
      if (told.delete(step)) log.info('A step of the upgrade is done.', { step })
      return
    }
    const last = heard.get(step)
    if (last !== undefined && now() - last < BETWEEN) return
    heard.set(step, now())
    if (last === undefined) return
    told.add(step)
    log.info('A step of the upgrade goes on.', { step, after: cursor })
  }
}
