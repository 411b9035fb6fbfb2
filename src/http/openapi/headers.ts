import type { HeaderName } from '../operation.ts'

/** What headers of answers say; each is text. */
export const HEADERS: Readonly<Record<HeaderName, string>> = {
  ETag: 'What this answer is known by: sent as If-None-Match, it is answered 304 while nothing has changed.',
  'Last-Modified': 'When something in it last changed.',
  Location: 'Where what was made, or is meant, stands.',
  Link: 'Related addresses (RFC 8288).',
  'Cache-Control': 'How long it may be kept.',
  'Retry-After': 'In how many seconds it is worth another try.',
}
