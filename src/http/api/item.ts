/**
 * One story over the API: read, correct, retract, erase, restore. Promises: what was taken back has left the caches when
 * the answer comes, and nobody writes over what he has not seen, where he says what he has seen.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../../errors.ts'
import { toPermalink, toShortUrl } from '../../publish/facts.ts'
import type { VersionedItem } from '../../store/feeds/feeds.ts'
import { restoreItem } from '../../store/saving/edits.ts'
import { demandToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readFields, readJson, refuseUnknown, words } from '../body.ts'
import { heedConditions } from '../conditions.ts'
import { answerInLane } from '../lane/lane.ts'
import { addRoute, decodePart, toRequestUrl } from '../route.ts'
import { answerItem, findNamed, ITEMS, loadNamed, toCurrentItem, toLive } from './item-answers.ts'
import { changeItem } from './item-fields.ts'
import { acceptProposal, refuseProposal } from './proposals.ts'
import { answerRevisions } from './revisions.ts'
import { eraseCompletely, retractEverywhere } from './withdrawal.ts'

/** One item: to read, edit, retract, erase and restore. Its name is the id, percent-encoded or not, or its code. */
export function addItemById(app: Hono, backend: Backend): void {
  addRoute(app, `${ITEMS}/*`, {
    GET: (c) => read(c, backend),
    PATCH: (c) => change(c, backend),
    DELETE: (c) => retract(c, backend),
    POST: (c) => act(c, backend),
  })
}

/** The name as it stands in the raw path: a router would take an id's slashes for its own. */
function toName(c: Context): string {
  return decodePart(toRequestUrl(c).pathname.slice(ITEMS.length + 1))
}

/** An id that is an address may end like what stands below an item. */
async function read(c: Context, backend: Backend): Promise<Response> {
  const name = toName(c)
  const of = name.endsWith(REVISIONS) ? name.slice(0, -REVISIONS.length) : undefined
  if (of === undefined || (await findNamed(backend, name)) !== undefined)
    return answerLive(c, backend, await loadNamed(backend, name))
  return answerInLane(c, backend, async () => answerRevisions(c, backend, toLive(await loadNamed(backend, of))))
}

const REVISIONS = '/revisions'

async function answerLive(c: Context, backend: Backend, item: VersionedItem): Promise<Response> {
  const live = toLive(item)
  const links = `<${toPermalink(item, backend.base)}>; rel="alternate", <${toShortUrl(item, backend.base)}>; rel="shortlink"`
  return answerItem(c, backend, live, 200, { Link: links })
}

/** Does something to the item of a name as long as the request's conditions hold, and answers how it is then. */
function changeNamed(
  c: Context,
  backend: Backend,
  name: string,
  change: (backend: Backend, item: VersionedItem) => Promise<unknown>,
): Promise<Response> {
  const load = async () => toCurrentItem(c, backend, await loadNamed(backend, name))
  return heedConditions(c, backend, load, async (at) => {
    await change(at, await loadNamed(at, name))
    return answerItem(c, at, await loadNamed(at, name))
  })
}

function change(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  return changeNamed(c, backend, toName(c), (at, item) => changeItem(c, at, toLive(item)))
}

const retraction = v.object({
  reason: v.pipe(words, v.minLength(1, 'is empty: say why the story is retracted')),
  erase: v.exactOptional(v.boolean()),
})

/** Retracts, or with `erase` leaves nothing but a tombstone. What was erased stays so, whatever is asked later. */
async function retract(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  return changeNamed(c, backend, toName(c), async (at, { id }) => {
    const body = await readJson(c)
    refuseUnknown(body, retraction)
    const { reason, erase } = readFields(retraction, body)
    return erase ? eraseCompletely(at, id, reason) : retractEverywhere(at, id, reason)
  })
}

/** What is done to an item by posting to `…/NAME`. */
const ACTS: Readonly<Record<string, (c: Context, backend: Backend, item: VersionedItem) => Promise<unknown>>> = {
  restore: restoreOne,
  accept: acceptProposal,
  refuse: refuseProposal,
}

async function act(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const [, name = '', verb = ''] = /^(.*)\/([a-z]+)$/.exec(toRequestUrl(c).pathname.slice(ITEMS.length + 1)) ?? []
  const does = Object.hasOwn(ACTS, verb) ? ACTS[verb] : undefined
  if (does === undefined) {
    const all = Object.keys(ACTS).map((one) => `…/${one}`)
    throw new RequestError(405, `Only ${all.join(', ')} can be posted to here.`, {
      allow: ['GET', 'HEAD', 'PATCH', 'DELETE'],
    })
  }
  return changeNamed(c, backend, decodePart(name), (at, item) => does(c, at, item))
}

/** Takes a retraction back. */
async function restoreOne(_: Context, backend: Backend, item: VersionedItem): Promise<void> {
  const restored = await restoreItem(backend.db, item.id, backend.now())
  if (!restored?.erased) return
  const message = 'This story was erased: nothing is left that could be restored.'
  throw new RequestError(409, message, { item: item.id, reason: restored.reason })
}
