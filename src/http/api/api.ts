/**
 * The door of the API: every route below `/api`. Promises: nothing is written without the token, errors name the field
 * (RFC 9457), and lists can be followed from page to page.
 */

import type { Hono } from 'hono'
import type { Backend } from '../backend.ts'
import { addChanges } from './changes.ts'
import { addDrafts } from './drafts/drafts.ts'
import { addImport } from './import.ts'
import { addItemById } from './item.ts'
import { addItemList } from './items.ts'
import { addLinkByCode, addLinkList } from './links.ts'
import { addLinkImport } from './links-import.ts'
import { addPictures } from './pictures.ts'
import { addPreview } from './preview.ts'
import { addSearch } from './search.ts'
import { addSourceById } from './sources/source.ts'
import { addSourceList } from './sources/sources.ts'
import { addTokens } from './tokens.ts'
import { addWebhookById, addWebhookList } from './webhooks.ts'

/** Every route of the API. */
export function addApi(app: Hono, backend: Backend): void {
  addItemList(app, backend)
  addItemById(app, backend)
  addDrafts(app, backend)
  addSourceList(app, backend)
  addSourceById(app, backend)
  addLinkList(app, backend)
  addLinkImport(app, backend)
  addLinkByCode(app, backend)
  addSearch(app, backend)
  addPreview(app, backend)
  addImport(app, backend)
  addPictures(app, backend)
  addChanges(app, backend)
  addWebhookList(app, backend)
  addWebhookById(app, backend)
  addTokens(app, backend)
}
