/** Waiting for a lock that another process holds. Promises: who waits keeps nobody from being answered, and it is known what is waited for. */
import { setTimeout as wait } from 'node:timers/promises'
import type { StoreError } from '../../errors.ts'

/** Milliseconds that a lock of another process is waited for, and after how many it is asked for again. */
export const PATIENCE = 5_000
const AGAIN = 20

const HELD = `Another process holds the lock of the database: what is to be written waits for it, and is refused after ${PATIENCE / 1000} seconds.`

export type Patience = {
  /** Does it again and again while it is refused for a lock. @param refuse says why it was refused @throws StoreError */
  readonly patiently: <T>(work: () => T, refuse: (error: unknown) => StoreError, before: () => unknown) => Promise<T>
  /** In a sentence without a path; undefined where nobody waits. */
  readonly waitsFor: () => string | undefined
}

export function createPatience(): Patience {
  const waiting = new Set<object>()
  const patiently: Patience['patiently'] = async (work, refuse, before) => {
    const one = {}
    try {
      for (let left = PATIENCE; ; left -= AGAIN) {
        const first = before()
        if (first !== undefined) await first
        try {
          return work()
        } catch (error) {
          const refused = refuse(error)
          if (left <= 0 || refused.reason !== 'locked') throw refused
        }
        waiting.add(one)
        await wait(AGAIN)
      }
    } finally {
      waiting.delete(one)
    }
  }
  return { patiently, waitsFor: () => (waiting.size > 0 ? HELD : undefined) }
}
