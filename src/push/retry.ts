/** When something that failed is tried again. Pure. */
import type { Statement } from '../store/db.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Delays after each failure of a kind; after the last one it is given up. */
export const DELAYS = {
  /** About a day; the next change of the topic begins anew. */
  content: [5 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 16 * HOUR],
  /** A subscriber waits for it: what does not answer within two minutes may ask again. */
  verify: [10 * SECOND, MINUTE],
  /** Three days until the twentieth failure, which pauses a webhook (Standard Webhooks, deliverability). */
  webhook: [
    ...[5, 15, 30].map((seconds) => seconds * SECOND),
    ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
    ...[1, 2, 3, 4, 5, 6, 8, 10, 12, 24].map((hours) => hours * HOUR),
  ],
  subscribe: [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
} as const satisfies Readonly<Record<string, readonly number[]>>

/** A fifth more or less, so that what failed together does not come back together. */
export function toDelay(milliseconds: number, random: number): number {
  return Math.round(milliseconds * (0.8 + 0.4 * random))
}

/**
 * When to try again after `failures` in a row; undefined when it is given up.
 * @param retryAt what the server asked for (Retry-After); it may only put off
 */
export function toRetry(
  delays: readonly number[],
  failures: number,
  now: number,
  random: number,
  retryAt?: number,
): number | undefined {
  const delay = delays[failures - 1]
  return delay === undefined ? undefined : Math.max(now + toDelay(delay, random), retryAt ?? 0)
}

/** What becomes of an errand. `more` is written in the same batch; `fault` is one sentence for the log. */
export type ErrandOutcome =
  | { readonly done: true; readonly more?: readonly Statement[]; readonly fault?: string }
  | {
      readonly done: false
      readonly due: number
      readonly attempts: number
      readonly more?: readonly Statement[]
      readonly fault?: string
    }
