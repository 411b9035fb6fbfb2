/**
 * Tells a webhook of changes, in the order of the change log: the next one goes out only when the one before it was
 * taken. Its place in the log moves after each, so what is told twice is at most the one that was on its way.
 */

import { FetchError } from '../errors.ts'
import type { Channel, StoredItem } from '../model/model.ts'
import { hasSealedLogin, LOCKED } from '../model/secrets/vault.ts'
import { post } from '../net/post.ts'
import { toRfc3339, toShortUrl } from '../publish/facts.ts'
import { toJsonItem, toWithdrawnMark } from '../publish/json.ts'
import { toUtf8 } from '../publish/safe.ts'
import { loadItem } from '../store/feeds/feeds.ts'
import { type Errand, loadEpoch } from '../store/push/push.ts'
import { loadFormerSecrets } from '../store/push/webhook-secrets.ts'
import {
  type Delivery,
  GONE,
  loadEvents,
  loadWebhook,
  loadWebhookSecret,
  saveDelivered,
  saveFailed,
  saveTested,
  type Webhook,
  type WebhookEvent,
} from '../store/push/webhooks.ts'
import { type Pusher, toPace } from './pusher.ts'
import { DELAYS, type ErrandOutcome, toRetry } from './retry.ts'
import { createToken, toWebhookSignatures } from './signature.ts'

/** Failures in a row after which a webhook is paused. */
const MOST_FAILURES = 20
/** Changes that are read at once. */
const AT_ONCE = 20
/** What is told in one run before others get their turn: milliseconds, and changes. */
const BUDGET = 20_000
const MOST = 60

/** What is sent: `id` is a cursor of /api/changes. */
type Payload = {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly item?: unknown
  // The same under the names of Standard Webhooks.
  readonly type: string
  readonly timestamp: string
  readonly data: unknown
}

/** What is sent is signed with each. Undefined where no key opens the webhook's own. */
type Secrets = readonly string[] | undefined

/** Tells a webhook what it has not been told yet, for as long as it takes it. */
export async function deliverEvents(pusher: Pusher, errand: Errand): Promise<ErrandOutcome> {
  const end = pusher.now() + BUDGET
  const epoch = await loadEpoch(pusher.db)
  for (let told = 0; ; told += AT_ONCE) {
    const webhook = await loadWebhook(pusher.db, errand.subject)
    if (webhook === undefined || webhook.paused) return { done: true }
    const events = await loadEvents(pusher.db, webhook.id, AT_ONCE)
    if (events.length === 0) return { done: true }
    const failed = await deliverEach(pusher, epoch, webhook, events)
    if (failed !== undefined) return toFailed(pusher, failed)
    if (pusher.now() >= end || told + AT_ONCE >= MOST) return { done: false, due: pusher.now(), attempts: 0 }
  }
}

type Failure = {
  readonly failures: number
  readonly isPaused: boolean
  readonly fault: string
  readonly retryAt?: number
}

async function deliverEach(
  pusher: Pusher,
  epoch: string,
  webhook: Webhook,
  events: readonly WebhookEvent[],
): Promise<Failure | undefined> {
  let at = webhook
  const secrets = await loadSecrets(pusher, webhook.id)
  for (const event of events) {
    const payload = await toPayload(pusher, epoch, event)
    const { delivery, retryAt } = await deliver(pusher, at, payload, secrets)
    if (delivery.fault !== null) {
      const failures = await saveFailed(pusher.db, at, delivery, MOST_FAILURES)
      const isPaused = failures >= MOST_FAILURES || delivery.status === GONE
      return { failures, isPaused, fault: delivery.fault, ...(retryAt === undefined ? {} : { retryAt }) }
    }
    // A replay moved its place meanwhile: it is read anew.
    if (!(await saveDelivered(pusher.db, at, event.seq, delivery))) return undefined
    at = { ...at, cursor: event.seq }
  }
  return undefined
}

function toFailed(pusher: Pusher, { failures, isPaused, fault, retryAt }: Failure): ErrandOutcome {
  if (isPaused) return { done: true, fault: `${fault} The webhook was paused.` }
  const attempts = Math.max(1, failures)
  const due = toRetry(DELAYS.webhook, attempts, pusher.now(), pusher.random(), retryAt) ?? pusher.now()
  return { done: false, due, attempts, fault }
}

