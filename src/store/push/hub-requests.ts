/** What was asked of the hub and is not verified yet: who waits, whose turn is next, and for whom there is room. */
import type { Db, Statement } from '../db.ts'
import { sealSecret } from '../secrets.ts'
import { statement } from '../statements.ts'
import type { Errand, ErrandClaim } from './push.ts'

/** What a subscriber asks of the hub (WebSub, section 5.1). */
export type HubRequest = {
  readonly topic: string
  readonly callback: string
  readonly mode: 'subscribe' | 'unsubscribe'
  readonly secret?: string
  /** Milliseconds. */
  readonly lease: number
}

/** Where a subscriber's secret belongs: it goes from the request into the subscription as it is. */
export function toHubPlace({ topic, callback }: Pick<HubRequest, 'topic' | 'callback'>): string {
  return `hub.secret ${topic} ${callback}`
}

/** Whose a request is. */
type Asker = {
  /** Hash of the sender's address block; empty where it is not counted. */
  readonly sender: string
  /** Registrable domain of the callback. */
  readonly domain: string
}

/** How things stand when a request comes. Requests are those that wait and are counted, but for one for the very same. */
export type Standing = {
  /** Whether there is a subscription of this topic and callback. */
  readonly isKnown: boolean
  readonly bySender: number
  readonly byDomain: number
  readonly all: number
  /** Subscriptions of callbacks on the domain, at most `most`. */
  readonly active: number
}

/** Requests that may wait: of the sender, of the domain, of all; `isCrowded` when as many do, so that one has to go. */
export type Room = {
  readonly bySender: number
  readonly byDomain: number
  readonly all: number
  readonly isCrowded: boolean
}

/** Counts a request for callbacks on a domain, and answers how many there were in the window. */
export async function countHubRequest(db: Db, domain: string, now: number, window: number): Promise<number> {
  const row = await db.first<{ requests: number }>(
    `INSERT INTO hub_hosts (host, since, requests) VALUES (?, ?, 1)
     ON CONFLICT (host) DO UPDATE SET
       requests = iif(since <= ?, 1, requests + 1), since = iif(since <= ?, excluded.since, since)
     RETURNING requests`,
    domain,
    now,
    now - window,
    now - window,
  )
  return row?.requests ?? 0
}

/** How things stand for a request. @param most subscriptions that are worth counting */
export async function loadStanding(
  db: Db,
  { topic, callback }: Pick<HubRequest, 'topic' | 'callback'>,
  { sender, domain }: Asker,
  now: number,
  most: number,
): Promise<Standing> {
  const others = 'FROM hub_requests WHERE free = 0 AND NOT (topic = ?1 AND callback = ?2)'
  const row = await db.first<Omit<Standing, 'isKnown'> & { readonly known: number }>(
    `SELECT EXISTS (SELECT 1 FROM subscriptions WHERE topic = ?1 AND callback = ?2 AND expires > ?3) AS known,
       (SELECT count(*) ${others} AND sender = ?4) AS bySender, (SELECT count(*) ${others} AND domain = ?5) AS byDomain,
       (SELECT count(*) ${others}) AS "all",
       (SELECT count(*) FROM (SELECT 1 FROM subscriptions
          WHERE (domain = ?5 OR (domain = '' AND host = ?6)) AND expires > ?3 LIMIT ?7)) AS active`,
    topic,
    callback,
    now,
    sender,
    domain,
    new URL(callback).host,
    most,
  )
  if (row === undefined) throw new Error('Nothing was counted.')
  const { known, bySender, ...counts } = row
  return { ...counts, isKnown: known === 1, bySender: sender === '' ? 0 : bySender }
}

/**
 * Keeps a request in place of an earlier one for the same topic and callback, to be verified now. Answers whether
 * there was room for it: a free one counts for nothing and always has.
 * @param room whoever came first meanwhile, no more wait than this
 */
export async function saveHubRequest(
  db: Db,
  request: HubRequest,
  now: number,
  asker: Asker = { sender: '', domain: '' },
  room?: Room,
): Promise<boolean> {
  const { topic, callback } = request
  const secret = request.secret === undefined ? null : await sealSecret(db, request.secret, toHubPlace(request))
  const row = 'SELECT id FROM hub_requests WHERE topic = ? AND callback = ?'
  const taken = await db.batch([
    ...(room?.isCrowded ? toMakeRoom(request, asker, room) : []),
    statement(`DELETE FROM errands WHERE kind = 'verify' AND subject IN (${row})`, topic, callback),
    toKept({ ...request, secret }, asker, room),
    statement(
      `INSERT INTO errands (kind, subject, host, content, due) SELECT 'verify', id, ?, mode, ? FROM hub_requests
       WHERE topic = ? AND callback = ?`,
      new URL(callback).host,
      now,
      topic,
      callback,
    ),
  ])
  return (taken.at(-1) ?? 0) > 0
}

const WAITING = 'SELECT count(*) FROM hub_requests WHERE free = 0'

