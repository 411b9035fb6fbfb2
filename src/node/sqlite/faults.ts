/** What SQLite says when it can not work (sqlite.org/rescode.html), in words for whoever runs the service. */
import { StoreError } from '../../errors.ts'
import { type Trouble, toStoreError } from '../../store/db.ts'

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
