/**
 * What is to be asked or told of other servers: one errand for each subject, claimed with a lease
 * (docs/architecture.md, decision 12), so that it is run at least once, and twice only where a process died between the
 * answer and its being written down.
 */
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'

export type ErrandKind = 'verify' | 'ping' | 'hook' | 'follow'

/** Kinds as a statement takes them. */
const KINDS = 'kind IN (SELECT value FROM json_each(?))'

/** An errand that somebody claimed. */
export type Errand = {
  readonly id: number
  readonly kind: ErrandKind
  /** Row of hub_requests, subscriptions, webhooks or follows. */
  readonly subject: number
  /** Host and port. */
  readonly host: string
  readonly content: string
  /** That failed, in a row. */
  readonly attempts: number
}

/** Who holds errands, since when and for how long (milliseconds). */
export type ErrandClaim = { readonly token: string; readonly now: number; readonly lease: number }

/** What a new content does to an errand that is there: one that waits after a failure goes on waiting. */
export const MERGE = `ON CONFLICT (kind, subject) DO UPDATE SET
  content = excluded.content, host = excluded.host, due = iif(attempts > 0, due, excluded.due)`

/** Sends an errand for `subject`, in place of the one that is there, however often that failed. */
export function toErrandStatement(kind: ErrandKind, subject: number, host: string, content: string, due: number) {
  return statement(
    `INSERT INTO errands (kind, subject, host, content, due) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, subject) DO UPDATE SET
       content = excluded.content, host = excluded.host, due = excluded.due, attempts = 0, queued = 0`,
    kind,
    subject,
    host,
    content,
    due,
  )
}

/** Calls the errand of a subject off. */
export function toOffStatement(kind: ErrandKind, subject: number): Statement {
  return statement('DELETE FROM errands WHERE kind = ? AND subject = ?', kind, subject)
}

/** Hosts that something of these kinds is due for, those first of which nothing failed. */
export async function loadErrandHosts(db: Db, now: number, kinds: readonly ErrandKind[]): Promise<string[]> {
  const rows = await db.all<{ host: string }>(
    `SELECT host FROM errands WHERE due <= ? AND lease <= ? AND ${KINDS}
     GROUP BY host ORDER BY min(attempts) > 0, min(due)`,
    now,
    now,
    JSON.stringify(kinds),
  )
  return rows.map(({ host }) => host)
}

/** Claims errands of one host and these kinds that are due, at most `limit`; those that failed come last. */
export async function claimErrands(
  db: Db,
  host: string,
  kinds: readonly ErrandKind[],
  claim: ErrandClaim,
  limit: number,
): Promise<Errand[]> {
  const errands = await db.all<Errand>(
    `UPDATE errands SET token = ?, lease = ? WHERE id IN (
       SELECT id FROM errands WHERE host = ? AND due <= ? AND lease <= ? AND ${KINDS} ORDER BY attempts, due LIMIT ?)
     RETURNING id, kind, subject, host, content, attempts`,
    claim.token,
    claim.now + claim.lease,
    host,
    claim.now,
    claim.now,
    JSON.stringify(kinds),
    limit,
  )
  return errands.sort((a, b) => a.attempts - b.attempts || a.id - b.id)
}

/**
 * Claims one errand that is due; `busy` when `most` others of its host are being run, undefined when there is nothing
 * to do. A webhook waits only for webhooks, and nothing for verifications, which anybody can have made of any host.
 */
export async function claimErrand(
  db: Db,
  id: number,
  claim: ErrandClaim,
  most: number,
): Promise<Errand | 'busy' | undefined> {
  const errand = await db.first<Errand>(
    `UPDATE errands SET token = ?, lease = ? WHERE id = ? AND due <= ? AND lease <= ?
       AND (SELECT count(*) FROM errands other WHERE other.host = errands.host AND other.lease > ?
         AND (other.kind = 'hook') = (errands.kind = 'hook') AND other.kind <> 'verify') < ?
     RETURNING id, kind, subject, host, content, attempts`,
    claim.token,
    claim.now + claim.lease,
    id,
    claim.now,
    claim.now,
    claim.now,
    most,
  )
  if (errand !== undefined) return errand
  const waiting = await db.first('SELECT 1 FROM errands WHERE id = ? AND due <= ?', id, claim.now)
  return waiting === undefined ? undefined : 'busy'
}

/** The errand is done, and whatever else goes with it. One that got another content meanwhile stays. */
export async function finishErrand(
  db: Db,
  errand: Errand,
  claim: ErrandClaim,
  more: readonly Statement[] = [],
): Promise<void> {
  await db.batch([...more, toDoneStatement(errand, claim), toFreeStatement(errand, claim)])
}

