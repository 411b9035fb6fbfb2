/** What runs in a thread of `aside.ts`: one piece of work after the other, each answered by its number. */
import { parentPort } from 'node:worker_threads'
import { doWork } from '../../calm/works.ts'
import type { WorkOrder } from './readers.ts'

parentPort?.on('message', ({ number, name, input }: WorkOrder) => {
  const done = doWork(name, input as never)
  // Handed over, not copied.
  const pieces = 'pieces' in done ? done.pieces.map(({ buffer }) => buffer as ArrayBuffer) : []
  parentPort?.postMessage({ number, done }, pieces)
})
