/** Stories that are taken back: from the store, and from every cache that this service can reach, before it is answered. */
import { toIndex } from '../clean/index-terms.ts'
import { RequestError, StoreError } from '../errors.ts'
import type { StoredItem } from '../model.ts'
import { retractItem } from '../store/edits.ts'
import { eraseItem } from '../store/erasure.ts'
import type { Desk } from './desk.ts'

/** Undefined where there is no such item. */
export async function retractWhole(desk: Desk, id: string, reason: string): Promise<StoredItem | undefined> {
  const gone = await retractItem(desk.db, id, reason, desk.now())
  await letGo(desk)
  return gone
}

/** @throws RequestError 503 where something is left: the same call again finishes it */
export async function eraseWhole(desk: Desk, id: string, reason: string): Promise<StoredItem | undefined> {
  const { now, blobs, pause } = desk
  try {
    return await eraseItem(desk.db, id, reason, {
      now: now(),
      toIndex,
      onErased: () => letGo(desk),
      ...(blobs === undefined ? {} : { blobs }),
      ...(pause === undefined ? {} : { pause }),
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new RequestError(503, `Not everything is erased yet: send this again. ${error.message}`, {}, { cause: error })
  } finally {
    // What was made meanwhile, of what was read before.
    desk.cache.clear()
  }
}

async function letGo(desk: Desk): Promise<void> {
  desk.cache.clear()
  await desk.letGo?.()
}
