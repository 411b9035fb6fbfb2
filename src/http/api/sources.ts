import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { toSlug } from '../../clean/identity/alias.ts'
import { FetchError, ParseError, RequestError, StoreError } from '../../errors.ts'
import type { PollState, Source } from '../../model/model.ts'
import { ensurePolls, loadPolls, savePoll } from '../../store/polls.ts'
import { addSource, changeSource, loadSources, removeSource } from '../../store/sources.ts'
import { demandToken, hasToken } from '../auth.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import type { Desk } from '../desk.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'
import { refuseAddress, refuseSelectors, sourceEntries, toSourceJson } from './source-fields.ts'

/** The list of sources with their health, and adding one. */
export function addSourceList(app: Hono, desk: Desk): void {
  addRoute(app, '/api/sources', { GET: (c) => answerList(c, desk), POST: (c) => takeSource(c, desk) })
}

async function answerList(c: Context, desk: Desk): Promise<Response> {
  const [sources, polls] = await Promise.all([loadSources(desk.db, desk.channels), loadPolls(desk.db)])
  const trusted = hasToken(c, desk)
  return answerJson({ sources: sources.map((source) => toSourceJson(source, polls.get(source.id), trusted)) })
}

const posted = v.object({
  ...sourceEntries,
  url: sourceEntries.url.wrapped,
  id: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'may have a-z, 0-9 and hyphens')),
  ),
  channel: v.exactOptional(v.string()),
  discover: v.exactOptional(v.boolean()),
})

/** Adds a source, due at once; with `discover` the feed behind the address, where there is one. 409 names the source that has the address. */
async function takeSource(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(posted.entries))
  const { id: asked, channel: channelId, discover, url: given, ...rest } = readFields(posted, body)
  refuseSelectors(rest, desk.isSelector)
  const sources = await loadSources(desk.db, desk.channels)
  const channel = readChannel(desk, channelId)
  refuseTaken(sources, given, asked)
  // A page with selectors is a source itself.
  const url = discover === true && rest.page === undefined ? await toFeedUrl(desk, given) : given
  refuseAddress(sources, url)
  const source = { id: asked ?? toId(url, sources), channel, url, ...rest }
  await add(desk, source)
  return answerAdded(desk, source.id)
}

/** What can't be read now may come back: the address stands as it was given. */
async function toFeedUrl(desk: Desk, url: string): Promise<string> {
  try {
    return new URL(await desk.discover(url)).href
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return url
    throw error
  }
}

function readChannel(desk: Desk, id: string | undefined): string {
  const channel = id === undefined ? desk.channels[0] : desk.channels.find((one) => one.id === id)
  if (channel === undefined) throw fieldError('channel', 'There is no such channel here.')
  return channel.id
}

function refuseTaken(sources: readonly Source[], url: string, id: string | undefined): void {
  refuseAddress(sources, url)
  if (id === undefined) return
  if (OWNERS.includes(id)) throw fieldError('id', `id may not be ${id}: items of the service's own have that owner.`)
  if (sources.some((source) => source.id === id))
    throw new RequestError(409, `There is a source ${id} already.`, { id })
}

const OWNERS = ['archive', 'editor', 'import']

/** An id of host and path that nothing has yet. */
function toId(url: string, sources: readonly Source[]): string {
  const { hostname, pathname } = new URL(url)
  const words = `${hostname.replace(/^www\./, '')} ${pathname}`.replace(/[^\p{L}\p{N}]+/gu, ' ')
  const base =
    toSlug(words)
      .slice(0, 60)
      .replace(/(?<!-)-+$/, '') || 'source'
  const taken = new Set([...sources.map(({ id }) => id), ...OWNERS])
  const free = (number: number): string => {
    const id = number === 1 ? base : `${base}-${number}`
    return taken.has(id) ? free(number + 1) : id
  }
  return free(1)
}

async function add(desk: Desk, source: Parameters<typeof addSource>[1]): Promise<void> {
  try {
    await addSource(desk.db, source, desk.now())
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    throw new RequestError(409, 'Somebody added this source at the same time.', {}, { cause: error })
  }
}

async function answerAdded(desk: Desk, id: string): Promise<Response> {
  const sources = await loadSources(desk.db, desk.channels)
  await ensurePolls(desk.db, sources, desk.now())
  const source = sources.find((one) => one.id === id)
  if (source === undefined) throw new Error(`The source ${id} was added but is not there.`)
  const state = (await loadPolls(desk.db)).get(id)
  return answerJson(toSourceJson(source, state, true), 201, { Location: `${desk.base}/api/sources/${id}` })
}

/** One source: its health, changing it, taking it out, refreshing it now. */
export function addSourceById(app: Hono, desk: Desk): void {
  addRoute(app, '/api/sources/:id', {
    GET: async (c) => answerSource(desk, await findSource(c, desk), hasToken(c, desk)),
    PATCH: (c) => change(c, desk),
    DELETE: (c) => remove(c, desk),
  })
  addRoute(app, '/api/sources/:id/refresh', { POST: (c) => refresh(c, desk) })
}

