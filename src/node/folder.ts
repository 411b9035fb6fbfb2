/** The files of a folder that stories are taken from. */
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { ParseError } from '../errors.ts'

/**
 * Never so much as opened: closing a database's file again lets go of every lock that this process holds on it, and
 * the next process to close the database would take its log away under us (sqlite.org/howtocorrupt.html §2.2).
 */
const DATABASE = /\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?$/i

/** Names of the files in a folder, sorted; hidden files, editors' backups and databases are left out. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  return files.filter((name) => !name.startsWith('.') && !name.endsWith('~') && !DATABASE.test(name)).sort()
}

/**
 * Where a file of the folder really is. A link is followed within the folder only: whoever may drop stories into it, or
 * made an archive that was unpacked there, may not be one to read every file of this machine.
 * @throws ParseError for a link that leads out of it, and for what is no regular file; Error where it can't be opened
 */
export async function toOwnFile(folder: string, name: string): Promise<string> {
  const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))])
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new ParseError('This is a link that leads out of the folder.')
  }
  // To open a pipe would be to wait for somebody who writes into it.
  if (!(await stat(path)).isFile()) throw new ParseError('This is no regular file.')
  return path
}
