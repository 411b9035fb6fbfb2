/** The hub of these feeds, and what other hubs send: what can be asked, and what is answered (W3C WebSub). */

import * as v from 'valibot'
import { anyText, describe } from '../operation.ts'
import { says } from '../params.ts'

const text = { content: { 'text/plain': anyText } }
const HUB = { subject: 'WebSub', anyQuery: true, errorsAs: 'text' } as const

const readHub = describe({
  ...HUB,
  id: 'readHub',
  method: 'GET',
  path: '/hub',
  summary: 'See what the hub is',
  answers: { 200: { says: 'A sentence.', ...text } },
})

const form = v.looseObject({
  'hub.mode': v.picklist(['subscribe', 'unsubscribe', 'publish']),
  'hub.topic': v.exactOptional(says(v.string(), 'The feed.')),
  'hub.callback': v.exactOptional(says(v.string(), 'Whom to tell.')),
  'hub.lease_seconds': v.exactOptional(says(v.string(), 'For how long; a day to thirty.')),
  'hub.secret': v.exactOptional(says(v.string(), 'What deliveries are signed with.')),
})

const askHub = describe({
  ...HUB,
  id: 'askHub',
  method: 'POST',
  path: '/hub',
  showsMore: 'write:webhooks',
  summary: 'Subscribe to a feed, or unsubscribe',
  about: 'The callback is asked whether it wants to before anything is sent to it.',
  body: { content: { 'application/x-www-form-urlencoded': form }, most: 64 * 1024 },
  answers: {
    202: { says: 'The callback is being asked.', ...text },
    204: { says: 'What was published is known here already.' },
  },
  errors: ['not-found'],
})

const CALLBACK = {
  subject: 'WebSub',
  anyQuery: true,
  path: '/hub/callback/{token}',
  params: { token: says(v.string(), 'Known to the hub alone.') },
} as const

const confirmSubscription = describe({
  ...CALLBACK,
  id: 'confirmSubscription',
  method: 'GET',
  summary: 'Confirm what was subscribed to',
  query: {
    'hub.mode': v.exactOptional(says(v.string(), 'subscribe, unsubscribe or denied.')),
    'hub.topic': v.exactOptional(says(v.string(), 'The feed.')),
    'hub.challenge': v.exactOptional(says(v.string(), 'What is sent back.')),
    'hub.lease_seconds': v.exactOptional(says(v.string(), 'For how long.')),
  },
  answers: { 200: { says: 'The challenge.', ...text } },
  example: { params: { token: 'TOKEN' } },
})

const takeDelivery = describe({
  ...CALLBACK,
  id: 'takeDelivery',
  method: 'POST',
  summary: 'Deliver what a source published',
  headers: { 'X-Hub-Signature': v.exactOptional(says(v.string(), 'HMAC of the body.')) },
  body: { content: { 'application/xml': anyText }, most: 10 * 1024 * 1024 },
  answers: { 202: { says: 'It is taken.' } },
  errors: ['gone'],
  example: { params: { token: 'TOKEN' } },
})

export const hubOperations = { readHub, askHub, confirmSubscription, takeDelivery }
