import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Context } from 'hono'

/** A finished document and what it is known by. */
export type Document = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly lastModified?: number
}

/** A weak ETag of the bytes: compressing proxies drop strong ones. */
export function toEtag(bytes: Uint8Array): string {
  return `W/"${bytesToHex(sha256(bytes)).slice(0, 32)}"`
}

/** The document, or 304 where the client has it (RFC 9110 §13.2.2). */
export function answerDocument(c: Context, document: Document, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers({ ...headers, ETag: document.etag })
  if (document.lastModified !== undefined) all.set('Last-Modified', new Date(document.lastModified).toUTCString())
  if (isFresh(c, document)) return new Response(null, { status: 304, headers: all })
  all.set('Content-Type', document.type)
  all.set('Content-Length', String(document.bytes.byteLength))
  return new Response(document.bytes, { headers: all })
}

/** Whether the client's copy is current. If-Modified-Since counts only without If-None-Match (RFC 9110 §13.1.3). */
export function isFresh(c: Context, document: Document): boolean {
  const tags = c.req.header('If-None-Match')
  if (tags !== undefined) return hasTag(tags, document.etag)
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '')
  if (Number.isNaN(since) || document.lastModified === undefined) return false
  return Math.floor(document.lastModified / 1000) * 1000 <= since
}

/** Weak comparison with any tag of a list (RFC 9110 §8.8.3.2). */
function hasTag(list: string, etag: string): boolean {
  if (list.trim() === '*') return true
  const opaque = etag.replace(/^W\//, '')
  return [...list.matchAll(/"[^"]*"/g)].some(([tag]) => tag === opaque)
}
