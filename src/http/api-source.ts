import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError, StoreError } from '../errors.ts'
import type { PollState, Source } from '../model.ts'
import { ensurePolls, loadPolls, savePoll } from '../store/polls.ts'
import { changeSource, loadSources, removeSource } from '../store/sources.ts'
import { answerJson } from './answer.ts'
import { demandToken, hasToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { addRoute } from './route.ts'
import { refuseAddress, refuseSelectors, sourceEntries } from './source-fields.ts'
import { toSourceJson } from './source-view.ts'

/** One source: its health, changing it, taking it out, refreshing it now. */
export function addSource(app: Hono, desk: Desk): void {
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
