import type { HeaderName } from '../operation.ts'

/** What headers of answers say; each is text. */
export const HEADERS: Readonly<Record<HeaderName, string>> = {
  ETag: 'What this answer is known by: sent as If-None-Match, it is answered 304 while nothing has changed.',
  'Last-Modified': 'When something in it last changed.',
  Location: 'Where what was made, or is meant, stands.',
  Link: 'Related addresses (RFC 8288).',
  'Cache-Control': 'How long it may be kept.',
  'Idempotent-Replayed': '`true` where the same request was answered before, by its Idempotency-Key.',
  'WWW-Authenticate': 'How to come in, and the `scope` that a token has to have (RFC 6750).',
  RateLimit: 'What is left to this sender, `r`, and in how many seconds there is more, `t`.',
  'RateLimit-Policy': 'How many, `q`, one sender may ask in how many seconds, `w`.',
  'Retry-After': 'In how many seconds it is worth another try.',
}

/** Headers of errors, by their status. */
export const ERROR_HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
  507: ['Retry-After'],
}
