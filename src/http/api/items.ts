/**
 * Stories over the API: list, publish, read, correct, retract, erase, restore. Promises: what is not to be public now
 * is refused with the field's name; what was taken back has left the caches when the answer comes.
 */

import type { Context, Hono } from 'hono'
import { ParseError, RequestError } from '../../errors.ts'
import { writtenDraft } from '../../model/draft.ts'
import type { Hold } from '../../model/hold.ts'
import type { StoredItem } from '../../model/model.ts'
import { toPermalink, toShortUrl } from '../../publish/facts.ts'
import { FORMATS, toContentType } from '../../publish/formats.ts'
import { toJsonFeed } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import { foldCode } from '../../store/links/links.ts'
import { restoreItem } from '../../store/saving/edits.ts'
import type { Saved } from '../../store/saving/saving.ts'
import { demandToken, hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import {
  isJson,
  type JsonObject,
  parseJson,
  readFields,
  readJson,
  readMediaType,
  readRequestBody,
  refuseUnknown,
  toJsonObject,
} from '../body.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { makeOnce } from '../idempotency.ts'
import { answerInLane } from '../lane/lane.ts'
import { toPaths } from '../lists/address.ts'
import { loadListing, toFeedView } from '../lists/lists.ts'
import { readNarrowing } from '../lists/narrowing.ts'
import { type Operation, serve, serveOneOf } from '../operation.ts'
import { itemOperations, retraction } from '../operations/items.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson, decodePart, type Handler, toRequestUrl } from '../route.ts'
import { makeDraft } from './draft-answers.ts'
import { toWrittenStory } from './draft-fields.ts'
import { answerItem, answerPosted, FOLDER, toMade } from './item-answers.ts'
import {
  changeFields,
  changeItem,
  isAsGiven,
  loadSentBack,
  readItem,
  readNamedChannel,
  readPosted,
  toFeedBytes,
  toPostedHold,
} from './item-fields.ts'
import { acceptProposal, refuseProposal, toProposedMember } from './proposals.ts'
import { eraseCompletely, retractEverywhere } from './withdrawal.ts'

/** The list of items, and posting one. */
export function addItemList(app: Hono, backend: Backend): void {
  addRoute(app, '/api/items', {
    GET: serve(backend, itemOperations.listItems, ({ c }) => answerInLane(c, backend, () => answerList(c, backend))),
    POST: serve(backend, itemOperations.publishItem, ({ c }) => takeItem(c, backend)),
  })
}

/** A JSON Feed document with `next_url`, newest first. */
async function answerList(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  const narrowing = await readNarrowing(backend, searchParams)
  const listing = await loadListing(backend, narrowing, readState(c, backend, searchParams))
  const place = { paths: toPaths('stories', narrowing.query.channel), self: '/api/items' }
  const view = toFeedView(backend, narrowing, listing, place)
  const next = listing.next === undefined ? {} : { next: `${backend.base}/api/items${listing.next}` }
  const bytes = toUtf8(`${JSON.stringify(toJsonFeed({ ...view, ...next }))}\n`)
  const document = { bytes, type: toContentType('json'), etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'no-cache' })
}

/** Retracted items are listed for the editor alone. */
function readState(c: Context, backend: Backend, params: URLSearchParams): StoredItem['state'] {
  const state = params.get('state') ?? 'live'
  if (state === 'live') return state
  if (state !== 'retracted') throw queryError('state', 'state has to be live or retracted.')
  if (!hasToken(c, backend)) demandToken(c, backend)
  return state
}

/** Takes in a JSON Feed item or story text. 201 with a new item, 200 with one that was there. */
function takeItem(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeItem(c, backend, keep),
    answer: (posted) => answerPosted(backend, posted),
  })
}

async function makeItem(c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const type = readMediaType(c)
  if (isJson(type)) return takeJson(c, backend, keep)
  if (type === 'text/plain' || type === 'text/markdown') return takeStory(c, backend, keep)
  const kinds = 'a JSON Feed item as application/json, or story text as text/plain or text/markdown'
  throw new RequestError(415, `Send ${kinds}.`)
}

async function takeStory(c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const channel = readChannel(c, backend)
  const body = await readRequestBody(c)
  return take(backend, body, c.req.header('Content-Type') ?? 'text/plain', channel, keep)
}

async function takeJson(c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const asked = readChannel(c, backend)
  const body = toJsonObject(parseJson(await readRequestBody(c)))
  const hold = toPostedHold(body, backend.now())
  if (hold !== undefined) return takeHeld(backend, body, hold, asked, keep)
  const posted = readPosted(body)
  const channel = asked ?? readNamedChannel(body, backend)
  const story = await loadSentBack(backend, body)
  const isMoved = story?.state === 'live' && channel !== undefined && channel !== story.channel
  const there = isMoved ? await changeFields(backend, story, {}, { channel }) : story
  if (there?.state === 'live' && isAsGiven(posted, there, backend)) return { name: there.id, status: 200 }
  const feed = toFeedBytes(posted, there, backend.base)
  return take(backend, feed, FORMATS.json.mediaType, there?.channel ?? channel, keep)
}

