/** The change log: one growing number for everything that readers could notice (decision 10). */
import type { Change, ChangeKind } from '../model/history.ts'
import { type Db, type Statement, statement } from './db.ts'

type ChangeRow = {
  readonly seq: number
  readonly kind: ChangeKind
  readonly at: number
  readonly item: string
  readonly revision: number
  readonly quiet: number
  readonly link: string | null
}

/**
 * Changes after a cursor (`EPOCH.SEQ`; undefined: from the first), oldest first, and the cursor to go on from.
 * Undefined when the cursor is malformed, of another epoch, or ahead of the log: start again from the first.
 */
export async function loadChanges(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<{ changes: Change[]; next: string } | undefined> {
  const log = await db.first<{ epoch: string; last: number }>(
    `SELECT value AS epoch, (SELECT coalesce(max(seq), 0) FROM changes) AS last FROM meta WHERE name = 'epoch'`,
  )
  const start = log && toStart(after, log)
  if (log === undefined || start === undefined) return undefined
  const rows = await db.all<ChangeRow>(
    `SELECT c.seq, c.kind, c.at, i.public_id AS item, c.revision, c.quiet, l.detail AS link
     FROM changes c JOIN items i ON i.id = c.item LEFT JOIN link_changes l ON l.seq = c.seq WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    start,
    limit,
  )
  const changes = rows.map(({ link, ...row }) => ({
    ...row,
    quiet: row.quiet === 1,
    ...(link === null ? {} : { link: JSON.parse(link) as Change['link'] & object }),
  }))
  return { changes, next: `${log.epoch}.${changes.at(-1)?.seq ?? start}` }
}

function toStart(after: string | undefined, log: { epoch: string; last: number }): number | undefined {
  if (after === undefined) return 0
  const parts = /^([0-9a-f]+)\.(\d{1,15})$/.exec(after)
  if (parts === null || parts[1] !== log.epoch) return undefined
  const seq = Number(parts[2])
  return seq <= log.last ? seq : undefined
}

/** Number and time of the newest change, of one channel or of all; undefined while there is none. */
export async function loadLastChange(db: Db, channel?: string): Promise<{ seq: number; at: number } | undefined> {
  return channel === undefined
    ? db.first('SELECT seq, at FROM changes ORDER BY seq DESC LIMIT 1')
    : db.first('SELECT seq, at FROM changes WHERE channel = ? ORDER BY seq DESC LIMIT 1', channel)
}

/** Starts a new epoch: no cursor that was given out before is trusted any more. For a restored database. */
export function toEpochStatement(): Statement {
  return statement(`UPDATE meta SET value = lower(hex(randomblob(4))) WHERE name = 'epoch'`)
}
