/**
 * Headers of answers. Promises: pages run no script, programs of any site may read documents, and whoever has a
 * document already is answered 304.
 */

import type { Context, Hono } from 'hono'
import { toBytesHash } from '../../model/hash.ts'

/** Pages load pictures from wherever stories have them, our style sheet, and nothing else; no script at all. */
const POLICY = [
  "default-src 'none'",
  'img-src * data:',
  'media-src *',
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers that every answer has. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
} as const

const EXPOSED = [
  'Allow',
  'Content-Location',
  'ETag',
  'Idempotent-Replayed',
  'Last-Modified',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
]

/** Headers of what programs read: scripts of any site may read it too, for there are no cookies to be stolen by it. */
export const READABLE_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED.join(', '),
} as const

/** Gives every answer the headers that it lacks; finished documents have them already. */
export function addHeaders(app: Hono): void {
  app.use('*', async (c, next) => {
    await next()
    const { headers } = c.res
    complete(headers, COMMON_HEADERS)
    // A permanent redirect without a word of it is kept for good, and may name a story that is taken back.
    if (headers.has('Location')) complete(headers, { 'Cache-Control': 'public, max-age=60' })
    if (headers.get('Content-Type')?.startsWith('text/html')) complete(headers, { 'Content-Security-Policy': POLICY })
    if (isReadable(c.req.path)) complete(headers, READABLE_HEADERS)
  })
}

function complete(headers: Headers, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) if (!headers.has(name)) headers.set(name, value)
}

/** Addresses of what programs read. */
export function isReadable(path: string): boolean {
  return /^\/api\/|\/feed\.\w+$|^\/openapi\.json$|\/archive(?:\/\d+)?\.\w+$/.test(path)
}

/** Addresses whose errors programs read; elsewhere people do. */
export function isForPrograms(path: string): boolean {
  return path === '/api' || isReadable(path)
}

/** A finished document and what it is known by. */
export type Document = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly lastModified?: number
}

/** Reads a header of the request; the name in lower case. */
export type ReadHeader = (name: string) => string | undefined

/** A weak ETag of the bytes: compressing proxies drop strong ones. */
export function toEtag(bytes: Uint8Array): string {
  return `W/"${toBytesHash(bytes).slice(0, 32)}"`
}

/** What a document is known by, as headers. */
export function toValidators({ etag, lastModified }: Pick<Document, 'etag' | 'lastModified'>): Record<string, string> {
  return {
    ETag: etag,
    ...(lastModified === undefined ? {} : { 'Last-Modified': new Date(lastModified).toUTCString() }),
  }
}

/** The document, or 304 where the client has it (RFC 9110 §13.2.2). */
export function answerDocument(c: Context, document: Document, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers({ ...headers, ...toValidators(document) })
  if (isFresh(c, document)) return new Response(null, { status: 304, headers: withVary(all, document.type) })
  all.set('Content-Type', document.type)
  all.set('Content-Length', String(document.bytes.byteLength))
  return new Response(document.bytes, { headers: all })
}

/** What gets smaller, and so has several forms. */
export function isTextType(type: string): boolean {
  return /^(?:text\/|application\/(?:[a-z.-]+\+)?(?:json|xml)\b)/.test(type)
}

/** As the whole answer has it (RFC 9110 §15.4.5), which gets it where it is encoded. */
function withVary(headers: Headers, type: string): Headers {
  if (isTextType(type) && !headers.get('Vary')?.includes('Accept-Encoding')) headers.append('Vary', 'Accept-Encoding')
  return headers
}

/** Whether the client's copy is current. */
export function isFresh(c: Context, document: Document): boolean {
  return isCurrent(document, (name) => c.req.header(name))
}

/** As `isFresh`. If-Modified-Since counts only without If-None-Match (RFC 9110 §13.1.3). */
export function isCurrent({ etag, lastModified }: Pick<Document, 'etag' | 'lastModified'>, ask: ReadHeader): boolean {
  const tags = ask('if-none-match')
  if (tags !== undefined) return tags === etag || hasTag(tags, etag)
  const asked = ask('if-modified-since')
  if (asked === undefined || lastModified === undefined) return false
  const since = Date.parse(asked)
  return !Number.isNaN(since) && Math.floor(lastModified / 1000) * 1000 <= since
}

/** Weak comparison with any tag of a list (RFC 9110 §8.8.3.2). */
function hasTag(list: string, etag: string): boolean {
  if (list.trim() === '*') return true
  const opaque = etag.replace(/^W\//, '')
  return [...list.matchAll(/"[^"]*"/g)].some(([tag]) => tag === opaque)
}
