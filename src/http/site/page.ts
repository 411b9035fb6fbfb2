/**
 * What pages are made of on their way out: their frame, and stories as teasers. Promises: no page is kept longer than a
 * story may be shown.
 */

import type { Context } from 'hono'
import { toLanguageDirection } from '../../clean/language/direction.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Teaser } from '../../pages/feed.ts'
import type { SiteView } from '../../pages/layout.ts'
import { type Site, toPublished } from '../../publish/facts.ts'
import { withMirroredPictures } from '../../publish/media-type.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { toTombstone } from '../../publish/tombstone.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { toSiteTitle } from '../lists/lists.ts'

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

/** Stories as lists show them; of one that was taken back its notice. */
export function toTeasers(items: readonly StoredItem[], site: Site): Teaser[] {
  return items.map((item) =>
    item.state === 'live' ? toTeaser(withMirroredPictures(item, site.base)) : toNotice(item, site),
  )
}

function toTeaser(item: StoredItem): Teaser {
  const { title, summary, dateline, image, language, direction } = item.content
  return {
    path: toPermalinkPath(item),
    title,
    summary,
    dateline,
    published: toPublished(item),
    image: image?.url,
    language,
    direction,
  }
}

function toNotice(item: StoredItem, site: Site): Teaser {
  const { title, text, language } = toTombstone(item, site)
  return {
    path: toPermalinkPath(item),
    title,
    summary: text,
    published: toPublished(item),
    language,
    direction: toLanguageDirection(language),
  }
}

/** Percent-encoded, as it stands in addresses. */
export function toPermalinkPath({ permalink }: Pick<StoredItem, 'permalink'>): string {
  return new URL(permalink, 'http://localhost').pathname
}
