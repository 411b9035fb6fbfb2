/** Files that another user made: a service that root started once, or a command that was run with sudo. */
import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from '../errors.ts'

/** Systems say either. */
export const isForbidden = (code: string | undefined) => code === 'EACCES' || code === 'EPERM'

export function toOwnerSentence(file: string): string {
  const folder = dirname(file)
  return `DATABASE: ${file} can not be read and written by this user, it is another's: start the service as that one, or give this one all that is there (chown -R "$(id -un)" ${folder}).`
}

/** Whether a database can be worked with: SQLite would say so at the first write, long after the start. @throws StoreError */
export function demandOwn(database: string, access = accessSync as (file: string, mode: number) => void): void {
  for (const file of [dirname(database), database, `${database}-wal`, `${database}-shm`]) {
    const code = toRefusal(() => access(file, constants.R_OK | constants.W_OK))
    if (isForbidden(code)) throw new StoreError(toOwnerSentence(file === dirname(database) ? database : file))
    if (code === 'EROFS') throw new StoreError(`DATABASE: ${file} is on a disk that is only read.`)
  }
}

/** Undefined where there is none; what is not there is no fault yet. */
function toRefusal(look: () => void): string | undefined {
  try {
    look()
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}
