/** The store's driver over node:sqlite: one file, WAL, statements prepared once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { StoreError } from '../../errors.ts'
import type { Db, SqlValue, Statement } from '../../store/db.ts'
import { toEpochStatement } from '../../store/feeds/changes.ts'
import type { Migration } from '../../store/upgrade/migrations.ts'
import { writeBackup } from './backup.ts'
import { createStatements, isReading, rewriteFile, type Statements, toSqliteError, toUnopened } from './connection.ts'
import { connect, connectReader } from './opening.ts'
import { createPatience, PATIENCE } from './patience.ts'
import { createPlace, createReaderPlace, type FilePlace, type Found } from './place.ts'
import { createWrites, type Writes } from './writes.ts'

/** A database on this machine. */
export interface Database extends Db {
  /** Copies it into `file` while it is in use, as a new epoch (docs/architecture.md, decision 10). @throws StoreError */
  backup(file: string): Promise<void>
  /**
   * Grows whenever anybody wrote to the file. Other processes are asked about once a turn of the event loop: what a request
   * of this turn can know of was committed before it. Parts of what is under way (`toPart`) count later.
   */
  written(): number
  /** Called when another database at its place was opened anew: nothing that was made of the old one holds. */
  onReplaced(listener: () => void): void
  close(): void
}

const PURGING = "The database's file is being written anew, and what is to be written waits for that."

/**
 * Opens a file, or `:memory:`, making it and its folder where it is not there, and brings its tables up to date.
 * @param patience milliseconds that a lock is waited for, in place
 * @param now milliseconds of a clock that is never set
 * @throws StoreError when it is no database of ours, or one of a newer version
 */
export function openDatabase(
  file: string,
  migrations?: readonly Migration[],
  patience = PATIENCE,
  now: () => number = () => performance.now(),
): Database {
  return new Sqlite(
    (isAnother) => {
      const database = connect(file, migrations, patience)
      if (isAnother) database.exec(toEpochStatement().sql)
      return database
    },
    (path) => createPlace(path, now),
    now,
  )
}

/**
 * Opens a file that another connection of this process looks after, to read it and no more.
 * @throws StoreError when it can not be opened
 */
export function openReader(file: string): Database {
  return new Sqlite(
    () => connectReader(file),
    () => createReaderPlace(file, () => performance.now()),
    () => performance.now(),
  )
}

/** @param isAnother it stands where another was: whoever follows the change log has to begin anew */
type Connect = (isAnother: boolean) => DatabaseSync

class Sqlite implements Database {
  /** Some milliseconds, in which nobody else is answered. */
  readonly atOnce = 20
  readonly #connect: Connect
  readonly #toPlace: (file: string | undefined) => FilePlace
  #database: DatabaseSync
  #statements: Statements
  #place: FilePlace
  #replaced: () => void = () => {}
  #isReading = false
  readonly #writes: Writes
  readonly #patience = createPatience()
  #version = 0
  #isAsked = false
  /** Until then the file is written anew, and nobody else can write to it. */
  #purging: Promise<unknown> | undefined
  /** What was found out: no statement writes to a file that is damaged, which would make it worse. */
  #damage: StoreError | undefined

  constructor(connect: Connect, toPlace: (file: string | undefined) => FilePlace, now: () => number) {
    this.#writes = createWrites(now)
    this.#connect = connect
    this.#toPlace = toPlace
    this.#database = connect(false)
    this.#statements = createStatements(this.#database)
    this.#place = toPlace(this.#database.location() ?? undefined)
  }

  async all<T>(sql: string, ...values: SqlValue[]): Promise<T[]> {
    return this.#patiently(() => this.#prepareFor(sql).all(...values) as T[], sql)
  }

  async first<T>(sql: string, ...values: SqlValue[]): Promise<T | undefined> {
    return this.#patiently(() => this.#prepareFor(sql).get(...values) as T | undefined, sql)
  }