async function answerSource(desk: Desk, source: Source, trusted: boolean): Promise<Response> {
  return answerJson(toSourceJson(source, (await loadPolls(desk.db)).get(source.id), trusted))
}

async function findSource(c: Context, desk: Desk): Promise<Source> {
  const id = c.req.param('id')
  const source = (await loadSources(desk.db, desk.channels)).find((one) => one.id === id)
  if (source === undefined) throw new RequestError(404, 'There is no source with this id.')
  return source
}

/** Null takes away what is not `url`; `accept` says that what a source yields now is all right. */
const patch = v.object({
  url: sourceEntries.url,
  title: v.exactOptional(v.nullable(sourceEntries.title.wrapped)),
  credentials: v.exactOptional(v.nullable(sourceEntries.credentials.wrapped)),
  fullText: v.exactOptional(v.nullable(sourceEntries.fullText.wrapped)),
  page: v.exactOptional(v.nullable(sourceEntries.page.wrapped)),
  article: v.exactOptional(v.nullable(sourceEntries.article.wrapped)),
  retryAfter: v.exactOptional(v.nullable(sourceEntries.retryAfter.wrapped)),
  paused: v.exactOptional(v.boolean()),
  accept: v.exactOptional(v.boolean()),
})

type Patch = v.InferOutput<typeof patch>

async function change(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const source = await findSource(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const { paused, accept = false, ...fields } = readFields(patch, body)
  refuseSelectors(fields, desk.isSelector)
  if (Object.keys(fields).length > 0) await changeFields(desk, source, fields)
  const moved = fields.url !== undefined && fields.url !== source.url
  const isReadAnew = ['fullText', 'page', 'article', 'credentials'].some((name) => name in fields)
  await changeState(desk, source, { paused, moved, accept, isReadAnew })
  return answerSource(desk, await findSource(c, desk), true)
}

async function changeFields(desk: Desk, source: Source, fields: Omit<Patch, 'paused' | 'accept'>): Promise<void> {
  if (source.declared) {
    const message = `${source.id} is declared in feeds/; change it there. Only pausing and accepting are possible here.`
    throw new RequestError(409, message, { field: Object.keys(fields)[0] })
  }
  const others = (await loadSources(desk.db, desk.channels)).filter(({ id }) => id !== source.id)
  if (fields.url !== undefined) refuseAddress(others, fields.url)
  try {
    await changeSource(desk.db, source.id, fields)
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    throw new RequestError(409, 'Another source has this address.', { field: 'url' }, { cause: error })
  }
}

type StateChange = {
  readonly paused: boolean | undefined
  readonly moved: boolean
  readonly accept: boolean
  readonly isReadAnew: boolean
}

/** All of this is poll state, so declared sources can be paused and accepted too. */
async function changeState(desk: Desk, source: Source, change: StateChange): Promise<void> {
  const { paused, moved, accept, isReadAnew } = change
  if (paused === undefined && !moved && !accept && !isReadAnew) return
  await ensurePolls(desk.db, [source], desk.now())
  const before = (await loadPolls(desk.db)).get(source.id)
  if (before === undefined) throw new Error(`The source ${source.id} has no poll state.`)
  const now = desk.now()
  const kept = moved ? toMoved(before, now) : isReadAnew ? { ...before, due: now } : before
  const state = accept ? toAccepted(kept, now) : kept
  await savePoll(desk.db, paused === undefined ? state : toPaused(state, paused, now))
}

/** What was usual does not count any more: the next document is taken as it is. */
function toAccepted(state: PollState, now: number): PollState {
  const { itemCounts, wordCounts, held, ...rest } = state
  if (!held) return { ...rest, due: now }
  const { fault, faultSince, ...well } = rest
  return { ...well, failures: 0, due: now }
}

/** What was remembered of the old address does not hold for the new one, but for how it identifies its items. */
function toMoved({ source, paused, identifyBy, arrivals }: PollState, now: number): PollState {
  return {
    source,
    due: now,
    paused,
    gone: false,
    failures: 0,
    ...(identifyBy === undefined ? {} : { identifyBy }),
    ...(arrivals === undefined ? {} : { arrivals }),
  }
}

/** Resuming asks the source again at once, even one that was gone. */
function toPaused(state: PollState, paused: boolean, now: number): PollState {
  return paused ? { ...state, paused } : { ...state, paused, gone: false, due: now }
}

async function remove(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const source = await findSource(c, desk)
  if (source.declared)
    throw new RequestError(409, `${source.id} is declared in feeds/; take it out there, or pause it.`)
  await removeSource(desk.db, source.id)
  return new Response(null, { status: 204 })
}

async function refresh(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const { id } = await findSource(c, desk)
  const { outcome, reason, added, updated, next } = await desk.refresh(id)
  const due = Number.isFinite(next) ? { next: new Date(next).toISOString() } : {}
  return answerJson({ outcome, ...(reason === undefined ? {} : { reason }), added, updated, ...due })
}