/** Sends a webhook an event without a story, now, paused or not, and answers what became of it. */
export async function deliverTest(pusher: Pusher, id: number): Promise<Delivery | undefined> {
  const webhook = await loadWebhook(pusher.db, id)
  if (webhook === undefined) return undefined
  const at = toRfc3339(pusher.now())
  const payload = { id: `test.${createToken().slice(0, 16)}`, kind: 'test', at, type: 'test', timestamp: at, data: {} }
  const { delivery } = await deliver(pusher, webhook, payload, await loadSecrets(pusher, id))
  if (delivery.fault === null) await saveTested(pusher.db, id, delivery)
  else await saveFailed(pusher.db, webhook, delivery, MOST_FAILURES)
  return delivery
}

/** The webhook's own first, then those that it replaced. */
async function loadSecrets({ db, now }: Pusher, id: number): Promise<Secrets> {
  const own = await loadWebhookSecret(db, id)
  return own === undefined ? undefined : [own, ...(await loadFormerSecrets(db, id, now()))]
}

async function deliver(
  pusher: Pusher,
  webhook: Webhook,
  payload: Payload,
  secrets: Secrets,
): Promise<{ readonly delivery: Delivery; readonly retryAt?: number }> {
  const start = pusher.now()
  const made = (status: number | null, fault: string | null): Delivery => {
    return { event: payload.id, kind: payload.kind, at: start, took: pusher.now() - start, status, fault }
  }
  try {
    const { status, retryAt } = await send(pusher, webhook, payload, secrets)
    if (status >= 200 && status < 300) return { delivery: made(status, null) }
    const fault = `${new URL(webhook.url).host} answered ${status}.`
    return { delivery: made(status, fault), ...(retryAt === undefined ? {} : { retryAt }) }
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof LockedError)) throw error
    return { delivery: made(null, error.message) }
  }
}

/** Unsigned, nothing is sent. */
class LockedError extends Error {
  constructor() {
    super(`What it is signed with is locked: ${LOCKED}.`)
  }
}

/** Signed as Standard Webhooks has it (https://www.standardwebhooks.com). */
async function send(pusher: Pusher, webhook: Webhook, payload: Payload, secrets: Secrets) {
  const body = JSON.stringify(payload)
  const seconds = Math.floor(pusher.now() / 1000)
  if (secrets === undefined || hasSealedLogin(webhook.url)) throw new LockedError()
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': payload.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': await toWebhookSignatures(secrets, payload.id, seconds, body),
  }
  return post(pusher.net, { url: webhook.url, headers, body: toUtf8(body) }, toPace(pusher).webhookPatience)
}

async function toPayload(pusher: Pusher, epoch: string, { seq, kind, at, item }: WebhookEvent): Promise<Payload> {
  const stored = await loadItem(pusher.db, item)
  const shown = (stored && toShown(pusher, stored)) ?? { id: item }
  const [id, timestamp] = [`${epoch}.${seq}`, toRfc3339(at)]
  return { id, kind, at: timestamp, item: shown, type: `item.${kind}`, timestamp, data: shown }
}

/** The item as it is now; of one that was taken back, its names and the reason alone. */
function toShown({ base, channels }: Pusher, item: StoredItem): unknown {
  const channel = channels.find(({ id }) => id === item.channel) ?? channels[0]
  if (channel === undefined) return undefined
  return item.state === 'live' ? toJsonItem(item, base, channel) : toWithdrawnItem(item, base, channel)
}

/** Names alone; of an erased story not even its address, which has words of it. */
function toWithdrawnItem(item: StoredItem, base: string, channel: Channel) {
  const { url, _ara } = toJsonItem(item, base, channel)
  const erased = item.erased === true
  const named = ['channel', 'short_url', 'code', ...(erased ? [] : ['permalink', 'key', 'revision'])]
  const names = Object.fromEntries(Object.entries(_ara).filter(([name]) => named.includes(name)))
  return {
    id: item.id,
    ...(erased ? { url: toShortUrl(item, base) } : { url }),
    _ara: { ...names, ...toWithdrawnMark(item.reason ?? ''), ...(erased ? { erased } : {}) },
  }
}
