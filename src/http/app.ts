/**
 * The door of HTTP: every route of the contract. Promises that no request, however wrong, is answered with a stack
 * trace or, short of a failing database, a 500; that nothing is written without the token; and that reading never
 * triggers work.
 */

import { type Context, Hono } from 'hono'
import { addApi } from './api/api.ts'
import { addTokenLimit } from './auth.ts'
import type { Backend } from './backend.ts'
import { addEncoding } from './documents/finished.ts'
import { addHeaders } from './documents/headers.ts'
import { addFailures } from './failures.ts'
import { addArchives } from './feeds/archives.ts'
import { addFaults } from './feeds/faults.ts'
import { addFeeds } from './feeds/feeds.ts'
import { addManifest } from './feeds/manifest.ts'
import { addSitemaps } from './feeds/sitemaps.ts'
import { addGuide } from './guide/guide.ts'
import { addHolders } from './holders.ts'
import { addWebSub } from './hub/callback.ts'
import { addHub } from './hub/hub.ts'
import { addLinks } from './links/links.ts'
import { addOpenApi } from './openapi/openapi.ts'
import { withOperation } from './operation.ts'
import { siteOperations } from './operations/site.ts'
import { addLimitHeaders } from './patience.ts'
import { addAddressCheck, addHosts, addRoute, toRequestUrl } from './route.ts'
import { addSearchLimit } from './searches.ts'
import { addItems } from './site/items.ts'
import { answerList } from './site/lists.ts'
import { addReady } from './site/ready.ts'
import { addMachines, addMedia } from './site/site.ts'
import { answerOldQuery } from './wordpress/lists.ts'
import { addRest } from './wordpress/rest.ts'

/** The application over a backend. */
export function createApp(backend: Backend): Hono {
  const app = new Hono()
  addHeaders(app)
  addLimitHeaders(app)
  addEncoding(app, backend)
  addFailures(app, backend)
  addAddressCheck(app)
  addHosts(app, backend)
  addHolders(app, backend)
  addTokenLimit(app, backend)
  addSearchLimit(app, backend)
  addWaking(app, backend)
  addHub(app, backend)
  addWebSub(app, backend)
  addFront(app, backend)
  addFeeds(app, backend)
  addArchives(app, backend)
  addManifest(app, backend)
  addLinks(app, backend)
  addItems(app, backend)
  addMedia(app, backend)
  addApi(app, backend)
  addFaults(app, backend)
  addOpenApi(app, backend)
  addGuide(app, backend)
  addMachines(app, backend)
  addReady(app, backend)
  addSitemaps(app, backend)
  addRest(app, backend)
  return app
}

const READING = ['GET', 'HEAD', 'OPTIONS']

/** Whoever must hear of changes is told that there may be some, after every request that may have made one. */
function addWaking(app: Hono, backend: Backend): void {
  app.use('*', async (c, next) => {
    await next()
    if (!READING.includes(c.req.method) && c.res.ok) backend.wake?.()
  })
}

/** The front page, and narrowed lists as pages. WordPress asks for nearly everything here, too. */
function addFront(app: Hono, backend: Backend): void {
  addRoute(app, '/', { GET: withOperation(siteOperations.readFront, (c) => answerFront(c, backend)) })
  for (const { id } of backend.channels) {
    addRoute(app, `/${id}/`, {
      GET: withOperation(siteOperations.readChannelFront, (c) => answerChannel(c, backend, id)),
    })
  }
}

async function answerFront(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  return (await answerOldQuery(c, backend, searchParams)) ?? answerList(c, backend, searchParams)
}

function answerChannel(c: Context, backend: Backend, id: string): Promise<Response> {
  const params = new URLSearchParams(toRequestUrl(c).search)
  params.set('channel', id)
  return answerList(c, backend, params)
}
