/**
 * Whether the database can be worked with. Promises: nothing is changed by looking; what kept somebody from writing is
 * remembered until a write goes well.
 */
import { StoreError } from '../errors.ts'
import { type Db, pass } from './db.ts'
import { APPLIED, toMissingMigrations } from './upgrade/schema.ts'

/** Milliseconds that a full disk is remembered: what is small may find room where what is asked for does not. */
const WHILE = 60_000
/** … and that a write is waited for, less than whoever asks waits (readiness.ts). */
const LATE = 1_000

export type WatchedDb = {
  readonly db: Db
  /** What is wrong with the database, in a sentence without a path. */
  readonly findTrouble: () => Promise<string | undefined>
}

/** The same database, whose refusals are remembered. */
export function watchTroubles(db: Db, now: () => number): WatchedDb {
  let last: { readonly error: StoreError; readonly at: number } | undefined
  const isOver = () => last?.error.reason !== 'full' || Math.abs(now() - last.at) >= WHILE
  const written = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const done = await work
      if (isOver()) last = undefined
      return done
    } catch (error) {
      if (error instanceof StoreError && error.reason !== undefined) last = { error, at: now() }
      throw error
    }
  }
  const watched: Db = {
    ...pass(db),
    run: (sql, ...values) => written(db.run(sql, ...values)),
    batch: (statements) => written(db.batch(statements)),
  }
  const write = async () => {
    // Takes the lock that every write needs, and writes nothing.
    await watched.run("DELETE FROM meta WHERE name = 'nobody''s'")
    return last?.error.message
  }
  const findTrouble = async () => {
    try {
      await read(db)
      return await unlessLate(write(), () => db.waitsFor?.())
    } catch (error) {
      return toSentence(error)
    }
  }
  return { db: watched, findTrouble }
}

/** What was found, or after a while what is waited for, where that is known. */
async function unlessLate(found: Promise<string | undefined>, waitsFor: () => string | undefined) {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, LATE)
  try {
    return (await Promise.race([found, late.then(waitsFor)])) ?? (await found)
  } finally {
    clearTimeout(timer)
  }
}

/** A row of what everything stands on, and whether a newer version was at it meanwhile. @throws StoreError */
async function read(db: Db): Promise<void> {
  const row = await db.first<{ readonly epoch: string | null }>(
    `SELECT (SELECT value FROM meta WHERE name = 'epoch') AS epoch, (SELECT max(seq) FROM changes) AS seq,
     (SELECT max(id) FROM items) AS item, (SELECT due FROM polls LIMIT 1) AS due`,
  )
  if (typeof row?.epoch !== 'string') throw new StoreError('The database has no epoch.', { reason: 'corrupt' })
  const applied = await db.all<{ readonly name: string }>(APPLIED)
  toMissingMigrations(
    applied.map(({ name }) => name),
    'The database',
  )
}

function toSentence(error: unknown): string {
  if (!(error instanceof StoreError)) throw error
  if (error.reason !== undefined) return error.message
  const isWithout = /no such (?:table|column)/.test(error.message)
  return isWithout ? 'The database has not the tables that this version needs.' : 'The database can not be read.'
}
