/**
 * The door of HTTP: every route of the contract. Promises that no request, however wrong, is answered with a stack
 * trace or, short of a failing database, a 500; that nothing is written without the token; and that reading never
 * triggers work.
 */
import { Hono } from 'hono'
import { addChanges } from './api-changes.ts'
import { addImport } from './api-import.ts'
import { addItem } from './api-item.ts'
import { addItemList } from './api-items.ts'
import { addLink } from './api-link.ts'
import { addLinkList } from './api-links.ts'
import { addLinkImport } from './api-links-import.ts'
import { addPreview } from './api-preview.ts'
import { addSource } from './api-source.ts'
import { addSourceList } from './api-sources.ts'
import { addWebhook } from './api-webhook.ts'
import { addWebhookList } from './api-webhooks.ts'
import { addArchives } from './archives.ts'
import type { Desk } from './desk.ts'
import { addEncoding } from './encoded.ts'
import { addFailures } from './failures.ts'
import { addFaults } from './faults.ts'
import { addFeeds } from './feeds.ts'
import { addFront } from './front.ts'
import { addHeaders } from './headers.ts'
import { addHosts } from './hosts.ts'
import { addHub } from './hub.ts'
import { addItems } from './items.ts'
import { addLinks } from './links.ts'
import { addMachines } from './machines.ts'
import { addManifest } from './manifest.ts'
import { addMedia } from './media.ts'
import { addSitemaps } from './sitemaps.ts'
import { addWaking } from './waking.ts'
import { addWebSub } from './websub.ts'
import { addRest } from './wordpress-rest.ts'

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
  addItem(app, desk)
  addSourceList(app, desk)
  addSource(app, desk)
  addLinkList(app, desk)
  addLinkImport(app, desk)
  addLink(app, desk)
  addPreview(app, desk)
  addImport(app, desk)
  addChanges(app, desk)
  addWebhookList(app, desk)
  addWebhook(app, desk)
  addFaults(app, desk)
  addMachines(app, desk)
  addSitemaps(app, desk)
  addRest(app, desk)
  return app
}
