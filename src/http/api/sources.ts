/**
 * Sources over the API: list with their health, add, change, take out, refresh. Promises: the stories of a source that
 * goes stay.
 */

import type { Context, Hono } from 'hono'
import type * as v from 'valibot'
import { toSourceId } from '../../clean/identity/source-id.ts'
import { fold } from '../../clean/language/fold.ts'
import { ConfigError, FetchError, ParseError, RequestError, StoreError } from '../../errors.ts'
import type { Source } from '../../model/model.ts'
import type { SourceOptions } from '../../model/settings.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import type { Statement } from '../../store/db.ts'
import { ensurePolls, loadPolls, savePoll } from '../../store/polls.ts'
import { addSource, changeSource, findSource as findNamed, loadSources, removeSource } from '../../store/sources.ts'
import { demandToken, hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import { makeOnce } from '../idempotency.ts'
import { answerInLane } from '../lane/lane.ts'
import { type AskedOf, serve } from '../operation.ts'
import { sourceOperations } from '../operations/sources.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import {
  HOW_READ,
  isTold,
  isToldOfChanged,
  postedSource,
  refuseAddress,
  refuseSelectors,
  sourcePatch,
  toSourceJson,
} from './source-fields.ts'
import { isGone, loadTaken, refuseName, renameGone, renameNamed } from './source-names.ts'
import { toAccepted, toPaused, toReaddressed } from './source-state.ts'

/** The list of sources with their health, and adding one. */
export function addSourceList(app: Hono, backend: Backend): void {
  addRoute(app, '/api/sources', {
    GET: serve(backend, sourceOperations.listSources, ({ c, query }) =>
      answerInLane(c, backend, () => answerList(c, backend, query)),
    ),
    POST: serve(backend, sourceOperations.addSource, ({ c }) => takeSource(c, backend)),
  })
}

type Asking = AskedOf<typeof sourceOperations.listSources>['query']

/** In order of rank; `after` is an id. */
async function answerList(c: Context, backend: Backend, { tag, limit, after }: Asking): Promise<Response> {
  if (tag !== undefined) demandToken(c, backend)
  const [all, polls] = await Promise.all([loadSources(backend.db, backend.channels), loadPolls(backend.db)])
  const asked = tag === undefined ? all : all.filter((source) => isTagged(source, tag))
  const left = asked.slice(toStart(asked, after))
  const sources = left.slice(0, limit)
  const trusted = hasToken(c, backend)
  const next = new URLSearchParams(toRequestUrl(c).searchParams)
  next.set('after', sources.at(-1)?.id ?? '')
  return answerJson({
    sources: sources.map((source) => toSourceJson(source, polls.get(source.id), trusted)),
    ...(left.length > limit ? { next_url: `${backend.base}/api/sources?${next}` } : {}),
  })
}

/** @throws RequestError 400 for what is no source's id */
function toStart(sources: readonly Source[], after: string | undefined): number {
  if (after === undefined) return 0
  const at = sources.findIndex(({ id }) => id === after)
  if (at === -1) throw queryError('after', 'after is no source of this list; start over without it.')
  return at + 1
}

/** A tag leads to what lies in its folders too: `News` to `News/Syria`. */
function isTagged({ tags = [] }: Source, asked: string): boolean {
  const [sought, ...found] = [asked, ...tags].map((tag) => `${fold(tag)}/`)
  return found.some((tag) => tag.startsWith(sought ?? ''))
}

/** Adds a source, due at once; with `discover` the feed behind the address, where there is one. 409 names the source that has the address. */
function takeSource(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeSource(c, backend, keep),
    answer: (made) => answerAdded(backend, made),
  })
}

/** `fault`: why it could not be asked. */
type MadeSource = Made & { readonly fault?: string }

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
async function toFeedUrl(
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
    throw new RequestError(409, 'Somebody added this source at the same time.', {}, { cause: error })
  }
}

async function answerAdded(backend: Backend, { name: id, status, fault }: MadeSource): Promise<Response> {
  const sources = await loadSources(backend.db, backend.channels)
  await ensurePolls(backend.db, sources, backend.now())
  const source = sources.find((one) => one.id === id)
  if (source === undefined) throw new RequestError(410, `The source ${id} was taken out since it was added.`)
  const state = (await loadPolls(backend.db)).get(id)
  const told = { ...toSourceJson(source, state, true), ...(fault === undefined ? {} : { fault }) }
  return answerJson(told, status, { Location: `${backend.base}/api/sources/${id}` })
}

/** One source: its health, changing it, taking it out, refreshing it now. */
export function addSourceById(app: Hono, backend: Backend): void {
  addRoute(app, '/api/sources/:id', {
    GET: serve(backend, sourceOperations.readSource, ({ c }) => answerFound(c, backend)),
    PATCH: serve(backend, sourceOperations.changeSource, ({ c }) => change(c, backend)),
    DELETE: serve(backend, sourceOperations.removeSource, ({ c }) => remove(c, backend)),
  })
  addRoute(app, '/api/sources/:id/refresh', {
    POST: serve(backend, sourceOperations.refreshSource, ({ c }) => refresh(c, backend)),
  })
}

