/**
 * Who asks: the token, and the sender for limits. Promises: nothing is written without the token, comparing takes the same
 * time whatever is sent, and a right token is never refused.
 */

import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import { RequestError } from '../errors.ts'
import { toTextHash } from '../model/hash.ts'
import { isLoopback, toBlock } from '../net/senders.ts'
import type { Backend } from './backend.ts'

/** Lets only holders of the token go on. Comes before anything of the body is read. @throws RequestError 401 */
export function demandToken(c: Context, backend: Backend): void {
  if (!hasToken(c, backend)) throw toRefused(c, backend, false)
}

function toRefused(c: Context, backend: Backend, takesPassword: boolean): RequestError {
  if (backend.token === undefined) {
    return new RequestError(401, 'This service has no API_TOKEN, so nothing can be changed through its API.')
  }
  const sent = c.req.header('Authorization') !== undefined
  const how = takesPassword ? 'Authorization: Bearer TOKEN, or as a password' : 'Authorization: Bearer TOKEN'
  const message = sent ? 'The token is not this service’s.' : `Send the API token: ${how}.`
  return new RequestError(401, message, {}, { takesPassword })
}

/** As `demandToken`; the token may also be the password of Basic authentication, which is what feed readers can send. */
export function demandTokenOrPassword(c: Context, backend: Backend): void {
  const password = auth(c.req.raw)?.password
  if (backend.token !== undefined && password !== undefined && isSame(password, backend.token)) return
  if (!hasToken(c, backend)) throw toRefused(c, backend, true)
}

/** Whether the request carries the token (RFC 6750 §2.1). */
export function hasToken(c: Context, backend: Backend): boolean {
  const sent = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  return backend.token !== undefined && sent !== undefined && isSame(sent, backend.token)
}

/** Compares hashes bit by bit, so that the time it takes says nothing about either text. */
function isSame(a: string, b: string): boolean {
  const left = sha256(utf8ToBytes(a))
  const right = sha256(utf8ToBytes(b))
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0
}

// Who sends requests, as limits count them (docs/architecture.md, decision 22).

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
