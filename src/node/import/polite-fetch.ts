/** Fetching page after page of one site without being a burden to it. */
import { setTimeout } from 'node:timers/promises'
import { FetchError } from '../../errors.ts'
import type { DocumentRequest } from '../../net/exchange.ts'
import type { DocumentAnswer } from '../../net/fetch.ts'

/** One request at a time. @throws FetchError */
export type PoliteFetch = (url: string) => Promise<DocumentAnswer>

/** Milliseconds between two requests; a site that takes longer to answer gets as long to rest. */
const LEAST_PAUSE = 250
const MOST_PAUSE = 10_000
/** Longer than this nobody waits before a terminal: the same command goes on later. */
const MOST_WAIT = 10 * 60_000
const ATTEMPTS = 4

/**
 * Fetches politely: pauses in between, waits as Retry-After says, and asks again where a site is only down for a moment.
 * The first request of all is asked once: an address with a typing error should say so at once.
 */
export function createPoliteFetch(fetch: (request: DocumentRequest) => Promise<DocumentAnswer>): PoliteFetch {
  let took: number | undefined
  const ask = async (url: string) => {
    const start = Date.now()
    try {
      return await fetch({ url })
    } finally {
      took = Date.now() - start
    }
  }
  return async (url) => {
    const isFirst = took === undefined
    for (let attempt = 1; ; attempt++) {
      if (took !== undefined) await setTimeout(Math.min(Math.max(took, LEAST_PAUSE), MOST_PAUSE))
      try {
        return await ask(url)
      } catch (error) {
        const wait = toWait(error, attempt, isFirst)
        if (wait === undefined) throw error
        await setTimeout(wait)
      }
    }
  }
}

/** Milliseconds to wait before asking again; undefined where that would not help. */
function toWait(error: unknown, attempt: number, isFirst: boolean): number | undefined {
  if (!(error instanceof FetchError) || attempt >= ATTEMPTS) return undefined
  const isBusy = error.status === 429 || (error.status !== undefined && error.status >= 500)
  const isBroken = error.kind === 'timeout' || error.kind === 'network'
  if (!isBusy && (!isBroken || isFirst)) return undefined
  const wait = error.retryAt === undefined ? 1000 * 2 ** (attempt - 1) : error.retryAt - Date.now()
  return wait > MOST_WAIT ? undefined : Math.max(0, wait)
}