/** What is not to be public now is a draft, or waits for its time. */
async function takeHeld(
  backend: Backend,
  body: JsonObject,
  { field, until }: Hold,
  asked: string | undefined,
  keep: Keep,
): Promise<Made> {
  const story = await loadSentBack(backend, body)
  if (story?.state === 'live')
    throw fieldError(field, `${field} says that it is not, but this story is public: withdraw it first.`)
  const { publish_at: _, note, ...posted } = readItem(body, writtenDraft)
  const channel = asked ?? readNamedChannel(body, backend)
  const written = { ...toWrittenStory(backend, posted), channel, note, publishAt: until }
  return makeDraft(backend, written, 'again', keep)
}

async function take(
  backend: Backend,
  bytes: Uint8Array,
  type: string,
  channel: string | undefined,
  keep: Keep,
): Promise<Made> {
  try {
    const toKept = (one: Saved) => (one.outcome === 'held' ? [] : keep(toMade(one)))
    const [saved] = await backend.takeDocument(bytes, type, 'editor', channel, toKept)
    if (saved === undefined) throw new RequestError(422, 'There is no story in the body.')
    if (saved.outcome === 'held') throw new RequestError(413, saved.reason ?? 'The story is too large.')
    return toMade(saved)
  } catch (error) {
    if (error instanceof ParseError)
      throw new RequestError(422, error.message, {}, { cause: error, kind: 'unreadable-document' })
    throw error
  }
}

export function readChannel(c: Context, backend: Backend): string | undefined {
  const id = toRequestUrl(c).searchParams.get('channel') || undefined
  if (id === undefined || backend.channels.some((channel) => channel.id === id)) return id
  throw queryError('channel', 'There is no such channel here.')
}

/** One item: to read, edit, retract, erase and restore. Its name is the id, percent-encoded or not, or its code. */
export function addItemById(app: Hono, backend: Backend): void {
  addRoute(app, `${FOLDER}*`, {
    GET: serve(backend, itemOperations.readItem, async ({ c }) => answerLive(c, backend, await findItem(c, backend))),
    PATCH: serve(backend, itemOperations.correctItem, async ({ c }) =>
      answerItem(backend, await changeItem(c, backend, toLive(await findItem(c, backend)))),
    ),
    DELETE: serve(backend, itemOperations.retractItem, ({ c }) => retract(c, backend)),
    POST: toActing(backend),
  })
}

async function answerLive(c: Context, backend: Backend, item: StoredItem): Promise<Response> {
  const live = toLive(item)
  const links = `<${toPermalink(item, backend.base)}>; rel="alternate", <${toShortUrl(item, backend.base)}>; rel="shortlink"`
  const proposed = hasToken(c, backend) ? await toProposedMember(backend, live) : {}
  return answerItem(backend, live, 200, { Link: links }, proposed)
}

function toLive(item: StoredItem): StoredItem {
  if (item.state === 'live') return item
  const message = item.erased ? 'This story was erased.' : 'This story was retracted.'
  throw new RequestError(410, message, { item: item.id, reason: item.reason })
}

/** Retracts, or with `erase` leaves nothing but a tombstone. What was erased stays so, whatever is asked later. */
async function retract(c: Context, backend: Backend): Promise<Response> {
  const item = await findItem(c, backend)
  const body = await readJson(c)
  refuseUnknown(body, retraction)
  const { reason, erase } = readFields(retraction, body)
  const gone = erase
    ? await eraseCompletely(backend, item.id, reason)
    : await retractEverywhere(backend, item.id, reason)
  const erased = gone?.erased ? { erased: true } : {}
  return answerJson({ id: item.id, state: 'retracted', ...erased, reason: gone?.reason ?? reason })
}

/** What is done to an item by posting to `…/NAME`. */
function toActs(backend: Backend): Readonly<Record<string, Handler>> {
  const toHandler = (operation: Operation, act: Act) =>
    serve(backend, operation, async ({ c }) => {
      const item = await loadNamed(backend, decodePart(toPosted(c).name))
      return answerItem(backend, await act(c, backend, item))
    })
  return {
    restore: toHandler(itemOperations.restoreItem, restoreOne),
    accept: toHandler(itemOperations.acceptProposal, acceptProposal),
    refuse: toHandler(itemOperations.refuseProposal, refuseProposal),
  }
}

type Act = (c: Context, backend: Backend, item: StoredItem) => Promise<StoredItem>

/** The item's name, and what is done to it. */
function toPosted(c: Context): { readonly name: string; readonly verb: string } {
  const [, name = '', verb = ''] = /^(.*)\/([a-z]+)$/.exec(toRequestUrl(c).pathname.slice(FOLDER.length)) ?? []
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
async function restoreOne(_: Context, backend: Backend, item: StoredItem): Promise<StoredItem> {
  const restored = await restoreItem(backend.db, item.id, backend.now())
  if (restored?.erased) {
    const message = 'This story was erased: nothing is left that could be restored.'
    throw new RequestError(409, message, { item: item.id, reason: restored.reason }, { kind: 'withdrawn' })
  }
  return restored ?? item
}

/** The name as it stands in the raw path: a router would take an id's slashes for its own. */
function findItem(c: Context, backend: Backend): Promise<StoredItem> {
  return loadNamed(backend, decodePart(toRequestUrl(c).pathname.slice(FOLDER.length)))
}

async function loadNamed(backend: Backend, name: string): Promise<StoredItem> {
  const item = (await loadItem(backend.db, name)) ?? (await loadItem(backend.db, foldCode(name)))
  if (item !== undefined) return item
  throw new RequestError(404, 'There is no item with this id or code.')
}
