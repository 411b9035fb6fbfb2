/** What a document came with, when it says to come back, and how asking for it went. */

/** Hints of a document about when to come back (RSS `ttl`, `skipHours`, `skipDays`, `sy:*`). */
export type PollHints = {
  /** Least time between polls, in minutes (`ttl`, or `sy:updatePeriod` / `sy:updateFrequency`). */
  readonly minutes?: number
  /** Hours of the day in UTC, 0 to 23. */
  readonly skipHours?: readonly number[]
  /** Days of the week in UTC, 0 = Sunday. */
  readonly skipDays?: readonly number[]
}

/** What a document came with: what HTTP said of it. */
export type DocumentOrigin = {
  /** The address it was read from, after redirects. */
  readonly url?: string
  /** The whole Content-Type header. */
  readonly contentType?: string
  readonly contentLocation?: string
  readonly contentLanguage?: string
  /** The zone of dates that name none, where the source has one; else they are UTC. */
  readonly timeZone?: string
  /** When it was read: what `3 hours ago` is reckoned from. Without it such a date is none. */
  readonly readAt?: number
}

/** How a refresh went. */
export type Refreshed = {
  /** `changed`: items came or were revised. `skipped`: the source was not asked. */
  readonly outcome: 'changed' | 'unchanged' | 'failed' | 'skipped'
  /** One sentence: of what failed, or why it was skipped. */
  readonly reason?: string
  readonly added: number
  readonly updated: number
  /** How many items the source's keep and block rules left out. */
  readonly leftOut?: number
  /** When the source is polled next, milliseconds since 1970. */
  readonly next: number
}
