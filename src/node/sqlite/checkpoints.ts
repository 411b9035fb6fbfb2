/**
 * Checkpoints of a database's log, in a thread. Promises: whoever writes does not wait for it; the log is written into the
 * file once it has grown to 64 MB, since most pages of an index are written many times before, and once is enough.
 */
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Log } from '../../log.ts'
import { toReason } from '../../rounds.ts'

/** Bytes: what SQLite cuts the log's file to once it begins anew (`opening.ts`), so that a longer one is full. */
const FULL = 64 * 1024 * 1024
/** Milliseconds between two looks. */
const LOOK = 250
/**
 * Pages after which whoever writes does it after all, a quarter of a gigabyte: somebody reads for minutes, or there is no
 * thread to be had.
 */
export const IN_PLACE = 64_000

/** Answers how it is ended, after the last of them. @param full bytes of a log that is full */
export function startCheckpoints(file: string, log: Log, full = FULL): () => Promise<void> {
  let running: Promise<void> | undefined
  const look = async () => {
    try {
      if ((await sizeOf(`${file}-wal`)) > full) await checkpoint(file)
    } catch (error) {
      const reason = toReason(error)
      log.warn('The log of the database could not be written into its file; it is tried again.', { reason })
    }
  }
  const looking = setInterval(() => {
    running ??= look().then(() => {
      running = undefined
    })
  }, LOOK)
  looking.unref()
  return async () => {
    clearInterval(looking)
    await running
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    // It is made when something is written.
    () => 0,
  )
}

function checkpoint(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./checkpointer.ts', import.meta.url), {
      workerData: file,
      execArgv: [],
      env: {},
    })
    thread.unref()
    thread.once('message', () => resolve())
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`The thread ended with ${code}.`)))
  })
}
