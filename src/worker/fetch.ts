/**
 * Fetch over Cloudflare's own. Names can't be resolved and pinned here; Cloudflare's network reaches no
 * private one, and literals and private names were refused before (net/redirects.ts). What it answers in place
 * of a server it could not reach is made an error.
 */
import { FetchError, type FetchErrorKind } from '../errors.ts'
import type { HttpResponse } from '../net/exchange.ts'
import { toCodingError } from '../net/faults.ts'
import type { Fetch } from '../net/fetch.ts'

/** https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/ */
const faults: ReadonlyMap<number, readonly [FetchErrorKind, (host: string) => string]> = new Map([
  [520, ['network', (host: string) => `${host} answered nothing that can be understood.`]],
  [521, ['network', (host: string) => `${host} refused the connection.`]],
  [522, ['timeout', (host: string) => `${host} did not answer in time.`]],
  [523, ['network', (host: string) => `${host} could not be reached.`]],
  [524, ['timeout', (host: string) => `${host} did not answer in time.`]],
  [525, ['tls', (host: string) => `No secure connection to ${host} could be made.`]],
  [526, ['tls', (host: string) => `The certificate of ${host} could not be verified.`]],
  [530, ['network', (host: string) => `There is no host named ${host}, or it could not be reached.`]],
])

/** The fetch of this runtime. */
export function createFetch(): Fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init })
    const fault = faults.get(response.status)
    if (fault === undefined) return undoDeflate(response, url)
    const [kind, says] = fault
    throw new FetchError(kind, says(new URL(url).host), { status: response.status })
  }
}

/** Cloudflare asks for gzip and br and undoes them; what else a server sends arrives as it is. */
async function undoDeflate(response: Response, url: string): Promise<HttpResponse> {
  const coding = response.headers.get('content-encoding')?.trim().toLowerCase()
  if (coding === 'zstd') throw toCodingError(new URL(url).host)
  if (coding !== 'deflate' || response.body === null) return response
  const { status, headers, body } = response
  return { status, headers, body: await inflate(body) }
}

/** Many servers leave out zlib's head, which the coding is to have (RFC 9110, section 8.4.1.2): the first byte tells. */
async function inflate(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader()
  const { value: start = new Uint8Array() } = await reader.read()
  reader.releaseLock()
  const [first = 0] = start
  const { readable, writable } = new DecompressionStream((first & 15) === 8 ? 'deflate' : 'deflate-raw')
  // Whoever reads meets what goes wrong here.
  feed(writable, start, body).catch(() => {})
  return readable
}

async function feed(
  writable: WritableStream<BufferSource>,
  start: Uint8Array<ArrayBuffer>,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const writer = writable.getWriter()
  await writer.write(start)
  writer.releaseLock()
  await body.pipeTo(writable)
}
