/**
 * What response headers say: when to come back (RFC 9111; RFC 9110, section 10.2.3), and which other addresses there
 * are (RFC 8288). Promises: a header that makes no sense says nothing.
 */

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

// The Link header (RFC 8288): what an answer says of other addresses.

/** One link: its target as it was sent, the relations it names, in lower case, and what it says of the target. */
type Link = {
  readonly url: string
  readonly rels: readonly string[]
  readonly type?: string
  readonly title?: string
  readonly hreflang?: string
}

/** Longer headers are cut: no answer has that many links to say. */
const MOST = 16 * 1024

/** `<target>` and its parameters, up to the comma before the next one; quoted values may hold commas. */
const LINK = /<([^<>]*)>((?:[^",<]|"(?:[^"\\]|\\.)*")*)/g
const PARAMETER = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/g

/** The links of a header, in its order. Those about another document (`anchor`) are left out. */
export function readLinks(header: string): Link[] {
  return [...header.slice(0, MOST).matchAll(LINK)].flatMap(([, url = '', parameters = '']) => {
    const named = toParameters(parameters)
    const rels = (named.get('rel') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((rel) => rel !== '')
    return rels.length === 0 || named.has('anchor') ? [] : [{ url: url.trim(), rels, ...toSaid(named) }]
  })
}

function toSaid(named: ReadonlyMap<string, string>): Omit<Link, 'url' | 'rels'> {
  const [type, title, hreflang] = ['type', 'title', 'hreflang'].map((name) => named.get(name)?.trim())
  return { ...(type ? { type } : {}), ...(title ? { title } : {}), ...(hreflang ? { hreflang } : {}) }
}

/** By name, in lower case; of several with one name the first counts (section 3.3). */
function toParameters(text: string): ReadonlyMap<string, string> {
  const all = [...text.matchAll(PARAMETER)].map(([, name = '', quoted, bare = '']): [string, string] => {
    return [name.toLowerCase(), quoted ?? bare]
  })
  return new Map(all.toReversed())
}

/** The targets of one relation, absolute against `base`; those that are no http(s) address are left out. */
export function toLinkTargets(links: readonly Link[], rel: string, base: string): string[] {
  return links
    .filter(({ rels }) => rels.includes(rel))
    .flatMap(({ url }) => (URL.canParse(url, base) ? [new URL(url, base).href] : []))
    .filter((url) => /^https?:/.test(url))
}
