/**
 * A document that is made once and answered until something it shows changes. Promises: the bytes are the same for
 * whoever asks, nothing outlives what was taken back (docs/architecture.md, decision 21), and what is at hand waits for
 * nothing that is not (docs/architecture.md, decision 22).
 */

import type { Context } from 'hono'
import { toSender } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { findAside, makeAside, toAsideResponse } from '../lane/lane.ts'
import type { CacheEntry } from './cache.ts'
import { type KeptDocument, type Rendered, toKept, toRendered } from './entry.ts'
import { isFormed, toAnswer, toResponse } from './finished.ts'
import { type ReadHeader, toEtag } from './headers.ts'

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

/** The document in the form that the client likes best, or 304 where the client has it. @throws RequestError 503 */
export async function answerRecipe(c: Context, backend: Backend, recipe: Recipe): Promise<Response> {
  const { cache } = backend
  const ask: ReadHeader = (name) => c.req.header(name)
  const { entry, state, isCurrent } = await loadEntry(backend, recipe)
  if (entry !== undefined && isCurrent && isAtHand(backend, entry, ask)) return answerEntry(backend, recipe, entry, ask)
  const kept = await makeInLane(c, backend, recipe, entry)
  if (kept instanceof Response) return kept
  const made = { ...kept, ...state }
  cache.set(recipe.address, made)
  return answerEntry(backend, recipe, made, ask)
}

function answerEntry(backend: Backend, { address }: Recipe, entry: CacheEntry, ask: ReadHeader): Response {
  const forms = entry.forms.size
  const answer = toAnswer(entry, ask, backend.compress)
  // Set again, so that a new form is counted too.
  if (entry.forms.size > forms) backend.cache.set(address, entry)
  return toResponse(answer)
}

/** Whether nothing has to be made for an answer. Without a thread, forms are made in place. */
export function isAtHand(backend: Backend, entry: CacheEntry, ask: ReadHeader): boolean {
  return findAside(backend) === undefined || backend.compress === undefined || isFormed(entry, ask)
}

/** `entry`: the document as it was made before; `isCurrent`: nothing that it shows changed since. */
type Found = {
  readonly state: Pick<CacheEntry, 'mark' | 'written'>
  readonly entry?: CacheEntry
  readonly isCurrent: boolean
}

async function loadEntry({ cache, ...backend }: Backend, recipe: Recipe): Promise<Found> {
  const cached = cache.get(recipe.address)
  // Both are asked before the document is made: a change in between makes the next request look again.
  const written = backend.written?.()
  if (cached !== undefined && written !== undefined && cached.written === written) {
    return { state: { mark: cached.mark, written }, entry: cached, isCurrent: true }
  }
  const state = { mark: await recipe.mark(), written }
  if (cached === undefined) return { state, isCurrent: false }
  if (cached.mark !== state.mark) return { state, entry: cached, isCurrent: false }
  const entry = { ...cached, ...state }
  cache.set(recipe.address, entry)
  return { state, entry, isCurrent: true }
}

/** A thread's own answer where it has no such document. */
async function makeInLane(
  c: Context,
  backend: Backend,
  recipe: Recipe,
  cached: CacheEntry | undefined,
): Promise<KeptDocument | Response> {
  const { lane, now } = backend
  const aside = findAside(backend)
  if (lane !== undefined && aside !== undefined) {
    const answered = await makeAside(c, backend, lane, aside, recipe.address)
    if (answered.document === undefined) return toAsideResponse(answered)
    return toKept(toRendered(answered.document), cached, now())
  }
  const make = async () => toKept(await render(recipe), cached, now())
  return lane === undefined ? make() : lane.turns(toSender(c, backend), make)
}

async function render({ make }: Recipe): Promise<Rendered> {
  const { links, ...made } = await make()
  return { ...made, etag: toEtag(made.bytes), link: toLink(links) }
}

/** A Link header, where there is anything to lead to. */
function toLink(links: MadeDocument['links']): string | undefined {
  const targets = Object.entries(links).flatMap(([relation, target]) =>
    target === undefined ? [] : [`<${target}>; rel="${relation}"`],
  )
  return targets.length === 0 ? undefined : targets.join(', ')
}
