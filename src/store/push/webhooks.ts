/** Webhooks: who is told of changes, how far each has been told, and what became of the last deliveries. */
import { StoreError } from '../../errors.ts'
import type { ChangeKind } from '../../model/history.ts'
import type { Db, Statement } from '../db.ts'
import { openLogin, sealLogin } from '../logins.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { statement } from '../statements.ts'
import { toVersionSql } from '../versions.ts'
import { MERGE, toOffStatement } from './push.ts'

export type Webhook = {
  readonly id: number
  readonly url: string
  /** Null: every channel. */
  readonly channel: string | null
  /** Null: every kind. */
  readonly kinds: readonly ChangeKind[] | null
  /** Changes up to this number are delivered, or not for this webhook. */
  readonly cursor: number
  readonly paused: boolean
  /** Why it was paused; null when nobody but a person did. */
  readonly reason: string | null
  /** In a row. */
  readonly failures: number
  readonly created: number
  readonly version: number
}

/** A change that a webhook is to be told of. */
export type WebhookEvent = {
  readonly seq: number
  readonly kind: ChangeKind
  readonly at: number
  readonly item: string
}

/** One attempt; `fault` is one sentence, null when it was delivered. */
export type Delivery = {
  readonly event: string
  readonly kind: string
  readonly at: number
  /** Milliseconds until it was answered. */
  readonly took: number
  readonly status: number | null
  readonly fault: string | null
}

/** One of those that are kept; `id` in the order in which they were made. */
export type KeptDelivery = Delivery & { readonly id: number }

type WebhookRow = Omit<Webhook, 'kinds' | 'paused'> & { readonly kinds: string | null; readonly paused: number }

const COLUMNS = `id, url, channel, kinds, cursor, paused, reason, failures, created,
  ${toVersionSql('webhook', 'id')} AS version`
/** Deliveries that are kept of each webhook. */
const KEPT = 200
/**
 * A story left the channel with this change: the next one says where to (saving/moving.ts). Nobody who reads has
 * anything new there; who keeps a copy of the channel has.
 */
const LEFT = `EXISTS (SELECT 1 FROM changes n
  WHERE n.seq = c.seq + 1 AND n.item = c.item AND n.channel <> c.channel AND n.quiet = 0)`
/** Changes `c` that the webhook `w` is told of. */
const WANTED = `(c.quiet = 0 AND (w.channel IS NULL OR c.channel = w.channel) OR c.channel = w.channel AND ${LEFT})
  AND (w.kinds IS NULL OR c.kind IN (SELECT value FROM json_each(w.kinds)))`

type AddedWebhook = Pick<Webhook, 'url' | 'channel' | 'kinds' | 'created'> & { readonly secret: string }

/** Adds a webhook, which is told of what changes from now on. @param more what is written with it @throws KeyError */
export async function addWebhook(
  db: Db,
  webhook: AddedWebhook,
  more: (id: number) => readonly Statement[] = () => [],
): Promise<Webhook> {
  for (;;) {
    try {
      return await insert(db, webhook, more)
    } catch (error) {
      // Somebody else took the number.
      if (!(error instanceof StoreError && error.unique)) throw error
    }
  }
}

