/**
 * Documents at Cloudflare's edge. Promises: none is answered for longer than a minute after it changed, and what was
 * taken back is let go of at once where it was asked (docs/architecture.md, decision 21).
 */

import { type Encoding, toEncoding } from '../http/documents/finished.ts'
import { isCurrent } from '../http/documents/headers.ts'
import { PARAMETERS } from '../http/lists/address.ts'
import { LIMIT_HEADERS } from '../http/patience.ts'
import { ENDING, WORDPRESS_NAME } from '../publish/formats.ts'

/** What polls ask for again and again: feeds in our own and in WordPress's form, the archive, sitemaps, OPML. */
const POLLED = new RegExp(
  `/(?:feed\\.${ENDING}|feed/?(?:(?:${WORDPRESS_NAME}|${ENDING})/?)?|archive\\.json|archive/\\d+\\.${ENDING}|(?=[a-z-]*sitemap)[a-z0-9-]+\\.xml|opml\\.xml)$`,
)

/** Documents of our own form: names that no document knows mean nothing in their queries. */
const OWN = new RegExp(`/(?:feed\\.${ENDING}|archive\\.json|archive/\\d+\\.${ENDING}|[a-z-]*\\.xml)$`)

/** What asks conditionally; a part of a document is never sent. */
const CONDITIONS = ['If-None-Match', 'If-Modified-Since', 'If-Match', 'If-Unmodified-Since', 'If-Range', 'Range']

/**
 * Seconds that a document is kept, whatever it says of itself, and Cloudflare's cache with it
 * (docs/architecture.md, decision 21).
 */
const KEPT = 60

/** `base`: BASE_URL; `now`: milliseconds since 1970. */
export type EdgeOptions = { readonly base?: string; readonly now?: () => number }

/**
 * Answers repeated polls from the data centre's own cache, for a minute at most. It takes no query of the database and
 * no rendering. What is kept belongs to a generation, which `forgetEdge` ends.
 * @param answer what the service itself says
 */
export async function answerAtEdge(
  sent: Request,
  context: Pick<ExecutionContext, 'waitUntil'>,
  answer: (request: Request) => Promise<Response>,
  { base = new URL(sent.url).origin, now = Date.now }: EdgeOptions = {},
): Promise<Response> {
  const request = withAccepted(sent)
  const address = isPoll(request) ? toAddress(new URL(request.url)) : undefined
  if (address === undefined) return answer(request)
  // Before the document is made: one that was made while something was taken back is of a generation that has ended.
  const generation = (await loadGeneration(base)) ?? (await saveGeneration(base))
  const encoding = toEncoding(request.headers.get('Accept-Encoding') ?? undefined)
  const key = toKey(base, generation, encoding, address)
  const cached = toFresh(await caches.default.match(key), now())
  if (cached !== undefined) return toAnswer(request, cached)
  // Asked for whole, so that there is something to keep; conditions are looked at below.
  const whole = new Request(request)
  for (const name of CONDITIONS) whole.headers.delete(name)
  const at = now()
  const response = await answer(whole)
  if (!isCacheable(response)) return response
  context.waitUntil(caches.default.put(key, wrap(response.clone(), at)))
  return toAnswer(request, response)
}

/** Lets go of everything that this data centre keeps: nothing of it is found any more. */
export async function forgetEdge(base: string): Promise<void> {
  await saveGeneration(base)
}

/** What is kept now is kept under this name; undefined where the cache forgot it, and everything with it. */
async function loadGeneration(base: string): Promise<string | undefined> {
  return (await caches.default.match(toGenerationKey(base)))?.text()
}

/** A name that was never given before. */
async function saveGeneration(base: string): Promise<string> {
  const generation = crypto.randomUUID()
  const headers = { 'Cache-Control': 'max-age=86400' }
  await caches.default.put(toGenerationKey(base), new Response(generation, { headers }))
  return generation
}

/** Below the service's own host, so that whoever purges that host at Cloudflare purges this too. */
function toGenerationKey(base: string): string {
  return `${base}/~generation`
}

