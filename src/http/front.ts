import type { Context, Hono } from 'hono'
import type { StoredItem } from '../model.ts'
import { renderFront, type Teaser } from '../pages/front.ts'
import { toPublished } from '../publish/facts.ts'
import { withKeptPictures } from '../publish/kept.ts'
import type { Desk } from './desk.ts'
import { findAddress } from './legacy.ts'
import { loadListing } from './listing.ts'
import { readNarrowing } from './narrowing.ts'
import { answerPage, toSite } from './page.ts'
import { addRoute, toUrl } from './route.ts'
import { loadStatus } from './status.ts'

/** The front page, and narrowed lists as pages. */
export function addFront(app: Hono, desk: Desk): void {
  addRoute(app, '/', { GET: (c) => answerFront(c, desk) })
}

async function answerFront(c: Context, desk: Desk): Promise<Response> {
  const url = toUrl(c)
  const moved = url.searchParams.has('p') ? await findAddress(desk, url) : undefined
  if (moved !== undefined) return c.redirect(moved, 301)
  const narrowing = readNarrowing(url.searchParams, desk.channels)
  const [{ items, next }, status] = await Promise.all([loadListing(desk, narrowing), loadStatus(desk)])
  const text = await renderFront({
    site: toSite(desk),
    teasers: items.map((item) => toTeaser(withKeptPictures(item, desk.base))),
    status,
    narrowed: narrowing.words,
    query: narrowing.search,
    older: next === undefined ? undefined : `/${next}`,
  })
  return answerPage(c, text)
}

function toTeaser(item: StoredItem): Teaser {
  const { title, summary, dateline, authors, image, language, direction } = item.content
  return {
    path: new URL(item.permalink, 'http://localhost').pathname,
    title,
    summary,
    dateline,
    authors: authors.map(({ name }) => name),
    published: toPublished(item),
    image: image?.url,
    language,
    direction,
  }
}
