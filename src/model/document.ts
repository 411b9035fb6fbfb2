/** What a document came with, and when it says to come back. */

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
}
