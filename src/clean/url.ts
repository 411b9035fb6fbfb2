import { isTrackingFragment, isTrackingName } from './tracking.ts'
import { toWrittenForm } from './written.ts'

/** Schemes a link in a story may have; none of them can run anything. */
const LINK_SCHEMES = new Set(['http:', 'https:', 'ftp:', 'mailto:', 'tel:', 'sms:', 'xmpp:', 'magnet:', 'geo:'])
const BARE_HOST = /^www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#:]|$)/i
/** The page of a folder that servers show for the folder itself. */
const INDEX_PAGE = /\/index\.(?:php|html?)$/i
/** Chooses words on the page. */
const PASSAGE = /^#:~:/
/** No address has them; WHATWG URL would escape them. */
const UNMEANT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g
/** Word processors turn the quotes around an attribute, so that they become part of it. */
const QUOTED = /^["'\u2018-\u201f\u2032\u2033\u00ab\u00bb](.*)["'\u2018-\u201f\u2032\u2033\u00ab\u00bb]$/
/** What RFC 3986, section 2.3 says never needs escaping. */
const UNRESERVED = /^[A-Za-z0-9._~-]$/

/**
 * An absolute http(s) address as it is written, what is relative resolved against `base`; undefined where there is none.
 * Letters beyond ASCII stay, blanks are escaped: whoever puts it into a header takes what WHATWG URL makes of it.
 * `www.x.y/…` without a scheme is taken for an address, and click tracking is left in.
 */
export function toAbsolute(url: string, base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !isHttp(parsed)) return undefined
  return isUserless(parsed) ? toWrittenForm(url, base, parsed) : undefined
}

/** The absolute address of a link in a story: http(s), ftp, mail, telephone; without click tracking. */
export function toLink(url: string, base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !LINK_SCHEMES.has(parsed.protocol)) return undefined
  if (!isHttp(parsed)) return parsed.href
  return isUserless(parsed) ? withoutTracking(toWrittenForm(url, base, parsed)) : undefined
}

/** The address without click-tracking parameters and fragments; the rest of it byte by byte as it was. */
export function withoutTracking(url: string): string {
  if (!/[?#]/.test(url)) return url
  const hash = url.indexOf('#')
  const fragment = hash < 0 ? '' : url.slice(hash)
  const address = hash < 0 ? url : url.slice(0, hash)
  const mark = address.indexOf('?')
  const query = mark < 0 ? undefined : address.slice(mark + 1)
  const kept = query?.split('&').filter((pair) => !isTrackingPair(pair))
  const path = mark < 0 ? address : address.slice(0, mark)
  const search = kept && (kept.length > 0 || query === '') ? `?${kept.join('&')}` : ''
  return path + search + (isTrackingFragment(fragment) ? '' : fragment)
}

/**
 * The form under which an address identifies a story: https, no default port, no tracking, no
 * trailing slash or index page, parameters sorted; on the channel's own `hosts` (canonical one
 * first) the mirrors and `/files/` fold too. Undefined where it is no http(s) address.
 */
export function toCanonical(url: string, hosts: readonly string[], base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !isHttp(parsed) || !isUserless(parsed)) return undefined
  const isOwn = isOwnHost(parsed, hosts)
  const host = isOwn ? hosts[0] : parsed.host
  const fragment = isTrackingFragment(parsed.hash) || PASSAGE.test(parsed.hash) ? '' : parsed.hash
  return `https://${host}${toPath(parsed.pathname, isOwn)}${toSearch(parsed.search)}${fragment}`
}

/** Whether the address is on one of the channel's own hosts. */
export function isOwn(url: string, hosts: readonly string[]): boolean {
  return URL.canParse(url) && isOwnHost(new URL(url), hosts)
}

/**
 * A story's own address to show: as received, but on the channel's own hosts under the first of them. Its scheme stays:
 * a site without a certificate is found under http alone.
 */
export function toStoryUrl(url: string, base: string | undefined, hosts: readonly string[]): string | undefined {
  const link = toAbsolute(url, base)
  if (!link) return undefined
  const clean = withoutTracking(link)
  if (!isOwn(clean, hosts)) return clean
  const parsed = new URL(clean)
  const path = clean.replace(AUTHORITY, '').replace(/^\/files(?=\/\d{4}\/)/, '')
  // A port that nobody named is another server's than the one the canonical host has: without it nothing is found.
  const isElsewhere = parsed.port !== '' && !hosts.includes(parsed.host)
  return `${isElsewhere ? parsed.origin : `${parsed.protocol}//${hosts[0]}`}${path}`
}

const AUTHORITY = /^https?:\/\/[^/?#]*/i

/** The one form under which an address is looked up, however it is written. */
export function toNormal(url: string): string {
  return URL.parse(url)?.href ?? url
}

/**
 * An address that is none of the web's and that nothing can come of (`urn:uuid:…`, `mailto:`, `magnet:`), as written;
 * undefined for every other.
 */
export function toInert(url: string): string | undefined {
  return INERT.test(url.trim()) ? url.trim() : undefined
}

const INERT =
  /^(?:(?:urn|tag|mailto|tel|sms|xmpp|magnet|geo|news|doi|info):|ftp:\/\/(?![^/]*@))[^\s\0-\x20\x7f-\x9f"<>\\^`{|}\p{Cf}\p{Cs}]+$/iu

/** No server takes a longer one. */
const LONGEST = 65_536

function parseUrl(url: string, base: string | undefined): URL | undefined {
  if (url.length > LONGEST) return undefined
  const trimmed = url.replace(UNMEANT, '').trim().replace(QUOTED, '$1')
  if (trimmed === '') return undefined
  const text = BARE_HOST.test(trimmed) ? `http://${trimmed}` : trimmed
  return URL.parse(text, base) ?? URL.parse(text.startsWith('//') ? `http:${text}` : text) ?? undefined
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

/** `https://bank@evil.example/` only misleads, and credentials are nobody's business. */
function isUserless(url: URL): boolean {
  return url.username === '' && url.password === '' && url.hostname !== ''
}

function isOwnHost(url: URL, hosts: readonly string[]): boolean {
  return hosts.includes(url.hostname) || hosts.includes(url.host)
}

function toPath(path: string, isOwn: boolean): string {
  const folded = isOwn ? path.replace(/^\/files(?=\/\d{4}\/)/, '') : path
  const plain = folded.replace(INDEX_PAGE, '/').replace(/%[0-9a-f]{2}/gi, toPlainEscape)
  let end = plain.length
  while (end > 0 && plain[end - 1] === '/') end--
  return plain.slice(0, end)
}

function toPlainEscape(percent: string): string {
  const character = String.fromCharCode(Number.parseInt(percent.slice(1), 16))
  return UNRESERVED.test(character) ? character : percent.toUpperCase()
}

function toSearch(search: string): string {
  if (search.length < 2) return ''
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTrackingPair(pair))
  return pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`
}

function isTrackingPair(pair: string): boolean {
  return isTrackingName(pair.split('=', 1)[0] ?? '')
}

/** Whether the text as it stands is an absolute http(s) address. */
export function isHttpAddress(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && isHttp(parsed) && isUserless(parsed)
}

/** The address that addresses are relative to, which may itself be relative to another one. */
export function resolve(url: string | undefined, base: string | undefined): string | undefined {
  return url === undefined ? base : (toAbsolute(url, base) ?? base)
}
