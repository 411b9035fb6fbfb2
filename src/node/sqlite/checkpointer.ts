/** What runs in a thread of `checkpoints.ts`: writes the log into the database's file, as far as nobody has to wait for it. */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/** What was written meanwhile is the next time's; but a log that is written whole begins anew. */
const TIMES = 10

const database = new DatabaseSync(workerData as string, { timeout: 0 })
try {
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  for (let time = 0; time < TIMES; time++) {
    const { busy, log, checkpointed } = checkpoint.get() ?? {}
    if (busy === 1 || log === checkpointed) break
  }
} finally {
  database.close()
}
parentPort?.postMessage('done')
