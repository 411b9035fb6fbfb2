/**
 * Webhooks over the API: list, add, change, pause, test, replay. Promises: the secret is shown once, to whoever added
 * it.
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
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
import { answerCurrent, type Current, heedConditions, toVersionTag } from '../conditions.ts'
import { makeOnce, toShownOnce } from '../idempotency.ts'
import { type PageQuery, readPage, toPageJson } from '../lists/pages.ts'
import { serve } from '../operation.ts'
import { changeOperations, replayed, rotated, WEBHOOK_TOLD } from '../operations/changes.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerJson } from '../route.ts'
import { deliveryList, webhookList } from '../shapes/change.ts'

/** Nobody needs more, and each is told of every change. */
const MOST = 200

const isTold = (name: string) => WEBHOOK_TOLD.includes(name)

/** The list of webhooks, and adding one. */
export function addWebhookList(app: Hono, backend: Backend): void {
  addRoute(app, '/api/webhooks', {
    GET: serve(backend, changeOperations.listWebhooks, ({ c, query }) => answerList(c, backend, query)),
    POST: serve(backend, changeOperations.addWebhook, ({ c }) => takeWebhook(c, backend)),
  })
}

const LIST = {
  kind: 'webhooks',
  name: 'webhooks',
  members: webhookList.entries.webhooks,
  place: v.tuple([v.number()]),
}

async function answerList(c: Context, backend: Backend, query: PageQuery): Promise<Response> {
  const page = readPage(query, LIST)
  const found = await loadWebhooks(backend.db, ...(page.after ?? [0]), page.limit + 1)
  const epoch = await loadEpoch(backend.db)
  const toJson = (webhook: Webhook) => ({ ...toWebhookJson(webhook), ...toProgressJson(webhook, epoch) })
  return answerJson(toPageJson(c, backend, LIST, page, found, { toJson, toPlace: ({ id }): [number] => [id] }))
}

