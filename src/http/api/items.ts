/**
 * Stories over the API: list and publish. Promises: what is not to be public now never is; who posts only what is new, or
 * over what was seen, changes nothing else.
 */

import type { Context, Hono } from 'hono'
import { ParseError, RequestError, VersionError } from '../../errors.ts'
import { writtenDraft } from '../../model/draft.ts'
import type { Hold } from '../../model/hold.ts'
import type { StoredItem } from '../../model/model.ts'
import { FORMATS, toContentType } from '../../publish/formats.ts'
import { toJsonFeed } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { loadVersionedItem } from '../../store/feeds/feeds.ts'
import type { Saved } from '../../store/saving/saving.ts'
import { demandToken, hasToken } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { isJson, type JsonObject, parseJson, readMediaType, readRequestBody, toJsonObject } from '../body.ts'
import { type Current, heedConditions, isCreateOnly, toThere } from '../conditions.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { makeOnce } from '../idempotency.ts'
import { answerInLane } from '../lane/lane.ts'
import { toPaths } from '../lists/address.ts'
import { toFeedView } from '../lists/lists.ts'
import { type AskedOf, serve } from '../operation.ts'
import { itemOperations } from '../operations/items.ts'
import { fieldError, queryError } from '../problem.ts'
import { addRoute, toRequestUrl } from '../route.ts'
import { itemList } from '../shapes/item.ts'
import { makeDraft } from './drafts/draft-answers.ts'
import { toWrittenStory } from './drafts/draft-fields.ts'
import { answerPosted, ITEMS_PATH, loadNamedItem, toCurrentItem, toMade } from './item-answers.ts'
import {
  changeFields,
  isAsGiven,
  loadSentBack,
  readItem,
  readNamedChannel,
  readPosted,
  toFeedBytes,
  toPostedHold,
} from './item-fields.ts'
import { loadStoryPage } from './story-pages.ts'

/** The list of items, and posting one. */
export function addItemList(app: Hono, backend: Backend): void {
  addRoute(app, ITEMS_PATH, {
    GET: serve(backend, itemOperations.listItems, ({ c, query }) =>
      answerInLane(c, backend, () => answerList(c, backend, query)),
    ),
    POST: serve(backend, itemOperations.publishItem, ({ c }) => takeItem(c, backend)),
  })
}

const LIST = { kind: 'items', members: itemList.entries.items }

type Asking = AskedOf<typeof itemOperations.listItems>['query']

/** A JSON Feed document with `next_url`, newest first. */
async function answerList(c: Context, backend: Backend, asked: Asking): Promise<Response> {
  const state = readState(c, backend, toRequestUrl(c).searchParams)
  const { narrowing, listing, pick, next } = await loadStoryPage(c, backend, asked, LIST, state)
  const place = { paths: toPaths('stories', narrowing.query.channel), self: ITEMS_PATH }
  const feed = toJsonFeed({ ...toFeedView(backend, narrowing, listing, place), ...next })
  const bytes = toUtf8(`${JSON.stringify({ ...feed, items: feed.items.map(pick) })}\n`)
  return answerDocument(c, { bytes, type: toContentType('json'), etag: toEtag(bytes) }, { 'Cache-Control': 'no-cache' })
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
    answer: (posted) => answerPosted(c, backend, posted),
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
  const type = c.req.header('Content-Type') ?? 'text/plain'
  return heedPosted(c, backend, undefined, (at) => take(c, at, body, type, channel, keep))
}

async function takeJson(c: Context, backend: Backend, keep: Keep): Promise<Made> {
  const asked = readChannel(c, backend)
  const body = toJsonObject(parseJson(await readRequestBody(c)))
  const hold = toPostedHold(body, backend.now())
  if (hold !== undefined) return takeHeld(backend, body, hold, asked, keep)
  return heedPosted(c, backend, body.id, (at) => takePublic(c, at, body, asked, keep))
}

async function takePublic(
  c: Context,
  backend: Backend,
  body: JsonObject,
  asked: string | undefined,
  keep: Keep,
): Promise<Made> {
  const posted = readPosted(body)
  const channel = asked ?? readNamedChannel(body, backend)
  const story = await loadSentBack(backend, body)
  if (story !== undefined && isCreateOnly(c))
    throw toThere(await toCurrentItem(c, backend, await loadNamedItem(backend, story.id)))
  const isMoved = story?.state === 'live' && channel !== undefined && channel !== story.channel
  const there = isMoved ? await changeFields(backend, story, {}, { channel }) : story
  if (there?.state === 'live' && isAsGiven(posted, there, backend)) return { name: there.id, status: 200 }
  const feed = toFeedBytes(posted, there, backend.base)
  return take(c, backend, feed, FORMATS.json.mediaType, there?.channel ?? channel, keep)
}

/** Takes a story in as the request's conditions allow. @param id that it is posted under @throws RequestError 412 */
async function heedPosted(
  c: Context,
  backend: Backend,
  id: unknown,
  takeIn: (backend: Backend) => Promise<Made>,
): Promise<Made> {
  if (c.req.header('If-Match') !== undefined)
    return heedConditions(c, backend, () => loadPosted(c, backend, id), takeIn)
  try {
    return await takeIn(backend)
  } catch (error) {
    if (!(error instanceof VersionError)) throw error
    throw toThere(await toCurrentItem(c, backend, await loadNamedItem(backend, error.subject)), error)
  }
}

async function loadPosted(c: Context, backend: Backend, id: unknown): Promise<Current> {
  const item = typeof id === 'string' ? await loadVersionedItem(backend.db, id) : undefined
  if (item !== undefined) return toCurrentItem(c, backend, item)
  throw new RequestError(412, 'If-Match asks for a story that is here, and there is none of this id.', { field: 'id' })
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
  c: Context,
  backend: Backend,
  bytes: Uint8Array,
  type: string,
  channel: string | undefined,
  keep: Keep,
): Promise<Made> {
  try {
    const toKept = (one: Saved) => (one.outcome === 'held' ? [] : keep(toMade(one)))
    const how = { db: backend.db, keep: toKept, ...(isCreateOnly(c) ? { isNewOnly: true as const } : {}) }
    const [saved] = await backend.takeDocument(bytes, type, 'editor', channel, how)
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
