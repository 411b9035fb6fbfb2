/**
 * The data folder: database, token, key, copies of pictures. Promises: whatever the umask says, nobody but its owner can
 * read what is in it; what an older version left open is closed at the start.
 */
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Log } from '../log.ts'

export const OWN_FILE = 0o600
export const OWN_FOLDER = 0o700
/** Bits of group and others. */
const OPEN = 0o077

/** Makes a file that SQLite is to open: log and index beside it get the mode that it has. */
export function makeOwnFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWN_FILE))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Writes a file that is whole as soon as it is there; false where another process was faster, whose file stays. */
export function writeOwnFile(file: string, text: string): boolean {
  const part = `${file}.${process.pid}.part`
  try {
    writeFileSync(part, text, { mode: OWN_FILE, flush: true })
    place(part, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(part, { force: true })
  }
}

/** A link never replaces what is there, which renaming does. */
function place(part: string, file: string): void {
  try {
    linkSync(part, file)
  } catch (error) {
    // Some file systems have no links.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    copyFileSync(part, file, constants.COPYFILE_EXCL)
  }
}

/** Takes from others what older versions, or a copy, let them read. What is somebody else's is told of and left. */
export function closeDataFolder(database: string, log: Log): void {
  if (database === ':memory:') return
  const folder = dirname(database)
  const names = listNames(folder)
  const own = names.filter((name) => isOwn(name, basename(database)))
  const files = own.map((name) => join(folder, name))
  // A folder with other things in it is not this service's to shut.
  const closed = [...files, ...(own.length > 0 && own.length === names.length ? [folder] : [])].filter((path) =>
    close(path, log),
  )
  if (closed.length > 0)
    log.info('What is in the data folder was open to others, and is not any more.', { closed: closed.join(' ') })
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    // It is yet to be made.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Backups too. */
function isOwn(name: string, database: string): boolean {
  return (
    name === 'token' ||
    name === 'key' ||
    name === 'media' ||
    name.startsWith(database) ||
    /\.db(?:-wal|-shm)?$/.test(name)
  )
}

/** Whether it was open and is closed now. */
function close(path: string, log: Log): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || (found.mode & OPEN) === 0) return false
  try {
    chmodSync(path, found.isDirectory() ? OWN_FOLDER : OWN_FILE)
  } catch (error) {
    log.warn('What is in the data folder is open to others.', { path, reason: String(error) })
    return false
  }
  return (statSync(path).mode & OPEN) === 0
}
