/**
 * Drafts over the API: write, list, read, edit, publish, delete (docs/architecture.md, decision 15). Promises: without the
 * token none can be told from one that is not there; what is a file of the folder of stories is changed there alone.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { type Draft, deleteDraft, loadDraft, loadDrafts } from '../../store/desk/drafts.ts'
import { foldCode } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { isJson, parseJson, readJson, readMediaType, readRequestBody, toJsonObject } from '../body.ts'
import { makeOnce } from '../idempotency.ts'
import { type AskedOf, serve } from '../operation.ts'
import { draftOperations } from '../operations/drafts.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import { answerDraft, answerDraftOf, DRAFTS, findDraftCode, makeDraft, toReadable } from './draft-answers.ts'
import { readRewritten, readWritten, toDraftJson } from './draft-fields.ts'
import { answerSaved } from './item-answers.ts'
import { readChannel } from './items.ts'

export function addDrafts(app: Hono, backend: Backend): void {
  addRoute(app, DRAFTS, {
    GET: serve(backend, draftOperations.listDrafts, ({ c, query }) => answerList(c, backend, query)),
    POST: serve(backend, draftOperations.writeDraft, ({ c }) => write(c, backend)),
  })
  addRoute(app, `${DRAFTS}/:code`, {
    GET: serve(backend, draftOperations.readDraft, async ({ c }) => answerDraft(backend, await findDraft(c, backend))),
    PATCH: serve(backend, draftOperations.rewriteDraft, ({ c }) => rewrite(c, backend)),
    DELETE: serve(backend, draftOperations.deleteDraft, ({ c }) => remove(c, backend)),
  })
  addRoute(app, `${DRAFTS}/:code/publish`, {
    POST: serve(backend, draftOperations.publishDraft, ({ c }) => publish(c, backend)),
  })
}

type Asking = AskedOf<typeof draftOperations.listDrafts>['query']

/** A JSON Feed document with `next_url`, the last made first. */
async function answerList(c: Context, backend: Backend, { limit, before, state }: Asking): Promise<Response> {
  const selection = { channel: readChannel(c, backend), state, before, limit: limit + 1 }
  const found = await loadDrafts(backend.db, selection)
  const drafts = found.slice(0, limit)
  const next = new URLSearchParams(toRequestUrl(c).searchParams)
  next.set('before', String(drafts.at(-1)?.row ?? 0))
  return answerJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Drafts',
    ...(found.length > limit ? { next_url: `${backend.base}${DRAFTS}?${next}` } : {}),
    items: drafts.map((draft) => toDraftJson(backend, draft)),
  })
}

/** Takes a JSON Feed item or story text. 201 with a new draft, 200 with one that says the same. */
function write(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeWritten(c, backend, keep),
    answer: ({ name, status }) => answerDraftOf(backend, findDraftCode(name) ?? '', status),
  })
}

async function makeWritten(c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const channel = readChannel(c, backend)
  const type = readMediaType(c)
  if (isJson(type)) {
    const written = readWritten(backend, toJsonObject(parseJson(await readRequestBody(c))))
    return makeDraft(backend, { ...written, ...(channel === undefined ? {} : { channel }) }, 'new', keep)
  }
  if (type !== 'text/plain' && type !== 'text/markdown') {
    const kinds = 'a JSON Feed item as application/json, or story text as text/plain or text/markdown'
    throw new RequestError(415, `Send ${kinds}.`)
  }
  const bytes = await readRequestBody(c)
  return makeDraft(backend, { bytes, contentType: c.req.header('Content-Type') ?? type, channel }, 'new', keep)
}

async function findDraft(c: Context, backend: Backend): Promise<Draft> {
  const draft = await loadDraft(backend.db, foldCode(c.req.param('code') ?? ''))
  if (draft !== undefined) return draft
  throw new RequestError(404, 'There is no draft with this code.')
}

/** @throws RequestError 409 where it is a file's */
async function findOwnDraft(c: Context, backend: Backend): Promise<Draft> {
  const draft = await findDraft(c, backend)
  if (draft.file === undefined) return draft
  throw new RequestError(
    409,
    `This draft is the file ${draft.file} of the folder of stories: change it there.`,
    { file: draft.file },
    { kind: 'declared' },
  )
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
