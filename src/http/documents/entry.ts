/**
 * A document as it is kept, of what was made of it. Promises: what changed elsewhere moves no validator, and the date
 * that it says of itself never goes back.
 */

import type { CacheEntry } from './cache.ts'
import { type FinishedDocument, takeForms, toFinishedDocument } from './finished.ts'

/** What was made, here or in a thread; `forms` are those that it was brought into already. */
export type Rendered = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  /** The Link header. */
  readonly link: string | undefined
  /** When what it shows last changed, milliseconds since 1970. */
  readonly modified: () => Promise<number | undefined>
  readonly forms?: FinishedDocument['forms']
}

/** Without what it was made of. */
export type KeptDocument = Omit<CacheEntry, 'mark' | 'written'>

/**
 * No longer than what was taken back may be shown anywhere; no stale form of it either
 * (docs/architecture.md, decision 21).
 */
const CACHING = 'public, max-age=60'

/** @param cached as it was before */
export async function toKept(rendered: Rendered, cached: CacheEntry | undefined, now: number): Promise<KeptDocument> {
  const kept = await keep(rendered, cached, now)
  takeForms(kept, rendered.forms)
  return kept
}

async function keep(rendered: Rendered, cached: CacheEntry | undefined, now: number): Promise<KeptDocument> {
  const { bytes, type, etag, link, modified } = rendered
  const isSame = cached?.document.etag === etag
  // The compressed forms stay good.
  if (isSame && cached.headers.Link === link) return cached
  const changed = isSame ? cached.changed : toChanged(await modified(), cached)
  const isPast = changed !== undefined && changed <= now
  const document = { bytes, type, etag, ...(isPast ? { lastModified: changed } : {}) }
  const headers = { 'Cache-Control': CACHING, ...(link === undefined ? {} : { Link: link }) }
  return { ...toFinishedDocument(document, headers), changed }
}

/**
 * A document may change by what left it, a story that lost its tag say, while nothing in it is newer than before.
 * Clients that ask by date alone have to be told all the same; a second is all that their dates can tell apart.
 * What would be to come is not said at all (RFC 9110 §8.8.2.1): better a whole answer than a change that is missed.
 */
function toChanged(newest: number | undefined, cached: CacheEntry | undefined): number | undefined {
  if (newest === undefined || cached?.changed === undefined) return newest
  return Math.max(newest, cached.changed + 1_000)
}

/** What a thread sent of a document that it keeps. */
export function toRendered({ document, headers, changed, forms }: CacheEntry): Rendered {
  const { bytes, type, etag } = document
  return { bytes, type, etag, link: headers.Link, modified: async () => changed, forms }
}
