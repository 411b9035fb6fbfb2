/**
 * A clock that was wrong, and is set right: what was written under it must hold nothing up, nor end anything before its
 * time. Promises: whatever is due, held or counted further ahead than ever happens is so now; what ran out while nobody
 * was there to renew it has a day more.
 */
import type { Db, Statement } from './db.ts'
import { statement } from './statements.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A time that lies ahead: at most how far, in milliseconds, and where not all rows of the table are meant. */
type Ahead = readonly [table: string, column: string, most: number, where?: string]

/** What is due, held or counted now, where it lies further ahead. A test holds this list against the tables. */
const DUE: readonly Ahead[] = [
  ['polls', 'lease', 15 * MINUTE],
  ['hosts', 'lease', 15 * MINUTE],
  ['pictures', 'due', 8 * DAY],
  ['own_pictures', 'look_at', 2 * DAY],
  ['own_pictures', 'unused_since', 0],
  ['loose_pictures', 'due', DAY],
  ['original_hosts', 'due', DAY],
  ['original_hosts', 'checked', 0],
  ['originals', 'checked', 0],
  // A day that a server asked for, or after the last failure, and a fifth.
  ['errands', 'due', 2 * DAY, "kind <> 'follow'"],
  // Half of what a hub may promise (src/push/callback.ts).
  ['errands', 'due', 46 * DAY, "kind = 'follow'"],
  ['errands', 'lease', 15 * MINUTE],
  ['errands', 'queued', HOUR],
  ['receipts', 'lease', 15 * MINUTE],
  ['hub_hosts', 'since', 0],
  ['click_messages', 'at', 0],
]

/** What was promised, where it lies further ahead than is ever promised. */
const PROMISED: readonly Ahead[] = [
  ['subscriptions', 'expires', 30 * DAY],
  ['follows', 'expires', 90 * DAY],
  ['webhook_secrets', 'until', 7 * DAY],
]

/** A day, and as many hours or days as a source wants to be left alone in (src/poll/schedule.ts). */
const LONGEST_POLL = `CASE WHEN state ->> '$.hints.skipDays' IS NOT NULL THEN ${9 * DAY}
  WHEN state ->> '$.hints.skipHours' IS NOT NULL THEN ${2 * DAY + HOUR} ELSE ${DAY + HOUR} END`
/** Also what its server asked for, which may be its host's. */
const POLLS = `
  UPDATE polls SET due = ?1, state = json_remove(json_set(state, '$.due', ?1), '$.retryAt', '$.freshUntil')
  WHERE stopped = 0 AND (due > ?1 + ${LONGEST_POLL} OR coalesce(state ->> '$.retryAt', 0) > ?1 + ${DAY + HOUR})`

/** Nobody could renew meanwhile, or the clock only says so. */
const GRACE = 'UPDATE subscriptions SET expires = ? WHERE expires BETWEEN ? AND ?'

/** Milliseconds between two looks at most, where all is well. */
const GAP = HOUR
/** … and as much as a clock is set back by whoever keeps it right. */
const SLACK = MINUTE

/** What a look at the clock found. */
export type ClockFound = 'right' | 'set back' | 'gone ahead' | 'not known'

/**
 * Looks whether the clock went on as clocks do since the last look, and sets right what it spoiled if not. To be called
 * every minute, and before anything else at a start. @throws StoreError
 */
export async function settleClock(db: Db, now: number): Promise<ClockFound> {
  const row = await db.first<{ readonly value: string }>("SELECT value FROM meta WHERE name = 'clock'")
  const last = row === undefined ? undefined : Number(row.value)
  const found = toFound(last, now)
  await db.batch([...toMending(found, last ?? now, now), toLook(now)])
  return found
}

function toFound(last: number | undefined, now: number): ClockFound {
  if (last === undefined) return 'not known'
  if (now < last - SLACK) return 'set back'
  return now > last + GAP ? 'gone ahead' : 'right'
}

function toMending(found: ClockFound, last: number, now: number): Statement[] {
  if (found === 'right') return []
  if (found === 'gone ahead') return [statement(GRACE, now + DAY, last, now + DAY)]
  const due = DUE.map(([table, column, most, where]) => toPull(table, column, now, now + most, where))
  const promised = PROMISED.map(([table, column, most]) => toPull(table, column, now + most, now + most))
  return [...due, ...promised, statement(POLLS, now)]
}

function toPull(table: string, column: string, to: number, after: number, where = 'true'): Statement {
  return statement(`UPDATE ${table} SET ${column} = ? WHERE ${column} > ? AND ${where}`, to, after)
}

function toLook(now: number): Statement {
  return statement("REPLACE INTO meta (name, value) VALUES ('clock', ?)", String(now))
}

/** SQL for the last look: nothing that is over by the clock alone is thrown away before somebody looked at the clock. */
export const LAST_LOOK = "(SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'clock')"
