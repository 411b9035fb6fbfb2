/**
 * Drafts over the API: write, list, read, edit, publish, delete (docs/architecture.md, decision 15). Promises: without the
 * token none can be told from one that is not there; what is a file of the folder of stories is changed there alone.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError, VersionError } from '../../errors.ts'
import { writtenDraft } from '../../model/draft.ts'
import { type Draft, deleteDraft, loadDraft, loadDrafts } from '../../store/desk/drafts.ts'
import { foldCode } from '../../store/links/links.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { isJson, parseJson, readJson, readMediaType, readRequestBody, toJsonObject } from '../body.ts'
import { answerCurrent, heedConditions } from '../conditions.ts'
import { readPage, toPageJson } from '../lists/pages.ts'
import { page as asked } from '../params.ts'
import { queryError } from '../problem.ts'
import { readQuery } from '../query.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import { item } from '../shapes/item.ts'
import { answerDraftOf, DRAFTS, keepWritten, toCurrentDraft, toReadable } from './draft-answers.ts'
import { readRewritten, readWritten, toDraftJson } from './draft-fields.ts'
import { answerSaved, readChannel } from './items.ts'

export function addDrafts(app: Hono, backend: Backend): void {
  addRoute(app, DRAFTS, { GET: (c) => answerList(c, backend), POST: (c) => write(c, backend) })
  addRoute(app, `${DRAFTS}/:code`, {
    GET: async (c) => answerCurrent(c, toCurrentDraft(backend, await findDraft(c, backend))),
    PATCH: (c) => rewrite(c, backend),
    DELETE: (c) => remove(c, backend),
  })
  addRoute(app, `${DRAFTS}/:code/publish`, { POST: (c) => publish(c, backend) })
}

const anyParam = v.exactOptional(v.string())

/** A draft as it is shown: an item, and what is said of it beside that. */
const shown = v.object({ ...item.entries, ...writtenDraft.entries, _ara: item.entries._ara })

const LIST = { kind: 'drafts', name: 'items', members: v.array(shown), place: v.tuple([v.number()]) }

/** A JSON Feed document with `next_url`, the last made first. */
async function answerList(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const { searchParams } = toRequestUrl(c)
  const page = readPage(readQuery({ ...asked, channel: anyParam, state: anyParam }, searchParams), LIST)
  const state = readDraftState(searchParams)
  const [before] = page.after ?? []
  const found = await loadDrafts(backend.db, { channel: readChannel(c, backend), state, before, limit: page.limit + 1 })
  return answerJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Drafts',
    ...toPageJson(c, backend, LIST, page, found, {
      toJson: (draft) => toDraftJson(backend, draft),
      toPlace: ({ row }): [number] => [row],
    }),
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
    return keepWritten(c, backend, { ...written, ...(channel === undefined ? {} : { channel }) }, 'new')
  }
  if (type !== 'text/plain' && type !== 'text/markdown') {
    const kinds = 'a JSON Feed item as application/json, or story text as text/plain or text/markdown'
    throw new RequestError(415, `Send ${kinds}.`)
  }
  const bytes = await readRequestBody(c)
  return keepWritten(c, backend, { bytes, contentType: c.req.header('Content-Type') ?? type, channel }, 'new')
}

/** @throws RequestError 401 before anything is looked up */
async function findDraft(c: Context, backend: Backend): Promise<Draft> {
  demandToken(c, backend)
  const draft = await loadDraft(backend.db, foldCode(c.req.param('code') ?? ''))
  if (draft !== undefined) return draft
  throw new RequestError(404, 'There is no draft with this code.')
}

/** Does something to a draft as long as the request's conditions hold. @throws RequestError 409 where it is a file's */
async function heedDraft(
  c: Context,
  backend: Backend,
  act: (draft: Draft, version?: number) => Promise<Response>,
): Promise<Response> {
  const load = async () => toCurrentDraft(backend, refuseFile(await findDraft(c, backend)))
  return heedConditions(c, backend, load, async (_, seen) =>
    act(seen?.draft ?? refuseFile(await findDraft(c, backend)), seen?.version),
  )
}

function refuseFile(draft: Draft): Draft {
  if (draft.file === undefined) return draft
  throw new RequestError(409, `This draft is the file ${draft.file} of the folder of stories: change it there.`, {
    file: draft.file,
  })
}

function rewrite(c: Context, backend: Backend): Promise<Response> {
  return heedDraft(c, backend, async (draft) => {
    const body = await readJson(c)
    if (Object.keys(body).length === 0) throw new RequestError(422, 'There is nothing to change in the body.')
    const written = readRewritten(backend, body, draft)
    await toReadable(() => backend.rewriteDraft(draft, written))
    return answerDraftOf(c, backend, draft.code, 200)
  })
}

/** The story as it is public now. */
function publish(c: Context, backend: Backend): Promise<Response> {
  return heedDraft(c, backend, async ({ code }, version) =>
    answerSaved(c, backend, await backend.publishDraft(code, version)),
  )
}

function remove(c: Context, backend: Backend): Promise<Response> {
  return heedDraft(c, backend, async ({ code }, version) => {
    const isDeleted = await deleteDraft(backend.db, code, version)
    if (!isDeleted && version !== undefined) throw new VersionError(code, `The draft ${code} is another by now.`)
    return answerJson({ code, state: 'deleted' })
  })
}