/** The secret is shown now and never again. */
function takeWebhook(c: Context, backend: Backend): Promise<Response> {
  return makeOnce(c, backend, {
    make: (keep) => makeWebhook(c, backend, keep),
    answer: (made) => answerMade(c, backend, made),
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

async function answerMade(c: Context, backend: Backend, { name, status, ...shown }: MadeWebhook): Promise<Response> {
  const webhook = await loadWebhook(backend.db, Number(name))
  if (webhook === undefined) throw new RequestError(410, `The webhook ${name} was taken away since it was added.`)
  const location = { Location: `${backend.base}/api/webhooks/${name}` }
  const { json, etag } = toCurrentWebhook(webhook)
  return answerCurrent(c, { json: { ...json, ...toShownOnce(shown) }, etag }, status, location)
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
      answerCurrent(c, toCurrentWebhook(await findWebhook(c, backend))),
    ),
    PATCH: serve(backend, changeOperations.changeWebhook, ({ c }) => change(c, backend)),
    DELETE: serve(backend, changeOperations.removeWebhook, ({ c }) => remove(c, backend)),
  })
  addRoute(app, `${path}/test`, { POST: serve(backend, changeOperations.testWebhook, ({ c }) => test(c, backend)) })
  addRoute(app, `${path}/replay`, {
    POST: serve(backend, changeOperations.replayWebhook, ({ c }) => replay(c, backend)),
  })
  addRoute(app, `${path}/deliveries`, {
    GET: serve(backend, changeOperations.listDeliveries, ({ c, query }) => answerDeliveries(c, backend, query)),
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

/** Does something to a webhook as long as the request's conditions hold. */
function heedWebhook(
  c: Context,
  backend: Backend,
  act: (backend: Backend, webhook: Webhook) => Promise<Response>,
): Promise<Response> {
  const load = async () => toCurrentWebhook(await findWebhook(c, backend))
  return heedConditions(c, backend, load, async (at) => act(at, await findWebhook(c, at)))
}

/** Resuming goes on after the last change that was delivered. */
function change(c: Context, backend: Backend): Promise<Response> {
  return heedWebhook(c, backend, async (at, { id, url }) => {
    const body = await readJson(c)
    refuseUnknown(body, changedWebhook, isTold)
    const { url: given, ...fields } = readFields(changedWebhook, body)
    refuseTarget(at, given, fields.channel)
    // Sealed anew, it would look like another.
    await changeWebhook(at.db, id, given === undefined || given === url ? fields : { ...fields, url: given })
    return answerCurrent(c, toCurrentWebhook(await findWebhook(c, at)))
  })
}

function remove(c: Context, backend: Backend): Promise<Response> {
  return heedWebhook(c, backend, async (at, { id }) => {
    await removeWebhook(at.db, id)
    return new Response(null, { status: 204 })
  })
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
  const webhook = toWebhookJson(await findWebhook(c, backend))
  return answerJson({ ...webhook, secret, former_until: toRfc3339(until) })
}

function refuseMoreSecrets(error: unknown): never {
  if (!(error instanceof StoreError && error.unique)) throw error
  const sentence = `${MOST_FORMER} secrets sign beside the last one already; "grace": 0 ends them at once.`
  throw new RequestError(409, sentence, { field: 'grace' }, { cause: error, kind: 'conflict' })
}

/** Sends everything after a cursor again, in order. */
function replay(c: Context, backend: Backend): Promise<Response> {
  return heedWebhook(c, backend, async (at, { id }) => {
    const body = await readJson(c)
    refuseUnknown(body, replayed)
    const { after } = readFields(replayed, body)
    if ((await loadChanges(at.db, after, 0)) === undefined) {
      const message = 'after is no cursor of this log, or of before a restore; /api/changes gives cursors out.'
      throw new RequestError(410, message, { field: 'after' }, { kind: 'cursor-gone' })
    }
    // EPOCH.SEQ, as was just made sure.
    await replayWebhook(at.db, id, Number(after.replace(/^.*\./, '')))
    const webhook = await findWebhook(c, at)
    const told = { ...toWebhookJson(webhook), ...toProgressJson(webhook, await loadEpoch(at.db)) }
    return answerJson(told, 202)
  })
}

const DELIVERIES = {
  kind: 'deliveries',
  name: 'deliveries',
  members: deliveryList.entries.deliveries,
  place: v.tuple([v.number()]),
}

/** The last attempts, the newest first, and how far the webhook has been told. */
async function answerDeliveries(c: Context, backend: Backend, query: PageQuery): Promise<Response> {
  const webhook = await findWebhook(c, backend)
  const page = readPage(query, DELIVERIES)
  const [before = Number.MAX_SAFE_INTEGER] = page.after ?? []
  const found = await loadDeliveries(backend.db, webhook.id, before, page.limit + 1)
  return answerJson({
    ...toProgressJson(webhook, await loadEpoch(backend.db)),
    ...toPageJson(c, backend, DELIVERIES, page, found, {
      toJson: toDeliveryJson,
      toPlace: ({ id }): [number] => [id],
    }),
  })
}

function toCurrentWebhook(webhook: Webhook): Current {
  const { id, version } = webhook
  const of = { kind: 'webhook', subject: String(id) } as const
  return { of, version, etag: toVersionTag(version), json: toWebhookJson(webhook) }
}

/** A webhook as the API shows it; never its secret. */
function toWebhookJson({ id, url, channel, kinds, paused, reason, created }: Webhook) {
  return {
    id: String(id),
    url,
    channel,
    kinds,
    paused,
    ...(reason === null ? {} : { reason }),
    created: toRfc3339(created),
  }
}

/** How far it has been told; `cursor` is one of /api/changes. */
function toProgressJson({ cursor, failures }: Webhook, epoch: string) {
  return { failures, cursor: `${epoch}.${cursor}` }
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
