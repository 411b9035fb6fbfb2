/**
 * A database over which another was copied: it is the same file, so that what is in the log would get into it. Promises:
 * that is known before anything more is written or read; the log is emptied, and once what stands there is whole and
 * rests, it becomes a file of its own, which can be opened anew.
 */
import { constants, renameSync, rmSync, truncateSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { createLogReader, type Head, isSameFile, isWhole, toStats } from './head.ts'

/** Milliseconds in which nobody wrote to it: whoever copies it there is done. */
const REST = 5_000

/**
 * Whether somebody else wrote into the file. SQLite itself does so only when it copies the log into it, and its index
 * tells of that, whichever process does it: a head that changed without is another's.
 */
export function createOverwriteTest(path: string, head: () => Head): () => boolean {
  const log = createLogReader(path)
  let known: { readonly head: Head; readonly log: string } | undefined
  return () => {
    const before = log()
    const found = head()
    // What changed while the head was read explains all that it says.
    const copied = before === log() ? before : undefined
    if (copied === undefined) known = undefined
    else if (known?.log === copied) return !isEqual(found, known.head)
    else known = { head: found, log: copied }
    return false
  }
}

/** One that has no head is cut off, which shows elsewhere. */
function isEqual(one: Head, other: Head): boolean {
  return one === undefined || other === undefined || one.equals(other)
}

/** Nothing of it must ever be read together with what stands in the database's place now, after a kill neither. */
export function emptyLog(path: string): void {
  if (toStats(`${path}-wal`) !== undefined) truncateSync(`${path}-wal`)
}

/** To be called again and again; answers why it can't be done, where that is known. @param now milliseconds */
export function createSeparation(path: string, head: () => Head, now: () => number): () => string | undefined {
  let seen: { readonly written: number; readonly at: number } | undefined
  let isCopying = false
  let fault: string | undefined
  const copy = async () => {
    isCopying = true
    try {
      await separate(path)
      fault = undefined
    } catch (error) {
      fault = (error as NodeJS.ErrnoException).code ?? String(error)
    } finally {
      isCopying = false
    }
  }
  return () => {
    const written = toStats(path)?.mtimeMs ?? 0
    if (seen?.written !== written) seen = { written, at: now() }
    const isAtRest = now() - seen.at >= REST && isWhole(path, head())
    if (isAtRest && !isCopying) void copy()
    return fault
  }
}

/** The old file stays open for those who have it, without a name. */
async function separate(path: string): Promise<void> {
  const part = `${path}.part`
  const first = toStats(path)
  try {
    await copyFile(path, part, constants.COPYFILE_FICLONE)
    const last = toStats(path)
    if (isSameFile(first, last) && first?.mtimeMs === last?.mtimeMs) renameSync(part, path)
  } finally {
    rmSync(part, { force: true })
  }
}
