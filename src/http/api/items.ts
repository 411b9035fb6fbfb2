import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { ParseError, RequestError } from '../../errors.ts'
import type { StoredItem } from '../../model/model.ts'
import { toPermalink, toShortUrl } from '../../publish/facts.ts'
import { toJsonFeed, toJsonItem } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { mediaTypes } from '../../publish/view.ts'
import { foldCode } from '../../store/links/links.ts'
import { restoreItem } from '../../store/saving/edits.ts'
import { loadItem, type Saved } from '../../store/saving/items.ts'
import { demandToken, hasToken } from '../auth.ts'
import {
  isJson,
  parseJson,
  readBody,
  readFields,
  readJson,
  refuseUnknown,
  toMediaType,
  toObject,
  words,
} from '../body.ts'
import type { Desk } from '../desk.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { toPaths } from '../lists/address.ts'
import { loadListing, toChannel, toFeedView } from '../lists/listing.ts'
import { readNarrowing } from '../lists/narrowing.ts'
import { queryError } from '../problem.ts'
import { addRoute, answerJson, decodePart, toUrl } from '../route.ts'
import { changeItem, editFields, readPosted, toFeedBytes, toMissingPress } from './item-fields.ts'
import { eraseWhole, retractWhole } from './withdrawal.ts'

/** The list of items, and posting one. */
export function addItemList(app: Hono, desk: Desk): void {
  addRoute(app, '/api/items', { GET: (c) => answerList(c, desk), POST: (c) => takeItem(c, desk) })
}

/** A JSON Feed document with `next_url`, newest first. */
async function answerList(c: Context, desk: Desk): Promise<Response> {
  const { searchParams } = toUrl(c)
  const narrowing = readNarrowing(searchParams, desk.channels)
  const listing = await loadListing(desk, narrowing, readState(c, desk, searchParams))
  const place = { paths: toPaths('stories', narrowing.query.channel), self: '/api/items' }
  const view = toFeedView(desk, narrowing, listing, place)
  const next = listing.next === undefined ? {} : { next: `${desk.base}/api/items${listing.next}` }
  const bytes = toUtf8(`${JSON.stringify(toJsonFeed({ ...view, ...next }))}\n`)
  const document = { bytes, type: `${mediaTypes.json}; charset=utf-8`, etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'no-cache' })
}

/** Retracted items are listed for the editor alone. */
function readState(c: Context, desk: Desk, params: URLSearchParams): StoredItem['state'] {
  const state = params.get('state') ?? 'live'
  if (state === 'live') return state
  if (state !== 'retracted') throw queryError('state', 'state has to be live or retracted.')
  if (!hasToken(c, desk)) demandToken(c, desk)
  return state
}

/** Takes in a JSON Feed item or story text. 201 with a new item, 200 with one that was there. */
async function takeItem(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const type = toMediaType(c)
  if (isJson(type)) return takeJson(c, desk)
  if (type === 'text/plain') return takeStory(c, desk)
  throw new RequestError(415, 'Send a JSON Feed item as application/json, or story text as text/plain.')
}

async function takeStory(c: Context, desk: Desk): Promise<Response> {
  const channel = readChannel(c, desk)
  const body = await readBody(c)
  return answerSaved(desk, await take(desk, body, c.req.header('Content-Type') ?? 'text/plain', channel))
}

async function takeJson(c: Context, desk: Desk): Promise<Response> {
  const channel = readChannel(c, desk)
  const posted = readPosted(toObject(parseJson(await readBody(c))), desk.now())
  const saved = await take(desk, toFeedBytes(posted), 'application/feed+json', channel)
  const item = await loadItem(desk.db, saved.id)
  const missing = item?.state === 'live' ? toMissingPress(posted, item.content) : undefined
  if (item !== undefined && missing !== undefined) await editFields(desk, item, missing)
  return answerSaved(desk, saved)
}

async function take(desk: Desk, bytes: Uint8Array, type: string, channel: string | undefined): Promise<Saved> {
  try {
    const [saved] = await desk.takeDocument(bytes, type, 'editor', channel)
    if (saved === undefined) throw new RequestError(422, 'There is no story in the body.')
    if (saved.outcome === 'held') throw new RequestError(413, saved.reason ?? 'The story is too large.')
    return saved
  } catch (error) {
    if (error instanceof ParseError) throw new RequestError(422, error.message, {}, { cause: error })
    throw error
  }
}

async function answerSaved(desk: Desk, { id, outcome }: Saved): Promise<Response> {
  const item = await loadItem(desk.db, id)
  if (item === undefined) throw new Error(`The item ${id} was saved but is not there.`)
  if (item.state === 'retracted') {
    const message = item.erased
      ? 'This story was erased, and stays so.'
      : 'This story was retracted, and stays so until it is restored.'
    throw new RequestError(409, message, { item: item.id, reason: item.reason })
  }
  return answerItem(desk, item, outcome === 'added' ? 201 : 200, { Location: `${desk.base}${toItemPath(item.id)}` })
}

function readChannel(c: Context, desk: Desk): string | undefined {
  const id = toUrl(c).searchParams.get('channel') || undefined
  if (id === undefined || desk.channels.some((channel) => channel.id === id)) return id
  throw queryError('channel', 'There is no such channel here.')
}

const FOLDER = '/api/items/'

/** One item: to read, edit, retract, erase and restore. Its name is the id, percent-encoded or not, or its code. */
export function addItemById(app: Hono, desk: Desk): void {
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
function toItemPath(id: string): string {
  return FOLDER + encodeURIComponent(id)
}

/** The item as JSON. */
function answerItem(
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
