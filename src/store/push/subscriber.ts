/** Hubs of others that were asked to send what a source publishes (WebSub's subscriber). */
import { toTextHash } from '../../model/hash.ts'
import type { Db, Statement } from '../db.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { statement } from '../statements.ts'
import { toErrandStatement, toOffStatement } from './push.ts'

export type OwnSubscription = {
  readonly id: number
  readonly source: string
  readonly hub: string
  readonly topic: string
  /** Names the subscription in its callback. */
  readonly token: string
  readonly secret: string
  /** No key opens its token and secret, which are empty then. */
  readonly isLocked?: true
  readonly state: 'asked' | 'verified' | 'denied'
  /** Until when the hub keeps it; 0 until it was verified. */
  readonly expires: number
}

const COLUMNS = 'id, source, hub, topic, token, callback, secret, state, expires'

/** `token`: its hash, by which it is found, where `callback` has it sealed; else, from before there was a key, itself. */
type Row = Omit<OwnSubscription, 'isLocked'> & { readonly callback: string | null }

/** What the documents of a source say of hubs. */
export type NamedHubs = { readonly source: string; readonly hubs: readonly string[]; readonly topic: string }

/** Sources that are polled and whose documents name a hub. */
export async function loadNamedHubs(db: Db): Promise<NamedHubs[]> {
  const rows = await db.all<{ source: string; hubs: string; topic: string }>(
    `SELECT source, state ->> 'hubs' AS hubs, state ->> 'topic' AS topic FROM polls
     WHERE stopped = 0 AND state ->> 'hubs' IS NOT NULL AND state ->> 'topic' IS NOT NULL`,
  )
  return rows.map((row) => ({ ...row, hubs: JSON.parse(row.hubs) as string[] }))
}

export async function loadOwnSubscriptions(db: Db): Promise<OwnSubscription[]> {
  const rows = await db.all<Row>(`SELECT ${COLUMNS} FROM follows`)
  return Promise.all(rows.map((row) => toOwnSubscription(db, row)))
}

export async function loadOwnSubscription(db: Db, id: number): Promise<OwnSubscription | undefined> {
  const row = await db.first<Row>(`SELECT ${COLUMNS} FROM follows WHERE id = ?`, id)
  return row && toOwnSubscription(db, row)
}

/** The subscription whose callback has this token. */
export async function loadOwnSubscriptionByToken(db: Db, token: string): Promise<OwnSubscription | undefined> {
  const row = await db.first<Row>(
    `SELECT ${COLUMNS} FROM follows
     WHERE (token = ? AND callback IS NOT NULL) OR (token = ? AND callback IS NULL)`,
    toTextHash(token),
    token,
  )
  return row && toOwnSubscription(db, row)
}

async function toOwnSubscription(db: Db, { callback, ...row }: Row): Promise<OwnSubscription> {
  const { token: hash, secret: stored } = row
  const token = callback === null ? hash : await openSecret(db, callback, toFollowPlace('callback', hash))
  const secret = await openSecret(db, stored, toFollowPlace('secret', hash))
  if (token === undefined || secret === undefined) return { ...row, token: '', secret: '', isLocked: true }
  return { ...row, token, secret }
}

/** Where what a subscription at somebody's hub is known by belongs. @param hash of its token */
export function toFollowPlace(column: 'callback' | 'secret', hash: string): string {
  return `follows.${column} ${hash}`
}

/** A subscription that is to be asked for, in place of the one that the source had. @throws KeyError */
export async function addOwnSubscription(
  db: Db,
  subscription: Omit<OwnSubscription, 'id' | 'state' | 'expires' | 'isLocked'>,
  now: number,
): Promise<void> {
  const { source, hub, topic, token, secret } = subscription
  const hash = toTextHash(token)
  await db.batch([
    statement(
      `DELETE FROM errands WHERE kind = 'follow' AND subject IN (SELECT id FROM follows WHERE source = ?)`,
      source,
    ),
    statement(
      `REPLACE INTO follows (source, hub, topic, token, callback, secret, state) VALUES (?, ?, ?, ?, ?, ?, 'asked')`,
      source,
      hub,
      topic,
      hash,
      await sealSecret(db, token, toFollowPlace('callback', hash)),
      await sealSecret(db, secret, toFollowPlace('secret', hash)),
    ),
    statement(
      `INSERT INTO errands (kind, subject, host, content, due) SELECT 'follow', id, ?, 'subscribe', ? FROM follows
       WHERE token = ?`,
      new URL(hub).host,
      now,
      hash,
    ),
  ])
}

/** The hub verified it: it holds until `expires`, and is asked for again at `renew`. */
export async function saveVerified(
  db: Db,
  subscription: OwnSubscription,
  expires: number,
  renew: number,
): Promise<void> {
  await db.batch([
    statement(`UPDATE follows SET state = 'verified', expires = ? WHERE id = ?`, expires, subscription.id),
    toErrandStatement('follow', subscription.id, new URL(subscription.hub).host, `renew until ${expires}`, renew),
    statement('DELETE FROM faults WHERE subject = ?', toSubject(subscription)),
  ])
}

/** The hub refused it, and is asked again at `again`. */
export async function saveDenied(
  db: Db,
  subscription: OwnSubscription,
  why: string,
  now: number,
  again: number,
): Promise<void> {
  await db.batch([
    statement(`UPDATE follows SET state = 'denied', expires = 0 WHERE id = ?`, subscription.id),
    toErrandStatement('follow', subscription.id, new URL(subscription.hub).host, `again at ${again}`, again),
    toSubscriptionFault(subscription, why, now),
  ])
}

/** What the editor is told of a hub that can't be had; gone with the next verification. */
export function toSubscriptionFault(subscription: OwnSubscription, why: string, now: number): Statement {
  return statement(
    `INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET sentence = excluded.sentence, at = excluded.at
     WHERE sentence <> excluded.sentence`,
    toSubject(subscription),
    `${subscription.source}: ${why}`,
    now,
  )
}

/** Nobody wants it any more. Pushes that still come are answered that the callback is gone. */
export async function removeOwnSubscription(db: Db, subscription: OwnSubscription): Promise<void> {
  await db.batch([
    toOffStatement('follow', subscription.id),
    statement('DELETE FROM faults WHERE subject = ?', toSubject(subscription)),
    statement('DELETE FROM follows WHERE id = ?', subscription.id),
  ])
}

function toSubject({ source }: OwnSubscription): string {
  return `hub:${source}`
}
