/** Stories that were taken back, where it takes more than the store: caches before this service, files, old databases. */

import { toIndex } from '../clean/content.ts'
import { toIdentity } from '../clean/identity/identity.ts'
import { StoreError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Channel } from '../model/model.ts'
import type { Net } from '../net/fetch.ts'
import { purgeHost, type Zone } from '../net/post.ts'
import type { Db } from '../store/db.ts'
import { clearFault, saveFault } from '../store/faults.ts'
import type { Blobs } from '../store/pictures.ts'
import { finishErased } from '../store/saving/erasure.ts'
import { loadKnownItems } from '../store/saving/lookups.ts'

type Parts = {
  readonly db: Db
  readonly now: () => number
  readonly log: Log
  readonly pause: () => Promise<void>
  readonly blobs?: Blobs
  readonly channels: readonly Channel[]
  readonly config: { readonly baseUrl: string; readonly zone?: Zone }
  /** What the runtime itself keeps before the service. */
  readonly letGo?: () => Promise<void>
}

/** A hiccup is no reason to leave anything there. */
const ATTEMPTS = 3
/** What is wrong with the caches before the service. */
const SUBJECT = 'caches'

/**
 * Makes every cache before this service let go of all that it keeps. One that does not is no failure: what was taken back
 * is so all the same, and is kept for a minute at most; but whoever runs the service is told. @throws StoreError
 */
export async function letGo(parts: Parts, net: Net): Promise<void> {
  const { zone, baseUrl } = parts.config
  await tellFault(parts, SUBJECT, async () => parts.letGo?.())
  if (zone === undefined) return
  const { hostname } = new URL(baseUrl)
  await tellFault(parts, `${SUBJECT}:zone`, () => attempt(() => purgeHost(net, zone, hostname)))
}

async function attempt(work: () => Promise<void>, left = ATTEMPTS): Promise<void> {
  await work().catch((error: unknown) => (left > 1 ? attempt(work, left - 1) : Promise.reject(error)))
}

async function tellFault({ db, now, log }: Parts, subject: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
    await clearFault(db, subject)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log.error('A cache before the service did not let go of what was taken back.', { reason })
    const sentence = `A cache before the service did not let go of what was taken back, and may have shown it for a minute: ${reason}`
    await saveFault(db, subject, sentence, now())
  }
}

/** Those of the files whose stories were erased: nothing in them, nor wrong with them, is anybody's business. */
export async function findErasedFiles(
  { db, channels }: Pick<Parts, 'db' | 'channels'>,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const hashes = new Map(names.map((name) => [name, channels.map(({ id }) => toIdentity('file', name, id).hash)]))
  const known = await loadKnownItems(db, [...hashes.values()].flat())
  return new Set(names.filter((name) => hashes.get(name)?.some((hash) => known.get(hash)?.erased)))
}

/**
 * Finishes what earlier versions left of erased stories, at most so many at once. What can't be finished now, because
 * somebody holds on to the file say, is tried again at the next tick.
 */
export async function finishErasing(parts: Parts, limit?: number, steps?: number): Promise<void> {
  const { db, now, pause, blobs, log } = parts
  try {
    const options = { now: now(), toIndex, pause, ...(steps === undefined ? {} : { steps }) }
    await finishErased(db, { ...options, ...(blobs === undefined ? {} : { blobs }) }, limit)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.warn('What was erased before is not all gone yet.', { reason: error.message })
  }
}
