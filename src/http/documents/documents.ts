/**
 * A document that is made once and answered until something it shows changes. Promises: the bytes are the same for
 * whoever asks, and nothing outlives what was taken back (docs/architecture.md, decision 21).
 */

import type { Context } from 'hono'
import type { Backend } from '../backend.ts'
import type { CacheEntry } from './cache.ts'
import { toAnswer, toFinishedDocument, toResponse } from './finished.ts'
import { toEtag } from './headers.ts'

/** How a document is made that is kept until something it shows changes. */
export type Recipe = {
  /** Its path and query on this service, in the one canonical form. */
  readonly address: string
  /** A word for everything it shows, which is cheap to ask for: the same word, the same document. */
  readonly mark: () => Promise<string>
  /** @throws RequestError where there is no such document */
  readonly make: () => Promise<MadeDocument>
}

export type MadeDocument = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** The Link header's targets, by relation. */
  readonly links: Readonly<Record<string, string | undefined>>
  /** When what it shows last changed, milliseconds since 1970. */
  readonly modified: () => Promise<number | undefined>
}

/**
 * No longer than what was taken back may be shown anywhere; no stale form of it either
 * (docs/architecture.md, decision 21).
 */
const CACHING = 'public, max-age=60'

/** The document in the form that the client likes best, or 304 where the client has it. */
export async function answerRecipe(c: Context, backend: Backend, recipe: Recipe): Promise<Response> {
  const entry = await loadEntry(backend, recipe)
  const forms = entry.forms.size
  const answer = toAnswer(entry, (name) => c.req.header(name), backend.compress)
  // Set again, so that a new form is counted too.
  if (entry.forms.size > forms) backend.cache.set(recipe.address, entry)
  return toResponse(answer)
}

/** The document as it was made before, where nothing that it shows changed since. */
async function loadEntry(backend: Backend, recipe: Recipe): Promise<CacheEntry> {
  const cached = backend.cache.get(recipe.address)
  // Both are asked before the document is made: a change in between makes the next request look again.
  const written = backend.written?.()
  if (cached !== undefined && written !== undefined && cached.written === written) return cached
  const state = { mark: await recipe.mark(), written }
  const entry =
    cached?.mark === state.mark ? { ...cached, ...state } : { ...(await make(recipe, cached, backend.now())), ...state }
  backend.cache.set(recipe.address, entry)
  return entry
}

async function make(
  recipe: Recipe,
  cached: CacheEntry | undefined,
  now: number,
): Promise<Omit<CacheEntry, 'mark' | 'written'>> {
  const { bytes, type, links, modified } = await recipe.make()
  const etag = toEtag(bytes)
  const headers = { 'Cache-Control': CACHING, ...toLink(links) }
  // What changed elsewhere moves no validator, and the compressed forms stay good.
  if (cached?.document.etag === etag && cached.headers.Link === headers.Link) return cached
  const changed = cached?.document.etag === etag ? cached.changed : toChanged(await modified(), cached)
  const isPast = changed !== undefined && changed <= now
  const document = { bytes, type, etag, ...(isPast ? { lastModified: changed } : {}) }
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

/** A Link header, where there is anything to lead to. */
function toLink(links: MadeDocument['links']): { Link?: string } {
  const targets = Object.entries(links).flatMap(([relation, target]) =>
    target === undefined ? [] : [`<${target}>; rel="${relation}"`],
  )
  return targets.length === 0 ? {} : { Link: targets.join(', ') }
}
