import type { Context, Hono } from 'hono'
import { toSlug } from '../clean/slug.ts'
import type { StoredItem } from '../model.ts'
import { renderItem } from '../pages/item.ts'
import type { ItemView } from '../pages/item-view.ts'
import { renderRetracted } from '../pages/notice.ts'
import { toModified, toPermalink, toPicture, toPublished, toShortUrl, toTags } from '../publish/facts.ts'
import { withKeptPictures } from '../publish/kept.ts'
import { loadComments } from '../store/comments.ts'
import { loadRevisions } from '../store/edits.ts'
import { loadItemAt } from '../store/items.ts'
import type { Desk } from './desk.ts'
import { answerNotice, answerPage, toSite } from './page.ts'
import { addRoute, decodePart, type Handler, toUrl } from './route.ts'

/** The pages of stories: `/2015/06/iran-will-save-assad/`, the agency's own form. */
export function addItems(app: Hono, desk: Desk): void {
  const path = '/:year{[0-9]{4}}/:month{[0-9]{2}}/:slug'
  const show: Handler = async (c) => {
    const permalink = toAskedPermalink(c)
    const item = await loadItemAt(desk.db, permalink)
    return item === undefined ? c.notFound() : answerItem(c, desk, item)
  }
  // Only the form with a slash is the page's address; which story it is does not have to be known to say so.
  addRoute(app, path, { GET: (c) => c.redirect(toPermalink({ permalink: toAskedPermalink(c) }, desk.base), 301) })
  addRoute(app, `${path}/`, { GET: show })
}

/** The permalink that a path below it asks for. @throws RequestError 400 */
export function toAskedPermalink(c: Context): string {
  const [year, month, slug] = toUrl(c)
    .pathname.split('/')
    .filter((part) => part !== '')
  return `/${year}/${month}/${decodePart(slug ?? '')}/`
}

async function answerItem(c: Context, desk: Desk, item: StoredItem): Promise<Response> {
  if (item.state === 'retracted') return answerNotice(410, await renderRetracted(toSite(desk), item.reason))
  const view = await toItemView(desk, withKeptPictures(item, desk.base))
  const shortLink = `<${view.shortUrl}>; rel="shortlink", <${view.address}>; rel="canonical"`
  return answerPage(c, await renderItem(view), { Link: shortLink })
}

async function toItemView(desk: Desk, item: StoredItem): Promise<ItemView> {
  const { content } = item
  const picture = toPicture(content)
  return {
    ...content,
    site: toSite(desk),
    image: picture,
    caption: content.caption ?? picture?.caption,
    credit: content.credit ?? picture?.credit,
    tags: toTags(content).map((label) => ({ label, path: `/?tag=${encodeURIComponent(toSlug(label) || label)}` })),
    published: toPublished(item),
    modified: toModified(item),
    address: toPermalink(item, desk.base),
    shortUrl: toShortUrl(item, desk.base),
    original: content.url,
    corrections: item.revision > 1 ? await loadCorrections(desk, item) : [],
    discussion: await loadComments(desk.db, item.row),
  }
}

/** What editors said of their changes. */
async function loadCorrections(desk: Desk, item: StoredItem): Promise<ItemView['corrections']> {
  const revisions = await loadRevisions(desk.db, item.id)
  const noted = revisions.filter(({ note, proposed }) => note !== undefined && !proposed)
  return noted.map(({ at, note }) => ({ at, note }))
}
