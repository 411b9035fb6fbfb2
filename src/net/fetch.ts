/**
 * The one way out to the network. Promises: http and https only, no private address unless ALLOW_PRIVATE
 * opens it, on every hop; one limit of time over all of it and one of decoded bytes; never a document that
 * was cut silently; every failure one FetchError, whose sentence names the host and no secret.
 */
import { type AllowList, toAllowList } from './addresses.ts'
import { type Deadline, readResponseBody, startDeadline } from './body.ts'
import type { DocumentRequest, HttpResponse } from './exchange.ts'
import { toFetchError, toStatusError, toTimeoutError } from './faults.ts'
import { toFreshUntil, toRetryAt } from './headers.ts'
import { followRedirects, type Trail } from './redirects.ts'
import { readRefusal } from './refusal.ts'

/** The runtime's own fetch; it refuses private addresses where it can see them, and follows no redirects. */
export type Fetch = (url: string, init: FetchInit) => Promise<HttpResponse>

export type FetchInit = {
  readonly method: string
  readonly headers: Record<string, string>
  readonly redirect: 'manual'
  readonly signal: AbortSignal
  /** Absent where nothing is sent (GET, HEAD). */
  readonly body?: Uint8Array<ArrayBuffer>
}

export type Limits = {
  /** Milliseconds until a connection stands; the runtime's fetch keeps it, here it is only named. */
  readonly connect: number
  /** Milliseconds for everything: every hop, headers and body. */
  readonly total: number
  /** Bytes of a body after decompression. */
  readonly body: number
  readonly redirects: number
}

export const standardLimits: Limits = { connect: 10_000, total: 30_000, body: 10 * 1024 * 1024, redirects: 5 }

export type Net = {
  readonly fetch: Fetch
  readonly now: () => number
  /** Hosts and CIDRs. */
  readonly allowPrivate: readonly string[]
  /** The same, read: for who sends much. */
  readonly allow?: AllowList
  readonly userAgent: string
  readonly limits: Limits
}

export type DocumentAnswer = {
  /** `unchanged`: 304, without bytes. */
  readonly kind: 'document' | 'unchanged'
  /** After redirects, without user name and password. */
  readonly url: string
  /** Where the document moved for good: every hop was 301 or 308, or led to the same address on https. */
  readonly permanentUrl?: string
  /** `permanentUrl` is the same address on https. */
  readonly isUpgrade?: boolean
  readonly status: number
  /** Decoded; may be empty. */
  readonly bytes: Uint8Array
  readonly contentType?: string
  readonly contentLocation?: string
  readonly contentLanguage?: string
  readonly etag?: string
  readonly lastModified?: string
  /** From Cache-Control or Expires, milliseconds since 1970. */
  readonly freshUntil?: number
  /** From Retry-After, at most a day from now. */
  readonly retryAt?: number
  /** The Link headers. */
  readonly link?: string
  /** Of a list that WordPress gives in pages: how many pages and things there are (X-WP-TotalPages, X-WP-Total). */
  readonly pages?: number
  readonly total?: number
}

/** Statuses that come with the document asked for. */
const DOCUMENT = [200, 203]

/**
 * Fetches one document, or with HEAD only what is said of it.
 * @throws FetchError; ConfigError where `allowPrivate` makes no sense
 */
export async function fetchDocument(net: Net, request: DocumentRequest): Promise<DocumentAnswer> {
  const allow = toAllowList(net.allowPrivate)
  const deadline = startDeadline(net.limits.total)
  try {
    const { method = 'GET' } = request
    const ask = (url: URL, headers: Record<string, string>) => askOnce(net, method, url, headers, deadline)
    const trail = await followRedirects({ ask, allow, most: net.limits.redirects, userAgent: net.userAgent }, request)
    return await toAnswer(net, request, trail, deadline)
  } finally {
    deadline.end()
  }
}

async function askOnce(
  net: Net,
  method: string,
  url: URL,
  headers: Record<string, string>,
  deadline: Deadline,
): Promise<HttpResponse> {
  try {
    return await net.fetch(url.href, { method, headers, redirect: 'manual', signal: deadline.signal })
  } catch (error) {
    if (deadline.isOver()) throw toTimeoutError(url, net.limits.total, 'answer', error)
    throw toFetchError(error, url, net.limits.connect)
  }
}

async function toAnswer(net: Net, request: DocumentRequest, trail: Trail, deadline: Deadline): Promise<DocumentAnswer> {
  const { response, url } = trail
  const get = (name: string) => response.headers.get(name)
  const isUnchanged = response.status === 304 && hasValidators(request)
  if (!isUnchanged && !DOCUMENT.includes(response.status)) {
    throw toStatusError(response.status, url, toRetryAt(get, net.now()), await readRefusal(trail))
  }
  // A HEAD names the length of a body that does not come.
  const hasBody = !isUnchanged && request.method !== 'HEAD'
  const bytes = hasBody ? await readWhole(net, trail, deadline) : new Uint8Array()
  const answer = {
    kind: isUnchanged ? 'unchanged' : 'document',
    url: url.href,
    status: response.status,
    bytes,
  } as const
  return { ...answer, ...toMove(trail), ...toFacts(get, net.now()) }
}

async function readWhole(net: Net, { response, url }: Trail, deadline: Deadline): Promise<Uint8Array> {
  try {
    return await readResponseBody(response, net.limits.body, url)
  } catch (error) {
    if (deadline.isOver()) throw toTimeoutError(url, net.limits.total, 'finish', error)
    throw toFetchError(error, url, net.limits.connect, true)
  }
}

function toMove({ url, permanent, upgrade }: Trail): Pick<DocumentAnswer, 'permanentUrl' | 'isUpgrade'> {
  if (!permanent && !upgrade) return {}
  return { permanentUrl: url.href, ...(upgrade ? { isUpgrade: true } : {}) }
}

function toFacts(get: (name: string) => string | null, now: number) {
  return whereGiven({
    contentType: get('content-type'),
    contentLocation: get('content-location'),
    contentLanguage: get('content-language'),
    etag: get('etag'),
    lastModified: get('last-modified'),
    link: get('link'),
    pages: toCount(get('x-wp-totalpages')),
    total: toCount(get('x-wp-total')),
    freshUntil: toFreshUntil(get, now),
    retryAt: toRetryAt(get, now),
  })
}

function toCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
}

function hasValidators(request: DocumentRequest): boolean {
  return request.etag !== undefined || request.lastModified !== undefined
}

/** Without the fields that have no value: what is optional is absent here, never undefined or empty. */
function whereGiven<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> }
}