/** As `finishErrand` for many, with nothing else to be written. */
export async function finishErrands(db: Db, finished: readonly (readonly [Errand, ErrandClaim])[]): Promise<void> {
  // A statement for each, in one batch, takes half of what one over a JSON list does.
  const deleted = await db.batch(finished.map(([errand, claim]) => toDoneStatement(errand, claim)))
  const left = finished.filter((_, index) => deleted[index] === 0)
  if (left.length > 0) await db.batch(left.map(([errand, claim]) => toFreeStatement(errand, claim)))
}

function toDoneStatement({ id, content }: Errand, { token }: ErrandClaim): Statement {
  return statement('DELETE FROM errands WHERE id = ? AND token = ? AND content = ?', id, token, content)
}

function toFreeStatement({ id }: Errand, { token }: ErrandClaim): Statement {
  const sql = 'UPDATE errands SET token = NULL, lease = 0, queued = 0, attempts = 0 WHERE id = ? AND token = ?'
  return statement(sql, id, token)
}

/** The errand is to be run again later. A hub that answered meanwhile has said when itself. */
export async function postponeErrand(
  db: Db,
  errand: Errand,
  claim: ErrandClaim,
  next: { readonly due: number; readonly attempts: number },
  more: readonly Statement[] = [],
): Promise<void> {
  const postponed = statement(
    `UPDATE errands SET token = NULL, lease = 0, queued = 0, attempts = ?,
       due = iif(kind = 'follow' AND content <> ?, due, ?) WHERE id = ? AND token = ?`,
    next.attempts,
    errand.content,
    next.due,
    errand.id,
    claim.token,
  )
  await db.batch([...more, postponed])
}

/** Lets go of errands that were claimed and not begun. */
export async function releaseErrands(db: Db, errands: readonly Errand[], claim: ErrandClaim): Promise<void> {
  await db.run(
    'UPDATE errands SET token = NULL, lease = 0 WHERE token = ? AND id IN (SELECT value FROM json_each(?))',
    claim.token,
    JSON.stringify(errands.map(({ id }) => id)),
  )
}

/** Lets go of every claim: for the one process of a database, which at its start knows that the holders are dead. */
export async function releaseAllErrands(db: Db): Promise<void> {
  await db.run('UPDATE errands SET token = NULL, lease = 0 WHERE token IS NOT NULL')
}

/** When the next errand of these kinds is due, milliseconds since 1970; undefined while there is none. */
export async function loadNextErrand(db: Db, kinds: readonly ErrandKind[]): Promise<number | undefined> {
  const row = await db.first<{ due: number | null }>(
    `SELECT min(max(due, lease)) AS due FROM errands WHERE ${KINDS}`,
    JSON.stringify(kinds),
  )
  return row?.due ?? undefined
}

/** Ids of errands of these kinds that are due, for a queue, which is asked for them only once until `until`. */
export async function takeQueueable(
  db: Db,
  kinds: readonly ErrandKind[],
  now: number,
  until: number,
  limit: number,
): Promise<number[]> {
  const rows = await db.all<{ id: number }>(
    `UPDATE errands SET queued = ? WHERE id IN (
       SELECT id FROM errands WHERE due <= ? AND lease <= ? AND queued <= ? AND ${KINDS} ORDER BY due LIMIT ?)
     RETURNING id`,
    until,
    now,
    now,
    now,
    JSON.stringify(kinds),
    limit,
  )
  return rows.map(({ id }) => id)
}

// How far the change log was distributed.

/** Where distributing stands: up to `from` it is done, `to` is the last change, and whether any between is news. */
type Undistributed = { readonly from: number; readonly to: number; readonly isNews: boolean }

/** What is left to be distributed; undefined when nothing changed. Quiet changes are told to nobody. */
export async function loadUndistributed(db: Db): Promise<Undistributed | undefined> {
  const row = await db.first<{ from: number; to: number; news: number }>(
    `SELECT m."from", m."to", EXISTS (SELECT 1 FROM changes WHERE seq > m."from" AND quiet = 0) AS news FROM (
       SELECT CAST(value AS INTEGER) AS "from", (SELECT coalesce(max(seq), 0) FROM changes) AS "to"
       FROM meta WHERE name = 'distributed') m`,
  )
  if (row === undefined || row.to <= row.from) return undefined
  return { from: row.from, to: row.to, isNews: row.news === 1 }
}

/** Everything up to `to` is distributed; never goes back. */
export async function saveDistributed(db: Db, to: number): Promise<void> {
  await db.run(`UPDATE meta SET value = ? WHERE name = 'distributed' AND CAST(value AS INTEGER) < ?`, String(to), to)
}

/** The first part of every cursor (docs/architecture.md, decision 10). */
export async function loadEpoch(db: Db): Promise<string> {
  const row = await db.first<{ value: string }>(`SELECT value FROM meta WHERE name = 'epoch'`)
  return row?.value ?? ''
}
