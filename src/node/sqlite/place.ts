/**
 * Whether the file that is open is still the one that stands at its place, and whole. Promises: what would be lost is
 * refused before it is written; another that is whole is known for one, so that it can be opened anew, and nothing of
 * the old one's log ever gets into it.
 */

import { rmSync, type Stats, statSync } from 'node:fs'
import { StoreError } from '../../errors.ts'
import { createHeadReader, type Head, isSameFile, isWhole, toSize, toStats } from './head.ts'
import { createOverwriteTest, createSeparation, emptyLog } from './overwriting.ts'

/** What stands at the place of a database. */
export type Found =
  | { readonly outcome: 'same' }
  /** Another database, which is whole: to be opened anew. */
  | { readonly outcome: 'anew' }
  /** What is known can be read on. */
  | { readonly outcome: 'lost'; readonly error: StoreError }
  /** Another was copied over it: what is read would be of both. */
  | { readonly outcome: 'mixed'; readonly error: StoreError }

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

const PUT_BACK = 'move a backup of it, or the file itself, to its place, and the service goes on.'
/** What is in a log that has no name any more goes into the database when that is closed. */
const START_AGAIN = 'stop the service, and start it again.'
const WAIT = 'it is opened anew as soon as it is whole and at rest.'

/** The place of a connection that only reads, beside one that looks after the file: it follows that one. */
export function createReaderPlace(path: string, now: () => number): FilePlace {
  const all = [path, `${path}-wal`, `${path}-shm`].map((one) => ({ path: one, first: toStats(one) }))
  const isAnother = ({ path, first }: { readonly path: string; readonly first: Stats | undefined }) =>
    !isSameFile(first, toStats(path))
  const [, log] = all
  const head = createHeadReader(path)
  const isOverwritten = createOverwriteTest(path, head)
  let wasOverwritten = false
  const look = createRareLook(() => {
    // While the old log stands beside another file, the other connection has not seen to it yet.
    if (log !== undefined && isAnother(log) && isWhole(path, head())) return ANEW
    wasOverwritten ||= isOverwritten()
    return wasOverwritten ? mixed(undefined) : SAME
  }, now)
  return { look, clear: () => {} }
}

/** @param path undefined for a database in memory @param now milliseconds of a clock that is never set */
export function createPlace(path: string | undefined, now: () => number): FilePlace {
  if (path === undefined) return { look: () => SAME, clear: () => {} }
  const [file, log, index] = [path, `${path}-wal`, `${path}-shm`].map((one) => ({ path: one, first: toStats(one) }))
  const head = createHeadReader(path)
  const isDamaged = createDamageTest(path, head, now)
  const find = (): Found => {
    const at = toStats(path)
    if (at === undefined) return lost("The database's file was taken away", PUT_BACK)
    if (!isSameFile(file?.first, at)) return isWhole(path, head()) ? ANEW : lost('Another file stands there', PUT_BACK)
    return isDamaged() ?? findBeside(log, 'log') ?? findBeside(index, "log's index") ?? SAME
  }
  const clear = () => {
    for (const one of [log, index]) if (one && isSameFile(one.first, toStats(one.path))) rmSync(one.path)
  }
  return { look: createRareLook(find, now), clear }
}

function createRareLook(find: () => Found, now: () => number): () => Found {
  let at = Number.NEGATIVE_INFINITY
  let found: Found = SAME
  return () => {
    if (now() - at < WHILE) return found
    at = now()
    found = find()
    return found
  }
}

type Beside = { readonly path: string; readonly first: Stats | undefined } | undefined

/** With new ones beside the old, two processes would write over each other. */
function findBeside(beside: Beside, what: string): Found | undefined {
  if (beside?.first === undefined) return undefined
  const now = toStats(beside.path)
  if (isSameFile(beside.first, now)) return undefined
  const fault = now === undefined ? 'was taken away' : 'was replaced under the service'
  return lost(`The database's ${what} ${fault}`, START_AGAIN)
}

function lost(fault: string, advice: string): Found {
  return { outcome: 'lost', error: toError(fault, advice) }
}

function mixed(fault: string | undefined): Found {
  const because = fault === undefined ? '' : ` (${fault})`
  return { outcome: 'mixed', error: toError(`The database's file was written over${because}`, WAIT) }
}

function toError(fault: string, advice: string): StoreError {
  return new StoreError(`${fault}: nothing more is written; ${advice}`, { reason: 'corrupt' })
}

/** Cut off, or written over, as it is by whoever copies another there: first the one and then the other. */
function createDamageTest(path: string, head: () => Head, now: () => number): () => Found | undefined {
  const isCut = createCutTest(path, head)
  const isOverwritten = createOverwriteTest(path, head)
  const separate = createSeparation(path, head, now)
  let wasCut = false
  let isMixed = false
  return () => {
    if (!isMixed && (isOverwritten() || (wasCut && isWhole(path, head())))) {
      isMixed = true
      emptyLog(path)
    }
    if (isMixed) return mixed(separate())
    wasCut ||= isCut()
    return wasCut ? lost("The database's file was cut off", PUT_BACK) : undefined
  }
}

function createCutTest(path: string, head: () => Head): () => boolean {
  let { size } = statSync(path)
  return () => {
    const found = statSync(path)
    if (found.size < size && found.size < toSize(head())) return true
    size = found.size
    return false
  }
}
