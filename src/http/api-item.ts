import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import type { StoredItem } from '../model.ts'
import { toPermalink, toShortUrl } from '../publish/facts.ts'
import { toJsonItem } from '../publish/json.ts'
import { restoreItem } from '../store/edits.ts'
import { loadItem } from '../store/items.ts'
import { foldCode } from '../store/links.ts'
import { answerJson } from './answer.ts'
import { demandToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { changeItem } from './editing.ts'
import { readFields, refuseUnknown, words } from './fields.ts'
import { toChannel } from './listing.ts'
import { addRoute, decodePart, toUrl } from './route.ts'
import { eraseWhole, retractWhole } from './withdrawal.ts'

const FOLDER = '/api/items/'

/** One item: to read, edit, retract, erase and restore. Its name is the id, percent-encoded or not, or its code. */
export function addItem(app: Hono, desk: Desk): void {
  addRoute(app, `${FOLDER}*`, {
    GET: async (c) => answerLive(desk, await findItem(c, desk)),
    PATCH: async (c) => {
      demandToken(c, desk)
      return answerItem(desk, await changeItem(c, desk, toLive(await findItem(c, desk))))
    },
    DELETE: (c) => retract(c, desk),
    POST: (c) => restore(c, desk),
  })
}

/** Path of an item in the API. */
export function toItemPath(id: string): string {
  return FOLDER + encodeURIComponent(id)
}

/** The item as JSON. */
export function answerItem(
  desk: Desk,
  item: StoredItem,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const json = toJsonItem(item, desk.base, toChannel(desk, item.channel))
  return answerJson(json, status, { 'Cache-Control': 'no-cache', ...headers })
}

function answerLive(desk: Desk, item: StoredItem): Response {
  const links = `<${toPermalink(item, desk.base)}>; rel="alternate", <${toShortUrl(item, desk.base)}>; rel="shortlink"`
  return answerItem(desk, toLive(item), 200, { Link: links })
}

function toLive(item: StoredItem): StoredItem {
  if (item.state === 'live') return item
  const message = item.erased ? 'This story was erased.' : 'This story was retracted.'
  throw new RequestError(410, message, { item: item.id, reason: item.reason })
}

const retraction = v.object({
  reason: v.pipe(words, v.minLength(1, 'is empty: say why the story is retracted')),
  erase: v.exactOptional(v.boolean()),
})

/** Retracts, or with `erase` leaves nothing but a tombstone. What was erased stays so, whatever is asked later. */
async function retract(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const item = await findItem(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(retraction.entries))
  const { reason, erase } = readFields(retraction, body)
  const gone = erase ? await eraseWhole(desk, item.id, reason) : await retractWhole(desk, item.id, reason)
  const erased = gone?.erased ? { erased: true } : {}
  return answerJson({ id: item.id, state: 'retracted', ...erased, reason: gone?.reason ?? reason })
}

/** `POST …/restore` takes a retraction back. */
async function restore(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const { pathname } = toUrl(c)
  const suffix = '/restore'
  if (!pathname.endsWith(suffix)) {
    throw new RequestError(405, 'Only …/restore can be posted to here.', { allow: ['GET', 'HEAD', 'PATCH', 'DELETE'] })
  }
  const item = await loadNamed(desk, decodePart(pathname.slice(FOLDER.length, -suffix.length)))
  const restored = await restoreItem(desk.db, item.id, desk.now())
  if (restored?.erased) {
    const message = 'This story was erased: nothing is left that could be restored.'
    throw new RequestError(409, message, { item: item.id, reason: restored.reason })
  }
  return answerItem(desk, restored ?? item)
}

/** The name as it stands in the raw path: a router would take an id's slashes for its own. */
function findItem(c: Context, desk: Desk): Promise<StoredItem> {
  return loadNamed(desk, decodePart(toUrl(c).pathname.slice(FOLDER.length)))
}

async function loadNamed(desk: Desk, name: string): Promise<StoredItem> {
  const item = (await loadItem(desk.db, name)) ?? (await loadItem(desk.db, foldCode(name)))
  if (item !== undefined) return item
  throw new RequestError(404, 'There is no item with this id or code.')
}