async function answerSource(backend: Backend, source: Source, trusted: boolean): Promise<Response> {
  return answerJson(toSourceJson(source, (await loadPolls(backend.db)).get(source.id), trusted))
}

/** A name of before leads to the one of now. */
async function answerFound(c: Context, backend: Backend): Promise<Response> {
  const source = await findSource(c, backend)
  if (source.id === c.req.param('id')) return answerSource(backend, source, hasToken(c, backend))
  return c.redirect(`${backend.base}/api/sources/${encodeURIComponent(source.id)}`, 301)
}

async function findSource(c: Context, backend: Backend): Promise<Source> {
  const source = await findNamed(backend.db, backend.channels, c.req.param('id') ?? '')
  if (source === undefined) throw new RequestError(404, 'There is no source with this id.')
  return source
}

type Patch = v.InferOutput<typeof sourcePatch>

async function change(c: Context, backend: Backend): Promise<Response> {
  const body = await readJson(c)
  refuseUnknown(body, sourcePatch, isToldOfChanged)
  const { id, paused, accept = false, ...given } = readFields(sourcePatch, body)
  const name = c.req.param('id') ?? ''
  if (id !== undefined && (await isGone(backend, name))) return answerJson({ id: await renameGone(backend, name, id) })
  const source = await findSource(c, backend)
  const fields = withoutInherited(given, source)
  refuseSelectors(fields, backend.isSelector)
  if (id !== undefined && id !== source.id && id !== name) await renameNamed(backend, source, id)
  if (Object.keys(fields).length > 0) await changeFields(backend, await findSource(c, backend), fields)
  const isReaddressed = fields.url !== undefined && fields.url !== source.url
  const isReadAnew = HOW_READ.some((name) => name in fields)
  await changeState(backend, await findSource(c, backend), { paused, isReaddressed, accept, isReadAnew })
  return answerSource(backend, await findSource(c, backend), true)
}

/** A zone that is the channel's is shown as the source's: sent back, it is no setting of its own, and follows the channel. */
function withoutInherited<Fields extends Pick<Patch, 'timeZone'>>(fields: Fields, { timeZone }: Source): Fields {
  const { timeZone: zone, ...rest } = fields
  return zone === undefined || zone === timeZone ? (rest as Fields) : fields
}

async function changeFields(
  backend: Backend,
  source: Source,
  fields: Omit<Patch, 'id' | 'paused' | 'accept'>,
): Promise<void> {
  if (source.declared) {
    const message = `${source.id} is declared in feeds/; change it there. Only pausing and accepting are possible here.`
    throw new RequestError(409, message, { field: Object.keys(fields)[0] }, { kind: 'declared' })
  }
  const others = (await loadSources(backend.db, backend.channels)).filter(({ id }) => id !== source.id)
  if (fields.url !== undefined) {
    refuseAddress(others, fields.url)
    await toFeedUrl(backend, toChanged(source, fields), false)
  }
  try {
    await changeSource(backend.db, source.id, fields)
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    throw new RequestError(409, 'Another source has this address.', { field: 'url' }, { cause: error })
  }
}

/** The source as it is to be. */
function toChanged(source: Source, fields: Omit<Patch, 'id' | 'paused' | 'accept'>): Source {
  const kept = Object.entries({ ...source, ...fields }).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(kept) as Source
}

type StateChange = {
  readonly paused: boolean | undefined
  readonly isReaddressed: boolean
  readonly accept: boolean
  readonly isReadAnew: boolean
}

/** All of this is poll state, so declared sources can be paused and accepted too. */
async function changeState(backend: Backend, source: Source, change: StateChange): Promise<void> {
  const { paused, isReaddressed, accept, isReadAnew } = change
  if (paused === undefined && !isReaddressed && !accept && !isReadAnew) return
  await ensurePolls(backend.db, [source], backend.now())
  const before = (await loadPolls(backend.db)).get(source.id)
  if (before === undefined) throw new Error(`The source ${source.id} has no poll state.`)
  const now = backend.now()
  const kept = isReaddressed ? toReaddressed(before, now) : isReadAnew ? { ...before, due: now } : before
  const state = accept ? toAccepted(kept, now) : kept
  await savePoll(backend.db, paused === undefined ? state : toPaused(state, paused, now))
}

async function remove(c: Context, backend: Backend): Promise<Response> {
  const source = await findSource(c, backend)
  if (source.declared)
    throw new RequestError(
      409,
      `${source.id} is declared in feeds/; take it out there, or pause it.`,
      {},
      { kind: 'declared' },
    )
  await removeSource(backend.db, source.id)
  return new Response(null, { status: 204 })
}

async function refresh(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findSource(c, backend)
  const { outcome, reason, added, updated, leftOut, next } = await backend.refresh(id)
  const due = Number.isFinite(next) ? { next: new Date(next).toISOString() } : {}
  return answerJson({ outcome, ...(reason === undefined ? {} : { reason }), added, updated, left_out: leftOut, ...due })
}
