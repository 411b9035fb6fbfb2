/** Stories that are taken back: from the store, and from every cache that this service can reach, before it is answered. */
import { toIndex } from '../../clean/words/index-terms.ts'
import { RequestError, StoreError } from '../../errors.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Withdrawn } from '../../model/transfer.ts'
import { retractItem } from '../../store/saving/edits.ts'
import { eraseItem } from '../../store/saving/erasure.ts'
import { saveWithdrawn } from '../../store/saving/withdrawn.ts'
import { type JsonObject, readFields, refuseUnknown } from '../body.ts'
import type { Desk } from '../desk.ts'
import { answerJson } from '../route.ts'
import { withdrawnEntries, withdrawnSchema } from './received-fields.ts'

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

/**
 * Stories that were taken back at the service that they come from, as `ara export` writes them: they are taken back
 * here too, those of which nothing is here for good.
 */
export async function takeWithdrawn(desk: Desk, body: JsonObject): Promise<Response> {
  refuseUnknown(body, Object.keys(withdrawnEntries))
  const { withdrawn } = readFields(withdrawnSchema, body)
  let retracted = 0
  for (const [channel, stories] of Map.groupBy(withdrawn, (story) => toChannel(desk, story))) {
    const present = await saveWithdrawn(desk.db, stories, { channel, base: desk.base, now: desk.now() })
    for (const { story, id } of present) {
      if (story.erased) await eraseWhole(desk, id, story.reason)
      else await retractWhole(desk, id, story.reason)
    }
    retracted += present.length
  }
  return answerJson({ withdrawn: withdrawn.length, retracted })
}

function toChannel({ channels }: Desk, { channel }: Withdrawn) {
  const found = channels.find(({ id }) => id === channel) ?? channels[0]
  if (found === undefined) throw new Error('No channel is declared.')
  return found
}
