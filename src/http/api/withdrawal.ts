/** Stories that are taken back: from the store, and from every cache that this service can reach, before it is answered. */
import { toIndex } from '../../clean/content.ts'
import { RequestError, StoreError } from '../../errors.ts'
import type { Withdrawn } from '../../model/transfer.ts'
import { retractItem, retractItems } from '../../store/saving/edits.ts'
import { type ErasureOptions, eraseItem, eraseItems } from '../../store/saving/erasure.ts'
import { type Present, saveWithdrawn } from '../../store/saving/withdrawn.ts'
import type { Backend } from '../backend.ts'
import { type JsonObject, readFields, refuseUnknown } from '../body.ts'
import { withdrawnChunk } from '../operations/moving.ts'
import { answerJson } from '../route.ts'

export async function retractEverywhere(backend: Backend, id: string, reason: string): Promise<void> {
  await retractItem(backend.db, id, reason, backend.now())
  await letGo(backend)
}

/** @throws RequestError 503 where something is left: the same call again finishes it */
export async function eraseCompletely(backend: Backend, id: string, reason: string): Promise<void> {
  await completely(backend, (options) => eraseItem(backend.db, id, reason, options))
}

/** Erases, and lets go of what shows it as soon as that is gone. */
async function completely<T>(backend: Backend, erase: (options: ErasureOptions) => Promise<T>): Promise<T> {
  const { now, blobs, pause } = backend
  try {
    return await erase({
      now: now(),
      toIndex,
      onErased: () => letGo(backend),
      ...(blobs === undefined ? {} : { blobs }),
      ...(pause === undefined ? {} : { pause }),
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new RequestError(503, `Not everything is erased yet: send this again. ${error.message}`, {}, { cause: error })
  } finally {
    // What was made meanwhile, of what was read before.
    backend.cache.clear()
  }
}

/** Those that are here: however many, in a few batches. */
async function takeBack(backend: Backend, present: readonly Present[]): Promise<void> {
  const wishes = present.map(({ story, row }) => ({ row, reason: story.reason, erased: story.erased === true }))
  const [erased, retracted] = [wishes.filter((one) => one.erased), wishes.filter((one) => !one.erased)]
  if (retracted.length > 0) {
    await retractItems(backend.db, retracted, backend.now())
    await letGo(backend)
  }
  if (erased.length > 0) await completely(backend, (options) => eraseItems(backend.db, erased, options))
}

async function letGo(backend: Backend): Promise<void> {
  backend.cache.clear()
  await backend.letGo?.()
}

/**
 * Stories that were taken back at the service that they come from, as `ara export` writes them: they are taken back
 * here too, those of which nothing is here for good.
 */
export async function takeWithdrawn(backend: Backend, body: JsonObject): Promise<Response> {
  refuseUnknown(body, withdrawnChunk, (_, path) => path !== '')
  const { withdrawn } = readFields(withdrawnChunk, body)
  let retracted = 0
  for (const [channel, stories] of Map.groupBy(withdrawn, (story) => toChannel(backend, story))) {
    const present = await saveWithdrawn(backend.db, stories, { channel, base: backend.base, now: backend.now() })
    await takeBack(backend, present)
    retracted += present.length
  }
  return answerJson({ withdrawn: withdrawn.length, retracted })
}

function toChannel({ channels }: Backend, { channel }: Withdrawn) {
  const found = channels.find(({ id }) => id === channel) ?? channels[0]
  if (found === undefined) throw new Error('No channel is declared.')
  return found
}
