/** What response headers say about when to come back: RFC 9111 and RFC 9110, section 10.2.3. */

const DAY = 24 * 3_600_000

/** A header's value, or null where there is none; what `Headers.get` is. */
type Get = (name: string) => string | null

/**
 * Until when the answer counts as fresh: Cache-Control max-age less Age, else Expires against Date.
 * Milliseconds since 1970; undefined where the answer does not say or forbids to rely on it.
 */
export function toFreshUntil(get: Get, now: number): number | undefined {
  const control = (get('cache-control') ?? '').toLowerCase()
  if (/(^|[,\s])no-(cache|store)\b/.test(control)) return undefined
  const maxAge = /(?:^|[,\s])max-age="?(\d{1,10})/.exec(control)?.[1]
  const lifetime = maxAge === undefined ? toExpiry(get, now) : (Number(maxAge) - readSeconds(get('age'))) * 1000
  return lifetime !== undefined && lifetime > 0 ? now + lifetime : undefined
}

/** Retry-After, in seconds or as a date; at most a day from now. */
export function toRetryAt(get: Get, now: number): number | undefined {
  const text = get('retry-after')?.trim() ?? ''
  const at = /^\d+$/.test(text) ? now + Number(text) * 1000 : parseHttpDate(text)
  return at !== undefined && at > now ? Math.min(at, now + DAY) : undefined
}

/** A date as HTTP writes it: the usual form, RFC 850's, and asctime's, which names no zone and means UTC. */
export function parseHttpDate(text: string): number | undefined {
  const zoned = /(GMT|UTC|[+-]\d{4})$/.test(text) ? text : `${text} GMT`
  const time = /^[A-Z][a-z]{2,8},? /.test(text) && text.length < 60 ? Date.parse(zoned) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** By the server's own clock where it says, because many are wrong. */
function toExpiry(get: Get, now: number): number | undefined {
  const expires = parseHttpDate(get('expires')?.trim() ?? '')
  return expires === undefined ? undefined : expires - (parseHttpDate(get('date')?.trim() ?? '') ?? now)
}

function readSeconds(text: string | null): number {
  return /^\d{1,10}$/.test(text ?? '') ? Number(text) : 0
}
