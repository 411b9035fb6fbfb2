import type { Context } from 'hono'
import type { Desk } from '../desk.ts'
import type { Entry } from './cache.ts'
import { toAnswer, toFinished, toResponse } from './finished.ts'
import { toEtag } from './headers.ts'

/** How a document is made that is kept until something it shows changes. */
export type Recipe = {
  /** Its path and query on this service, in the one canonical form. */
  readonly address: string
  /** A word for everything it shows, which is cheap to ask for: the same word, the same document. */
  readonly mark: () => Promise<string>
  /** @throws RequestError where there is no such document */
  readonly make: () => Promise<Made>
}

export type Made = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** The Link header's targets, by relation. */
  readonly links: Readonly<Record<string, string | undefined>>
  /** When what it shows last changed, milliseconds since 1970. */
  readonly modified: () => Promise<number | undefined>
}

/** No longer than what was taken back may be shown anywhere; no stale form of it either (decision 21). */
const CACHING = 'public, max-age=60'

/** The document in the form that the client likes best, or 304 where the client has it. */
export async function answerRecipe(c: Context, desk: Desk, recipe: Recipe): Promise<Response> {
  const entry = await loadEntry(desk, recipe)
  const forms = entry.forms.size
  const answer = toAnswer(entry, (name) => c.req.header(name), desk.compress)
  // Set again, so that a new form is counted too.
  if (entry.forms.size > forms) desk.cache.set(recipe.address, entry)
  return toResponse(answer)
}

/** The document as it was made before, where nothing that it shows changed since. */
async function loadEntry(desk: Desk, recipe: Recipe): Promise<Entry> {
  const kept = desk.cache.get(recipe.address)
  // Both are asked before the document is made: a change in between makes the next request look again.
  const written = desk.written?.()
  if (kept !== undefined && written !== undefined && kept.written === written) return kept
  const state = { mark: await recipe.mark(), written }
  const entry =
    kept?.mark === state.mark ? { ...kept, ...state } : { ...(await make(recipe, kept, desk.now())), ...state }
  desk.cache.set(recipe.address, entry)
  return entry
}

async function make(recipe: Recipe, kept: Entry | undefined, now: number): Promise<Omit<Entry, 'mark' | 'written'>> {
  const { bytes, type, links, modified } = await recipe.make()
  const etag = toEtag(bytes)
  const headers = { 'Cache-Control': CACHING, ...toLink(links) }
  // What changed elsewhere moves no validator, and the compressed forms stay good.
  if (kept?.document.etag === etag && kept.headers.Link === headers.Link) return kept
  const changed = kept?.document.etag === etag ? kept.changed : toChanged(await modified(), kept)
  const isPast = changed !== undefined && changed <= now
  const document = { bytes, type, etag, ...(isPast ? { lastModified: changed } : {}) }
  return { ...toFinished(document, headers), changed }
}

/**
 * A document may change by what left it, a story that lost its tag say, while nothing in it is newer than before.
 * Clients that ask by date alone have to be told all the same; a second is all that their dates can tell apart.
 * What would be to come is not said at all (RFC 9110 §8.8.2.1): better a whole answer than a change that is missed.
 */
function toChanged(newest: number | undefined, kept: Entry | undefined): number | undefined {
  if (newest === undefined || kept?.changed === undefined) return newest
  return Math.max(newest, kept.changed + 1_000)
}

/** A Link header, where there is anything to lead to. */
function toLink(links: Made['links']): { Link?: string } {
  const targets = Object.entries(links).flatMap(([relation, target]) =>
    target === undefined ? [] : [`<${target}>; rel="${relation}"`],
  )
  return targets.length === 0 ? {} : { Link: targets.join(', ') }
}
