/** Connections to a file. Promises: one that writes has made the file, its folder and its tables where they were not. */
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../errors.ts'
import type { Migration } from '../../store/upgrade/migrations.ts'
import { makeOwnFile } from '../data-folder.ts'
import { makeFolder } from '../folder.ts'
import { demandOwn } from '../owner.ts'
import { isPassing, toSqliteError } from './connection.ts'
import { createLogReader } from './head.ts'
import { demandOurs, migrate } from './migrations.ts'

/** @param patience milliseconds that a lock is waited for, in place @throws StoreError */
export function connect(file: string, migrations: readonly Migration[] | undefined, patience: number): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (file !== ':memory:') makePlace(file)
    database = new DatabaseSync(file, { timeout: patience })
    demandOurs(database, file)
    prepareFile(database)
    migrate(database, file, migrations)
    settleLog(database, file)
    database.exec('PRAGMA busy_timeout = 0')
    return database
  } catch (error) {
    database?.close()
    if (error instanceof StoreError) throw error
    const refused = toSqliteError(error)
    const why = isPassing(refused) ? refused.message : (error as Error).message
    throw new StoreError(`The database ${file} cannot be opened: ${why}`, { cause: error, reason: refused.reason })
  }
}

function makePlace(file: string): void {
  makeFolder(dirname(file))
  demandOwn(file)
  makeOwnFile(file)
}

/** After a kill nobody knows how far the log was copied, and so not who writes to the file (overwriting.ts). */
function settleLog(database: DatabaseSync, file: string): void {
  if (file !== ':memory:' && createLogReader(file)() === undefined) database.exec('PRAGMA wal_checkpoint')
}

/** To read and no more. @throws StoreError */
export function connectReader(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 0 })
    database.exec('PRAGMA cache_size = -16000')
    return database
  } catch (error) {
    throw toSqliteError(error)
  }
}

function prepareFile(database: DatabaseSync): void {
  // A checkpoint every 64 MB: most pages of an index are written many times before, and once is enough.
  // No mmap: of a file that is cut off, a read past its end would end the process (SIGBUS).
  // NORMAL: a kill loses nothing; a power cut may lose the last moments, which the next poll brings again.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA journal_size_limit = 67108864;
  `)
}
