/**
 * Webhooks over the API: list, add, change, pause, test, replay. Promises: the secret is shown once, to whoever added
 * it.
 */

import type { Context, Hono } from 'hono'
import { RequestError, StoreError } from '../../errors.ts'
import { addedWebhook, changedWebhook } from '../../model/history.ts'
import { toRfc3339 } from '../../publish/facts.ts'
import type { Keep, Made } from '../../store/access/receipts.ts'
import { loadChanges } from '../../store/feeds/changes.ts'
import { loadEpoch } from '../../store/push/push.ts'
import { MOST_FORMER, rotateWebhookSecret } from '../../store/push/webhook-secrets.ts'
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
import type { Backend, PushBackend } from '../backend.ts'
import { readFields, readJson, readOptionalJson, refuseUnknown } from '../body.ts'
import { makeOnce, toShownOnce } from '../idempotency.ts'
import { serve } from '../operation.ts'
import { changeOperations, replayed, rotated, WEBHOOK_TOLD } from '../operations/changes.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'

/** Nobody needs more, and each is told of every change. */
const MOST = 200

const isTold = (name: string) => WEBHOOK_TOLD.includes(name)

/** The list of webhooks, and adding one. */
export function addWebhookList(app: Hono, backend: Backend): void {
  addRoute(app, '/api/webhooks', {
    GET: serve(backend, changeOperations.listWebhooks, () => answerList(backend)),
    POST: serve(backend, changeOperations.addWebhook, ({ c }) => takeWebhook(c, backend)),
  })
}

async function answerList(backend: Backend): Promise<Response> {
  const webhooks = await loadWebhooks(backend.db)
  const epoch = await loadEpoch(backend.db)
  return answerJson({ webhooks: webhooks.map((webhook) => toWebhookJson(webhook, epoch)) })
}

/** The secret is shown now and never again. */
function takeWebhook(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeWebhook(c, backend, keep),
    answer: (made) => answerMade(backend, made),
  })
}

type MadeWebhook = Made & { readonly secret?: string }

async function makeWebhook(c: Context, backend: Backend, keep: Keep): Promise<MadeWebhook> {
  const body = await readJson(c)
  refuseUnknown(body, addedWebhook, isTold)
  const { url, channel = null, kinds = null } = readFields(addedWebhook, body)
  refuseTarget(backend, url, channel)
  if ((await loadWebhooks(backend.db)).length >= MOST) {
    throw new RequestError(409, `There are ${MOST} webhooks already; take one away first.`)
  }
  const secret = demandPush(backend).createSecret()
  const toMade = (id: number) => ({ name: String(id), status: 201 })
  const added = { url, channel, kinds, secret, created: backend.now() }
  const { id } = await addWebhook(backend.db, added, (id) => keep(toMade(id)))
  return { ...toMade(id), secret }
}

async function answerMade(backend: Backend, { name, status, ...shown }: MadeWebhook): Promise<Response> {
  const webhook = await loadWebhook(backend.db, Number(name))
  if (webhook === undefined) throw new RequestError(410, `The webhook ${name} was taken away since it was added.`)
  const location = { Location: `${backend.base}/api/webhooks/${name}` }
  const told = { ...toWebhookJson(webhook, await loadEpoch(backend.db)), ...toShownOnce(shown) }
  return answerJson(told, status, location)
}

/** @throws RequestError 503 where nothing is sent */
function demandPush(backend: Backend): PushBackend {
  if (backend.push === undefined) throw new RequestError(503, 'Nothing can be sent from here.')
  return backend.push
}

/** @throws RequestError 422 for an address that is not to be called, or a channel that is not there */
function refuseTarget(backend: Backend, url: string | undefined, channel: string | null | undefined): void {
  const refusal = url === undefined ? undefined : backend.push?.refuse(url)
  if (refusal !== undefined) throw fieldError('url', refusal)
  if (typeof channel === 'string' && !backend.channels.some(({ id }) => id === channel)) {
    throw fieldError('channel', 'There is no such channel here.')
  }
}