  findNow(sql: string, values: readonly SqlValue[]): (readonly SqlValue[] | undefined)[] {
    if (values.length === 0) return []
    return this.#translated(() => {
      this.#beginReading()
      const statement = this.#statements.prepareRows(sql)
      const rows: unknown[] = values.map((value) => statement.get(value))
      this.#endReading()
      return rows as (readonly SqlValue[] | undefined)[]
    })
  }

  async run(sql: string, ...values: SqlValue[]): Promise<number> {
    return this.#patiently(() => {
      this.#beginWriting()
      this.#writes.add()
      return this.#change({ sql, values })
    })
  }

  async batch(statements: readonly Statement[]): Promise<number[]> {
    if (statements.length === 0) {
      this.#writes.add()
      return []
    }
    return this.#patiently(() => {
      this.#beginWriting()
      if (statements.some(({ isPart }) => isPart)) this.#writes.addPart()
      else this.#writes.add()
      this.#statements.prepare('BEGIN IMMEDIATE').statement.run()
      try {
        const changes = statements.map((one) => this.#change(one))
        this.#statements.prepare('COMMIT').statement.run()
        return changes
      } catch (error) {
        // Some errors, a full disk for one, have rolled back already.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
        throw error
      }
    })
  }

  #patiently<T>(work: () => T, sql = ''): Promise<T> {
    const before = () => (isReading(sql) ? undefined : this.#purging)
    return this.#patience.patiently(work, (error) => this.#toRefused(error), before)
  }

  waitsFor(): string | undefined {
    return this.#purging === undefined ? this.#patience.waitsFor() : PURGING
  }

  #toRefused(error: unknown): StoreError {
    const refused = toSqliteError(error)
    // What was found out by looking may pass.
    if (refused.reason === 'corrupt' && !(error instanceof StoreError)) this.#damage ??= refused
    return refused
  }

  /** Meanwhile this connection reads, and writes wait their turn instead of waiting for the file's lock. */
  async purge(): Promise<void> {
    while (this.#purging !== undefined) await this.#purging
    this.#beginWriting()
    const file = this.#database.location()
    if (file === null) return this.#translated(() => this.#database.exec('VACUUM'))
    const rewritten = rewriteFile(file)
    this.#purging = Promise.allSettled([rewritten]).then(() => {
      this.#purging = undefined
    })
    await rewritten
  }

  async backup(file: string): Promise<void> {
    if (this.#purging !== undefined) await this.#purging
    this.#endReading()
    await writeBackup(this.#database, file)
  }

  written(): number {
    if (!this.#isAsked) {
      this.#isAsked = true
      setImmediate(() => {
        this.#isAsked = false
      }).unref()
      // It moves with what other connections commit, and only with that.
      const version = this.#translated(() =>
        Number(this.#statements.prepare('PRAGMA data_version').statement.get()?.data_version),
      )
      if (version !== this.#version) this.#writes.add()
      this.#version = version
    }
    return this.#writes.read()
  }

  onReplaced(listener: () => void): void {
    this.#replaced = listener
  }

  close(): void {
    this.#endReading()
    this.#statements.clear()
    if (this.#database.isOpen) this.#database.close()
  }

  #change({ sql, values }: Statement): number {
    return Number(this.#statements.prepare(sql).statement.run(...values).changes)
  }

  /** The statement, within the turn's transaction where it only reads. */
  #prepareFor(sql: string): StatementSync {
    this.#look()
    if (this.#statements.prepare(sql).isRead) this.#beginReading()
    else this.#beginWriting()
    // Prepared by now; or anew, where the file was opened anew meanwhile.
    return this.#statements.prepare(sql).statement
  }

  #beginWriting(): void {
    this.#endReading()
    const found = this.#look()
    if (this.#damage !== undefined) throw this.#damage
    if (found.outcome === 'lost') throw found.error
  }

  /** Another database at its place is opened anew: nobody has to start the service again. */
  #look(): Found {
    const found = this.#place.look()
    if (found.outcome === 'anew' && this.#purging === undefined) this.#openAnew()
    if (!this.#database.isOpen && this.#damage !== undefined) throw this.#damage
    if (found.outcome === 'mixed') throw found.error
    return found
  }

  #openAnew(): void {
    this.#endReading()
    this.#statements.clear()
    this.#place.clear()
    if (this.#database.isOpen) this.#database.close()
    try {
      this.#database = this.#connect(true)
    } catch (cause) {
      this.#damage = toUnopened(cause)
      throw this.#damage
    }
    this.#statements = createStatements(this.#database)
    this.#place = this.#toPlace(this.#database.location() ?? undefined)
    this.#damage = undefined
    this.#writes.add()
    this.#replaced()
  }

  /**
   * Reads of one turn of the event loop share a transaction: to lock and unlock the file takes four times as long as to
   * find a row. Nobody is kept waiting by it; a write ends it.
   */
  #beginReading(): void {
    if (this.#isReading) return
    this.#look()
    this.#endReading()
    this.#statements.prepare('BEGIN').statement.run()
    this.#isReading = true
    setImmediate(() => this.#endTurn())
  }

  /** Nobody waits for this: what can't be ended stays open, and whoever asks next meets the same error. */
  #endTurn(): void {
    try {
      if (this.#isReading) this.#endReading()
    } catch (error) {
      this.#toRefused(error)
    }
  }

  /** An error may have ended the transaction already; of one that only read, nothing is lost by a rollback. */
  #endReading(): void {
    this.#isReading = false
    if (!this.#database.isOpen || !this.#database.isTransaction) return
    try {
      this.#statements.prepare('COMMIT').statement.run()
    } catch (error) {
      this.#toRefused(error)
      this.#database.exec('ROLLBACK')
    }
  }

  #translated<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#toRefused(error)
    }
  }
}
