/** Redirects, followed by hand: every hop is checked, counted, and told only what is meant for it. */
import { FetchError } from '../errors.ts'
import { type AllowList, refuseHost } from './addresses.ts'
import type { DocumentRequest, HttpResponse } from './exchange.ts'

/** Where a request ended, and how it came there. */
export type Trail = {
  readonly response: HttpResponse
  readonly url: URL
  /** There were hops, and every one said that it is for good. */
  readonly permanent: boolean
  /** One hop, to the same address on https. */
  readonly upgrade: boolean
}

type Guide = {
  readonly ask: (url: URL, headers: Record<string, string>) => Promise<HttpResponse>
  readonly allow: AllowList
  /** Hops. */
  readonly most: number
  readonly userAgent: string
}

const REDIRECTS = [301, 302, 303, 307, 308]
const PERMANENT = [301, 308]

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, ' +
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5'

/** Asks, and asks on where it is sent, until an answer is no redirect. @throws FetchError */
export async function followRedirects(guide: Guide, request: DocumentRequest): Promise<Trail> {
  const { url: start, headers: mine } = toStart(request)
  const seen = new Set<string>()
  const statuses: number[] = []
  let url = start
  let secrets = mine
  for (;;) {
    checkUrl(url, guide.allow)
    seen.add(url.href)
    const response = await guide.ask(url, { ...toHeaders(guide, request), ...secrets })
    if (!REDIRECTS.includes(response.status)) return { response, url, ...judge(start, url, statuses) }
    statuses.push(response.status)
    const next = toTarget(response, url)
    if (seen.has(next.href)) throw new FetchError('redirects', `${url.host} redirects in a loop.`)
    if (seen.size > guide.most)
      throw new FetchError('redirects', `${start.host} redirects more than ${guide.most} times.`)
    if (!isSameHost(url, next)) secrets = {}
    url = next
  }
}

/** The address without its user name and password, and the headers that they and the request's own become. */
function toStart(request: DocumentRequest): { url: URL; headers: Readonly<Record<string, string>> } {
  if (!URL.canParse(request.url)) throw new FetchError('address', 'The address is not a valid URL.')
  const given = new URL(request.url)
  const login = given.username || given.password ? { authorization: toBasic(given) } : {}
  const own = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  return { url: toBare(given), headers: { ...login, ...Object.fromEntries(own) } }
}

function checkUrl(url: URL, allow: AllowList): void {
  const refusal = refuseHost(url.hostname, allow)
  if (refusal !== undefined) throw refusal
}

function toHeaders(guide: Guide, request: DocumentRequest): Record<string, string> {
  return {
    'user-agent': request.userAgent ?? guide.userAgent,
    accept: request.accept ?? ACCEPT,
    ...(request.etag === undefined ? {} : { 'if-none-match': request.etag }),
    ...(request.lastModified === undefined ? {} : { 'if-modified-since': request.lastModified }),
  }
}

function toTarget(response: HttpResponse, from: URL): URL {
  const location = toUtf8(response.headers.get('location')?.trim() ?? '')
  if (location === '' || !URL.canParse(location, from.href)) {
    throw new FetchError('redirects', `${from.host} redirects to no address.`)
  }
  const next = new URL(location, from)
  if (!/^https?:$/.test(next.protocol)) {
    throw new FetchError('address', `${from.host} redirects to an address that is not http or https.`)
  }
  return toBare(next)
}

/** Without user name, password and fragment: what is asked, compared and remembered. */
function toBare(url: URL): URL {
  if (!/^https?:$/.test(url.protocol)) throw new FetchError('address', 'Only http and https addresses can be fetched.')
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}

/** Secrets may go along to the same host and port, and to its https side; never back to http. */
export function isSameHost(from: URL, to: URL): boolean {
  return from.origin === to.origin || (isUpgrade(from, to) && from.port === '' && to.port === '')
}

function isUpgrade(from: URL, to: URL): boolean {
  return from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname
}

function judge(start: URL, end: URL, statuses: readonly number[]): Pick<Trail, 'permanent' | 'upgrade'> {
  const permanent = statuses.length > 0 && statuses.every((status) => PERMANENT.includes(status))
  const same = start.port === end.port && start.pathname === end.pathname && start.search === end.search
  return { permanent, upgrade: statuses.length === 1 && !statuses.includes(303) && same && isUpgrade(start, end) }
}

/** RFC 7617, in UTF-8. */
function toBasic({ username, password }: URL): string {
  const bytes = new TextEncoder().encode(`${decodeUserinfo(username)}:${decodeUserinfo(password)}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** Percent-decoded where that is possible; a lone `%` stands for itself. */
function decodeUserinfo(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
    return new TextDecoder().decode(bytes)
  })
}

/** A Location with raw UTF-8 arrives as one character a byte: WordPress sends Arabic slugs so. */
function toUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text
  const decoded = new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  return decoded.includes('\ufffd') ? text : decoded
}
