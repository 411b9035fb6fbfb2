/**
 * One source over the API: read, change, take out, refresh. Promises: its stories stay, whatever becomes of it; nobody
 * writes over what he has not seen, where he says what he has seen.
 */

import type { Context, Hono } from 'hono'
import type * as v from 'valibot'
import { RequestError, StoreError } from '../../../errors.ts'
import type { PollState, Source } from '../../../model/model.ts'
import { ensurePolls, loadPoll, savePoll } from '../../../store/polls.ts'
import { changeSource, loadSources, removeSource } from '../../../store/sources.ts'
import type { Backend } from '../../backend.ts'
import { readFields, readJson, refuseUnknown } from '../../body.ts'
import { heedConditions } from '../../conditions.ts'
import { serve } from '../../operation.ts'
import { sourceOperations } from '../../operations/sources.ts'
import { addRoute, answerJson } from '../../route.ts'
import {
  answerFound,
  answerHealth,
  answerSource,
  findAskedSource,
  loadCurrentSource,
  loadNamedSource,
  SOURCES_PATH,
} from './source-answers.ts'
import { HOW_READ, isToldOfChanged, refuseAddress, refuseSelectors, sourcePatch } from './source-fields.ts'
import { isGone, renameGone, renameNamed } from './source-names.ts'
import { toFeedUrl } from './sources.ts'

/** One source: its settings, changing them, taking it out; its health; refreshing it now. */
export function addSourceById(app: Hono, backend: Backend): void {
  const path = `${SOURCES_PATH}/:id`
  addRoute(app, path, {
    GET: serve(backend, sourceOperations.readSource, ({ c }) => answerFound(c, backend)),
    PATCH: serve(backend, sourceOperations.changeSource, ({ c }) => change(c, backend)),
    DELETE: serve(backend, sourceOperations.removeSource, ({ c }) => remove(c, backend)),
  })
  addRoute(app, `${path}/health`, {
    GET: serve(backend, sourceOperations.readHealth, ({ c }) => answerHealth(c, backend)),
  })
  addRoute(app, `${path}/refresh`, {
    POST: serve(backend, sourceOperations.refreshSource, ({ c }) => refresh(c, backend)),
  })
}

type Patch = v.InferOutput<typeof sourcePatch>

async function change(c: Context, backend: Backend): Promise<Response> {
  const body = await readJson(c)
  refuseUnknown(body, sourcePatch, isToldOfChanged)
  const fields = readFields(sourcePatch, body)
  const name = c.req.param('id') ?? ''
  const { id } = fields
  if (id !== undefined && (await isGone(backend, name))) return answerJson({ id: await renameGone(backend, name, id) })
  return heedSource(c, backend, async (at) => {
    await changeNamed(at, name, await findAskedSource(c, at), fields)
    return answerSource(c, at, name)
  })
}

/** Does something to a source as long as the request's conditions hold. */
function heedSource(c: Context, backend: Backend, act: (backend: Backend) => Promise<Response>): Promise<Response> {
  return heedConditions(c, backend, () => loadCurrentSource(c, backend, c.req.param('id') ?? ''), act)
}

/** @param name by which it was asked for, which leads to it still */
async function changeNamed(backend: Backend, name: string, source: Source, fields: Patch): Promise<void> {
  const { id, paused, accept = false, ...given } = fields
  const changed = withoutSame(given, source)
  refuseSelectors(changed, backend.isSelector)
  if (id !== undefined && id !== source.id && id !== name) await renameNamed(backend, source, id)
  const renamed = await loadNamedSource(backend, name)
  if (Object.keys(changed).length > 0) await changeFields(backend, renamed, changed)
  const isReaddressed = changed.url !== undefined
  const isReadAnew = HOW_READ.some((one) => one in changed)
  await changeState(backend, renamed, { paused, isReaddressed, accept, isReadAnew })
}

/**
 * A zone that is the channel's is shown as the source's: sent back, it is no setting of its own, and follows the channel.
 * An address that is sent back would be sealed anew, and look like another.
 */
function withoutSame<Fields extends Pick<Patch, 'timeZone' | 'url'>>(fields: Fields, source: Source): Fields {
  const kept = Object.entries(fields).filter(
    ([name, value]) => !((name === 'timeZone' || name === 'url') && (value === undefined || value === source[name])),
  )
  return Object.fromEntries(kept) as Fields
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
  const before = await loadPoll(backend.db, source.id)
  if (before === undefined) throw new Error(`The source ${source.id} has no poll state.`)
  const now = backend.now()
  const kept = isReaddressed ? toReaddressed(before, now) : isReadAnew ? { ...before, due: now } : before
  const state = accept ? toAccepted(kept, now) : kept
  await savePoll(backend.db, paused === undefined ? state : toPaused(state, paused, now))
}

/** What was usual does not count any more: the next document is taken as it is. */
function toAccepted(state: PollState, now: number): PollState {
  const { itemCounts, wordCounts, held, ...rest } = state
  if (!held) return { ...rest, due: now }
  const { fault, faultSince, ...well } = rest
  return { ...well, failures: 0, due: now }
}

/** What was remembered of the old address does not hold for the new one, but for how it identifies its items. */
function toReaddressed({ source, paused, identifyBy, arrivals }: PollState, now: number): PollState {
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

function remove(c: Context, backend: Backend): Promise<Response> {
  return heedSource(c, backend, async (at) => {
    const source = await findAskedSource(c, at)
    if (source.declared)
      throw new RequestError(
        409,
        `${source.id} is declared in feeds/; take it out there, or pause it.`,
        {},
        { kind: 'declared' },
      )
    await removeSource(at.db, source.id)
    return new Response(null, { status: 204 })
  })
}

async function refresh(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findAskedSource(c, backend)
  const { outcome, reason, added, updated, leftOut, next } = await backend.refresh(id)
  const due = Number.isFinite(next) ? { next: new Date(next).toISOString() } : {}
  return answerJson({ outcome, ...(reason === undefined ? {} : { reason }), added, updated, left_out: leftOut, ...due })
}
