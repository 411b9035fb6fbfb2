/**
 * What a token has to be for, by operation. Promises: an operation that is not named here asks for `admin`, so that a new
 * one is nobody's by oversight; of reading it says whose answer tells more than everybody's.
 */

import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { TokenScope } from '../model/secrets/scopes.ts'

/** By method and route. HEAD is GET. */
export const OPERATIONS: Readonly<Record<string, TokenScope>> = {
  // Stories that were taken back, and what sources propose.
  'GET /api/items': 'moderate',
  'POST /api/items': 'write:items',
  'GET /api/items/*': 'moderate',
  'PATCH /api/items/*': 'write:items',
  'DELETE /api/items/*': 'moderate',
  // …/restore, …/accept, …/refuse
  'POST /api/items/*': 'moderate',
  // Of drafts without a time only who writes them is told (src/http/api/drafts.ts).
  'GET /api/drafts': 'read:scheduled',
  'POST /api/drafts': 'write:items',
  'GET /api/drafts/:code': 'read:scheduled',
  'PATCH /api/drafts/:code': 'write:items',
  'DELETE /api/drafts/:code': 'write:items',
  'POST /api/drafts/:code/publish': 'write:items',
  'POST /api/pictures': 'write:items',
  'POST /api/import': 'write:items',
  // Clicks, and why links were moved.
  'GET /api/links': 'write:links',
  'POST /api/links': 'write:links',
  'POST /api/links/import': 'write:links',
  'GET /api/links/:code': 'write:links',
  'PATCH /api/links/:code': 'write:links',
  'DELETE /api/links/:code': 'write:links',
  'GET /api/changes': 'write:links',
  // Addresses and settings.
  'GET /api/sources': 'write:sources',
  'POST /api/sources': 'write:sources',
  'GET /api/sources/:id': 'write:sources',
  'PATCH /api/sources/:id': 'write:sources',
  'DELETE /api/sources/:id': 'write:sources',
  'POST /api/sources/:id/refresh': 'write:sources',
  'POST /api/preview': 'write:sources',
  'GET /api/faults.atom': 'write:sources',
  'GET /opml.xml': 'write:sources',
  'GET /api/webhooks': 'write:webhooks',
  'POST /api/webhooks': 'write:webhooks',
  'GET /api/webhooks/:id': 'write:webhooks',
  'PATCH /api/webhooks/:id': 'write:webhooks',
  'DELETE /api/webhooks/:id': 'write:webhooks',
  'POST /api/webhooks/:id/test': 'write:webhooks',
  'POST /api/webhooks/:id/replay': 'write:webhooks',
  'GET /api/webhooks/:id/deliveries': 'write:webhooks',
  // Callbacks that are counted nowhere.
  'POST /hub': 'write:webhooks',
  'GET /api/tokens': 'admin',
  'POST /api/tokens': 'admin',
  'GET /api/tokens/:id': 'admin',
  'DELETE /api/tokens/:id': 'admin',
}

/** What a token has to be for that asks this; to be asked inside a handler, where the route is known. */
export function toOperationScope(c: Context): TokenScope {
  const method = c.req.method === 'HEAD' ? 'GET' : c.req.method
  return OPERATIONS[`${method} ${routePath(c)}`] ?? 'admin'
}
