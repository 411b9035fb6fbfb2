import { type Encoding, toEncoding } from '../http/encoding.ts'
import { isCurrent } from '../http/validators.ts'

/** What polls ask for again and again: feeds in our own and in WordPress's form, the archive, sitemaps, OPML. */
const POLLED =
  /\/(?:feed\.(?:rss|atom|json)|feed\/?(?:(?:rss2?|rdf|atom)\/?)?|archive\.json|archive\/\d+\.(?:rss|atom|json)|(?=[a-z-]*sitemap)[a-z0-9-]+\.xml|opml\.xml)$/

/** What asks conditionally; a part of a document is never sent. */
const CONDITIONS = ['If-None-Match', 'If-Modified-Since', 'If-Match', 'If-Unmodified-Since', 'If-Range', 'Range']

/**
 * Answers repeated polls from the data centre's own cache, for as long as the answer's own Cache-Control says: a
 * minute. It takes no query of the database and no rendering.
 * @param answer what the service itself says
 */
export async function answerAtEdge(
  sent: Request,
  context: Pick<ExecutionContext, 'waitUntil'>,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const request = withAccepted(sent)
  if (!isPoll(request)) return answer(request)
  const key = toKey(request, toEncoding(request.headers.get('Accept-Encoding') ?? undefined))
  const kept = await caches.default.match(key)
  if (kept !== undefined) return toAnswer(request, unwrap(kept))
  // Asked for whole, so that there is something to keep; conditions are looked at below.
  const whole = new Request(request)
  for (const name of CONDITIONS) whole.headers.delete(name)
  const response = await answer(whole)
  if (!isKept(response)) return response
  context.waitUntil(caches.default.put(key, wrap(response.clone())))
  return toAnswer(request, response)
}

/** Not what depends on who asks: the token, or a person in a browser, who gets a page. */
function isPoll({ method, url, headers }: Request): boolean {
  return (
    method === 'GET' &&
    POLLED.test(new URL(url).pathname) &&
    !headers.has('Authorization') &&
    headers.get('Sec-Fetch-Dest') !== 'document'
  )
}

/** With what the client said itself: on the way to a Worker its Accept-Encoding is replaced. */
function withAccepted(request: Request): Request {
  const said = request.cf?.clientAcceptEncoding
  if (typeof said !== 'string' || (request.method !== 'GET' && request.method !== 'HEAD')) return request
  const asked = new Request(request)
  asked.headers.set('Accept-Encoding', said)
  return asked
}

function isKept({ status, headers }: Response): boolean {
  return status === 200 && (headers.get('Cache-Control') ?? '').startsWith('public')
}

/** The cache heeds no Vary, so the form is a part of the key's path. */
function toKey(request: Request, encoding: Encoding | undefined): Request {
  const url = new URL(request.url)
  url.pathname = `/~${encoding ?? 'identity'}${url.pathname}`
  return new Request(url)
}

/** The runtime encodes again what it finds with a Content-Encoding in the cache, so it is put there under another name. */
const ENCODED = 'X-Encoded'

function wrap(response: Response): Response {
  const headers = new Headers(response.headers)
  const encoding = headers.get('Content-Encoding')
  if (encoding !== null) headers.set(ENCODED, encoding)
  headers.delete('Content-Encoding')
  return new Response(response.body, { status: 200, headers })
}

function unwrap(response: Response): Response {
  const headers = new Headers(response.headers)
  const encoding = headers.get(ENCODED)
  if (encoding !== null) headers.set('Content-Encoding', encoding)
  headers.delete(ENCODED)
  return new Response(response.body, { status: 200, headers, encodeBody: 'manual' })
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
