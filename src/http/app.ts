/**
 * The door of HTTP: every route of the contract. Promises that no request, however wrong, is answered with a stack
 * trace or, short of a failing database, a 500; that nothing is written without the token; and that reading never
 * triggers work.
 */

import { type Context, Hono } from 'hono'
import { addChanges } from './api/changes.ts'
import { addImport } from './api/import.ts'
import { addItemById, addItemList } from './api/items.ts'
import { addLinkByCode, addLinkList } from './api/links.ts'
import { addLinkImport } from './api/links-import.ts'
import { addPreview } from './api/preview.ts'
import { addSourceById, addSourceList } from './api/sources.ts'
import { addWebhookById, addWebhookList } from './api/webhooks.ts'
import type { Desk } from './desk.ts'
import { addEncoding } from './documents/encoded.ts'
import { addHeaders } from './documents/headers.ts'
import { addFailures } from './failures.ts'
import { addArchives } from './feeds/archives.ts'
import { addFaults } from './feeds/faults.ts'
import { addFeeds } from './feeds/feeds.ts'
import { addManifest } from './feeds/manifest.ts'
import { addSitemaps } from './feeds/sitemaps.ts'
import { addHosts } from './hosts.ts'
import { addWebSub } from './hub/callback.ts'
import { addHub } from './hub/hub.ts'
import { addLinks } from './links/links.ts'
import { addRoute, toUrl } from './route.ts'
import { addItems } from './site/items.ts'
import { answerList } from './site/lists.ts'
import { addMachines } from './site/machines.ts'
import { addMedia } from './site/media.ts'
import { answerOldQuery } from './wordpress/lists.ts'
import { addRest } from './wordpress/rest.ts'

/** The application over a desk. */
export function createApp(desk: Desk): Hono {
  const app = new Hono()
  addHeaders(app)
  addEncoding(app, desk)
  addFailures(app, desk)
  addHosts(app, desk)
  addWaking(app, desk)
  addHub(app, desk)
  addWebSub(app, desk)
  addFront(app, desk)
  addFeeds(app, desk)
  addArchives(app, desk)
  addManifest(app, desk)
  addLinks(app, desk)
  addItems(app, desk)
  addMedia(app, desk)
  addItemList(app, desk)
  addItemById(app, desk)
  addSourceList(app, desk)
  addSourceById(app, desk)
  addLinkList(app, desk)
  addLinkImport(app, desk)
  addLinkByCode(app, desk)
  addPreview(app, desk)
  addImport(app, desk)
  addChanges(app, desk)
  addWebhookList(app, desk)
  addWebhookById(app, desk)
  addFaults(app, desk)
  addMachines(app, desk)
  addSitemaps(app, desk)
  addRest(app, desk)
  return app
}

const READING = ['GET', 'HEAD', 'OPTIONS']

/** Whoever must hear of changes is told that there may be some, after every request that may have made one. */
function addWaking(app: Hono, desk: Desk): void {
  app.use('*', async (c, next) => {
    await next()
    if (!READING.includes(c.req.method) && c.res.ok) desk.wake?.()
  })
}

/** The front page, and narrowed lists as pages. WordPress asks for nearly everything here, too. */
function addFront(app: Hono, desk: Desk): void {
  addRoute(app, '/', { GET: (c) => answerFront(c, desk) })
  for (const { id } of desk.channels) addRoute(app, `/${id}/`, { GET: (c) => answerChannel(c, desk, id) })
}

async function answerFront(c: Context, desk: Desk): Promise<Response> {
  const { searchParams } = toUrl(c)
  return (await answerOldQuery(c, desk, searchParams)) ?? answerList(c, desk, searchParams)
}

function answerChannel(c: Context, desk: Desk, id: string): Promise<Response> {
  const params = new URLSearchParams(toUrl(c).search)
  params.set('channel', id)
  return answerList(c, desk, params)
}
