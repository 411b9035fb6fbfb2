/**
 * Pages of stories at the permalinks that the agency always had. Promises: a story has one address; what was taken back
 * answers 410 with the reason.
 */

import type { Context, Hono } from 'hono'
import type { StoredItem } from '../../model/model.ts'
import { type ItemView, renderItem } from '../../pages/item.ts'
import { renderRetracted } from '../../pages/layout.ts'
import { renderVersions } from '../../pages/versions.ts'
import { toCommentsFeed, toModified, toPermalink, toPicture, toPublished, toShortUrl } from '../../publish/facts.ts'
import { toEachFormat } from '../../publish/formats.ts'
import { withMirroredPictures } from '../../publish/media-type.ts'
import { type Named, toAuthorTerms, toTagTerms } from '../../publish/wordpress/terms.ts'
import { loadComments } from '../../store/feeds/comments.ts'
import { loadItemAt } from '../../store/feeds/feeds.ts'
import { loadNames } from '../../store/feeds/names.ts'
import { loadRevisions } from '../../store/saving/edits.ts'
import type { Backend } from '../backend.ts'
import { answerInLane } from '../lane/lane.ts'
import { withOperation } from '../operation.ts'
import { siteOperations } from '../operations/site.ts'
import { addRoute, decodePart, type Handler, toRequestUrl } from '../route.ts'
import { answerNotice, answerPage, toPermalinkPath, toSiteView } from './page.ts'

type Show = (c: Context, backend: Backend, item: StoredItem) => Promise<Response>

/** The pages of stories: `/2015/06/iran-will-save-assad/`, the agency's own form; below it its versions. */
export function addItems(app: Hono, backend: Backend): void {
  const { leadToStory, readStory, readVersions } = siteOperations
  const path = '/:year{[0-9]{4}}/:month{[0-9]{2}}/:slug'
  // Only the form with a slash is the page's address; which story it is does not have to be known to say so.
  addRoute(app, path, {
    GET: withOperation(leadToStory, (c) => c.redirect(toPermalink({ permalink: readPermalink(c) }, backend.base), 301)),
  })
  addRoute(app, `${path}/`, { GET: withOperation(readStory, toHandler(backend, answerItem)) })
  const versions = toHandler(backend, answerVersions)
  addRoute(app, `${path}/versions/`, {
    GET: withOperation(readVersions, (c) => answerInLane(c, backend, async () => versions(c))),
  })
}

function toHandler(backend: Backend, show: Show): Handler {
  return async (c) => {
    const item = await loadItemAt(backend.db, readPermalink(c))
    if (item === undefined) return c.notFound()
    if (item.state === 'retracted')
      return answerNotice(410, await renderRetracted(toSiteView(backend, item.channel), item.reason))
    return show(c, backend, item)
  }
}

/** The permalink at the front of a path. @throws RequestError 400 where it is not properly encoded */
export function readPermalink(c: Context): string {
  const [year, month, slug] = toRequestUrl(c)
    .pathname.split('/')
    .filter((part) => part !== '')
  return `/${year}/${month}/${decodePart(slug ?? '')}/`
}

async function answerItem(c: Context, backend: Backend, item: StoredItem): Promise<Response> {
  const view = await toItemView(backend, withMirroredPictures(item, backend.base))
  const shortLink = `<${view.shortUrl}>; rel="shortlink", <${view.address}>; rel="canonical"`
  return answerPage(c, await renderItem(view), { Link: shortLink })
}

async function toItemView(backend: Backend, item: StoredItem): Promise<ItemView> {
  const { content } = item
  const picture = toPicture(content)
  const address = toPermalink(item, backend.base)
  const named = { item, names: (await loadNames(backend.db, [item.row])).get(item.row) ?? [] }
  return {
    ...content,
    site: toSiteView(backend, item.channel),
    authors: toAuthors(named),
    image: picture,
    caption: content.caption ?? picture?.caption,
    credit: content.credit ?? picture?.credit,
    tags: toTagTerms(named, '').map(({ name, link }) => ({ label: name, path: link })),
    published: toPublished(item),
    modified: toModified(item),
    address,
    shortUrl: toShortUrl(item, backend.base),
    original: content.url,
    versions: item.revision > 1 ? 'versions/' : undefined,
    feeds: toFeeds(item, backend.base),
    ...(item.revision > 1 ? await loadHistory(backend, item) : { corrections: [] }),
    discussion: await loadComments(backend.db, item.row),
  }
}

function toAuthors(named: Named): ItemView['authors'] {
  const paths = new Map(toAuthorTerms(named, '').map(({ name, link }) => [name, link]))
  return named.item.content.authors.map((author) => ({ ...author, path: paths.get(author.name) }))
}

function toFeeds(item: StoredItem, base: string): ItemView['feeds'] {
  return {
    title: item.content.title,
    ...toEachFormat((format) => toCommentsFeed(item, base, format)),
  }
}

/** What editors said of their changes, and when the last of all was made, however small. */
async function loadHistory(
  backend: Backend,
  item: StoredItem,
): Promise<Pick<ItemView, 'corrections'> & { readonly revised?: number }> {
  const shown = await loadRevisions(backend.db, item.id, { isShown: true })
  const revised = shown.length > 1 ? shown.at(-1)?.at : undefined
  const corrections = shown.flatMap(({ at, note }) => (note === undefined ? [] : [{ at, note }]))
  return { corrections, ...(revised === undefined ? {} : { revised }) }
}

/** The page with every version of a story that readers were shown; what a source only proposed is none. */
async function answerVersions(c: Context, backend: Backend, item: StoredItem): Promise<Response> {
  const revisions = await loadRevisions(backend.db, item.id, { isShown: true })
  const { title, summary, language, direction } = item.content
  const text = await renderVersions({
    site: toSiteView(backend, item.channel),
    title: title || summary.slice(0, 80),
    path: toPermalinkPath(item),
    canonical: toPermalink(item, backend.base),
    language,
    direction,
    // The first is as old as the story, however late it came here.
    versions: revisions.map(({ at, note, content }, index) => ({
      at: index === 0 ? toPublished(item) : at,
      note,
      title: content.title,
      contentText: content.contentText,
    })),
  })
  return answerPage(c, text)
}
