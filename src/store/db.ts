/**
 * The one driver seam: SQL in SQLite's dialect, over node:sqlite or Cloudflare D1.
 * Asynchronous because D1 is; `batch` is the only transaction.
 */

import { StoreError, type StoreFault } from '../errors.ts'
import type { Vault } from '../model/secrets/vault.ts'

/** What may be bound to a `?`: never undefined, booleans or bigints. */
export type SqlValue = string | number | null

/** A statement with its parameters; at most 100 of them. Lists go as JSON in one. */
export type Statement = {
  readonly sql: string
  readonly values: readonly SqlValue[]
  /** It adds to the change log (`toLogStatement`). */
  readonly isLog?: true
  /** What it is written with is a part of something larger that is under way (`toPart`). */
  readonly isPart?: true
}

export type Row = Readonly<Record<string, SqlValue>>

export interface Db {
  /** Items that are looked up or written at once; fewer than usual where that holds up whatever else the process does. */
  readonly atOnce?: number
  /** Every row. @throws StoreError */
  all<T = Row>(sql: string, ...values: SqlValue[]): Promise<T[]>
  /** The first row, if there is one. @throws StoreError */
  first<T = Row>(sql: string, ...values: SqlValue[]): Promise<T | undefined>
  /**
   * For each value the first row that a SELECT finds by it, as a list of its columns, at once: where the database is
   * this process's own, and for the one read that is asked for more than all others. @throws StoreError
   */
  findNow?(sql: string, values: readonly SqlValue[]): (readonly SqlValue[] | undefined)[]
  /** Runs one statement; answers the number of rows it changed. @throws StoreError */
  run(sql: string, ...values: SqlValue[]): Promise<number>
  /** All of the statements or none; answers the rows each changed. @throws StoreError, with `unique` set where a uniqueness rule refused */
  batch(statements: readonly Statement[]): Promise<number[]>
  /** What secrets are sealed with (`withVault`); without it none is taken in, and those in clear are read. */
  readonly vault?: Vault
  /** Where the driver can: leaves nothing of what was deleted in the database's files. @throws StoreError */
  purge?(): Promise<void>
}

/** What a wrapper of a database leaves as it is. */
export function pass(db: Db): Db {
  return {
    all: (sql, ...values) => db.all(sql, ...values),
    first: (sql, ...values) => db.first(sql, ...values),
    run: (sql, ...values) => db.run(sql, ...values),
    batch: (statements) => db.batch(statements),
    ...(db.vault === undefined ? {} : { vault: db.vault }),
    ...(db.atOnce === undefined ? {} : { atOnce: db.atOnce }),
    ...(db.findNow === undefined ? {} : { findNow: db.findNow.bind(db) }),
    ...(db.purge === undefined ? {} : { purge: () => db.purge?.() ?? Promise.resolve() }),
  }
}

/** What keeps a database from working, in the words of its driver. */
export type Trouble = { readonly reason: StoreFault; readonly sentence: string }

/** The one place that knows how both stores word their refusals. @param toTrouble what only one of them knows */
export function toStoreError(cause: unknown, toTrouble: (cause: unknown) => Trouble | undefined = () => undefined) {
  if (cause instanceof StoreError) return cause
  const trouble = toTrouble(cause)
  if (trouble !== undefined) return new StoreError(trouble.sentence, { cause, reason: trouble.reason })
  const text = cause instanceof Error ? cause.message : String(cause)
  if (text.includes('NOT NULL constraint failed: polls.state')) return new StoreError(CLAIM_LOST, { cause })
  if (text.includes('NOT NULL constraint failed: receipts.claim')) return new StoreError(RECEIPT_LOST, { cause })
  // D1 tells a unique violation by its text only.
  return new StoreError(`The database refused: ${text}`, { cause, unique: text.includes('UNIQUE constraint failed') })
}

/** The message of the StoreError of a batch whose claim on a source had passed to somebody else. */
export const CLAIM_LOST = 'The claim on the source was lost: somebody else polls or changes it.'

/** The message of the StoreError of a batch whose claim on an Idempotency-Key had passed to somebody else. */
export const RECEIPT_LOST = 'The claim on the Idempotency-Key was lost: the same request was sent again meanwhile.'
