import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import { loadChanges } from '../store/changes.ts'
import { loadEpoch } from '../store/push-cursor.ts'
import {
  changeWebhook,
  loadDeliveries,
  loadWebhook,
  removeWebhook,
  replayWebhook,
  type Webhook,
} from '../store/push-webhooks.ts'
import { answerJson } from './answer.ts'
import { demandPush, refuseTarget, webhookEntries } from './api-webhooks.ts'
import { demandToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { readNumber } from './narrowing.ts'
import { addRoute, toUrl } from './route.ts'
import { toDeliveryJson, toWebhookJson } from './webhook-view.ts'

/** One webhook: to read, change, pause, test, replay and take away; and what became of its deliveries. */
export function addWebhook(app: Hono, desk: Desk): void {
  const path = '/api/webhooks/:id'
  addRoute(app, path, {
    GET: async (c) => answerWebhook(desk, await findWebhook(c, desk)),
    PATCH: (c) => change(c, desk),
    DELETE: (c) => remove(c, desk),
  })
  addRoute(app, `${path}/test`, { POST: (c) => test(c, desk) })
  addRoute(app, `${path}/replay`, { POST: (c) => replay(c, desk) })
  addRoute(app, `${path}/deliveries`, { GET: (c) => answerDeliveries(c, desk) })
}

/** @throws RequestError 401, 404 */
async function findWebhook(c: Context, desk: Desk): Promise<Webhook> {
  demandToken(c, desk)
  const id = c.req.param('id') ?? ''
  const webhook = /^[1-9]\d{0,14}$/.test(id) ? await loadWebhook(desk.db, Number(id)) : undefined
  if (webhook === undefined) throw new RequestError(404, 'There is no webhook with this id.')
  return webhook
}

async function answerWebhook(desk: Desk, webhook: Webhook): Promise<Response> {
  return answerJson(toWebhookJson(webhook, await loadEpoch(desk.db)))
}

const patch = v.object({
  ...webhookEntries,
  url: v.exactOptional(webhookEntries.url),
  paused: v.exactOptional(v.boolean()),
})

/** Resuming goes on after the last change that was delivered. */
async function change(c: Context, desk: Desk): Promise<Response> {
  const { id } = await findWebhook(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const fields = readFields(patch, body)
  refuseTarget(desk, fields.url, fields.channel)
  await changeWebhook(desk.db, id, fields)
  return answerWebhook(desk, await findWebhook(c, desk))
}

async function remove(c: Context, desk: Desk): Promise<Response> {
  const { id } = await findWebhook(c, desk)
  await removeWebhook(desk.db, id)
  return new Response(null, { status: 204 })
}

/** Sends an event of the kind `test` now, and answers what became of it. */
async function test(c: Context, desk: Desk): Promise<Response> {
  const { id } = await findWebhook(c, desk)
  const delivery = await demandPush(desk).test(id)
  if (delivery === undefined) throw new RequestError(404, 'The webhook was taken away just now.')
  return answerJson(toDeliveryJson(delivery))
}

const replayed = v.object({ after: v.string() })

/** Sends everything after a cursor again, in order. */
async function replay(c: Context, desk: Desk): Promise<Response> {
  const { id } = await findWebhook(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(replayed.entries))
  const { after } = readFields(replayed, body)
  if ((await loadChanges(desk.db, after, 0)) === undefined) {
    const message = 'after is no cursor of this log, or of before a restore; /api/changes gives cursors out.'
    throw new RequestError(410, message, { field: 'after' })
  }
  // EPOCH.SEQ, as was just made sure.
  await replayWebhook(desk.db, id, Number(after.replace(/^.*\./, '')))
  return answerJson(toWebhookJson(await findWebhook(c, desk), await loadEpoch(desk.db)), 202)
}

async function answerDeliveries(c: Context, desk: Desk): Promise<Response> {
  const { id } = await findWebhook(c, desk)
  const limit = readNumber(toUrl(c).searchParams, 'limit', 50, 200)
  const deliveries = await loadDeliveries(desk.db, id, limit)
  return answerJson({ deliveries: deliveries.map(toDeliveryJson) })
}
