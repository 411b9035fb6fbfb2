/** Whether the file that is open is still the one that stands at its place, and whole. */

import { openSync, readSync, type Stats, statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { StoreError } from '../../errors.ts'
import { toSqliteError } from './faults.ts'

/** To be asked before each write. @throws StoreError where what is written would be lost, or make the damage worse */
export type FileCheck = () => void

/** Milliseconds that a look is good for: it takes as long as a small write. */
const WHILE = 20

type Watched = { readonly path: string; readonly what: string; readonly advice: string; readonly first: Stats }

const PUT_BACK = 'stop the service, put the file or a backup of it in its place, and start again.'
/** What is in a log that has no name any more goes into the database when that is closed. */
const START_AGAIN = 'stop the service, and start it again.'

/** @param path undefined for a database in memory */
export function createFileCheck(path: string | undefined): FileCheck {
  if (path === undefined) return () => {}
  const watched = [
    ...toWatched(path, 'file', PUT_BACK),
    // With new ones beside the old, two processes would write over each other.
    ...toWatched(`${path}-wal`, 'log', START_AGAIN),
    ...toWatched(`${path}-shm`, "log's index", START_AGAIN),
  ]
  const isCut = createCutTest(path)
  let at = 0
  return () => {
    if (performance.now() - at < WHILE) return
    at = performance.now()
    for (const one of watched) refuse(one, toFault(one))
    if (isCut()) throw toError("The database's file was cut off", PUT_BACK)
  }
}

function toWatched(path: string, what: string, advice: string): Watched[] {
  const first = statSync(path, { throwIfNoEntry: false })
  return first === undefined ? [] : [{ path, what, advice, first }]
}

function refuse({ what, advice }: Watched, fault: string | undefined): void {
  if (fault !== undefined) throw toError(`The database's ${what} ${fault}`, advice)
}

function toFault({ path, first }: Watched): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'was taken away'
  return found.ino === first.ino && found.dev === first.dev ? undefined : 'was replaced under the service'
}

function toError(fault: string, advice: string): StoreError {
  return new StoreError(`${fault}: nothing more is written; ${advice}`, { reason: 'corrupt' })
}

function createCutTest(path: string): () => boolean {
  let { size } = statSync(path)
  // Never closed: with the first that is closed a process lets go of all locks on a file, SQLite's too.
  let file: number | undefined
  return () => {
    const found = statSync(path)
    if (found.size < size) {
      file ??= openSync(path, 'r')
      if (found.size < readSize(file)) return true
    }
    size = found.size
    return false
  }
}

/**
 * The size that the file's head says; infinite where there is none. A file gets shorter by VACUUM too, which leaves as
 * many pages as its head says. (sqlite.org/fileformat.html §1.3)
 */
function readSize(file: number): number {
  const head = new DataView(new ArrayBuffer(100))
  if (readSync(file, head, 0, 100, 0) < 100) return Number.POSITIVE_INFINITY
  const page = head.getUint16(16) === 1 ? 65_536 : head.getUint16(16)
  return page === 0 ? Number.POSITIVE_INFINITY : page * head.getUint32(28)
}

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
