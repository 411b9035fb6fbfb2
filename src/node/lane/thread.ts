/**
 * A thread of its own (lane.ts starts it): the same service over a connection that only reads. Promises: what it
 * answers is as new as the request.
 */

import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { startLog } from '../../log.ts'
import { toReason } from '../../rounds.ts'
import { openService } from '../open.ts'
import { openReader } from '../sqlite/sqlite.ts'
import type { LaneData, LaneMessage, LaneReply } from './lane.ts'

/** Besides those of the service itself, which keeps what it is sent. */
const CACHE_BYTES = 24 * 1024 * 1024

const { service } = await openService(workerData as LaneData, {}, startLog(), {
  open: openReader,
  cacheBytes: CACHE_BYTES,
})

parentPort?.on('message', async (message: LaneMessage) => {
  if (message === 'forget') service.forget()
  else parentPort?.postMessage(await answer(message))
})

parentPort?.postMessage('ready' satisfies LaneReply)

async function answer(asked: Exclude<LaneMessage, 'forget'>): Promise<LaneReply> {
  // In a turn of its own: reads of one turn see one moment, and what was written since the last one would be missing.
  await setImmediate()
  try {
    return { answered: await service.answerAside(asked) }
  } catch (error) {
    return { reason: toReason(error) }
  }
}
