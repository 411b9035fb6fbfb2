import type { Context, Hono } from 'hono'
import { ParseError, RequestError } from '../errors.ts'
import type { StoredItem } from '../model.ts'
import { toJsonFeed } from '../publish/json.ts'
import { toUtf8 } from '../publish/utf8.ts'
import { mediaTypes } from '../publish/view.ts'
import { loadItem, type Saved } from '../store/items.ts'
import { answerItem, toItemPath } from './api-item.ts'
import { demandToken, hasToken } from './auth.ts'
import { isJson, parseJson, readBody, toMediaType, toObject } from './body.ts'
import type { Desk } from './desk.ts'
import { editFields } from './editing.ts'
import { toPaths } from './feed-address.ts'
import { readPosted, toFeedBytes, toMissingPress } from './item-fields.ts'
import { loadListing, toFeedView } from './listing.ts'
import { readNarrowing } from './narrowing.ts'
import { queryError } from './problem.ts'
import { addRoute, toUrl } from './route.ts'
import { answerDocument, toEtag } from './validators.ts'

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
