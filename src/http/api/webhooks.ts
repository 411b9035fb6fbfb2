import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../../errors.ts'
import type { ChangeKind } from '../../model/history.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import { loadChanges } from '../../store/feeds/changes.ts'
import { loadEpoch } from '../../store/push/errands.ts'
import {
  addWebhook,
  changeWebhook,
  type Delivery,
  loadDeliveries,
  loadWebhook,
  loadWebhooks,
  removeWebhook,
  replayWebhook,
  type Webhook,
} from '../../store/push/webhooks.ts'
import { demandToken } from '../auth.ts'
import { readFields, readJson, refuseUnknown, webAddress } from '../body.ts'
import type { Desk, PushDesk } from '../desk.ts'
import { readNumber } from '../lists/narrowing.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson, toUrl } from '../route.ts'

/** Nobody needs more, and each is told of every change. */
const MOST = 200

const KINDS = ['create', 'revise', 'retract', 'restore', 'reclean', 'erase', 'link'] as const satisfies ChangeKind[]

/** What callers may say of a webhook; null means every channel, every kind. */
const webhookEntries = {
  url: v.pipe(
    webAddress,
    v.transform((text) => new URL(text).href),
  ),
  channel: v.exactOptional(v.nullable(v.string())),
  kinds: v.exactOptional(v.nullable(v.pipe(v.array(v.picklist(KINDS)), v.minLength(1, 'is empty')))),
}

const posted = v.object(webhookEntries)

/** The list of webhooks, and adding one. */
export function addWebhookList(app: Hono, desk: Desk): void {
  addRoute(app, '/api/webhooks', { GET: (c) => answerList(c, desk), POST: (c) => takeWebhook(c, desk) })
}

async function answerList(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const webhooks = await loadWebhooks(desk.db)
  const epoch = await loadEpoch(desk.db)
  return answerJson({ webhooks: webhooks.map((webhook) => toWebhookJson(webhook, epoch)) })
}

/** The secret is shown now and never again. */
async function takeWebhook(c: Context, desk: Desk): Promise<Response> {
  demandToken(c, desk)
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(posted.entries))
  const { url, channel = null, kinds = null } = readFields(posted, body)
  refuseTarget(desk, url, channel)
  if ((await loadWebhooks(desk.db)).length >= MOST) {
    throw new RequestError(409, `There are ${MOST} webhooks already; take one away first.`)
  }
  const secret = demandPush(desk).createSecret()
  const webhook = await addWebhook(desk.db, { url, channel, kinds, secret, created: desk.now() })
  const location = { Location: `${desk.base}/api/webhooks/${webhook.id}` }
  return answerJson({ ...toWebhookJson(webhook, await loadEpoch(desk.db)), secret }, 201, location)
}

/** @throws RequestError 503 where nothing is sent */
function demandPush(desk: Desk): PushDesk {
  if (desk.push === undefined) throw new RequestError(503, 'Nothing can be sent from here.')
  return desk.push
}

/** @throws RequestError 422 for an address that is not to be called, or a channel that is not there */
function refuseTarget(desk: Desk, url: string | undefined, channel: string | null | undefined): void {
  const refusal = url === undefined ? undefined : desk.push?.refuse(url)
  if (refusal !== undefined) throw fieldError('url', refusal)
  if (typeof channel === 'string' && !desk.channels.some(({ id }) => id === channel)) {
    throw fieldError('channel', 'There is no such channel here.')
  }
}

/** One webhook: to read, change, pause, test, replay and take away; and what became of its deliveries. */
export function addWebhookById(app: Hono, desk: Desk): void {
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

/** A webhook as the API shows it; never its secret. `cursor` is one of /api/changes. */
function toWebhookJson(webhook: Webhook, epoch: string) {
  const { id, url, channel, kinds, cursor, paused, reason, failures, created } = webhook
  return {
    id: String(id),
    url,
    channel,
    kinds,
    paused,
    ...(reason === null ? {} : { reason }),
    failures,
    cursor: `${epoch}.${cursor}`,
    created: toRfc3339(created),
  }
}

/** One attempt. `took` is in milliseconds. */
function toDeliveryJson({ event, kind, at, took, status, fault }: Delivery) {
  return {
    event,
    kind,
    at: toRfc3339(at),
    took,
    outcome: fault === null ? 'delivered' : 'failed',
    ...(status === null ? {} : { status }),
    ...(fault === null ? {} : { reason: fault }),
  }
}
