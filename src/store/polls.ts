/**
 * What polling remembers of each source, and who holds a source and its host now (docs/architecture.md, decision 12).
 */
import { StoreError } from '../errors.ts'
import type { PollState, Source } from '../model/model.ts'
import { CLAIM_LOST, type Db, type Statement } from './db.ts'
import { statement } from './statements.ts'
import { toVersionStatement } from './versions.ts'

type PollRow = { readonly source: string; readonly due: number; readonly state: string }

/** Every source's state, by id. */
export async function loadPolls(db: Db): Promise<Map<string, PollState>> {
  const rows = await db.all<PollRow>('SELECT source, due, state FROM polls')
  return new Map(rows.map((row) => [row.source, toState(row)]))
}

/** One source's state; undefined where it has none. */
export async function loadPoll(db: Db, source: string): Promise<PollState | undefined> {
  const row = await db.first<PollRow>('SELECT source, due, state FROM polls WHERE source = ?', source)
  return row && toState(row)
}

/** States of sources that were asked to wait, or their whole host was, until later than `now`. */
export async function loadResting(db: Db, now: number): Promise<PollState[]> {
  const rows = await db.all<PollRow>(
    `SELECT source, due, state FROM polls
     WHERE state ->> 'retryAt' IS NOT NULL AND CAST(state ->> 'retryAt' AS INTEGER) > ?`,
    now,
  )
  return rows.map(toState)
}

function toState(row: PollRow): PollState {
  return JSON.parse(row.state) as PollState
}

/** Ids of sources that may be polled now, longest waiting first: due, not paused, not gone, held by nobody. */
export async function loadDue(db: Db, now: number, limit: number): Promise<string[]> {
  const rows = await db.all<{ source: string }>(
    'SELECT source FROM polls WHERE stopped = 0 AND due <= ? AND lease <= ? ORDER BY due, source LIMIT ?',
    now,
    now,
    limit,
  )
  return rows.map(({ source }) => source)
}

/** Gives every source that has no state one that is due now. */
export async function ensurePolls(db: Db, sources: readonly Source[], now: number): Promise<void> {
  const fresh = sources.map(({ id }): PollState => ({ source: id, due: now, paused: false, gone: false, failures: 0 }))
  await db.run(
    `INSERT OR IGNORE INTO polls (source, due, state)
     SELECT value ->> 'source', value ->> 'due', value FROM json_each(?)`,
    JSON.stringify(fresh),
  )
}

/**
 * Claims a source and its host for `leaseMs`, and answers the source's state as it is now.
 * Undefined when somebody else holds either, or there is no such source.
 */
export async function claimPoll(
  db: Db,
  source: string,
  host: string,
  token: string,
  now: number,
  leaseMs: number,
): Promise<PollState | undefined> {
  const until = now + leaseMs
  const [, held = 0] = await db.batch([
    toHostClaim(host, token, now, until),
    statement(
      `UPDATE polls SET token = ?, lease = ? WHERE source = ? AND lease <= ?
       AND EXISTS (SELECT 1 FROM hosts WHERE host = ? AND token = ?)`,
      token,
      until,
      source,
      now,
      host,
      token,
    ),
    // The host was free but the source was not: nobody is served by keeping the host.
    statement(
      'DELETE FROM hosts WHERE host = ? AND token = ? AND NOT EXISTS (SELECT 1 FROM polls WHERE source = ? AND token = ?)',
      host,
      token,
      source,
      token,
    ),
  ])
  if (held === 0) return undefined
  const row = await db.first<PollRow>(
    'SELECT source, due, state FROM polls WHERE source = ? AND token = ?',
    source,
    token,
  )
  return row && toState(row)
}

/** Lets go of a claim; does nothing where the token holds none. */
export async function releasePoll(db: Db, source: string, host: string, token: string): Promise<void> {
  await db.batch([
    statement('UPDATE polls SET token = NULL, lease = 0 WHERE source = ? AND token = ?', source, token),
    toHostRelease(host, token),
  ])
}

/** Claims a host alone, for a page that another host's source needs; false when somebody else has it. */
export async function claimHost(db: Db, host: string, token: string, now: number, leaseMs: number): Promise<boolean> {
  const { sql, values } = toHostClaim(host, token, now, now + leaseMs)
  return (await db.run(sql, ...values)) > 0
}

