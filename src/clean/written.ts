/**
 * Addresses as their documents write them: letters beyond ASCII, upper-case hosts and ports that go without saying stay,
 * and what is relative is resolved by RFC 3986, section 5.2, on the text itself. WHATWG URL has the last word: a form
 * that it reads otherwise than what was received is given up for its own.
 */

const ABSOLUTE = /^https?:\/\//i
const BARE_HOST = /^www\./i
/** Scheme and authority, path, query. */
const PARTS = /^([a-z]+:\/\/[^/?#]*)([^?#]*)(\?[^#]*)?/i
/**
 * Characters that would break documents or headers, or show another address than there is: controls, blanks, quotes,
 * what turns the direction of writing. Persian and Kurdish need joiners (U+200C, U+200D) to be spelled.
 */
const UNFIT = /[\0-\x20\x7f-\xa0"<>`\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g

/** An address of any scheme, absolute where it can be. */
export function toResolved(url: string, base: string | undefined): string | undefined {
  const parsed = URL.parse(url, base)
  return parsed ? toWrittenForm(url, base, parsed) : undefined
}

/** @param parsed what WHATWG URL reads in `url` against `base` */
export function toWrittenForm(url: string, base: string | undefined, parsed: URL): string {
  const { href } = parsed
  const trimmed = url.trim()
  if (trimmed === href) return href
  const written = resolve(trimmed, base, parsed).replace(UNFIT, encodeURIComponent)
  return written === href || !isSame(written, href) ? href : written
}

function isSame(written: string, href: string): boolean {
  return !written.includes('\\') && written.isWellFormed() && URL.parse(written)?.href === href
}

function resolve(url: string, base: string | undefined, parsed: URL): string {
  if (ABSOLUTE.test(url)) return parsed.protocol + url.slice(url.indexOf(':') + 1)
  if (BARE_HOST.test(url)) return `http://${url}`
  if (url.startsWith('//')) return parsed.protocol + url
  const [, origin = '', path = '', query = ''] = PARTS.exec(base ?? '') ?? []
  if (url.startsWith('#')) return origin + path + query + url
  if (url.startsWith('?')) return origin + path + url
  const [reference = '', rest = ''] = splitAt(url, url.search(/[?#]/))
  const merged = reference.startsWith('/') ? reference : path.slice(0, path.lastIndexOf('/') + 1) + reference
  return origin + withoutDots(merged) + rest
}

function splitAt(text: string, at: number): readonly [string, string] {
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

/** RFC 3986, section 5.2.4. */
function withoutDots(path: string): string {
  const kept: string[] = []
  const segments = path.replace(/^\/?/, '').split('/')
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1
    if (segment === '..') kept.pop()
    if (segment !== '.' && segment !== '..') kept.push(segment)
    else if (isLast) kept.push('')
  }
  return `/${kept.join('/')}`
}
