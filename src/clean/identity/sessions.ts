/**
 * What addresses hold of who asks, when and on what, and not of which page. Promises: what is named here is left out
 * wherever an address identifies or is compared; a name that elsewhere chooses a page counts only by what it holds.
 */

/** Sessions, caches that are to be passed by, and what a network adds to each link anew. */
const NAMES = new Set(
  `phpsessid phpsessionid jsessionid sessionid session_id sessid cfid cftoken oscsid zenid xoopssid sessionkey
  nocache no_cache cachebuster cache_buster cachebust __xts__ __xts__[0] __tn__ __cft__ __cft__[0] __eep__ __so__ __rv__`.split(
    /\s+/,
  ),
)
const NAME_PREFIX = /^(?:aspsessionid|wordpress_logged)/
/** Forums have them, and other sites have stories under these names. */
const SESSION_LIKE = new Set('s sid session sess psid'.split(' '))
/** Files are signed by such names, and who is led on is led by them. */
const SIGNED =
  /\.(?:jpe?g|png|gif|webp|avif|svg|mp3|m4[av]|mp4|pdf|zip)$|\/(?:clicks?|clk|redir|redirect|out|outbound|go|jump|track|tracker|exit)(?:\.\w{1,5})?\/?$/i
const SESSION = /^(?=[^0-9]*[0-9])[0-9a-z]{20,}$/i
/** Of the moment a document was made. `v` and `r` choose pages too, but none that is named by a time. */
const TIME_LIKE = new Set('_ t ts _t time timestamp cb rnd rand random r v ver version now nc'.split(' '))
/** Seconds or milliseconds of 2001 to 2033; what scripts' random numbers look like. */
const MOMENT = /^(?:1\d{9}|1\d{12}|0?\.\d{6,})$/
/** `;jsessionid=…` at the end of any part of a path (Servlet 2.2), and ASP.NET's `/(S(…))`. */
const IN_PATH = /;(?:jsessionid|phpsessid|sessionid|sid)=[^/;?#]*|\/\((?:[a-z]\([^()/]*\)){1,4}\)(?=\/)/gi

/** Whether a pair of a query, as it stands there behind its path, says nothing of which page is asked for. */
export function isSessionPair(pair: string, path: string): boolean {
  const mark = pair.indexOf('=')
  if (mark < 0) return MOMENT.test(pair)
  const name = toName(pair.slice(0, mark))
  const value = pair.slice(mark + 1)
  if (NAMES.has(name) || NAME_PREFIX.test(name)) return true
  const isSession = SESSION_LIKE.has(name) && SESSION.test(value) && !SIGNED.test(path)
  return isSession || (TIME_LIKE.has(name) && MOMENT.test(value))
}

function toName(name: string): string {
  return name.toLowerCase().replace(/^amp;/, '').replace(/%5b/g, '[').replace(/%5d/g, ']')
}

/** A path without sessions. */
export function withoutPathSessions(path: string): string {
  return /[;(]/.test(path) ? path.replace(IN_PATH, '') : path
}

// One page for several machines: with and without www., for phones, as AMP. Hosts of other names are other sites.

/** Of a host that has two more names at least. */
const TWIN_HOST = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/
const AMP_PAGE = /\.amp(?=(?:\.html?)?$)/
const AMP_PAIR = /^(?:amp(?:=(?:1|true|yes)?)?|outputtype=amp)$/i

/** The canonical address of the page as it is for everybody. @param address canonical */
export function toPlainTwin(address: string): string {
  const [page = '', fragment] = splitOnce(address, '#')
  const [place = '', query] = splitOnce(page.replace(/^https:\/\//, ''), '?')
  const plain = withoutAmp(place.replace(TWIN_HOST, ''))
  const pairs = query?.split('&').filter((pair) => !AMP_PAIR.test(pair)) ?? []
  return `https://${plain}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}${fragment === undefined ? '' : `#${fragment}`}`
}

/** Behind another part of the path: a page may be about it. */
function withoutAmp(place: string): string {
  return place.endsWith('/amp') && place.split('/').length > 2
    ? place.slice(0, -'/amp'.length)
    : place.replace(AMP_PAGE, '')
}

/** The page of a canonical address, whatever place on it. */
export function toPage(address: string): string {
  return toPlainTwin(address.split('#', 1)[0] ?? '')
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
