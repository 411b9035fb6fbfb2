/**
 * The door of feeds: of everything, of each channel, narrowed; of corrections and of comments. Promises: one canonical
 * address for each, whichever way it was asked for.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { StoredItem } from '../../model/model.ts'
import { ENDING, type Format, toFeedFile } from '../../publish/formats.ts'
import { renderComments, renderCorrections } from '../../publish/notes.ts'
import { render } from '../../publish/render.ts'
import type { CommentsView, CorrectionsView, FeedView } from '../../publish/view.ts'
import { loadLastChangeOf, loadMark } from '../../store/feeds/changes.ts'
import { loadItemAt } from '../../store/feeds/feeds.ts'
import type { Backend } from '../backend.ts'
import { type FeedAddress, readFeedAddress, readFormat } from '../lists/address.ts'
import { LIST_LENGTHS } from '../lists/narrowing.ts'
import { type Operation, withOperation } from '../operation.ts'
import { feedOperations } from '../operations/feeds.ts'
import { addRoute, toRequestUrl } from '../route.ts'
import { readPermalink } from '../site/items.ts'
import { answerPlan, type Plan } from './page.ts'
import { loadCommentsView, loadCorrectionsView, loadFeedView, loadStoryCommentsView } from './views.ts'

type Answer = (
  c: Context,
  backend: Backend,
  format: Format,
  params: URLSearchParams,
  channel?: string,
) => Promise<Response>

const FILE = `:file{feed\\.${ENDING}}`

/** What narrows a feed by a path too: `/tag/kobane/feed.atom`. */
const FACET = ':facet{tag|place|author|lang|source}/:value'

type Operations = Operation | readonly Operation[] | undefined

/** Feeds of everything: all channels together and each of them; narrowed; their corrections and comments. */
export function addFeeds(app: Hono, backend: Backend): void {
  const { corrections, comments, facetFeeds, readFeed, readChannelFeed, readStoryComments } = feedOperations
  const route = (path: string, operations: Operations, answer: Answer) =>
    addRoute(app, `${path}/${FILE}`, {
      GET: withOperation(operations ?? [], (c) =>
        answer(c, backend, readFormat(c.req.param('file')), readParams(c), c.req.param('channel')),
      ),
    })
  for (const [index, folder] of ['', '/:channel'].entries()) {
    route(`${folder}/corrections`, corrections[index], answerCorrections)
    route(`${folder}/comments`, comments[index], answerComments)
    route(`${folder}/${FACET}`, facetFeeds[index], answerFeed)
  }
  route('', readFeed, answerFeed)
  route('/:channel', readChannelFeed, answerFeed)
  addRoute(app, `/:year{[0-9]{4}}/:month{[0-9]{2}}/:slug/${FILE}`, {
    GET: withOperation(readStoryComments, (c) => answerStoryFeed(c, backend)),
  })
}

/**
 * The feed of stories that parameters ask for (`tag`, `place`, `author`, `lang`, `source`, `q`, `channel`, `limit`,
 * `before`, `page`), whatever the request's own address is. @throws RequestError 400, 404
 */
export async function answerFeed(...[c, backend, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = await readFeedAddress(backend, 'stories', format, params, channel)
  return answerPlan<FeedView>(c, backend, {
    ...toPlan(backend, address),
    view: () => loadFeedView(backend, address),
    render: (view) => render(format, view, backend.cache.pieces),
    modified: ({ items }) => loadModified(backend, items),
  })
}

/** The corrections of the stories that parameters ask for. @throws RequestError 400, 404 */
async function answerCorrections(...[c, backend, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = await readFeedAddress(backend, 'corrections', format, params, channel)
  return answerPlan<CorrectionsView>(c, backend, {
    ...toPlan(backend, address),
    view: () => loadCorrectionsView(backend, address),
    render: (view) => renderCorrections(format, view),
    modified: ({ corrections }) =>
      loadModified(
        backend,
        corrections.map(({ item }) => item),
      ),
  })
}

/** The comments on the stories that parameters ask for. @throws RequestError 400, 404 */
export async function answerComments(...[c, backend, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = await readFeedAddress(backend, 'comments', format, params, channel)
  return answerPlan<CommentsView>(c, backend, {
    ...toPlan(backend, address),
    view: () => loadCommentsView(backend, address),
    render: (view) => renderComments(format, view),
    modified: async ({ updated }) => updated || undefined,
  })
}

/** The comments on one story. */
export async function answerStoryComments(
  c: Context,
  backend: Backend,
  format: Format,
  item: StoredItem,
): Promise<Response> {
  return answerPlan<CommentsView>(c, backend, {
    format,
    channel: item.channel,
    address: `${new URL(item.permalink, backend.base).pathname}${toFeedFile(format)}`,
    mark: () => loadMark(backend.db, item.channel),
    view: () => loadStoryCommentsView(backend, format, item, LIST_LENGTHS.most),
    render: (view) => renderComments(format, view),
    modified: async ({ updated }) => updated || undefined,
  })
}

async function answerStoryFeed(c: Context, backend: Backend): Promise<Response> {
  const item = await loadItemAt(backend.db, readPermalink(c))
  if (item === undefined) throw new RequestError(404, 'There is no story at this address.')
  if (item.state === 'retracted') throw new RequestError(410, item.reason || 'This story was withdrawn.')
  return answerStoryComments(c, backend, readFormat(c.req.param('file')), item)
}

function toPlan(
  backend: Backend,
  { format, paths, search, channel }: FeedAddress,
): Pick<Plan<never>, 'format' | 'channel' | 'address' | 'mark'> {
  const own = channel === undefined ? {} : { channel }
  return { format, ...own, address: `${paths[format]}${search}`, mark: () => loadMark(backend.db, channel) }
}

function loadModified({ db }: Backend, items: readonly StoredItem[]): Promise<number | undefined> {
  return loadLastChangeOf(
    db,
    items.map(({ row }) => row),
  )
}

/** What stands in the path narrows, and so does the query. */
function readParams(c: Context): URLSearchParams {
  const params = toRequestUrl(c).searchParams
  const facet = c.req.param('facet')
  if (facet !== undefined) params.append(facet, c.req.param('value') ?? '')
  return params
}
