/** Changes and webhooks over the API: what can be asked, and what is answered. */

import * as v from 'valibot'
import { addedWebhook, changedWebhook } from '../../model/history.ts'
import { describe, json, jsonBody } from '../operation.ts'
import { matching, page, says, unchanged } from '../params.ts'
import { toNumberParam } from '../query.ts'
import {
  changeList,
  delivery,
  deliveryList,
  newWebhook,
  rotatedWebhook,
  webhook,
  webhookList,
  webhookWithProgress,
} from '../shapes/change.ts'

/** Seconds that somebody may wait: proxies cut what takes a minute. */
const wait = says(
  toNumberParam(0, 60, 0),
  'Seconds to wait where there is none yet: answered as soon as there is one, at the end with an empty list.',
)

const listChanges = describe({
  id: 'listChanges',
  method: 'GET',
  path: '/api/changes',
  subject: 'Changes',
  summary: 'List changes',
  about: 'Everything that readers could notice, in order, from any cursor that was given out.',
  showsMore: 'write:links',
  query: { ...page, wait },
  answers: { 200: json('The changes.', changeList) },
  errors: ['cursor-gone'],
  example: { query: { limit: '10' } },
})

const params = { id: says(v.pipe(v.string(), v.minLength(1)), 'The webhook’s number.') }
const example = { params: { id: '1' } }

/** Members that we say of a webhook, and nobody else: sent back, they are ignored. */
export const WEBHOOK_TOLD = ['id', 'cursor', 'reason', 'failures', 'created', 'note']

const listWebhooks = describe({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  subject: 'Changes',
  summary: 'List webhooks',
  scope: 'write:webhooks',
  query: page,
  answers: { 200: json('The webhooks.', webhookList) },
})

const addWebhook = describe({
  id: 'addWebhook',
  method: 'POST',
  creates: true,
  path: '/api/webhooks',
  subject: 'Changes',
  summary: 'Add a webhook',
  about: 'The address is told of every change from now on.',
  scope: 'write:webhooks',
  body: jsonBody(addedWebhook, { told: WEBHOOK_TOLD }),
  answers: { 201: json('The webhook with its secret, which is shown this once.', newWebhook, ['Location', 'ETag']) },
  errors: ['conflict'],
  example: { body: { url: 'https://partner.example/ara', kinds: ['create', 'retract'] } },
})

const readWebhook = describe({
  id: 'readWebhook',
  method: 'GET',
  path: '/api/webhooks/{id}',
  subject: 'Changes',
  summary: 'Read a webhook',
  scope: 'write:webhooks',
  params,
  answers: { 200: json('The webhook.', webhook, ['ETag']), 304: unchanged },
  example,
})

const changeWebhook = describe({
  id: 'changeWebhook',
  method: 'PATCH',
  path: '/api/webhooks/{id}',
  subject: 'Changes',
  summary: 'Change, pause or resume a webhook',
  about: 'Resumed, it goes on after the last change that was delivered.',
  scope: 'write:webhooks',
  params,
  body: jsonBody(changedWebhook, { told: WEBHOOK_TOLD }),
  headers: matching,
  answers: { 200: json('The webhook as it is now.', webhook, ['ETag']) },
  errors: ['changed-meanwhile'],
  example: { ...example, body: { paused: true } },
})

const removeWebhook = describe({
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/api/webhooks/{id}',
  subject: 'Changes',
  summary: 'Take a webhook away',
  scope: 'write:webhooks',
  params,
  headers: matching,
  answers: { 204: { says: 'It is told of nothing any more.' } },
  errors: ['changed-meanwhile'],
  example,
})

const testWebhook = describe({
  id: 'testWebhook',
  method: 'POST',
  path: '/api/webhooks/{id}/test',
  subject: 'Changes',
  summary: 'Send a webhook a test',
  scope: 'write:webhooks',
  params,
  answers: { 200: json('What became of it.', delivery) },
  example,
})

/** Seconds that the secrets before go on signing: a day where nothing is said, a week at most. */
const DAY = 86_400
const MOST_GRACE = 7 * DAY
const graceSentence = `has to be a whole number of seconds from 0 to ${MOST_GRACE}`
const grace = v.pipe(
  v.number(),
  v.integer(graceSentence),
  v.minValue(0, graceSentence),
  v.maxValue(MOST_GRACE, graceSentence),
)
export const rotated = v.object({ grace: v.optional(grace, DAY) })

const rotateWebhook = describe({
  id: 'rotateWebhook',
  method: 'POST',
  path: '/api/webhooks/{id}/rotate',
  subject: 'Changes',
  summary: 'Replace a webhook’s secret',
  about: 'The secrets before it sign beside it for a day, or for as many seconds as `grace` says.',
  scope: 'write:webhooks',
  params,
  body: jsonBody(rotated, { optional: true }),
  answers: { 200: json('The webhook with its new secret, which is shown this once.', rotatedWebhook) },
  errors: ['conflict'],
  example: { ...example, body: { grace: 3600 } },
})

export const replayed = v.object({ after: v.string() })

const replayWebhook = describe({
  id: 'replayWebhook',
  method: 'POST',
  path: '/api/webhooks/{id}/replay',
  subject: 'Changes',
  summary: 'Send everything after a cursor again',
  scope: 'write:webhooks',
  params,
  body: jsonBody(replayed),
  headers: matching,
  answers: { 202: json('The webhook, which is told again.', webhookWithProgress) },
  errors: ['cursor-gone', 'changed-meanwhile'],
  example: { ...example, body: { after: '' } },
})

const listDeliveries = describe({
  id: 'listDeliveries',
  method: 'GET',
  path: '/api/webhooks/{id}/deliveries',
  subject: 'Changes',
  summary: 'List deliveries',
  scope: 'write:webhooks',
  params,
  about: 'And how far it has been told.',
  query: page,
  answers: { 200: json('What became of the latest.', deliveryList) },
  example,
})

export const changeOperations = {
  listChanges,
  listWebhooks,
  addWebhook,
  readWebhook,
  changeWebhook,
  removeWebhook,
  testWebhook,
  rotateWebhook,
  replayWebhook,
  listDeliveries,
}