type KeptRequest = Omit<HubRequest, 'secret'> & { readonly secret: string | null }

/** One that waits already is asked for anew; it takes no more room than it had. */
function toKept(request: KeptRequest, { sender, domain }: Asker, room?: Room) {
  const { topic, callback, mode, secret, lease } = request
  return statement(
    `REPLACE INTO hub_requests (topic, callback, mode, secret, lease, sender, domain, free)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE ?8 = 1
       OR EXISTS (SELECT 1 FROM hub_requests WHERE topic = ?1 AND callback = ?2)
       OR ((?6 = '' OR (${WAITING} AND sender = ?6) < ?9) AND (${WAITING} AND domain = ?7) < ?10
           AND (${WAITING}) < ?11)`,
    topic,
    callback,
    mode,
    secret,
    lease,
    sender,
    domain,
    room === undefined ? 1 : 0,
    room?.bySender ?? 0,
    room?.byDomain ?? 0,
    room?.all ?? 0,
  )
}

/**
 * Where as many wait as may, the newest of the sender or domain that has most of them gives way to whoever has fewer;
 * where nobody has more, one that was asked in vain already.
 */
function toMakeRoom({ topic, callback }: HubRequest, { sender, domain }: Asker, room: Room): Statement[] {
  const group = (column: string) =>
    `SELECT max(id) AS newest, count(*) AS size FROM hub_requests WHERE free = 0 AND ${column} <> '' GROUP BY ${column}`
  const mine = `SELECT max((${WAITING} AND domain = ?1), iif(?2 = '', 0, (${WAITING} AND sender = ?2)))`
  return [
    statement(
      `DELETE FROM hub_requests WHERE (${WAITING}) >= ?3
         AND NOT EXISTS (SELECT 1 FROM hub_requests WHERE topic = ?4 AND callback = ?5)
         AND id = coalesce(
           (SELECT newest FROM (${group('sender')} UNION ALL ${group('domain')})
            WHERE size > (${mine}) + 1 ORDER BY size DESC LIMIT 1),
           (SELECT e.subject FROM errands e JOIN hub_requests r ON r.id = e.subject AND r.free = 0
            WHERE e.kind = 'verify' AND e.attempts > 0 ORDER BY e.attempts DESC, e.id LIMIT 1))`,
      domain,
      sender,
      room.all,
      topic,
      callback,
    ),
    statement(
      `DELETE FROM errands WHERE kind = 'verify'
         AND NOT EXISTS (SELECT 1 FROM hub_requests r WHERE r.id = errands.subject)`,
    ),
  ]
}

/** A request by its row; undefined when a later one took its place. Its secret is for the subscription alone. */
export async function loadHubRequest(db: Db, id: number): Promise<Omit<HubRequest, 'secret'> | undefined> {
  return db.first<Omit<HubRequest, 'secret'>>('SELECT topic, callback, mode, lease FROM hub_requests WHERE id = ?', id)
}

/** The request is dealt with, or will never be. */
export function toForgottenStatement(request: number): Statement {
  return statement('DELETE FROM hub_requests WHERE id = ?', request)
}

/** How many are under way at once: in all, of one sender, for one domain. */
export type Turns = { readonly all: number; readonly bySender: number; readonly byDomain: number }

/**
 * Claims verifications that are due, at most `limit`. Senders take turns, with one request each; who is not known takes
 * turns by domain. What runs comes first in its row, so that whoever has enough under way gets no further turn.
 */
export async function claimVerifications(db: Db, claim: ErrandClaim, turns: Turns, limit: number): Promise<Errand[]> {
  const bySender = `row_number() OVER (PARTITION BY iif(r.sender = '', 'of ' || r.domain, r.sender)
    ORDER BY e.lease > ?2 DESC, e.attempts, e.id)`
  const byDomain = 'row_number() OVER (PARTITION BY domain ORDER BY runs DESC, bySender, attempts, id DESC)'
  return db.all<Errand>(
    `UPDATE errands SET token = ?1, lease = ?3 WHERE id IN (
       SELECT id FROM (SELECT *, ${byDomain} AS byDomain FROM (
         SELECT e.id, e.attempts, e.lease > ?2 AS runs, r.domain, r.sender, ${bySender} AS bySender
         FROM errands e LEFT JOIN hub_requests r ON r.id = e.subject WHERE e.kind = 'verify' AND e.due <= ?2))
       WHERE runs = 0 AND byDomain <= ?5 AND (bySender <= ?4 OR sender = '')
       -- Of equals the newest: while more come than can be asked, some are in time at least.
       ORDER BY max(bySender, byDomain), attempts, id DESC
       LIMIT (SELECT max(0, min(?7, ?6 - count(*))) FROM errands WHERE kind = 'verify' AND lease > ?2))
     RETURNING id, kind, subject, host, content, attempts`,
    claim.token,
    claim.now,
    claim.now + claim.lease,
    turns.bySender,
    turns.byDomain,
    turns.all,
    limit,
  )
}
