import type { Context } from 'hono'
import type { SiteView } from '../../pages/layout.ts'
import { toUtf8 } from '../../publish/safe.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { toSiteTitle } from '../lists/listing.ts'

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

/** What every page says of the service; of one channel among several, what that one's pages say. */
export function toSiteView(backend: Backend, channel?: string): SiteView {
  const { channels, base, version } = backend
  const [first, ...others] = channels
  if (others.length === 0) {
    const { description = '', language = 'en' } = first ?? {}
    return { title: toSiteTitle(backend), path: '/', description, language, base, version }
  }
  const all = channels.map(({ id, title, language }) => ({ title, path: `/${id}/`, language }))
  const own = channels.find(({ id }) => id === channel)
  if (own === undefined) {
    const language = first?.language ?? 'en'
    return { title: toSiteTitle(backend), path: '/', description: '', language, base, version, channels: all }
  }
  const { id, title, description, language } = own
  return { title, path: `/${id}/`, description, language, base, version, channels: all }
}
