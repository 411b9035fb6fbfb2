/** Changes, and those who are told of them, as they are answered. */

import * as v from 'valibot'
import { aFlag, aList, aMoment, aNumber, anAddress, aText, maybe, nextUrl } from './parts.ts'

const KINDS = ['create', 'revise', 'retract', 'restore', 'reclean', 'erase', 'link'] as const

const change = v.object({
  seq: aNumber('Grows with each change, with gaps.'),
  kind: v.picklist(KINDS),
  at: aMoment('When it happened.'),
  item: aText('Id of the story; of the kind `link` it may be empty.'),
  revision: aNumber('Which one of the story.'),
  quiet: aFlag('It came with an import or a first poll, or readers see the same: nobody is told.'),
  link: maybe(v.pipe(v.looseObject({}), v.description('Of the kind `link`: which one, and where it leads now.'))),
})

export const changeList = v.object({
  changes: aList(change, 'In order.'),
  next: aText('The cursor to ask with for what comes after these.'),
})

export const delivery = v.object({
  event: aText('Its number.'),
  kind: aText('The kind of change, or `test`.'),
  at: aMoment('When it was tried.'),
  took: aNumber('Milliseconds.'),
  outcome: v.picklist(['delivered', 'failed']),
  status: maybe(aNumber('HTTP status of the answer.')),
  reason: maybe(aText('What went wrong.')),
})

export const webhook = v.object({
  id: aText('Its number.'),
  url: anAddress('Whom to tell.'),
  channel: v.pipe(v.nullable(v.string()), v.description('Of which channel; null: of every one.')),
  kinds: v.pipe(v.nullable(v.array(v.picklist(KINDS))), v.description('Of which kinds of change; null: of every one.')),
  paused: aFlag('It is told of nothing.'),
  reason: maybe(aText('Why it was paused.')),
  created: aMoment('When it was added.'),
})

/** What every delivery may change. */
const progress = {
  failures: aNumber('How often in a row it failed.'),
  cursor: aText('The last change that was delivered, as a cursor of /api/changes.'),
}

export const webhookWithProgress = v.object({ ...webhook.entries, ...progress })

export const newWebhook = v.object({
  ...webhook.entries,
  secret: aText('What deliveries are signed with. It is shown this once.'),
})

export const rotatedWebhook = v.object({
  ...newWebhook.entries,
  former_until: aMoment('Until when the secrets before it sign, too.'),
})

export const webhookList = v.object({
  webhooks: aList(webhookWithProgress, 'The oldest first.'),
  next_url: nextUrl,
})
export const deliveryList = v.object({
  ...progress,
  deliveries: aList(delivery, 'The latest first; 200 are kept.'),
  next_url: nextUrl,
})
