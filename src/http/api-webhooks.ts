import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import type { ChangeKind } from '../model/history.ts'
import { loadEpoch } from '../store/push-cursor.ts'
import { addWebhook, loadWebhooks } from '../store/push-webhooks.ts'
import { answerJson } from './answer.ts'
import { demandToken } from './auth.ts'
import { readJson } from './body.ts'
import type { Desk, PushDesk } from './desk.ts'
import { readFields, refuseUnknown, webAddress } from './fields.ts'
import { fieldError } from './problem.ts'
import { addRoute } from './route.ts'
import { toWebhookJson } from './webhook-view.ts'

/** Nobody needs more, and each is told of every change. */
const MOST = 200

const KINDS = ['create', 'revise', 'retract', 'restore', 'reclean', 'erase', 'link'] as const satisfies ChangeKind[]

/** What callers may say of a webhook; null means every channel, every kind. */
export const webhookEntries = {
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
export function demandPush(desk: Desk): PushDesk {
  if (desk.push === undefined) throw new RequestError(503, 'Nothing can be sent from here.')
  return desk.push
}

/** @throws RequestError 422 for an address that is not to be called, or a channel that is not there */
export function refuseTarget(desk: Desk, url: string | undefined, channel: string | null | undefined): void {
  const refusal = url === undefined ? undefined : desk.push?.refuse(url)
  if (refusal !== undefined) throw fieldError('url', refusal)
  if (typeof channel === 'string' && !desk.channels.some(({ id }) => id === channel)) {
    throw fieldError('channel', 'There is no such channel here.')
  }
}
