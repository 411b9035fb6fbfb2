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
import { readWanted } from '../lists/fields.ts'
import { type AskedOf, serve } from '../operation.ts'
import { changeOperations } from '../operations/changes.ts'
import { addRoute, answerJson } from '../route.ts'
import { changeList } from '../shapes/change.ts'
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
import { addTokens } from './tokens.ts'
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
  addTokens(app, backend)
}

/** The change log, in order and replayable from any cursor it gave out. */
function addChanges(app: Hono, backend: Backend): void {
  addRoute(app, '/api/changes', {
    GET: serve(backend, changeOperations.listChanges, ({ c, query }) =>
      answerInLane(c, backend, () => answerChanges(c, backend, query)),
    ),
  })
}

type Asking = AskedOf<typeof changeOperations.listChanges>['query']

async function answerChanges(c: Context, backend: Backend, { after, limit, fields }: Asking): Promise<Response> {
  const pick = readWanted(fields, changeList.entries.changes)
  const loaded = await loadChanges(backend.db, after, limit)
  if (loaded === undefined) {
    const message = 'after is no cursor of this log, or of before a restore; start over without it.'
    throw new RequestError(410, message, { field: 'after' }, { kind: 'cursor-gone' })
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
