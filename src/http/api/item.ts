/**
 * One story over the API: read, correct, retract, erase, restore. Promises: what was taken back has left the caches when
 * the answer comes, and nobody writes over what he has not seen, where he says what he has seen.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { toPermalink, toShortUrl } from '../../publish/facts.ts'
import type { VersionedItem } from '../../store/feeds/feeds.ts'
import { restoreItem } from '../../store/saving/edits.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown } from '../body.ts'
import { heedConditions } from '../conditions.ts'
import { answerInLane } from '../lane/lane.ts'
import type { PageQuery } from '../lists/pages.ts'
import { type Operation, serve, serveOneOf } from '../operation.ts'
import { itemOperations, retraction } from '../operations/items.ts'
import { addRoute, decodePart, type Handler, toRequestUrl } from '../route.ts'
import {
  answerItem,
  findNamedItem,
  ITEMS_PATH,
  loadNamedItem,
  toChangedItem,
  toCurrentItem,
  toLive,
} from './item-answers.ts'
import { changeItem } from './item-fields.ts'
import { acceptProposal, refuseProposal } from './proposals.ts'
import { answerRevisions } from './revisions.ts'
import { eraseCompletely, retractEverywhere } from './withdrawal.ts'

/** One item: to read, edit, retract, erase and restore. Its name is the id, percent-encoded or not, or its code. */
export function addItemById(app: Hono, backend: Backend): void {
  addRoute(app, `${ITEMS_PATH}/*`, {
    GET: toReading(backend),
    PATCH: serve(backend, itemOperations.correctItem, ({ c }) => change(c, backend)),
    DELETE: serve(backend, itemOperations.retractItem, ({ c }) => retract(c, backend)),
    POST: toActing(backend),
  })
}

/** The name as it stands in the raw path: a router would take an id's slashes for its own. */
function toName(c: Context): string {
  return decodePart(toRequestUrl(c).pathname.slice(ITEMS_PATH.length + 1))
}

const REVISIONS = '/revisions'

/** An item, or its versions: `…/revisions`. */
function toReading(backend: Backend): Handler {
  const one = serve(backend, itemOperations.readItem, ({ c }) => read(c, backend))
  const versions = serve(backend, itemOperations.listRevisions, ({ c, query }) =>
    answerInLane(c, backend, () => readRevisions(c, backend, query)),
  )
  return serveOneOf([one, versions], (c) => (toName(c).endsWith(REVISIONS) ? versions : one))
}

async function read(c: Context, backend: Backend): Promise<Response> {
  return answerLive(c, backend, await loadNamedItem(backend, toName(c)))
}

/** An id that is an address may itself end like that. */
async function readRevisions(c: Context, backend: Backend, query: PageQuery): Promise<Response> {
  const name = toName(c)
  const whole = await findNamedItem(backend, name)
  if (whole !== undefined) return answerLive(c, backend, whole)
  const item = await loadNamedItem(backend, name.slice(0, -REVISIONS.length))
  return answerRevisions(c, backend, toLive(item), query)
}

async function answerLive(c: Context, backend: Backend, item: VersionedItem): Promise<Response> {
  const live = toLive(item)
  const links = `<${toPermalink(item, backend.base)}>; rel="alternate", <${toShortUrl(item, backend.base)}>; rel="shortlink"`
  return answerItem(c, await toCurrentItem(c, backend, live), 200, { Link: links })
}

/** Does something to the item of a name as long as the request's conditions hold, and answers how it is then. */
function changeNamed(
  c: Context,
  backend: Backend,
  name: string,
  change: (backend: Backend, item: VersionedItem) => Promise<unknown>,
): Promise<Response> {
  const load = async () => toCurrentItem(c, backend, await loadNamedItem(backend, name))
  return heedConditions(c, backend, load, async (at) => {
    await change(at, await loadNamedItem(at, name))
    return answerItem(c, toChangedItem(at, await loadNamedItem(at, name)))
  })
}

function change(c: Context, backend: Backend): Promise<Response> {
  return changeNamed(c, backend, toName(c), (at, item) => changeItem(c, at, toLive(item)))
}

/** Retracts, or with `erase` leaves nothing but a tombstone. What was erased stays so, whatever is asked later. */
function retract(c: Context, backend: Backend): Promise<Response> {
  return changeNamed(c, backend, toName(c), async (at, { id, code }) => {
    const body = await readJson(c)
    refuseUnknown(body, retraction)
    const { reason, erase } = readFields(retraction, body)
    // An id may say what is to be forgotten.
    if (erase) c.set('act', { id: 'eraseItem', at: `${ITEMS_PATH}/${code}` })
    return erase ? eraseCompletely(at, id, reason) : retractEverywhere(at, id, reason)
  })
}

type Act = (c: Context, backend: Backend, item: VersionedItem) => Promise<unknown>

/** What is done to an item by posting to `…/NAME`. */
function toActs(backend: Backend): Readonly<Record<string, Handler>> {
  const toHandler = (operation: Operation, act: Act) =>
    serve(backend, operation, ({ c }) =>
      changeNamed(c, backend, decodePart(toPosted(c).name), (at, item) => act(c, at, item)),
    )
  return {
    restore: toHandler(itemOperations.restoreItem, restoreOne),
    accept: toHandler(itemOperations.acceptProposal, acceptProposal),
    refuse: toHandler(itemOperations.refuseProposal, refuseProposal),
  }
}

/** The item's name, and what is done to it. */
function toPosted(c: Context): { readonly name: string; readonly verb: string } {
  const [, name = '', verb = ''] = /^(.*)\/([a-z]+)$/.exec(toRequestUrl(c).pathname.slice(ITEMS_PATH.length + 1)) ?? []
  return { name, verb }
}

function toActing(backend: Backend): Handler {
  const acts = toActs(backend)
  return serveOneOf(Object.values(acts), (c) => {
    const { verb } = toPosted(c)
    const act = Object.hasOwn(acts, verb) ? acts[verb] : undefined
    if (act !== undefined) return act
    demandToken(c, backend)
    const all = Object.keys(acts).map((one) => `…/${one}`)
    throw new RequestError(405, `Only ${all.join(', ')} can be posted to here.`, {
      allow: ['GET', 'HEAD', 'PATCH', 'DELETE'],
    })
  })
}

/** Takes a retraction back. */
async function restoreOne(_: Context, backend: Backend, item: VersionedItem): Promise<void> {
  const restored = await restoreItem(backend.db, item.id, backend.now())
  if (!restored?.erased) return
  const message = 'This story was erased: nothing is left that could be restored.'
  throw new RequestError(409, message, { item: item.id, reason: restored.reason }, { kind: 'withdrawn' })
}
