/**
 * Searching over the API. Promises: what is found by a feed's `?q=` is found here, newest first, with where it stands in
 * each story and how many there are.
 */

import type { Context, Hono } from 'hono'
import { createFind, type Find } from '../../clean/search/finding.ts'
import { toSnippet } from '../../clean/search/snippet.ts'
import type { StoredItem } from '../../model/model.ts'
import { toContentType } from '../../publish/formats.ts'
import { type JsonItem, toJsonFeed } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { countHits } from '../../store/feeds/hits.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { answerInLane } from '../lane/lane.ts'
import { toPaths } from '../lists/address.ts'
import { toFeedView } from '../lists/lists.ts'
import { type AskedOf, serve } from '../operation.ts'
import { itemOperations } from '../operations/items.ts'
import { queryError } from '../problem.ts'
import { addRoute } from '../route.ts'
import { hitList } from '../shapes/item.ts'
import { loadStoryPage } from './story-pages.ts'

const PATH = '/api/search'
/** So many are counted. */
const MOST_COUNTED = 1_000

export function addSearch(app: Hono, backend: Backend): void {
  addRoute(app, PATH, {
    GET: serve(backend, itemOperations.searchItems, ({ c, query }) =>
      answerInLane(c, backend, () => answerSearch(c, backend, query)),
    ),
  })
}

const LIST = { kind: 'search', members: hitList.entries.items }

type Asking = AskedOf<typeof itemOperations.searchItems>['query']

/** A JSON Feed document: `_ara.hits` counts, `_ara.found` of an item shows where. */
async function answerSearch(c: Context, backend: Backend, asked: Asking): Promise<Response> {
  const { narrowing, listing, pick, next } = await loadStoryPage(c, backend, asked, LIST)
  const { words, before: _, ...filter } = narrowing.query
  if (words === undefined || typeof words === 'string') {
    throw queryError('q', 'q is missing: it says what is to be searched for.')
  }
  const counted = await countHits(backend.db, { ...filter, words }, MOST_COUNTED)
  const view = toFeedView(backend, narrowing, listing, { paths: toPaths('stories', filter.channel), self: PATH })
  const feed = toJsonFeed({ ...view, ...next })
  const find = createFind(words)
  const items = feed.items.map((item, at) => pick(withFound(item, listing.items[at], find)))
  const own = { ...feed._ara, hits: counted.hits, more_hits: counted.isMore }
  const bytes = toUtf8(`${JSON.stringify({ ...feed, _ara: own, items })}\n`)
  const document = { bytes, type: toContentType('json'), etag: toEtag(bytes) }
  return answerDocument(c, document, { 'Cache-Control': 'no-cache' })
}

function withFound(item: JsonItem, stored: StoredItem | undefined, find: Find): JsonItem {
  return stored === undefined ? item : { ...item, _ara: { ...item._ara, found: toSnippet(stored.content, find) } }
}
