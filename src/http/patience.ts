/**
 * Limits as those who ask meet them. Promises: whoever is limited is told what is left before it is used up, and when it
 * is there again.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import type { Backend } from './backend.ts'
import { type Limit, type Limited, type LimitStanding, WINDOW } from './limits.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** What is left to whoever asks, of each limit that the request counted for. */
    standings?: readonly LimitStanding[]
  }
}

/** Counts the request of a sender; nobody where there is none. @throws RequestError 429 with `retryAfter`, in seconds */
export function demandPatience(
  c: Context,
  backend: Backend,
  of: Limited,
  sender: string | undefined,
  more: Partial<Limit> = {},
): void {
  const standing = backend.limit(of, sender, backend.now(), more)
  if (standing === undefined) return
  c.set('standings', [...(c.get('standings') ?? []), standing])
  if (!standing.isOver) return
  const { times, what, until } = standing
  const detail = `At most ${times} ${what} are taken from one sender; try again in ${until} s.`
  throw new RequestError(429, detail, { retryAfter: until })
}

/** Has every answer say what is left (draft-ietf-httpapi-ratelimit-headers-10). */
export function addLimitHeaders(app: Hono): void {
  app.use('*', async (c, next) => {
    await next()
    const standings = c.get('standings')
    for (const [name, value] of Object.entries(standings === undefined ? {} : toLimitHeaders(standings))) {
      c.res.headers.set(name, value)
    }
  })
}

function toLimitHeaders(standings: readonly LimitStanding[]): Readonly<Record<string, string>> {
  return {
    [POLICY]: standings.map(({ of, times }) => `"${of}";q=${times};w=${WINDOW / 1000}`).join(', '),
    [LEFT]: standings.map(({ of, left, until }) => `"${of}";r=${left};t=${until}`).join(', '),
  }
}

const POLICY = 'RateLimit-Policy'
const LEFT = 'RateLimit'

/** What is left to one sender is nothing to keep for others. */
export const LIMIT_HEADERS = [POLICY, LEFT] as const
