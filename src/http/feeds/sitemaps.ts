/**
 * Sitemaps: the index of all stories, its parts, the latest news. Promises: a part changes by what is in it alone, so
 * that crawlers fetch it once.
 */

import type { Context, Hono } from 'hono'
import { toShownPictures } from '../../clean/shown-pictures.ts'
import { MOST_NEWS, renderNewsSitemap, renderSitemap, renderSitemapIndex } from '../../publish/directory.ts'
import { toPermalink, toPublished } from '../../publish/facts.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadPart, loadParts } from '../../store/feeds/archives.ts'
import { loadLastChange, loadMark } from '../../store/feeds/changes.ts'
import { loadPosts } from '../../store/feeds/posts.ts'
import type { Backend } from '../backend.ts'
import { answerRecipe } from '../documents/documents.ts'
import { answerDocument, toEtag } from '../documents/headers.ts'
import { answerInLane } from '../lane/lane.ts'
import { withOperation } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { addRoute } from '../route.ts'

const TYPE = 'application/xml; charset=utf-8'

/** Stories in a part, by rows, so that a part never changes but by what is in it. The protocol allows 50,000. */
const PART = 10_000
/** Older news is none to Google. */
const NEWS_AGE = 48 * 3_600_000

/** The index of all stories, its parts, and the latest news. */
export function addSitemaps(app: Hono, backend: Backend): void {
  addRoute(app, '/sitemap.xml', {
    GET: withOperation(siteOperations.readSitemap, (c) =>
      answerMade(c, backend, '/sitemap.xml', () => makeIndex(backend)),
    ),
  })
  addRoute(app, '/sitemap-news.xml', {
    GET: withOperation(siteOperations.readNewsSitemap, (c) => answerInLane(c, backend, () => answerNews(c, backend))),
  })
  addRoute(app, '/:part{sitemap-[0-9]{1,7}\\.xml}', {
    GET: withOperation(siteOperations.readSitemapPart, (c) => {
      const number = Number(/\d+/.exec(c.req.param('part') ?? '')?.[0])
      return answerPart(c, backend, number)
    }),
  })
}

async function makeIndex({ db, base }: Backend): Promise<string> {
  const parts = await loadParts(db, PART)
  return renderSitemapIndex(parts.map(({ number, updated }) => ({ url: `${base}/sitemap-${number}.xml`, updated })))
}

async function answerPart(c: Context, backend: Backend, number: number): Promise<Response> {
  const { db, base } = backend
  const [first] = await loadPart(db, number, PART, 1)
  if (first === undefined) return c.notFound()
  return answerMade(c, backend, `/sitemap-${number}.xml`, async () => {
    const places = await loadPart(db, number, PART)
    return renderSitemap(
      places.map((place) => ({
        url: toPermalink(place, base),
        updated: place.updated,
        // Not those of its text: that would be to read every story whole.
        pictures: toShownPictures({ ...place, contentHtml: '' }),
      })),
    )
  })
}

/** Made again only after something changed. */
async function answerMade(
  c: Context,
  backend: Backend,
  address: string,
  make: () => Promise<string>,
): Promise<Response> {
  const mark = () => loadMark(backend.db)
  return answerRecipe(c, backend, {
    address,
    mark,
    make: async () => ({
      bytes: toUtf8(await make()),
      type: TYPE,
      links: {},
      modified: async () => (await loadLastChange(backend.db))?.at,
    }),
  })
}

/** What is news changes with the clock, so it is asked for each time; there is little of it. */
async function answerNews(c: Context, backend: Backend): Promise<Response> {
  const since = backend.now() - NEWS_AGE
  const query = { after: since, by: 'date', order: 'desc', limit: MOST_NEWS, offset: 0 } as const
  const items = (await loadPosts(backend.db, query)).filter((item) => toPublished(item) >= since)
  const bytes = toUtf8(renderNewsSitemap(items, backend))
  return answerDocument(c, { bytes, type: TYPE, etag: toEtag(bytes) }, { 'Cache-Control': 'public, max-age=60' })
}
