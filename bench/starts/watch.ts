/**
 * Preloaded by a service that is measured. Promises: when it ends, the file that WATCH names says how much memory it had
 * at most, in bytes, and how long its loop was held each time, in milliseconds, since SIGUSR2 began it.
 */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** What was watched. */
export type Watched = { readonly memory: number; readonly holds: readonly number[] }

/** Milliseconds between two looks. */
const EVERY = 5
/** Milliseconds that are none of its own: a timer is that late on a busy machine. */
const LATE = 20

const file = process.env.WATCH
if (isMainThread && file !== undefined) {
  let last = performance.now()
  let holds: number[] = []
  setInterval(() => {
    const held = performance.now() - last - EVERY
    last = performance.now()
    if (held > LATE) holds.push(held)
  }, EVERY).unref()
  process.on('SIGUSR2', () => {
    holds = []
  })
  process.on('exit', () => {
    const watched: Watched = { memory: process.resourceUsage().maxRSS * 1024, holds }
    writeFileSync(file, JSON.stringify(watched))
  })
}
