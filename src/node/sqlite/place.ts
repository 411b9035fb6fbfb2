/**
 * Whether the file that is open is still the one that stands at its place, and whole. Promises: what would be lost is
 * refused before it is written; another that is whole is known for one, so that it can be opened anew, and nothing of
 * the old one's log ever gets into it.
 */

import { openSync, readSync, rmSync, type Stats, statSync } from 'node:fs'
import { StoreError } from '../../errors.ts'

/** What stands at the place of a database. */
export type Found =
  | { readonly outcome: 'same' }
  /** Another database, which is whole: to be opened anew. */
  | { readonly outcome: 'anew' }
  | { readonly outcome: 'lost'; readonly error: StoreError }

export type FilePlace = {
  /** To be asked before each write. */
  readonly look: () => Found
  /** Takes away the log of the file that is open: what stands there now must not be read together with it. */
  readonly clear: () => void
}

/** Milliseconds that a look is good for: it takes as long as a small write. */
const WHILE = 20
const SAME: Found = { outcome: 'same' }
const ANEW: Found = { outcome: 'anew' }
const MAGIC = 'SQLite format 3\0'

/** Moved, not copied over it: what is still in the log would get into it, for it would be the same file. */
const PUT_BACK = 'move a backup of it, or the file itself, to its place, and the service goes on.'
/** What is in a log that has no name any more goes into the database when that is closed. */
const START_AGAIN = 'stop the service, and start it again.'

/** The place of a connection that only reads, beside one that looks after the file: it follows that one. */
export function createReaderPlace(path: string): FilePlace {
  const all = [path, `${path}-wal`, `${path}-shm`].map((one) => ({ path: one, first: toStats(one) }))
  const isAnother = ({ path, first }: { readonly path: string; readonly first: Stats | undefined }) =>
    !isSame(first, toStats(path))
  const [, log] = all
  const head = createHeadReader(path)
  const look = createRareLook(() => {
    // While the old log stands beside another file, the other connection has not seen to it yet.
    const isReady = log !== undefined && isAnother(log) && isWhole(path, head())
    return isReady ? ANEW : SAME
  })
  return { look, clear: () => {} }
}

/** @param path undefined for a database in memory */
export function createPlace(path: string | undefined): FilePlace {
  if (path === undefined) return { look: () => SAME, clear: () => {} }
  const [file, log, index] = [path, `${path}-wal`, `${path}-shm`].map((one) => ({ path: one, first: toStats(one) }))
  const head = createHeadReader(path)
  const isCut = createCutTest(path, head)
  let wasCut = false
  const find = (): Found => {
    const now = toStats(path)
    if (now === undefined) return lost("The database's file was taken away", PUT_BACK)
    if (!isSame(file?.first, now)) return isWhole(path, head()) ? ANEW : lost('Another file stands there', PUT_BACK)
    wasCut ||= isCut()
    if (wasCut) return lost("The database's file was cut off", PUT_BACK)
    return findBeside(log, 'log') ?? findBeside(index, "log's index") ?? SAME
  }
  const clear = () => {
    for (const one of [log, index]) if (one && isSame(one.first, toStats(one.path))) rmSync(one.path)
  }
  return { look: createRareLook(find), clear }
}

function createRareLook(find: () => Found): () => Found {
  let at = Number.NEGATIVE_INFINITY
  let found: Found = SAME
  return () => {
    if (performance.now() - at < WHILE) return found
    at = performance.now()
    found = find()
    return found
  }
}

type Beside = { readonly path: string; readonly first: Stats | undefined } | undefined

/** With new ones beside the old, two processes would write over each other. */
function findBeside(beside: Beside, what: string): Found | undefined {
  if (beside?.first === undefined) return undefined
  const now = toStats(beside.path)
  if (isSame(beside.first, now)) return undefined
  const fault = now === undefined ? 'was taken away' : 'was replaced under the service'
  return lost(`The database's ${what} ${fault}`, START_AGAIN)
}

function toStats(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

function isSame(one: Stats | undefined, other: Stats | undefined): boolean {
  return one?.ino === other?.ino && one?.dev === other?.dev
}

function lost(fault: string, advice: string): Found {
  const message = `${fault}: nothing more is written; ${advice}`
  return { outcome: 'lost', error: new StoreError(message, { reason: 'corrupt' }) }
}

type Head = ArrayBuffer | undefined

function createCutTest(path: string, head: () => Head): () => boolean {
  let { size } = statSync(path)
  return () => {
    const found = statSync(path)
    if (found.size < size && found.size < toSize(head())) return true
    size = found.size
    return false
  }
}

/** A database, all of it: whoever copies one there may not be done yet. */
function isWhole(path: string, head: Head): boolean {
  if (head === undefined || Buffer.from(head).toString('latin1', 0, MAGIC.length) !== MAGIC) return false
  return (toStats(path)?.size ?? 0) >= toSize(head)
}

/**
 * The size that a file's head says; infinite where there is none. A file gets shorter by VACUUM too, which leaves as
 * many pages as its head says. (sqlite.org/fileformat.html §1.3)
 */
function toSize(head: Head): number {
  if (head === undefined) return Number.POSITIVE_INFINITY
  const view = new DataView(head)
  const page = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16)
  return page === 0 ? Number.POSITIVE_INFINITY : page * view.getUint32(28)
}

function createHeadReader(path: string): () => Head {
  // Never closed: with the first that is closed a process lets go of all locks on a file, SQLite's too.
  const open = new Map<number, number>()
  return () => {
    const ino = toStats(path)?.ino
    if (ino === undefined) return undefined
    const file = open.get(ino) ?? openSync(path, 'r')
    open.set(ino, file)
    const head = new ArrayBuffer(100)
    return readSync(file, new DataView(head), 0, 100, 0) < 100 ? undefined : head
  }
}
