import type { Context } from 'hono'
import type { Site } from '../pages/layout.ts'
import { toUtf8 } from '../publish/utf8.ts'
import type { Desk } from './desk.ts'
import { toSiteTitle } from './listing.ts'
import { answerDocument, toEtag } from './validators.ts'

const TYPE = 'text/html; charset=utf-8'

/** A page that is there: with an ETag, for a minute. */
export function answerPage(c: Context, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const bytes = toUtf8(text)
  const document = { bytes, type: TYPE, etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'public, max-age=60', ...headers })
}

/** A page that says what is wrong; kept shortly, for what is missing may come. */
export function answerNotice(status: number, text: string, maxAge = 60): Response {
  const bytes = toUtf8(text)
  const caching = maxAge === 0 ? 'no-store' : `public, max-age=${maxAge}`
  // Said here, so that HEAD says it too.
  const headers = { 'Content-Type': TYPE, 'Content-Length': String(bytes.byteLength), 'Cache-Control': caching }
  return new Response(bytes, { status, headers })
}

/** What every page says of the service. */
export function toSite(desk: Desk): Site {
  const [first] = desk.channels
  return {
    title: toSiteTitle(desk),
    description: desk.channels.length === 1 ? (first?.description ?? '') : '',
    language: first?.language ?? 'en',
    base: desk.base,
    version: desk.version,
  }
}
