import { Worker } from 'node:worker_threads'
import { StoreError } from '../../errors.ts'
import { toSqliteError } from './faults.ts'

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
