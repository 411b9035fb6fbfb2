/** `/openapi.json`: the service describes itself. Promises: every route that describes itself is in it. */

import type { Hono } from 'hono'
import * as v from 'valibot'
import { toUtf8 } from '../../publish/safe.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, type Document, toEtag } from '../documents/headers.ts'
import { toSiteTitle } from '../lists/lists.ts'
import { describe, json, serve, toOperations } from '../operation.ts'
import { addRoute } from '../route.ts'
import { webhook } from '../shapes/change.ts'
import { item, itemList } from '../shapes/item.ts'
import { link, linkWithHistory } from '../shapes/link.ts'
import { source } from '../shapes/source.ts'
import { toDocument } from './document.ts'

export const readDescription = describe({
  id: 'readDescription',
  method: 'GET',
  path: '/openapi.json',
  subject: 'Service',
  summary: 'Read this description',
  anyQuery: true,
  answers: {
    200: json('All of this, as OpenAPI 3.1.', v.looseObject({ openapi: v.string() }), ['ETag', 'Cache-Control']),
    304: { says: 'It is what you have.' },
  },
})

export function addOpenApi(app: Hono, backend: Backend): void {
  const documents: Document[] = []
  addRoute(app, '/openapi.json', {
    GET: serve(backend, readDescription, ({ c }) => {
      const document = documents[0] ?? makeDocument(app, backend)
      documents[0] = document
      return answerDocument(c, document, { 'Cache-Control': 'no-cache' })
    }),
  })
}

/** What stands under a name of its own, and not again at each operation that answers with it. */
const SHAPES = {
  Item: item,
  ItemList: itemList,
  Source: source,
  Link: link,
  LinkWithHistory: linkWithHistory,
  Webhook: webhook,
}

/** Made when it is first asked for: a start, and a Worker's, does without. */
function makeDocument(app: Hono, backend: Backend): Document {
  const { base, version } = backend
  const value = toDocument(toOperations(app), { base, version, title: toSiteTitle(backend), named: SHAPES })
  const bytes = toUtf8(`${JSON.stringify(value)}\n`)
  return { bytes, type: 'application/json; charset=utf-8', etag: toEtag(bytes) }
}
