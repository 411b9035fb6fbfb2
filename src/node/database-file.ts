/** Whether the file that is open is still the one that stands at its place, and whole. */
import { openSync, readSync, type Stats, statSync } from 'node:fs'
import { StoreError } from '../errors.ts'

/** To be asked before each write. @throws StoreError where what is written would be lost, or make the damage worse */
export type FileCheck = () => void

const ADVICE =
  'nothing more is written; stop the service, put the file or a backup of it in its place, and start again.'

/** @param path undefined for a database in memory */
export function createFileCheck(path: string | undefined): FileCheck {
  if (path === undefined) return () => {}
  const first = statSync(path)
  let { size } = first
  // Never closed: with the first that is closed a process lets go of all locks on a file, SQLite's too.
  let file: number | undefined
  const isCut = (found: Stats) => {
    if (found.size >= size) return false
    file ??= openSync(path, 'r')
    return found.size < readSize(file)
  }
  return () => {
    const found = statSync(path, { throwIfNoEntry: false })
    const fault = toFault(first, found) ?? (found && isCut(found) ? 'The file of the database was cut off' : undefined)
    if (fault !== undefined) throw new StoreError(`${fault}: ${ADVICE}`, { reason: 'corrupt' })
    size = found?.size ?? size
  }
}

function toFault(first: Stats, found: Stats | undefined): string | undefined {
  if (found === undefined) return 'The file of the database was taken away'
  const isSame = found.ino === first.ino && found.dev === first.dev
  return isSame ? undefined : 'The file of the database was replaced under the service'
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
