/**
 * A thread of its own (connection.ts starts it): writes a database's file anew, without what was deleted from it, and
 * empties its log. Tells how that went: undefined, or why not.
 */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

parentPort?.postMessage(rewrite(new DatabaseSync(String(workerData), { timeout: 5_000 })))

function rewrite(database: DatabaseSync): string | undefined {
  try {
    database.exec('VACUUM')
    const row = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
    return row?.busy === 1 ? 'Somebody else reads the database: its log can not be emptied.' : undefined
  } finally {
    database.close()
  }
}
