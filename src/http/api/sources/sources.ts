/**
 * Sources over the API: list with their health, and add. Promises: what is no feed is not added, and no address twice.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { toSourceId } from '../../../clean/identity/source-id.ts'
import { fold } from '../../../clean/language/fold.ts'
import { ConfigError, FetchError, ParseError, RequestError, StoreError } from '../../../errors.ts'
import type { Source } from '../../../model/model.ts'
import type { SourceOptions } from '../../../model/settings.ts'
import type { Keep, Made } from '../../../store/access/receipts.ts'
import type { Statement } from '../../../store/db.ts'
import { ensurePolls, loadPolls } from '../../../store/polls.ts'
import { addSource, loadSources, toSourceScope } from '../../../store/sources.ts'
import { demandToken, hasToken } from '../../auth.ts'
import type { Backend } from '../../backend.ts'
import { readFields, readJson, refuseUnknown } from '../../body.ts'
import { answerCurrent, isCreateOnly, toThere } from '../../conditions.ts'
import { makeOnce } from '../../idempotency.ts'
import { answerInLane } from '../../lane/lane.ts'
import { readPage, toPageJson } from '../../lists/pages.ts'
import { type AskedOf, serve } from '../../operation.ts'
import { sourceOperations } from '../../operations/sources.ts'
import { fieldError } from '../../problem.ts'
import { addRoute, answerJson } from '../../route.ts'
import { sourceList } from '../../shapes/source.ts'
import { loadCurrentSource, SOURCES_PATH } from './source-answers.ts'
import { isTold, postedSource, refuseAddress, refuseSelectors, toSourceJson } from './source-fields.ts'
import { loadTaken, refuseName } from './source-names.ts'

/** The list of sources with their health, and adding one. */
export function addSourceList(app: Hono, backend: Backend): void {
  addRoute(app, SOURCES_PATH, {
    GET: serve(backend, sourceOperations.listSources, ({ c, query }) =>
      answerInLane(c, backend, () => answerList(c, backend, query)),
    ),
    POST: serve(backend, sourceOperations.addSource, ({ c }) => takeSource(c, backend)),
  })
}

/** Its place is what it was called first, which stays, and its rank. */
const LIST = {
  kind: 'sources',
  name: 'sources',
  members: sourceList.entries.sources,
  place: v.tuple([v.string(), v.number()]),
}

type Asking = AskedOf<typeof sourceOperations.listSources>['query']

/** In order of rank. */
async function answerList(c: Context, backend: Backend, query: Asking): Promise<Response> {
  const { tag } = query
  if (tag !== undefined) demandToken(c, backend)
  const page = readPage(query, LIST)
  const [sources, polls] = await Promise.all([loadSources(backend.db, backend.channels), loadPolls(backend.db)])
  const all = sources.map((source, at) => ({ source, place: toPlace(source, at) }))
  const asked = tag === undefined ? all : all.filter(({ source }) => isTagged(source, tag))
  const trusted = hasToken(c, backend)
  return answerJson(
    toPageJson(c, backend, LIST, page, asked.slice(toStart(asked, page.after)), {
      toJson: ({ source }) => toSourceJson(source, polls.get(source.id), trusted),
      toPlace: ({ place }) => place,
    }),
  )
}

type Placed = { readonly source: Source; readonly place: SourcePlace }
type SourcePlace = [scope: string, order: number]

/** Declared ones come first, as they stand in the files; then those that were added, by their ranks. */
function toPlace(source: Source, at: number): SourcePlace {
  return [toSourceScope(source), source.declared ? at : source.rank]
}

/** Behind it, or where it was before it was taken out: what is there now, it may be with its number, is not told yet. */
function toStart(sources: readonly Placed[], after: SourcePlace | undefined): number {
  if (after === undefined) return 0
  const [scope, order] = after
  const there = sources.findIndex(({ place }) => place[0] === scope)
  if (there >= 0) return there + 1
  const next = sources.findIndex(({ place }) => place[1] >= order)
  return next >= 0 ? next : sources.length
}

/** A tag leads to what lies in its folders too: `News` to `News/Syria`. */
function isTagged({ tags = [] }: Source, asked: string): boolean {
  const [sought, ...found] = [asked, ...tags].map((tag) => `${fold(tag)}/`)
  return found.some((tag) => tag.startsWith(sought ?? ''))
}

