import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { toSlug } from '../clean/slug.ts'
import { FetchError, ParseError, RequestError, StoreError } from '../errors.ts'
import type { Source } from '../model.ts'
import { ensurePolls, loadPolls } from '../store/polls.ts'
import { addSource, loadSources } from '../store/sources.ts'
import { answerJson } from './answer.ts'
import { demandToken, hasToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { fieldError } from './problem.ts'
import { addRoute } from './route.ts'
import { refuseAddress, refuseSelectors, sourceEntries } from './source-fields.ts'
import { toSourceJson } from './source-view.ts'

/** The list of sources with their health, and adding one. */
export function addSourceList(app: Hono, desk: Desk): void {
  addRoute(app, '/api/sources', { GET: (c) => answerList(c, desk), POST: (c) => takeSource(c, desk) })
}

async function answerList(c: Context, desk: Desk): Promise<Response> {
  const [sources, polls] = await Promise.all([loadSources(desk.db, desk.channels), loadPolls(desk.db)])
  const trusted = hasToken(c, desk)
  return answerJson({ sources: sources.map((source) => toSourceJson(source, polls.get(source.id), trusted)) })
}

const posted = v.object({
  ...sourceEntries,
  url: sourceEntries.url.wrapped,
  id: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'may have a-z, 0-9 and hyphens')),
  ),
  channel: v.exactOptional(v.string()),
  discover: v.exactOptional(v.boolean()),
})

/** Adds a source, due at once; with `discover` the feed behind the address, where there is one. 409 names the source that has the address. */
async function takeSource(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(posted.entries))
  const { id: asked, channel: channelId, discover, url: given, ...rest } = readFields(posted, body)
  refuseSelectors(rest, desk.isSelector)
  const sources = await loadSources(desk.db, desk.channels)
  const channel = readChannel(desk, channelId)
  refuseTaken(sources, given, asked)
  // A page with selectors is a source itself.
  const url = discover === true && rest.page === undefined ? await toFeedUrl(desk, given) : given
  refuseAddress(sources, url)
  const source = { id: asked ?? toId(url, sources), channel, url, ...rest }
  await add(desk, source)
  return answerAdded(desk, source.id)
}

/** What can't be read now may come back: the address stands as it was given. */
async function toFeedUrl(desk: Desk, url: string): Promise<string> {
  try {
    return new URL(await desk.discover(url)).href
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return url
    throw error
  }
}

function readChannel(desk: Desk, id: string | undefined): string {
  const channel = id === undefined ? desk.channels[0] : desk.channels.find((one) => one.id === id)
  if (channel === undefined) throw fieldError('channel', 'There is no such channel here.')
  return channel.id
}

function refuseTaken(sources: readonly Source[], url: string, id: string | undefined): void {
  refuseAddress(sources, url)
  if (id === undefined) return
  if (OWNERS.includes(id)) throw fieldError('id', `id may not be ${id}: items of the service's own have that owner.`)
  if (sources.some((source) => source.id === id))
    throw new RequestError(409, `There is a source ${id} already.`, { id })
}

const OWNERS = ['archive', 'editor', 'import']

/** An id of host and path that nothing has yet. */
function toId(url: string, sources: readonly Source[]): string {
  const { hostname, pathname } = new URL(url)
  const words = `${hostname.replace(/^www\./, '')} ${pathname}`.replace(/[^\p{L}\p{N}]+/gu, ' ')
  const base =
    toSlug(words)
      .slice(0, 60)
      .replace(/(?<!-)-+$/, '') || 'source'
  const taken = new Set([...sources.map(({ id }) => id), ...OWNERS])
  const free = (number: number): string => {
    const id = number === 1 ? base : `${base}-${number}`
    return taken.has(id) ? free(number + 1) : id
  }
  return free(1)
}

async function add(desk: Desk, source: Parameters<typeof addSource>[1]): Promise<void> {
  try {
    await addSource(desk.db, source, desk.now())
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    throw new RequestError(409, 'Somebody added this source at the same time.', {}, { cause: error })
  }
}

async function answerAdded(desk: Desk, id: string): Promise<Response> {
  const sources = await loadSources(desk.db, desk.channels)
  await ensurePolls(desk.db, sources, desk.now())
  const source = sources.find((one) => one.id === id)
  if (source === undefined) throw new Error(`The source ${id} was added but is not there.`)
  const state = (await loadPolls(desk.db)).get(id)
  return answerJson(toSourceJson(source, state, true), 201, { Location: `${desk.base}/api/sources/${id}` })
}
