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
import { refuseAddress, sourceEntries } from './source-fields.ts'
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

/** Null takes a title or credentials away. */
const patch = v.object({
  url: sourceEntries.url,
  title: v.exactOptional(v.nullable(sourceEntries.title.wrapped)),
  credentials: v.exactOptional(v.nullable(sourceEntries.credentials.wrapped)),
  paused: v.exactOptional(v.boolean()),
})

type Patch = v.InferOutput<typeof patch>

async function change(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const source = await findSource(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const { paused, ...fields } = readFields(patch, body)
  if (Object.keys(fields).length > 0) await changeFields(desk, source, fields)
  await changeState(desk, source, paused, fields.url !== undefined && fields.url !== source.url)
  return answerSource(desk, await findSource(c, desk), true)
}

async function changeFields(desk: Desk, source: Source, fields: Omit<Patch, 'paused'>): Promise<void> {
  if (source.declared) {
    const message = `${source.id} is declared in feeds/; change it there. Only pausing is possible here.`
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

/** Pausing, resuming and moving are poll state, so declared sources can be paused too. */
async function changeState(desk: Desk, source: Source, paused: boolean | undefined, moved: boolean): Promise<void> {
  if (paused === undefined && !moved) return
  await ensurePolls(desk.db, [source], desk.now())
  const before = (await loadPolls(desk.db)).get(source.id)
  if (before === undefined) throw new Error(`The source ${source.id} has no poll state.`)
  const state = moved ? toMoved(before, desk.now()) : before
  await savePoll(desk.db, paused === undefined ? state : toPaused(state, paused, desk.now()))
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
