import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { StoredItem } from '../../model/model.ts'
import { renderComments, renderCorrections } from '../../publish/notes.ts'
import { render } from '../../publish/render.ts'
import type { CommentsView, CorrectionsView, FeedView, Format } from '../../publish/view.ts'
import { loadLastChangeOf, loadMark } from '../../store/feeds/changes.ts'
import { loadItemAt } from '../../store/saving/items.ts'
import type { Desk } from '../desk.ts'
import { type FeedAddress, readFeedAddress } from '../lists/address.ts'
import { LIMITS } from '../lists/narrowing.ts'
import { addRoute, toUrl } from '../route.ts'
import { toAskedPermalink } from '../site/items.ts'
import { answerPlan, type Plan } from './page.ts'
import { loadCommentsView, loadCorrectionsView, loadFeedView, loadStoryCommentsView } from './views.ts'

type Answer = (c: Context, desk: Desk, format: Format, params: URLSearchParams, channel?: string) => Promise<Response>

const FILE = ':file{feed\\.(?:rss|atom|json)}'

/** What narrows a feed by a path too: `/tag/kobane/feed.atom`. */
const FACET = ':facet{tag|place|author|lang|source}/:value'

/** Feeds of everything: all channels together and each of them; narrowed; their corrections and comments. */
export function addFeeds(app: Hono, desk: Desk): void {
  for (const folder of ['', '/:channel']) {
    const route = (path: string, answer: Answer) =>
      addRoute(app, `${folder}${path}/${FILE}`, {
        GET: (c) => answer(c, desk, readFormat(c), readParams(c), c.req.param('channel')),
      })
    route('/corrections', answerCorrections)
    route('/comments', answerComments)
    route(`/${FACET}`, answerFeed)
  }
  addRoute(app, `/${FILE}`, { GET: (c) => answerFeed(c, desk, readFormat(c), readParams(c)) })
  addRoute(app, `/:channel/${FILE}`, {
    GET: (c) => answerFeed(c, desk, readFormat(c), readParams(c), c.req.param('channel')),
  })
  addRoute(app, `/:year{[0-9]{4}}/:month{[0-9]{2}}/:slug/${FILE}`, { GET: (c) => answerStoryFeed(c, desk) })
}

/**
 * The feed of stories that parameters ask for (`tag`, `place`, `author`, `lang`, `source`, `q`, `channel`, `limit`,
 * `before`, `page`), whatever the request's own address is. @throws RequestError 400, 404
 */
export async function answerFeed(...[c, desk, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = readFeedAddress(desk, 'stories', format, params, channel)
  return answerPlan<FeedView>(c, desk, {
    ...toPlan(desk, address),
    view: () => loadFeedView(desk, address),
    render: (view) => render(format, view, desk.cache.pieces),
    modified: ({ items }) => loadModified(desk, items),
  })
}

/** The corrections of the stories that parameters ask for. @throws RequestError 400, 404 */
async function answerCorrections(...[c, desk, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = readFeedAddress(desk, 'corrections', format, params, channel)
  return answerPlan<CorrectionsView>(c, desk, {
    ...toPlan(desk, address),
    view: () => loadCorrectionsView(desk, address),
    render: (view) => renderCorrections(format, view),
    modified: ({ corrections }) =>
      loadModified(
        desk,
        corrections.map(({ item }) => item),
      ),
  })
}

/** The comments on the stories that parameters ask for. @throws RequestError 400, 404 */
export async function answerComments(...[c, desk, format, params, channel]: Parameters<Answer>): Promise<Response> {
  const address = readFeedAddress(desk, 'comments', format, params, channel)
  return answerPlan<CommentsView>(c, desk, {
    ...toPlan(desk, address),
    view: () => loadCommentsView(desk, address),
    render: (view) => renderComments(format, view),
    modified: async ({ updated }) => updated || undefined,
  })
}

/** The comments on one story. */
export async function answerStoryComments(c: Context, desk: Desk, format: Format, item: StoredItem): Promise<Response> {
  return answerPlan<CommentsView>(c, desk, {
    format,
    channel: item.channel,
    address: `${new URL(item.permalink, desk.base).pathname}feed.${format}`,
    mark: () => loadMark(desk.db, item.channel),
    view: () => loadStoryCommentsView(desk, format, item, LIMITS.most),
    render: (view) => renderComments(format, view),
    modified: async ({ updated }) => updated || undefined,
  })
}

async function answerStoryFeed(c: Context, desk: Desk): Promise<Response> {
  const item = await loadItemAt(desk.db, toAskedPermalink(c))
  if (item === undefined) throw new RequestError(404, 'There is no story at this address.')
  if (item.state === 'retracted') throw new RequestError(410, item.reason || 'This story was withdrawn.')
  return answerStoryComments(c, desk, readFormat(c), item)
}

function toPlan(
  desk: Desk,
  { format, paths, search, channel }: FeedAddress,
): Pick<Plan<never>, 'format' | 'channel' | 'address' | 'mark'> {
  const own = channel === undefined ? {} : { channel }
  return { format, ...own, address: `${paths[format]}${search}`, mark: () => loadMark(desk.db, channel) }
}

function loadModified({ db }: Desk, items: readonly StoredItem[]): Promise<number | undefined> {
  return loadLastChangeOf(
    db,
    items.map(({ row }) => row),
  )
}

function readFormat(c: Context): Format {
  const ending = c.req.param('file')?.slice('feed.'.length)
  return ending === 'rss' || ending === 'atom' ? ending : 'json'
}

/** What stands in the path narrows, and so does the query. */
function readParams(c: Context): URLSearchParams {
  const params = toUrl(c).searchParams
  const facet = c.req.param('facet')
  if (facet !== undefined) params.append(facet, c.req.param('value') ?? '')
  return params
}
