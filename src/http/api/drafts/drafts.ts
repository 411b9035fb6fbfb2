/**
 * Drafts over the API: write, list, read, edit, publish, delete (docs/architecture.md, decision 15). Promises: without the
 * token none can be told from one that is not there, nor a plain draft by one that may only see what is coming; what is
 * a file of the folder of stories is changed there alone.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError, VersionError } from '../../../errors.ts'
import type { Keep, Made } from '../../../store/access/receipts.ts'
import { type Draft, deleteDraft, loadDraft, loadDrafts } from '../../../store/desk/drafts.ts'
import { foldCode } from '../../../store/links/links.ts'
import { hasScope } from '../../auth.ts'
import type { Backend } from '../../backend.ts'
import { isJson, parseJson, readJson, readMediaType, readRequestBody, toJsonObject } from '../../body.ts'
import { answerCurrent, heedConditions } from '../../conditions.ts'
import { makeOnce } from '../../idempotency.ts'
import { readPage, toPageJson } from '../../lists/pages.ts'
import { type AskedOf, serve } from '../../operation.ts'
import { draftOperations } from '../../operations/drafts.ts'
import { addRoute, answerJson } from '../../route.ts'
import { draftList } from '../../shapes/draft.ts'
import { answerSaved } from '../item-answers.ts'
import { readChannel } from '../items.ts'
import {
  answerDraftOf,
  DRAFTS,
  findDraftCode,
  makeDraft,
  toComingDraft,
  toCurrentDraft,
  toReadable,
} from './draft-answers.ts'
import { readRewritten, readWritten, toComingJson, toDraftJson } from './draft-fields.ts'

export function addDrafts(app: Hono, backend: Backend): void {
  addRoute(app, DRAFTS, {
    GET: serve(backend, draftOperations.listDrafts, ({ c, query }) => answerList(c, backend, query)),
    POST: serve(backend, draftOperations.writeDraft, ({ c }) => write(c, backend)),
  })
  addRoute(app, `${DRAFTS}/:code`, {
    GET: serve(backend, draftOperations.readDraft, ({ c }) => answerOne(c, backend)),
    PATCH: serve(backend, draftOperations.rewriteDraft, ({ c }) => rewrite(c, backend)),
    DELETE: serve(backend, draftOperations.deleteDraft, ({ c }) => remove(c, backend)),
  })
  addRoute(app, `${DRAFTS}/:code/publish`, {
    POST: serve(backend, draftOperations.publishDraft, ({ c }) => publish(c, backend)),
  })
}

type Asking = AskedOf<typeof draftOperations.listDrafts>['query']

const LIST = { kind: 'drafts', name: 'items', members: draftList.entries.items, place: v.tuple([v.number()]) }

/** A JSON Feed document with `next_url`, the last made first. */
async function answerList(c: Context, backend: Backend, query: Asking): Promise<Response> {
  const page = readPage(query, LIST)
  const [before] = page.after ?? []
  const isEditor = hasScope(c, 'write:items')
  const of = { channel: readChannel(c, backend), state: query.state, scheduledOnly: !isEditor }
  const found = await loadDrafts(backend.db, { ...of, before, limit: page.limit + 1 })
  return answerJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Drafts',
    ...toPageJson(c, backend, LIST, page, found, {
      toJson: (draft) => (isEditor ? toDraftJson(backend, draft) : toComingJson(backend, draft)),
      toPlace: ({ row }): [number] => [row],
    }),
  })
}

async function answerOne(c: Context, backend: Backend): Promise<Response> {
  const draft = await findDraft(c, backend)
  const shown = hasScope(c, 'write:items') ? toCurrentDraft(backend, draft) : toComingDraft(backend, draft)
  if (shown === undefined) throw toMissing()
  return answerCurrent(c, shown)
}

/** Takes a JSON Feed item or story text. 201 with a new draft, 200 with one that says the same. */
function write(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeWritten(c, backend, keep),
    answer: ({ name, status }) => answerDraftOf(c, backend, findDraftCode(name) ?? '', status),
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
  throw toMissing()
}

function toMissing(): RequestError {
  return new RequestError(404, 'There is no draft with this code.')
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
  const message = `This draft is the file ${draft.file} of the folder of stories: change it there.`
  throw new RequestError(409, message, { file: draft.file }, { kind: 'declared' })
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
