/** The hub's side of WebSub: who is subscribed, and which documents they have got. */
import { LAST_LOOK } from '../clock.ts'
import type { Db, Statement } from '../db.ts'
import { openSecret } from '../secrets.ts'
import { statement } from '../statements.ts'
import { toForgottenStatement, toHubPlace } from './hub-requests.ts'
import { MERGE } from './push.ts'

/** A subscription that holds. `isLocked`: it is to be signed, and no key opens its secret. */
export type Subscription = {
  readonly topic: string
  readonly callback: string
  readonly secret?: string
  readonly isLocked?: true
}

/**
 * Makes a verified request a subscription, or renews the one there is, and nothing when a later request took its place.
 * @param hash of the topic's document now: what the first subscriber is taken to have
 */
export function toSubscribedStatements(request: number, topic: string, hash: string, now: number): Statement[] {
  return [
    statement(
      `INSERT INTO topics (topic, hash) VALUES (?, ?) ON CONFLICT (topic) DO UPDATE SET hash = excluded.hash, seq = 0
       WHERE NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.topic = topics.topic AND s.expires > ?)`,
      topic,
      hash,
      now,
    ),
    statement(
      `INSERT INTO subscriptions (topic, callback, host, domain, secret, expires)
       SELECT r.topic, r.callback, e.host, r.domain, r.secret, ? + r.lease
       FROM hub_requests r JOIN errands e ON e.kind = 'verify' AND e.subject = r.id WHERE r.id = ?
       ON CONFLICT (topic, callback) DO UPDATE SET
         secret = excluded.secret, expires = excluded.expires, domain = excluded.domain`,
      now,
      request,
    ),
    toForgottenStatement(request),
  ]
}

/** Ends the subscription that a verified request names. */
export function toUnsubscribedStatements(request: number): Statement[] {
  const row = `SELECT s.id FROM subscriptions s JOIN hub_requests r ON r.topic = s.topic AND r.callback = s.callback
    WHERE r.id = ?`
  return [
    statement(`DELETE FROM errands WHERE kind = 'ping' AND subject IN (${row})`, request),
    statement(`DELETE FROM subscriptions WHERE id IN (${row})`, request),
    toForgottenStatement(request),
  ]
}

/** Subscriptions by their rows, without those that ended. */
export async function loadSubscriptions(
  db: Db,
  ids: readonly number[],
  now: number,
): Promise<Map<number, Subscription>> {
  const rows = await db.all<SubscriptionRow>(
    `SELECT s.id, s.topic, s.callback, s.secret FROM json_each(?) j CROSS JOIN subscriptions s ON s.id = j.value
     WHERE s.expires > ?`,
    JSON.stringify(ids),
    now,
  )
  const opened = rows.map(async (row) => [row.id, await toSubscription(db, row)] as const)
  return new Map(await Promise.all(opened))
}

type SubscriptionRow = {
  readonly id: number
  readonly topic: string
  readonly callback: string
  readonly secret: string | null
}

async function toSubscription(db: Db, { topic, callback, secret: stored }: SubscriptionRow): Promise<Subscription> {
  if (stored === null) return { topic, callback }
  const secret = await openSecret(db, stored, toHubPlace({ topic, callback }))
  return secret === undefined ? { topic, callback, isLocked: true } : { topic, callback, secret }
}

/** Ends a subscription whose callback is gone. */
export function toEndedStatement(id: number): Statement {
  return statement('DELETE FROM subscriptions WHERE id = ?', id)
}

/** Forgets what was asked of the hub about feeds below a story's page. @param path of the page, as it stands in topics */
export function toTopicErasure(path: string): Statement[] {
  return [
    ...(['verify', 'ping'] as const).map((kind) => {
      const table = kind === 'verify' ? 'hub_requests' : 'subscriptions'
      return statement(
        `DELETE FROM errands WHERE kind = ? AND subject IN (SELECT id FROM ${table} WHERE instr(topic, ?) > 0)`,
        kind,
        path,
      )
    }),
    ...['hub_requests', 'subscriptions', 'topics'].map((table) =>
      statement(`DELETE FROM ${table} WHERE instr(topic, ?) > 0`, path),
    ),
  ]
}

/** Topics that somebody is subscribed to and that were not looked at since the change `seq`, with the hash of what was sent. */
export async function loadTopics(
  db: Db,
  seq: number,
  now: number,
  limit: number,
): Promise<{ topic: string; hash: string }[]> {
  return db.all(
    `SELECT t.topic, t.hash FROM topics t WHERE t.seq < ?
     AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.topic = t.topic AND s.expires > ?) ORDER BY t.topic LIMIT ?`,
    seq,
    now,
    limit,
  )
}

/** The topic's document is the same as before. */
export async function saveUnchanged(db: Db, topic: string, seq: number): Promise<void> {
  await db.run('UPDATE topics SET seq = ? WHERE topic = ?', seq, topic)
}

/** Sends everybody who is subscribed to the topic its document, if it is another one than they have got. */
export async function distribute(db: Db, topic: string, hash: string, seq: number, now: number): Promise<number> {
  const [sent = 0] = await db.batch([
    statement(
      `INSERT INTO errands (kind, subject, host, content, due) SELECT 'ping', id, host, ?, ? FROM subscriptions
       WHERE topic = ? AND expires > ? AND NOT EXISTS (SELECT 1 FROM topics WHERE topic = ? AND hash = ?) ${MERGE}`,
      hash,
      now,
      topic,
      now,
      topic,
      hash,
    ),
    statement('REPLACE INTO topics (topic, hash, seq) VALUES (?, ?, ?)', topic, hash, seq),
  ])
  return sent
}

/** What has expired, and had when the clock was last looked at. */
const EXPIRED = `expires <= min(?1, coalesce(${LAST_LOOK}, ?1))`

/** Takes away what has expired. */
export async function forgetExpired(db: Db, now: number, window: number): Promise<void> {
  await db.batch([
    statement(
      `DELETE FROM errands WHERE kind = 'ping' AND subject IN (SELECT id FROM subscriptions WHERE ${EXPIRED})`,
      now,
    ),
    statement(`DELETE FROM subscriptions WHERE ${EXPIRED}`, now),
    statement('DELETE FROM topics WHERE NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.topic = topics.topic)'),
    statement('DELETE FROM hub_hosts WHERE since <= ?', now - window),
    statement('DELETE FROM webhook_secrets WHERE until <= ?', now),
  ])
}
