/** What a connection stands on: its file's vacuum, its prepared statements, and errors in our words. */

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { StoreError } from '../../errors.ts'
import { type Trouble, toStoreError } from '../../store/db.ts'

/**
 * Writes a database's file anew, without what was deleted from it, and empties its log. In a thread: it takes ten
 * seconds for 600 MB, in which other connections can read and not write. @throws StoreError
 */
export function rewriteFile(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./vacuum.ts', import.meta.url), { workerData: file })
    thread.once('message', (fault: string | undefined) => {
      if (fault === undefined) resolve()
      else reject(new StoreError(fault))
    })
    thread.once('error', (error) => reject(toSqliteError(error)))
    thread.once('exit', () => reject(new StoreError('The database was not written anew: the thread ended before.')))
  })
}

// The statements of one connection, prepared once.

/** `isRead`: it changes nothing. */
type Prepared = { readonly statement: StatementSync; readonly isRead: boolean }

export type Statements = {
  readonly prepare: (sql: string) => Prepared
  /** As `prepare`, for rows that are lists: one that is no object takes a quarter less time. */
  readonly prepareRows: (sql: string) => StatementSync
  readonly clear: () => void
}

const READ = /^\s*(?:SELECT|WITH|EXPLAIN)\b(?![\s\S]*\b(?:INSERT|UPDATE|DELETE|RETURNING)\b)/i

/** Far more than the service has; the bound is for whoever builds SQL from parts. */
const KEPT_STATEMENTS = 256

export function isReading(sql: string): boolean {
  return READ.test(sql)
}

export function createStatements(database: DatabaseSync): Statements {
  const all = new Map<string, Prepared>()
  const rows = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const prepared = all.get(sql)
    if (prepared !== undefined) return prepared
    const [oldest] = all.keys()
    if (oldest !== undefined && all.size >= KEPT_STATEMENTS) all.delete(oldest)
    const made = { statement: database.prepare(sql), isRead: isReading(sql) }
    all.set(sql, made)
    return made
  }
  const prepareRows = (sql: string) => {
    const prepared = rows.get(sql)
    if (prepared !== undefined) return prepared
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    rows.set(sql, statement)
    return statement
  }
  const clear = () => {
    all.clear()
    rows.clear()
  }
  return { prepare, prepareRows, clear }
}

// What SQLite says when it can not work (sqlite.org/rescode.html), in words for whoever runs the service.

/** Extended code of a log's index that can not grow: it is a file beside the database. */
const SHMSIZE = 4874
/** … and of a log that is shorter than it was. */
const SHORT_READ = 522

const TROUBLES: Readonly<Record<number, Trouble>> = {
  5: { reason: 'locked', sentence: 'Another process holds the lock of the database.' },
  8: { reason: 'readonly', sentence: 'The database can not be written to: its file or folder is read-only.' },
  10: { reason: 'ioerr', sentence: 'The disk fails to read or write the database.' },
  11: { reason: 'corrupt', sentence: 'The database is damaged.' },
  13: { reason: 'full', sentence: 'The disk is full: nothing can be written to the database.' },
  14: { reason: 'ioerr', sentence: 'The files of the database can not be opened.' },
  15: { reason: 'locked', sentence: 'Other processes are too busy with the database.' },
  26: { reason: 'corrupt', sentence: 'The database is damaged: its file is none any more.' },
}

/** As `toStoreError`, with what SQLite's codes say. */
export function toSqliteError(cause: unknown): StoreError {
  return toStoreError(cause, toTrouble)
}

const STRANGERS: Readonly<Record<string, string>> = {
  newer: 'It was made by a newer version of ara-feeds.',
  foreign: "It is another program's.",
}

/** Why another database, which stands where that of the service was, is not taken: without a path, for anybody may ask. */
export function toUnopened(cause: unknown): StoreError {
  const why = cause instanceof StoreError ? STRANGERS[cause.reason ?? ''] : undefined
  const sentence = 'The database was replaced by what can not be opened.'
  return new StoreError(why === undefined ? sentence : `${sentence} ${why}`, { cause, reason: 'corrupt' })
}

/** Whether it is worth waiting for: somebody lets go of a lock, or makes room. */
export function isPassing(error: unknown): boolean {
  return error instanceof StoreError && (error.reason === 'locked' || error.reason === 'full')
}

function toTrouble(cause: unknown): Trouble | undefined {
  const { errcode, message = '' } = cause as { readonly errcode?: unknown; readonly message?: string }
  if (typeof errcode !== 'number') return undefined
  // All of them are made when it is opened, so that one that is not there was lost since.
  if (message.startsWith('no such table')) return withWords(TROUBLES[11], message)
  if (errcode === SHORT_READ) return withWords(TROUBLES[11], 'its log was cut off')
  return withWords(TROUBLES[errcode === SHMSIZE ? 13 : errcode & 0xff], message)
}

function withWords(trouble: Trouble | undefined, words: string): Trouble | undefined {
  return trouble && { ...trouble, sentence: `${trouble.sentence} (${words})` }
}
