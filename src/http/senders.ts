/** Who sends requests, as limits count them (docs/architecture.md, decision 22). */

import type { Context } from 'hono'
import { RequestError } from '../errors.ts'
import { toTextHash } from '../model/hash.ts'
import { isLoopback, toBlock } from '../net/senders.ts'
import { hasToken } from './auth.ts'
import type { Backend } from './backend.ts'

/**
 * The sender's address block; undefined for those who are never refused because of who they are: this machine and
 * holders of the token, and where the runtime can't tell.
 */
export function toSender(c: Context, backend: Backend): string | undefined {
  if (hasToken(c, backend)) return undefined
  const address = backend.sender?.(c.req.raw, c.env)
  return address === undefined || isLoopback(address) ? undefined : toBlock(address)
}

/** A block as the database may keep it: comparable, and nobody's address without the token. */
export function toSenderHash(backend: Backend, sender: string): string {
  return toTextHash(`${backend.token ?? ''} ${sender}`).slice(0, 32)
}

/** What a window of time allows one sender. */
type Allowance = { readonly times: number; readonly what: string }

/** Counts one request of the sender. @throws RequestError 429 with `retryAfter`, in seconds */
export function demandPatience(
  sender: string | undefined,
  counts: Counts,
  { times, what }: Allowance,
  now: number,
): void {
  if (sender === undefined) return
  const counted = counts.count(sender, now)
  if (counted.times <= times) return
  const retryAfter = Math.max(1, Math.ceil((counted.until - now) / 1000))
  throw new RequestError(429, `At most ${times} ${what} are taken from one sender; try again in ${retryAfter} s.`, {
    retryAfter,
  })
}

/** How often something was done, by whom, in a window of time; in this process or isolate alone. */
export type Counts = {
  /** Counts one more, and answers how many there were in this window and when it ends. */
  readonly count: (key: string, now: number) => Counted
}

type Counted = { readonly times: number; readonly until: number }

/** Of 10,000 address blocks, which take about a megabyte. */
const MOST_KEYS = 10_000

/** Nothing counted yet. Of more than `most` keys those that were counted longest ago are forgotten. */
export function createCounts(window: number, most = MOST_KEYS): Counts {
  const windows = new Map<string, Counted>()
  const count = (key: string, now: number) => {
    const last = windows.get(key)
    const isOver = last === undefined || last.until <= now
    const counted = isOver ? { times: 1, until: now + window } : { times: last.times + 1, until: last.until }
    // A Map keeps the order of insertion: the oldest key is always its first.
    windows.delete(key)
    windows.set(key, counted)
    for (const oldest of windows.keys()) {
      if (windows.size <= most) break
      windows.delete(oldest)
    }
    return counted
  }
  return { count }
}
