/** What a lane is: turns, and a thread where the runtime has one. What that is asked, and answers, can be posted. */

import type { CacheEntry } from '../documents/cache.ts'
import { createTurns, type LaneTurns } from './turns.ts'

/** A request as it can be handed to a thread. */
export type AsideRequest = {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  /** Address of the document that is wanted as it is kept, not as it is answered. */
  readonly document?: string
}

export type AsideAnswer = {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The document, where there is one; then there are no bytes. */
  readonly document?: CacheEntry
}

/** The same service in a thread, which answers one request after the other from a connection that only reads. */
export type Aside = {
  /** Whether it was there once; until then everything is made in place. */
  readonly isReady: () => boolean
  /** @throws RequestError 503 where the thread ended, or took too long */
  readonly ask: (asked: AsideRequest) => Promise<AsideAnswer>
  /** Has it forget what it made: something was taken back. */
  readonly forget: () => void
}

export type Lane = {
  readonly turns: LaneTurns
  readonly aside?: Aside
  /** Documents that are being made, by what was asked for: whoever wants the same waits for it. */
  readonly making: Map<string, Promise<AsideAnswer>>
}

/** Of all and of one sender: those who ask again and again are told soon, and the last still waits but seconds. */
const MOST = { most: 200, mostOfOne: 20 }

/** @param aside without it everything is made in place: on Workers the database is what is waited for */
export function createLane(now: () => number, aside?: Aside): Lane {
  const atOnce = aside === undefined ? Number.POSITIVE_INFINITY : 1
  return { turns: createTurns({ ...MOST, atOnce, now }), making: new Map(), ...(aside === undefined ? {} : { aside }) }
}
