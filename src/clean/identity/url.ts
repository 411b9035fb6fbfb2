/**
 * Addresses of a story: as links in its text, in the form that identifies it, and as its document wrote them. Promises:
 * none can run anything, and two that lead to one page are one form (docs/architecture.md, decision 1).
 */

import { isSessionPair, withoutPathSessions } from './sessions.ts'

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
export function toAbsoluteAddress(url: string, base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !isHttp(parsed)) return undefined
  return isUserless(parsed) ? toWrittenForm(url, base, parsed) : undefined
}

/** The absolute address of a link in a story: http(s), ftp, mail, telephone; without click tracking. */
export function toLinkAddress(url: string, base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !LINK_SCHEMES.has(parsed.protocol)) return undefined
  if (!isHttp(parsed)) return parsed.href
  return isUserless(parsed) ? withoutTracking(toWrittenForm(url, base, parsed)) : undefined
}

/** The address without click tracking and sessions; the rest of it byte by byte as it was. */
export function withoutTracking(url: string): string {
  if (!/[?#;(]/.test(url)) return url
  const hash = url.indexOf('#')
  const fragment = hash < 0 ? '' : url.slice(hash)
  const address = hash < 0 ? url : url.slice(0, hash)
  const mark = address.indexOf('?')
  const query = mark < 0 ? undefined : address.slice(mark + 1)
  const path = withoutPathSessions(mark < 0 ? address : address.slice(0, mark))
  const kept = query?.split('&').filter((pair) => !isTrackingPair(pair, path))
  const search = kept && (kept.length > 0 || query === '') ? `?${kept.join('&')}` : ''
  return path + search + (isTrackingFragment(fragment) ? '' : fragment)
}

/**
 * The form under which an address identifies a story: https, no default port, no tracking or session, no
 * trailing slash or index page, parameters sorted; on the channel's own `hosts` (canonical one
 * first) the mirrors and `/files/` fold too. Undefined where it is no http(s) address.
 */
export function toCanonicalAddress(url: string, hosts: readonly string[], base?: string): string | undefined {
  const parsed = parseUrl(url, base)
  if (!parsed || !isHttp(parsed) || !isUserless(parsed)) return undefined
  const isOwnAddress = isOwnHost(parsed, hosts)
  const host = isOwnAddress ? hosts[0] : parsed.host
  const fragment = isTrackingFragment(parsed.hash) || PASSAGE.test(parsed.hash) ? '' : parsed.hash
  return `https://${host}${toPath(parsed.pathname, isOwnAddress)}${toSearch(parsed)}${fragment}`
}

/** Whether the address is on one of the channel's own hosts. */
export function isOwnAddress(url: string, hosts: readonly string[]): boolean {
  return URL.canParse(url) && isOwnHost(new URL(url), hosts)
}

/**
 * A story's own address to show: as received, but on the channel's own hosts under the first of them. Its scheme stays:
 * a site without a certificate is found under http alone.
 */
export function toStoryUrl(url: string, base: string | undefined, hosts: readonly string[]): string | undefined {
  const link = toAbsoluteAddress(url, base)
  if (!link) return undefined
  const clean = withoutTracking(link)
  if (!isOwnAddress(clean, hosts)) return clean
  const parsed = new URL(clean)
  const path = clean.replace(AUTHORITY, '').replace(/^\/files(?=\/\d{4}\/)/, '')
  // A port that nobody named is another server's than the one the canonical host has: without it nothing is found.
  const isElsewhere = parsed.port !== '' && !hosts.includes(parsed.host)
  return `${isElsewhere ? parsed.origin : `${parsed.protocol}//${hosts[0]}`}${path}`
}

const AUTHORITY = /^https?:\/\/[^/?#]*/i

/** The one form under which an address is looked up, however it is written. */
export function toNormalAddress(url: string): string {
  return URL.parse(url)?.href ?? url
}

/**
 * An address that is none of the web's and that nothing can come of (`urn:uuid:…`, `mailto:`, `magnet:`), as written;
 * undefined for every other.
 */
export function toInertAddress(url: string): string | undefined {
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

function toPath(path: string, isOwnAddress: boolean): string {
  const folded = isOwnAddress ? path.replace(/^\/files(?=\/\d{4}\/)/, '') : path
  const plain = withoutPathSessions(folded)
    .replace(INDEX_PAGE, '/')
    .replace(/%[0-9a-f]{2}/gi, toPlainEscape)
  let end = plain.length
  while (end > 0 && plain[end - 1] === '/') end--
  return plain.slice(0, end)
}

function toPlainEscape(percent: string): string {
  const character = String.fromCharCode(Number.parseInt(percent.slice(1), 16))
  return UNRESERVED.test(character) ? character : percent.toUpperCase()
}

function toSearch({ search, pathname }: URL): string {
  if (search.length < 2) return ''
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTrackingPair(pair, pathname))
  return pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`
}

function isTrackingPair(pair: string, path: string): boolean {
  return isTrackingName(pair.split('=', 1)[0] ?? '') || isSessionPair(pair, path)
}

/** Whether the text as it stands is an absolute http(s) address. */
export function isHttpAddress(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && isHttp(parsed) && isUserless(parsed)
}

/** The address that addresses are relative to, which may itself be relative to another one. */
export function resolve(url: string | undefined, base: string | undefined): string | undefined {
  return url === undefined ? base : (toAbsoluteAddress(url, base) ?? base)
}

/** What publishers and networks add to addresses to see who clicked; it never chooses the page. */
const NAMES = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid ttclid li_fat_id igshid igsh mc_cid mc_eid
  _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok ref_src ref_url xtor ncid cmpid ocid s_cid icid
  _ga _gl vero_id vero_conv oly_anon_id oly_enc_id wickedid rb_clickid ml_subscriber ml_subscriber_hash
  __twitter_impression twitter_impression fb_action_ids fb_action_types fb_source fb_ref action_object_map
  action_type_map action_ref_map soc_src soc_trk sr_share guccounter guce_referrer guce_referrer_sig
  _openstat wt_mc wt.mc_id ns_mchannel ns_source ns_campaign ns_linkname ns_fee at_medium at_campaign
  at_custom1 at_custom2 at_custom3 at_custom4 pk_campaign pk_kwd pk_source pk_medium trk_contact trk_msg
  trk_module trk_sid s_kwcid ef_id epik echobox cmp sc_cid sc_campaign`.split(/\s+/),
)
const NAME_PREFIX = /^(?:utm_|mtm_|piwik_|pk_|hsa_|stm_|at_custom)/
/** AddThis, Facebook's at_pco, campaign names, Echobox. */
const FRAGMENT =
  /^#(?:\.[\w-]{8,}(?:$|\.)|\.(?:twitter|facebook|email|linkedin|reddit|gmail)$|at_pco=|utm_|xtor=|ref=|ref_src=|echobox=|link_time=|_tdc)/i
/** Hosts that are asked for pictures only to count readers. */
const COUNTER_HOST =
  /(?:^|\.)(?:pixel\.wp\.com|stats\.wordpress\.com|stats\.wp\.com|feedsportal\.com|doubleclick\.net|google-analytics\.com|googletagmanager\.com|scorecardresearch\.com|quantserve\.com|pixel\.quantserve\.com|statcounter\.com|feedblitz\.com|pheedo\.com|mf\.feeds\.reuters\.com|b\.scorecardresearch\.com|sitemeter\.com|histats\.com|chartbeat\.net|chartbeat\.com|imrworldwide\.com|2o7\.net|omtrdc\.net|pixel\.facebook\.com|adsafeprotected\.com|moatads\.com|hits\.theguardian\.com|piwik\.pro|matomo\.cloud|mc\.yandex\.ru|an\.yandex\.ru|top\.mail\.ru|whos\.amung\.us|pixel\.everesttech\.net|da\.feedsportal\.com|rss\.buysellads\.com|feedads\.g\.doubleclick\.net|pi\.feedsportal\.com|track\.hubspot\.com|list-manage\.com)$/
/** The same on hosts that serve other things too. */
const COUNTER_ADDRESS =
  /^https?:\/\/(?:(?:feeds\d*|rss)\.[^/]*\/~(?:r|a|ff|at|i|4)\/|feedproxy\.google\.com\/~|(?:www\.)?facebook\.com\/tr[/?]|[^/]*\/(?:piwik|matomo)\.php|px\.ads\.linkedin\.com|[^/]*\/b\.gif\?|[^?#]*\/(?:pixel|track|tracking|beacon|counter)\.(?:gif|png|php)(?:[?#]|$))/i

/** Whether a query parameter of this (percent-encoded) name only tracks. */
function isTrackingName(name: string): boolean {
  const lower = name.toLowerCase().replace(/^amp;/, '')
  return NAMES.has(lower) || NAME_PREFIX.test(lower)
}

/** Whether a fragment, with its `#`, only tracks. */
function isTrackingFragment(fragment: string): boolean {
  return FRAGMENT.test(fragment)
}

/** Whether a picture at this absolute address is there to count readers. */
export function isCounter(url: string): boolean {
  const host = URL.parse(url)?.hostname
  return host !== undefined && (COUNTER_HOST.test(host) || COUNTER_ADDRESS.test(url))
}

// Addresses as their documents write them: letters beyond ASCII, upper-case hosts and ports that go without saying stay,
// and what is relative is resolved by RFC 3986, section 5.2, on the text itself. WHATWG URL has the last word: a form
// that it reads otherwise than what was received is given up for its own.

const ABSOLUTE = /^https?:\/\//i
const WRITTEN_HOST = /^www\./i
/** Scheme and authority, path, query. */
const PARTS = /^([a-z]+:\/\/[^/?#]*)([^?#]*)(\?[^#]*)?/i
/**
 * Characters that would break documents or headers, or show another address than there is: controls, blanks, quotes,
 * what turns the direction of writing. Persian and Kurdish need joiners (U+200C, U+200D) to be spelled.
 */
const UNFIT = /[\0-\x20\x7f-\xa0"<>`\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g

/** An address of any scheme, absolute where it can be. */
export function toResolvedAddress(url: string, base: string | undefined): string | undefined {
  const parsed = URL.parse(url, base)
  return parsed ? toWrittenForm(url, base, parsed) : undefined
}

/** @param parsed what WHATWG URL reads in `url` against `base` */
function toWrittenForm(url: string, base: string | undefined, parsed: URL): string {
  const { href } = parsed
  const trimmed = url.trim()
  if (trimmed === href) return href
  const written = resolveAsWritten(trimmed, base, parsed).replace(UNFIT, encodeURIComponent)
  return written === href || !isSame(written, href) ? href : written
}

function isSame(written: string, href: string): boolean {
  return !written.includes('\\') && written.isWellFormed() && URL.parse(written)?.href === href
}

function resolveAsWritten(url: string, base: string | undefined, parsed: URL): string {
  if (ABSOLUTE.test(url)) return parsed.protocol + url.slice(url.indexOf(':') + 1)
  if (WRITTEN_HOST.test(url)) return `http://${url}`
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