/** Lets go of a host; does nothing where the token holds none. */
export async function releaseHost(db: Db, host: string, token: string): Promise<void> {
  const { sql, values } = toHostRelease(host, token)
  await db.run(sql, ...values)
}

function toHostClaim(host: string, token: string, now: number, until: number): Statement {
  return statement(
    `INSERT INTO hosts (host, token, lease) VALUES (?, ?, ?)
     ON CONFLICT (host) DO UPDATE SET token = excluded.token, lease = excluded.lease WHERE lease <= ?`,
    host,
    token,
    until,
    now,
  )
}

function toHostRelease(host: string, token: string): Statement {
  return statement('DELETE FROM hosts WHERE host = ? AND token = ?', host, token)
}

/**
 * Saves what a poll found out and lets go of its claim. A batch with these fails as a whole, by a StoreError that
 * `isClaimLost` knows, when the token no longer holds the source.
 */
export function toPollStatements(state: PollState, host: string, token: string): Statement[] {
  return [
    statement(
      // Without the claim the inner query finds no row, and `state` may not be null. What a hub promised is not the
      // poll's to say: it may have come in while the source was asked (RFC 7396: null takes the member away).
      `REPLACE INTO polls (source, due, stopped, token, lease, state)
       VALUES (?, ?, ?, NULL, 0, (SELECT json_patch(?, json_object('pushedUntil', state ->> 'pushedUntil'))
         FROM polls WHERE source = ? AND token = ?))`,
      state.source,
      state.due,
      toStopped(state),
      JSON.stringify(state),
      state.source,
      token,
    ),
    toHostRelease(host, token),
  ]
}

/** Whether a batch failed because its claim had passed to somebody else. */
export function isClaimLost(error: unknown): boolean {
  return error instanceof StoreError && error.message === CLAIM_LOST
}

/**
 * Saves the state that an editor gave a source. Takes the source out of the hands of a poll under way, which would
 * overwrite it.
 */
export async function savePoll(db: Db, state: PollState): Promise<void> {
  const { source, due, paused } = state
  const isPausedNow = `coalesce((SELECT state ->> 'paused' FROM polls WHERE source = ?), 0)`
  await db.batch([
    // Of all that is remembered this alone is a setting.
    toVersionStatement({ kind: 'source', subject: source }, `${isPausedNow} <> ?`, source, paused ? 1 : 0),
    statement(
      'REPLACE INTO polls (source, due, stopped, token, lease, state) VALUES (?, ?, ?, NULL, 0, ?)',
      source,
      due,
      toStopped(state),
      JSON.stringify(state),
    ),
  ])
}

/**
 * Notes how long a hub has promised to send what is new of a source; undefined: it does not any more, and the source
 * is due at once. A poll under way goes on.
 */
export async function savePushed(db: Db, source: string, until: number | undefined, now: number): Promise<void> {
  if (until !== undefined) {
    await db.run("UPDATE polls SET state = json_set(state, '$.pushedUntil', ?) WHERE source = ?", until, source)
    return
  }
  await db.run(
    `UPDATE polls SET due = min(due, ?), state = json_set(json_remove(state, '$.pushedUntil'), '$.due', min(due, ?))
     WHERE source = ? AND state ->> 'pushedUntil' IS NOT NULL`,
    now,
    now,
    source,
  )
}

/** Puts a source off. A poll under way goes on, and knows better. */
export async function postpone(db: Db, source: string, until: number): Promise<void> {
  await db.run(
    `UPDATE polls SET due = ?, state = json_set(state, '$.due', ?) WHERE source = ? AND due < ? AND stopped = 0`,
    until,
    until,
    source,
    until,
  )
}

function toStopped(state: PollState): number {
  return state.paused || state.gone ? 1 : 0
}

/** Lets go of every claim: for the one process of a database, which at its start knows that the holders are dead. */
export async function releaseAllPolls(db: Db): Promise<void> {
  await db.batch([
    statement('UPDATE polls SET token = NULL, lease = 0 WHERE token IS NOT NULL'),
    statement('DELETE FROM hosts'),
  ])
}