/** Its number is known before it is stored: its secret belongs to it. */
async function insert(db: Db, given: AddedWebhook, more: (id: number) => readonly Statement[]): Promise<Webhook> {
  const last = await db.first<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'webhooks'`)
  const id = (last?.seq ?? 0) + 1
  const added = statement(
    `INSERT INTO webhooks (id, url, host, secret, channel, kinds, created, cursor)
     VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM changes))`,
    id,
    await sealLogin(db, 'webhooks', given.url),
    new URL(given.url).host,
    await sealSecret(db, given.secret, toWebhookPlace(id)),
    given.channel,
    given.kinds && JSON.stringify(given.kinds),
    given.created,
  )
  await db.batch([added, ...more(id)])
  const webhook = await loadWebhook(db, id)
  if (webhook === undefined) throw new Error(`The webhook ${id} was taken away while it was added.`)
  return webhook
}

/** Where a webhook's secret belongs. */
export function toWebhookPlace(id: number): string {
  return `webhooks.secret ${id}`
}

/** Webhooks, oldest first: all, or so many after one of them. */
export async function loadWebhooks(db: Db, after = 0, limit = -1): Promise<Webhook[]> {
  const sql = `SELECT ${COLUMNS} FROM webhooks WHERE id > ? ORDER BY id LIMIT ?`
  const rows = await db.all<WebhookRow>(sql, after, limit)
  return Promise.all(rows.map((row) => toWebhook(db, row)))
}

export async function loadWebhook(db: Db, id: number): Promise<Webhook | undefined> {
  const row = await db.first<WebhookRow>(`SELECT ${COLUMNS} FROM webhooks WHERE id = ?`, id)
  return row && toWebhook(db, row)
}

/** What its deliveries are signed with; for the delivery alone. Undefined where no key opens it. */
export async function loadWebhookSecret(db: Db, id: number): Promise<string | undefined> {
  const row = await db.first<{ secret: string }>('SELECT secret FROM webhooks WHERE id = ?', id)
  return row && openSecret(db, row.secret, toWebhookPlace(id))
}

async function toWebhook(db: Db, row: WebhookRow): Promise<Webhook> {
  return {
    ...row,
    url: await openLogin(db, 'webhooks', row.url),
    kinds: row.kinds === null ? null : (JSON.parse(row.kinds) as ChangeKind[]),
    paused: row.paused === 1,
  }
}

/** What a person may change of a webhook. */
type WebhookPatch = Partial<Pick<Webhook, 'url' | 'channel' | 'kinds' | 'paused'>>

/** Changes what is given. Pausing calls off what is on its way; resuming forgets the failures and goes on where it stopped. */
export async function changeWebhook(db: Db, id: number, patch: WebhookPatch): Promise<void> {
  const { url, channel, kinds, paused } = patch
  const columns = {
    ...(url === undefined ? {} : { url: await sealLogin(db, 'webhooks', url), host: new URL(url).host }),
    ...(channel === undefined ? {} : { channel }),
    ...(kinds === undefined ? {} : { kinds: kinds && JSON.stringify(kinds) }),
    ...(paused === undefined ? {} : { paused: paused ? 1 : 0, reason: null, failures: 0 }),
  }
  const names = Object.keys(columns)
  if (names.length === 0) return
  // In one statement, so that it is one change.
  const sql = `UPDATE webhooks SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`
  await db.batch([
    statement(sql, ...Object.values(columns), id),
    ...(paused === undefined ? [] : [toOffStatement('hook', id), toFaultClearing(id)]),
  ])
}

/** Takes a webhook away, and all that is known of it. */
export async function removeWebhook(db: Db, id: number): Promise<void> {
  await db.batch([
    toOffStatement('hook', id),
    statement('DELETE FROM webhook_deliveries WHERE webhook = ?', id),
    statement('DELETE FROM webhook_secrets WHERE webhook = ?', id),
    toFaultClearing(id),
    statement('DELETE FROM webhooks WHERE id = ?', id),
  ])
}

function toFaultClearing(id: number): Statement {
  return statement('DELETE FROM faults WHERE subject = ?', `webhook:${id}`)
}

/** Lets a webhook be told again, from the change after this number. */
export async function replayWebhook(db: Db, id: number, after: number): Promise<void> {
  await db.batch([
    statement('UPDATE webhooks SET cursor = ? WHERE id = ?', after, id),
    // Replaying is asking for it now, whatever the errand was waiting for.
    toOffStatement('hook', id),
  ])
}

/** Sends an errand for every webhook that a change is for; for the others the changes are passed over. */
export async function distributeEvents(db: Db, now: number): Promise<void> {
  const last = '(SELECT coalesce(max(seq), 0) FROM changes)'
  const wanted = `EXISTS (SELECT 1 FROM changes c WHERE c.seq > w.cursor AND ${WANTED})`
  await db.batch([
    statement(
      `INSERT INTO errands (kind, subject, host, content, due) SELECT 'hook', w.id, w.host, CAST(${last} AS TEXT), ?
       FROM webhooks w WHERE w.paused = 0 AND w.cursor < ${last} AND ${wanted} ${MERGE}`,
      now,
    ),
    statement(`UPDATE webhooks AS w SET cursor = ${last} WHERE w.paused = 0 AND w.cursor < ${last} AND NOT ${wanted}`),
  ])
}

/** Changes after the webhook's cursor that it is to be told of, oldest first. */
export async function loadEvents(db: Db, id: number, limit: number): Promise<WebhookEvent[]> {
  return db.all(
    `SELECT c.seq, c.kind, c.at, i.public_id AS item FROM webhooks w
     CROSS JOIN changes c ON c.seq > w.cursor CROSS JOIN items i ON i.id = c.item
     WHERE w.id = ? AND ${WANTED} ORDER BY c.seq LIMIT ?`,
    id,
    limit,
  )
}

/** A change was delivered. The cursor stays where it is when a replay moved it meanwhile. */
export async function saveDelivered(db: Db, webhook: Webhook, seq: number, delivery: Delivery): Promise<boolean> {
  const [, , moved = 0] = await db.batch([
    ...toDeliveryStatements(webhook.id, delivery),
    statement('UPDATE webhooks SET cursor = ? WHERE id = ? AND cursor = ?', seq, webhook.id, webhook.cursor),
    statement('UPDATE webhooks SET failures = 0 WHERE id = ? AND failures > 0', webhook.id),
  ])
  return moved > 0
}

/** A test went well: what waits after a failure need not wait any longer. */
export async function saveTested(db: Db, id: number, delivery: Delivery): Promise<void> {
  await db.batch([
    ...toDeliveryStatements(id, delivery),
    statement('UPDATE webhooks SET failures = 0 WHERE id = ?', id),
    statement(`UPDATE errands SET due = ?, attempts = 0 WHERE kind = 'hook' AND subject = ?`, delivery.at, id),
  ])
}

/**
 * A delivery failed. After `most` in a row the webhook is paused, and at once where it is gone, and the editor is told.
 * Answers the failures in a row.
 */
export async function saveFailed(db: Db, webhook: Webhook, delivery: Delivery, most: number): Promise<number> {
  const { id } = webhook
  const [least, reason] = toPausing(delivery, most)
  await db.batch([
    ...toDeliveryStatements(id, delivery),
    statement('UPDATE webhooks SET failures = failures + 1 WHERE id = ?', id),
    statement(
      'UPDATE webhooks SET paused = 1, reason = ? WHERE id = ? AND failures >= ? AND paused = 0',
      reason,
      id,
      least,
    ),
    statement(
      `INSERT INTO faults (subject, sentence, at) SELECT ?, ?, ? FROM webhooks WHERE id = ? AND reason = ?
       ON CONFLICT (subject) DO UPDATE SET sentence = excluded.sentence, at = excluded.at`,
      `webhook:${id}`,
      `The webhook ${id} to ${new URL(webhook.url).host}: ${reason}`,
      delivery.at,
      id,
      reason,
    ),
  ])
  return (await loadWebhook(db, id))?.failures ?? 0
}

/** The status of who wants nothing more (Standard Webhooks, delivery success and failure). */
export const GONE = 410

/** After how many failures in a row a webhook is paused, and why then. */
function toPausing({ status, fault }: Delivery, most: number): readonly [number, string] {
  return status === GONE
    ? [1, `Paused, for it wants nothing more: ${fault}`]
    : [most, `Paused after ${most} failures in a row; the last one: ${fault}`]
}

function toDeliveryStatements(id: number, { event, kind, at, took, status, fault }: Delivery): Statement[] {
  return [
    statement(
      'INSERT INTO webhook_deliveries (webhook, event, kind, at, took, status, fault) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      event,
      kind,
      at,
      took,
      status,
      fault,
    ),
    statement(
      `DELETE FROM webhook_deliveries WHERE webhook = ? AND id <= (
         SELECT id FROM webhook_deliveries WHERE webhook = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      id,
      id,
      KEPT,
    ),
  ]
}

/** The last deliveries of a webhook, newest first: all, or so many before one of them. */
export async function loadDeliveries(db: Db, id: number, before: number, limit: number): Promise<KeptDelivery[]> {
  return db.all(
    `SELECT id, event, kind, at, took, status, fault FROM webhook_deliveries
     WHERE webhook = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    id,
    before,
    limit,
  )
}
