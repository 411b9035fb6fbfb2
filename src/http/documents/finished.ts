/**
 * A document with everything that is said of it, in each encoding. Promises: a form is made once, and a 304 says what
 * the document itself would have.
 */

import type { Context, Hono } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import {
  COMMON_HEADERS,
  type Document,
  isCurrent,
  isTextType,
  READABLE_HEADERS,
  type ReadHeader,
  toValidators,
} from './headers.ts'

/** A document with all that is said of it, ready to be sent any number of times. */
export type FinishedDocument = {
  readonly document: Document
  /** Headers of every answer about it, 304 too. */
  readonly headers: Readonly<Record<string, string>>
  /** The forms that somebody asked for; made once. */
  readonly forms: Map<Encoding | 'identity', Form>
}

/** The bytes of one encoding, and the headers that they are sent with. */
type Form = { readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> }

/** What is sent; without bytes where the client has them. */
export type Answer = {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string>>
  readonly bytes?: Uint8Array<ArrayBuffer>
}

/** A document that is sent in several forms, to people and programs. */
export function toFinishedDocument(document: Document, headers: Readonly<Record<string, string>>): FinishedDocument {
  const all = {
    ...headers,
    ...toValidators(document),
    ...COMMON_HEADERS,
    ...READABLE_HEADERS,
    Vary: 'Accept-Encoding, Sec-Fetch-Dest',
  }
  return { document, headers: all, forms: new Map() }
}

/**
 * The answer to a request for the document: 304 where the client has it, else the form it likes best.
 * Ranges are not offered, so asking for one changes nothing (RFC 9110 §14.2).
 */
export function toAnswer(finished: FinishedDocument, ask: ReadHeader, compress: Compress | undefined): Answer {
  if (isCurrent(finished.document, ask)) return { status: 304, headers: finished.headers }
  const encoding = compress === undefined ? undefined : toEncoding(ask('accept-encoding'))
  const { bytes, headers } = finished.forms.get(encoding ?? 'identity') ?? addForm(finished, encoding, compress)
  return { status: 200, headers, bytes }
}

function addForm(finished: FinishedDocument, encoding: Encoding | undefined, compress: Compress | undefined): Form {
  const form = toForm(finished, encoding, compress)
  finished.forms.set(encoding ?? 'identity', form)
  return form
}

function toForm(finished: FinishedDocument, encoding?: Encoding, compress?: Compress): Form {
  const { document } = finished
  const plain = toEncodedForm(finished, document.bytes)
  if (encoding === undefined || compress === undefined || !isCompressible(document)) return plain
  const bytes = compress(document.bytes, encoding)
  return bytes.byteLength >= document.bytes.byteLength ? plain : toEncodedForm(finished, bytes, encoding)
}

function toEncodedForm({ document, headers }: FinishedDocument, bytes: Form['bytes'], encoding?: string): Form {
  const sent = toSent(headers, document.type, bytes)
  return { bytes, headers: encoding === undefined ? sent : { ...sent, 'Content-Encoding': encoding } }
}

/** Pictures but drawn ones are small as they are. */
function isCompressible({ bytes, type }: Document): boolean {
  return bytes.byteLength >= LEAST_COMPRESSED && type !== 'image/png'
}

/** Whether the answer to a request is there, and no form has to be made for it. */
export function isFormed({ document, forms }: FinishedDocument, ask: ReadHeader): boolean {
  if (!isCompressible(document)) return true
  const encoding = toEncoding(ask('accept-encoding'))
  return encoding === undefined || forms.has(encoding) || isCurrent(document, ask)
}

/** Takes over the forms that the same bytes have elsewhere. */
export function takeForms(finished: FinishedDocument, forms: FinishedDocument['forms'] = new Map()): void {
  for (const [name, { bytes, headers }] of forms) {
    if (!finished.forms.has(name)) finished.forms.set(name, toEncodedForm(finished, bytes, headers['Content-Encoding']))
  }
}

function toSent(headers: FinishedDocument['headers'], type: string, bytes: Uint8Array): Record<string, string> {
  return { 'Content-Type': type, 'Content-Length': String(bytes.byteLength), ...headers }
}

/** The answer as both runtimes send it. */
export function toResponse({ status, headers, bytes }: Answer): Response {
  // `manual` tells workerd that the bytes are encoded already; Node has no such option and heeds none.
  const init = { status, headers: { ...headers }, encodeBody: 'manual' } as ResponseInit
  return new Response(bytes ?? null, init)
}