/** Not what depends on who asks: the token, or a person in a browser, who gets a page. */
function isPoll({ method, url, headers }: Request): boolean {
  return (
    method === 'GET' &&
    POLLED.test(new URL(url).pathname) &&
    !new URL(url).searchParams.has('sources') &&
    !headers.has('Authorization') &&
    headers.get('Sec-Fetch-Dest') !== 'document'
  )
}

/**
 * With what the client said itself: on the way to a Worker its Accept-Encoding is replaced by what Cloudflare takes, of
 * every method, and where there was none too.
 */
function withAccepted(request: Request): Request {
  if (request.cf === undefined) return request
  const asked = new Request(request)
  const { clientAcceptEncoding } = request.cf
  if (typeof clientAcceptEncoding === 'string') asked.headers.set('Accept-Encoding', clientAcceptEncoding)
  else asked.headers.delete('Accept-Encoding')
  return asked
}

function isCacheable({ status, headers }: Response): boolean {
  return status === 200 && (headers.get('Cache-Control') ?? '').startsWith('public')
}

/**
 * The document's own address: of its query what it knows, in one order. Undefined where a WordPress may have known more
 * names: what those say is the service's to tell.
 */
function toAddress({ host, pathname, searchParams }: URL): string | undefined {
  const known = new URLSearchParams([...searchParams].filter(([name]) => PARAMETERS.has(name)))
  if (known.size < searchParams.size && !OWN.test(pathname)) return undefined
  known.sort()
  // Old hosts are led on, so an answer belongs to the host that was asked.
  return `/${host}${pathname}${known.size === 0 ? '' : `?${known}`}`
}

/** The cache heeds no Vary, so the form is a part of the key's path. */
function toKey(base: string, generation: string, encoding: Encoding | undefined, address: string): string {
  return `${base}/~${generation}/${encoding ?? 'identity'}${address}`
}

/** The runtime encodes again what it finds with a Content-Encoding in the cache, so it is put there under another name. */
const ENCODED = 'X-Encoded'
/** What the document itself says to caches after this one; this one keeps to its own promise. */
const CACHING = 'X-Caching'
/** When the document was asked for. */
const ASKED = 'X-Asked'

function wrap(response: Response, at: number): Response {
  const headers = new Headers(response.headers)
  rename(headers, 'Content-Encoding', ENCODED)
  rename(headers, 'Cache-Control', CACHING)
  headers.set('Cache-Control', `max-age=${KEPT}`)
  headers.set(ASKED, String(at))
  for (const name of LIMIT_HEADERS) headers.delete(name)
  return new Response(response.body, { status: 200, headers })
}

/** The answer again, unless it is too old. Caches after this one are told its age, so that all of them keep one promise. */
function toFresh(cached: Response | undefined, now: number): Response | undefined {
  if (cached === undefined) return undefined
  const age = Math.max(0, Math.ceil((now - Number(cached.headers.get(ASKED))) / 1000))
  if (age >= KEPT) return undefined
  const headers = new Headers(cached.headers)
  headers.delete(ASKED)
  for (const name of ['CF-Cache-Status', 'Cache-Control']) headers.delete(name)
  rename(headers, CACHING, 'Cache-Control')
  rename(headers, ENCODED, 'Content-Encoding')
  headers.set('Age', String(age))
  return new Response(cached.body, { status: 200, headers, encodeBody: 'manual' })
}

function rename(headers: Headers, from: string, to: string): void {
  const value = headers.get(from)
  headers.delete(from)
  if (value !== null) headers.set(to, value)
}

function toAnswer(request: Request, response: Response): Response {
  const lastModified = Date.parse(response.headers.get('Last-Modified') ?? '')
  const etag = response.headers.get('ETag') ?? ''
  const validators = { etag, ...(Number.isNaN(lastModified) ? {} : { lastModified }) }
  if (!isCurrent(validators, (name) => request.headers.get(name) ?? undefined)) return response
  const headers = new Headers(response.headers)
  for (const name of ['Content-Type', 'Content-Length', 'Content-Encoding']) headers.delete(name)
  return new Response(null, { status: 304, headers })
}
