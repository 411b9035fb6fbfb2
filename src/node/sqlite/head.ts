/** What the files of a database say of themselves in their first bytes (sqlite.org/fileformat.html, walformat.html). */
import { openSync, readSync, type Stats, statSync } from 'node:fs'

/** The first 100 bytes of a database, with its size and the count of its changes. */
export type Head = Buffer | undefined

const MAGIC = 'SQLite format 3\0'
const HEAD = 100
/** The index of a log in the order of this machine: two times 48 bytes, how far it was copied, marks, locks, and how far it is being copied. */
const INDEX = 136
const [SALTS, COPIED, COPYING] = [32, 96, 128]

export function toStats(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

export function isSameFile(one: Stats | undefined, other: Stats | undefined): boolean {
  return one?.ino === other?.ino && one?.dev === other?.dev
}

export function createHeadReader(path: string): () => Head {
  return createReader(path, HEAD)
}

/** A database, all of it: whoever copies one there may not be done yet. */
export function isWhole(path: string, head: Head): boolean {
  if (head === undefined || head.toString('latin1', 0, MAGIC.length) !== MAGIC) return false
  return (toStats(path)?.size ?? 0) >= toSize(head)
}

/**
 * The size that a file's head says; infinite where there is none. A file gets shorter by VACUUM too, which leaves as
 * many pages as its head says. (fileformat.html §1.3)
 */
export function toSize(head: Head): number {
  if (head === undefined) return Number.POSITIVE_INFINITY
  const page = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  return page === 0 ? Number.POSITIVE_INFINITY : page * head.readUInt32BE(28)
}

/**
 * Which log it is and how far it was copied into the database, as a word; undefined while somebody copies, and where
 * there is no log. (walformat.html §2.1)
 */
export function createLogReader(path: string): () => string | undefined {
  const read = createReader(`${path}-shm`, INDEX)
  return () => {
    const index = read()
    if (index === undefined) return undefined
    const copied = index.readUInt32LE(COPIED)
    return copied === index.readUInt32LE(COPYING) ? `${index.toString('hex', SALTS, SALTS + 8)} ${copied}` : undefined
  }
}

function createReader(path: string, length: number): () => Buffer | undefined {
  // Never closed: with the first that is closed a process lets go of all locks on a file, SQLite's too.
  const open = new Map<number, number>()
  return () => {
    const ino = toStats(path)?.ino
    if (ino === undefined) return undefined
    const file = open.get(ino) ?? openSync(path, 'r')
    open.set(ino, file)
    const bytes = Buffer.alloc(length)
    return readSync(file, bytes, 0, length, 0) < length ? undefined : bytes
  }
}
