/**
 * The change log over the API. Promises: in order and replayable from any cursor it gave out; who waits is answered as
 * soon as there is a change.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { Change } from '../../model/history.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import { loadChanges } from '../../store/feeds/changes.ts'
import { hasToken, toSender } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { answerInLane } from '../lane/lane.ts'
import { readWanted } from '../lists/fields.ts'
import { type AskedOf, serve } from '../operation.ts'
import { changeOperations } from '../operations/changes.ts'
import { addRoute, answerJson } from '../route.ts'
import { changeList } from '../shapes/change.ts'

type ChangeQuery = AskedOf<typeof changeOperations.listChanges>['query']
type Page = { readonly changes: readonly Change[]; readonly next: string }

export function addChanges(app: Hono, backend: Backend): void {
  addRoute(app, '/api/changes', {
    GET: serve(backend, changeOperations.listChanges, ({ c, query }) => answerChanges(c, backend, query)),
  })
}

async function answerChanges(c: Context, backend: Backend, asked: ChangeQuery): Promise<Response> {
  // Nobody waits a minute to be told that a name is wrong.
  readWanted(asked.fields, changeList.entries.changes)
  if (
    c.req.method === 'HEAD' ||
    asked.wait === 0 ||
    (await loadPage(backend, { ...asked, limit: 1 })).changes.length > 0
  ) {
    return answerInLane(c, backend, async () => answerPage(c, backend, asked, await loadPage(backend, asked)))
  }
  return answerPage(c, backend, asked, await waitForPage(c, backend, asked))
}

/** The first change and those with it; after the time that was asked for a page without any. */
async function waitForPage(c: Context, backend: Backend, asked: ChangeQuery): Promise<Page> {
  const sender = toSender(c, backend)
  const waiter = { sender, milliseconds: asked.wait * 1000, signal: c.req.raw.signal }
  const find = async () => {
    const page = await loadPage(backend, asked)
    return page.changes.length > 0 ? page : undefined
  }
  const found = await backend.waiting.waitFor(waiter, `${asked.limit} ${asked.after}`, find)
  return found ?? loadPage(backend, { ...asked, limit: 0 })
}

/** @throws RequestError 410 */
async function loadPage({ db }: Backend, { after, limit }: ChangeQuery): Promise<Page> {
  const loaded = await loadChanges(db, after, limit)
  if (loaded !== undefined) return loaded
  const message = 'after is no cursor of this log, or of before a restore; start over without it.'
  throw new RequestError(410, message, { field: 'after' }, { kind: 'cursor-gone' })
}

function answerPage(c: Context, backend: Backend, { fields }: ChangeQuery, { changes, next }: Page): Response {
  const pick = readWanted(fields, changeList.entries.changes)
  const trusted = hasToken(c, backend)
  const shown = changes.map(({ seq, kind, at, item, revision, quiet, link }) => ({
    seq,
    kind,
    at: toRfc3339(at),
    item,
    revision,
    quiet,
    ...(link === undefined ? {} : { link: trusted ? link : withoutReason(link) }),
  }))
  return answerJson({ changes: shown.map(pick), next })
}

/** Why a link was moved is an editor's note. */
function withoutReason({ reason: _, ...link }: Change['link'] & object) {
  return link
}