/** Adds a source, due at once; with `discover` the feed behind the address, where there is one. 409 names the source that has the address. */
function takeSource(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeNew(c, backend, keep),
    answer: (made) => answerAdded(c, backend, made),
  })
}

/** `fault`: why it could not be asked. */
type MadeSource = Made & { readonly fault?: string }

async function makeNew(c: Context, backend: Backend, keep: Keep): Promise<MadeSource> {
  try {
    return await makeSource(c, backend, keep)
  } catch (error) {
    const there =
      error instanceof RequestError && error.status === 409 && isCreateOnly(c) ? error.members.id : undefined
    throw typeof there === 'string' ? toThere(await loadCurrentSource(c, backend, there), error) : error
  }
}

async function makeSource(c: Context, backend: Backend, keep: Keep): Promise<MadeSource> {
  const body = await readJson(c)
  refuseUnknown(body, postedSource, isTold)
  const { id: asked, channel: channelId, discover, url: given, ...rest } = readFields(postedSource, body)
  refuseSelectors(rest, backend.isSelector)
  const sources = await loadSources(backend.db, backend.channels)
  const channel = readChannel(backend, channelId)
  refuseAddress(sources, given)
  const taken = await loadTaken(backend, sources)
  if (asked !== undefined) refuseName(taken, asked)
  const { url, fault } = await toFeedUrl(backend, { ...rest, url: given }, discover === true)
  refuseAddress(sources, url)
  const source = { id: asked ?? toSourceId(url, taken), channel, url, ...rest }
  const made = { name: source.id, status: 201 }
  await add(backend, source, keep(made))
  return { ...made, ...(fault === undefined ? {} : { fault }) }
}

type AddedAddress = { readonly url: string; readonly fault?: string }

/**
 * The address of the feed; a page without one is no source, unless it is said how to read it. What can't be asked now
 * may come back: the address stands as it was given, and the answer says why it could not.
 * @throws RequestError 422 saying what stands there
 */
export async function toFeedUrl(
  backend: Backend,
  source: SourceOptions & { readonly url: string },
  follow: boolean,
): Promise<AddedAddress> {
  if (source.page !== undefined || source.json !== undefined) return { url: source.url }
  try {
    const found = await backend.discover(source.url, { source, follow })
    return { url: follow ? new URL(found).href : source.url }
  } catch (error) {
    if (error instanceof ParseError) throw toNoFeed(error, follow)
    if (error instanceof FetchError || error instanceof ConfigError) return { url: source.url, fault: error.message }
    throw error
  }
}

function toNoFeed(error: ParseError, follow: boolean): RequestError {
  const first = follow ? '' : '"discover": true takes the feed behind a page; '
  const hint = `${first}"page" says where the items of a page stand, "json" where those of JSON do.`
  const detail = `${error.message} It was not added: ${hint}`
  return new RequestError(422, detail, { field: 'url' }, { cause: error, kind: 'unreadable-document' })
}

function readChannel(backend: Backend, id: string | undefined): string {
  const channel = id === undefined ? backend.channels[0] : backend.channels.find((one) => one.id === id)
  if (channel === undefined) throw fieldError('channel', 'There is no such channel here.')
  return channel.id
}

async function add(
  backend: Backend,
  source: Parameters<typeof addSource>[1],
  more: readonly Statement[],
): Promise<void> {
  try {
    await addSource(backend.db, source, backend.now(), more)
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    const sources = await loadSources(backend.db, backend.channels)
    const there = sources.find(({ id, url }) => id === source.id || url === source.url)
    const message = 'Somebody added this source at the same time.'
    throw new RequestError(409, message, { id: there?.id }, { cause: error })
  }
}

async function answerAdded(c: Context, backend: Backend, { name: id, status, fault }: MadeSource): Promise<Response> {
  const sources = await loadSources(backend.db, backend.channels)
  if (!sources.some((one) => one.id === id))
    throw new RequestError(410, `The source ${id} was taken out since it was added.`)
  await ensurePolls(backend.db, sources, backend.now())
  const { json, etag } = await loadCurrentSource(c, backend, id)
  const told = { ...json, ...(fault === undefined ? {} : { fault }) }
  return answerCurrent(c, { json: told, etag }, status, { Location: `${backend.base}${SOURCES_PATH}/${id}` })
}
