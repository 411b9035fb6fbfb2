/**
 * The door of the API: every route below `/api`. Promises: nothing is written without the token, errors name the field
 * (RFC 9457), and lists can be followed from page to page.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { Change } from '../../model/history.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import { loadChanges } from '../../store/feeds/changes.ts'
import { hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerInLane } from '../lane/lane.ts'
import { readFieldsParam, toMembers } from '../lists/fields.ts'
import { readLimit } from '../lists/pages.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import { addDrafts } from './drafts.ts'
import { addImport } from './import.ts'
import { addItemById } from './item.ts'
import { addItemList } from './items.ts'
import { addLinkByCode, addLinkList } from './links.ts'
import { addLinkImport } from './links-import.ts'
import { addPictures } from './pictures.ts'
import { addPreview } from './preview.ts'
import { addSourceById } from './source.ts'
import { addSourceList } from './sources.ts'
import { addWebhookById, addWebhookList } from './webhooks.ts'

/** Every route of the API. */
export function addApi(app: Hono, backend: Backend): void {
  addItemList(app, backend)
  addItemById(app, backend)
  addDrafts(app, backend)
  addSourceList(app, backend)
  addSourceById(app, backend)
  addLinkList(app, backend)
  addLinkImport(app, backend)
  addLinkByCode(app, backend)
  addPreview(app, backend)
  addImport(app, backend)
  addPictures(app, backend)
  addChanges(app, backend)
  addWebhookList(app, backend)
  addWebhookById(app, backend)
}

/** The change log, in order and replayable from any cursor it gave out. */
function addChanges(app: Hono, backend: Backend): void {
  addRoute(app, '/api/changes', { GET: (c) => answerInLane(c, backend, () => answerChanges(c, backend)) })
}

const CHANGE = toMembers({ entries: {} }, ['seq', 'kind', 'at', 'item', 'revision', 'quiet', 'link'])

async function answerChanges(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  const limit = readLimit(searchParams)
  const pick = readFieldsParam(searchParams, CHANGE)
  const loaded = await loadChanges(backend.db, searchParams.get('after') || undefined, limit)
  if (loaded === undefined) {
    const message = 'after is no cursor of this log, or of before a restore; start over without it.'
    throw new RequestError(410, message, { field: 'after' })
  }
  const trusted = hasToken(c, backend)
  const changes = loaded.changes.map(({ seq, kind, at, item, revision, quiet, link }) => ({
    seq,
    kind,
    at: toRfc3339(at),
    item,
    revision,
    quiet,
    ...(link === undefined ? {} : { link: trusted ? link : withoutReason(link) }),
  }))
  return answerJson({ changes: changes.map(pick), next: loaded.next })
}

/** Why a link was moved is an editor's note. */
function withoutReason({ reason: _, ...link }: Change['link'] & object) {
  return link
}
