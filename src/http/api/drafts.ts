/**
 * Drafts over the API: write, list, read, edit, publish, delete (docs/architecture.md, decision 15). Promises: without the
 * token none can be told from one that is not there; what is a file of the folder of stories is changed there alone.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { type Draft, deleteDraft, loadDraft, loadDrafts } from '../../store/desk/drafts.ts'
import { foldCode } from '../../store/links/links.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { isJson, parseJson, readJson, readMediaType, readRequestBody, toJsonObject } from '../body.ts'
import { LIST_LENGTHS, readNumberParam } from '../lists/narrowing.ts'
import { queryError } from '../problem.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import { answerDraft, answerDraftOf, DRAFTS, keepWritten, toReadable } from './draft-answers.ts'
import { readRewritten, readWritten, toDraftJson } from './draft-fields.ts'
import { answerSaved, readChannel } from './items.ts'

export function addDrafts(app: Hono, backend: Backend): void {
  addRoute(app, DRAFTS, { GET: (c) => answerList(c, backend), POST: (c) => write(c, backend) })
  addRoute(app, `${DRAFTS}/:code`, {
    GET: async (c) => answerDraft(backend, await findDraft(c, backend)),
    PATCH: (c) => rewrite(c, backend),
    DELETE: (c) => remove(c, backend),
  })
  addRoute(app, `${DRAFTS}/:code/publish`, { POST: (c) => publish(c, backend) })
}

/** A JSON Feed document with `next_url`, the last made first. */
async function answerList(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const { searchParams } = toRequestUrl(c)
  const limit = readNumberParam(searchParams, 'limit', LIST_LENGTHS.standard, LIST_LENGTHS.most)
  const before = searchParams.has('before') ? readNumberParam(searchParams, 'before', 1, 999_999_999) : undefined
  const selection = { channel: readChannel(c, backend), state: readDraftState(searchParams), before, limit: limit + 1 }
  const found = await loadDrafts(backend.db, selection)
  const drafts = found.slice(0, limit)
  const next = new URLSearchParams(searchParams)
  next.set('before', String(drafts.at(-1)?.row ?? 0))
  return answerJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Drafts',
    ...(found.length > limit ? { next_url: `${backend.base}${DRAFTS}?${next}` } : {}),
    items: drafts.map((draft) => toDraftJson(backend, draft)),
  })
}

function readDraftState(params: URLSearchParams): 'draft' | 'scheduled' | undefined {
  const state = params.get('state') || undefined
  if (state === undefined || state === 'draft' || state === 'scheduled') return state
  throw queryError('state', 'state has to be draft or scheduled.')
}

/** Takes a JSON Feed item or story text. 201 with a new draft, 200 with one that says the same. */
async function write(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const channel = readChannel(c, backend)
  const type = readMediaType(c)
  if (isJson(type)) {
    const written = readWritten(backend, toJsonObject(parseJson(await readRequestBody(c))))
    return keepWritten(backend, { ...written, ...(channel === undefined ? {} : { channel }) }, 'new')
  }
  if (type !== 'text/plain' && type !== 'text/markdown') {
    const kinds = 'a JSON Feed item as application/json, or story text as text/plain or text/markdown'
    throw new RequestError(415, `Send ${kinds}.`)
  }
  const bytes = await readRequestBody(c)
  return keepWritten(backend, { bytes, contentType: c.req.header('Content-Type') ?? type, channel }, 'new')
}

/** @throws RequestError 401 before anything is looked up */
async function findDraft(c: Context, backend: Backend): Promise<Draft> {
  demandToken(c, backend)
  const draft = await loadDraft(backend.db, foldCode(c.req.param('code') ?? ''))
  if (draft !== undefined) return draft
  throw new RequestError(404, 'There is no draft with this code.')
}

/** @throws RequestError 409 where it is a file's */
async function findOwnDraft(c: Context, backend: Backend): Promise<Draft> {
  const draft = await findDraft(c, backend)
  if (draft.file === undefined) return draft
  throw new RequestError(409, `This draft is the file ${draft.file} of the folder of stories: change it there.`, {
    file: draft.file,
  })
}

async function rewrite(c: Context, backend: Backend): Promise<Response> {
  const draft = await findOwnDraft(c, backend)
  const body = await readJson(c)
  if (Object.keys(body).length === 0) throw new RequestError(422, 'There is nothing to change in the body.')
  const written = readRewritten(backend, body, draft)
  await toReadable(() => backend.rewriteDraft(draft, written))
  return answerDraftOf(backend, draft.code, 200)
}

/** The story as it is public now. */
async function publish(c: Context, backend: Backend): Promise<Response> {
  const { code } = await findOwnDraft(c, backend)
  return answerSaved(backend, await backend.publishDraft(code))
}

async function remove(c: Context, backend: Backend): Promise<Response> {
  const { code } = await findOwnDraft(c, backend)
  await deleteDraft(backend.db, code)
  return answerJson({ code, state: 'deleted' })
}