/** The compressed forms that documents are kept in, best first. */
export type Encoding = 'br' | 'gzip'

/** Compresses at once; a part of each runtime. */
export type Compress = (bytes: Uint8Array, encoding: Encoding) => Uint8Array<ArrayBuffer>

/** What is used of zlib, which both runtimes have. */
type Zlib = {
  readonly gzipSync: (bytes: Uint8Array) => Uint8Array
  readonly brotliCompressSync: (bytes: Uint8Array, options: { params: Record<number, number> }) => Uint8Array
  readonly constants: Readonly<Record<'BROTLI_PARAM_MODE' | 'BROTLI_MODE_TEXT' | 'BROTLI_PARAM_QUALITY', number>>
}

/** Once for each revision of a document and at once: a few milliseconds, in which nobody else starts the same. */
export function createCompress({ gzipSync, brotliCompressSync, constants }: Zlib): Compress {
  const { BROTLI_PARAM_MODE, BROTLI_MODE_TEXT, BROTLI_PARAM_QUALITY } = constants
  // Smaller than gzip at its best, in about its time; the highest quality takes fifty times as long.
  const params = { [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT, [BROTLI_PARAM_QUALITY]: 5 }
  return (bytes, encoding) =>
    new Uint8Array(encoding === 'br' ? brotliCompressSync(bytes, { params }) : gzipSync(bytes))
}

/** Below this nothing is gained: it fits into one packet as it is. */
const LEAST_COMPRESSED = 1_000

/**
 * The form that Accept-Encoding likes best (RFC 9110 §12.5.3): the highest weight, brotli before gzip where they are
 * alike; undefined where neither is acceptable, or plain bytes are liked better.
 */
export function toEncoding(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined || accepted === '') return undefined
  const weights = new Map(parseAccept(accepted).map(({ type, q }) => [type.toLowerCase(), q]))
  const others = weights.get('*') ?? 0
  const br = weights.get('br') ?? others
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? others
  const best = Math.max(br, gzip)
  // Plain bytes need not be named to be acceptable, so they are preferred only where they are.
  if (best === 0 || best < (weights.get('identity') ?? 0)) return undefined
  return br === best ? 'br' : 'gzip'
}

// Other answers that get smaller.

/** These are made for each request, and compressing more than this takes longer than making them. */
const MOST_BYTES = 200_000

/** Compresses pages and the API's answers for whoever accepts that. */
export function addEncoding(app: Hono, { compress }: { readonly compress?: Compress }): void {
  if (compress === undefined) return
  app.use('*', async (c, next) => {
    await next()
    if (isWhole(c.res)) await encode(c, compress)
  })
}

/** Finished documents have compressed forms of their own. */
function isWhole({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    isTextType(headers.get('Content-Type') ?? '') &&
    !headers.has('Content-Encoding') &&
    // With a strong ETag, which the compressed form may not have (RFC 9110 §8.8.1).
    !headers.get('Cache-Control')?.includes('no-transform') &&
    !headers.get('Vary')?.includes('Accept-Encoding')
  )
}

async function encode(c: Context, compress: Compress): Promise<void> {
  c.res.headers.append('Vary', 'Accept-Encoding')
  const encoding = toEncoding(c.req.header('Accept-Encoding'))
  const length = Number(c.res.headers.get('Content-Length') ?? LEAST_COMPRESSED)
  if (encoding === undefined || length < LEAST_COMPRESSED || length > MOST_BYTES) return
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const response = toEncoded(bytes, c.res.headers, encoding, compress)
  // Set to nothing first, or Hono lays the headers of the old one over the new one's.
  c.res = undefined
  c.res = response
}

function toEncoded(bytes: Uint8Array<ArrayBuffer>, headers: Headers, encoding: Encoding, compress: Compress): Response {
  const isWorth = bytes.byteLength >= LEAST_COMPRESSED && bytes.byteLength <= MOST_BYTES
  const sent = isWorth ? compress(bytes, encoding) : bytes
  const fields = {
    ...Object.fromEntries(headers),
    'content-length': String(sent.byteLength),
    ...(isWorth ? { 'content-encoding': encoding } : {}),
  }
  return toResponse({ status: 200, headers: fields, bytes: sent })
}