/** One webhook: to read, change, pause, test, replay and take away; and what became of its deliveries. */
export function addWebhookById(app: Hono, backend: Backend): void {
  const path = '/api/webhooks/:id'
  addRoute(app, path, {
    GET: serve(backend, changeOperations.readWebhook, async ({ c }) =>
      answerWebhook(backend, await findWebhook(c, backend)),
    ),
    PATCH: serve(backend, changeOperations.changeWebhook, ({ c }) => change(c, backend)),
    DELETE: serve(backend, changeOperations.removeWebhook, ({ c }) => remove(c, backend)),
  })
  addRoute(app, `${path}/test`, { POST: serve(backend, changeOperations.testWebhook, ({ c }) => test(c, backend)) })
  addRoute(app, `${path}/replay`, {
    POST: serve(backend, changeOperations.replayWebhook, ({ c }) => replay(c, backend)),
  })
  addRoute(app, `${path}/deliveries`, {
    GET: serve(backend, changeOperations.listDeliveries, ({ c, query }) => answerDeliveries(c, backend, query.limit)),
  })
  addRoute(app, `${path}/rotate`, {
    POST: serve(backend, changeOperations.rotateWebhook, ({ c }) => rotate(c, backend)),
  })
}

/** @throws RequestError 404 */
async function findWebhook(c: Context, backend: Backend): Promise<Webhook> {
  const id = c.req.param('id') ?? ''
  const webhook = /^[1-9]\d{0,14}$/.test(id) ? await loadWebhook(backend.db, Number(id)) : undefined
  if (webhook === undefined) throw new RequestError(404, 'There is no webhook with this id.')
  return webhook
}

async function answerWebhook(backend: Backend, webhook: Webhook): Promise<Response> {
  return answerJson(toWebhookJson(webhook, await loadEpoch(backend.db)))
}

/** Resuming goes on after the last change that was delivered. */
async function change(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  const body = await readJson(c)
  refuseUnknown(body, changedWebhook, isTold)
  const fields = readFields(changedWebhook, body)
  refuseTarget(backend, fields.url, fields.channel)
  await changeWebhook(backend.db, id, fields)
  return answerWebhook(backend, await findWebhook(c, backend))
}

async function remove(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  await removeWebhook(backend.db, id)
  return new Response(null, { status: 204 })
}

/** Sends an event of the kind `test` now, and answers what became of it. */
async function test(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  const delivery = await demandPush(backend).test(id)
  if (delivery === undefined) throw new RequestError(404, 'The webhook was taken away just now.')
  return answerJson(toDeliveryJson(delivery))
}

/** Replaces the secret. The new one is shown now and never again; those before it go on signing for a while. */
async function rotate(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  const body = await readOptionalJson(c)
  refuseUnknown(body, rotated)
  const until = backend.now() + readFields(rotated, body).grace * 1000
  const secret = demandPush(backend).createSecret()
  await rotateWebhookSecret(backend.db, id, secret, backend.now(), until).catch(refuseMoreSecrets)
  const webhook = toWebhookJson(await findWebhook(c, backend), await loadEpoch(backend.db))
  return answerJson({ ...webhook, secret, former_until: toRfc3339(until) })
}

function refuseMoreSecrets(error: unknown): never {
  if (!(error instanceof StoreError && error.unique)) throw error
  const sentence = `${MOST_FORMER} secrets sign beside the last one already; "grace": 0 ends them at once.`
  throw new RequestError(409, sentence, { field: 'grace' }, { cause: error, kind: 'conflict' })
}

/** Sends everything after a cursor again, in order. */
async function replay(c: Context, backend: Backend): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  const body = await readJson(c)
  refuseUnknown(body, replayed)
  const { after } = readFields(replayed, body)
  if ((await loadChanges(backend.db, after, 0)) === undefined) {
    const message = 'after is no cursor of this log, or of before a restore; /api/changes gives cursors out.'
    throw new RequestError(410, message, { field: 'after' }, { kind: 'cursor-gone' })
  }
  // EPOCH.SEQ, as was just made sure.
  await replayWebhook(backend.db, id, Number(after.replace(/^.*\./, '')))
  return answerJson(toWebhookJson(await findWebhook(c, backend), await loadEpoch(backend.db)), 202)
}

async function answerDeliveries(c: Context, backend: Backend, limit: number): Promise<Response> {
  const { id } = await findWebhook(c, backend)
  const deliveries = await loadDeliveries(backend.db, id, limit)
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
