/**
 * The schema before anything else. Promises: the first request, tick or message brings an empty or older D1 up to date
 * by itself; on one of a newer version nothing is read or written, and whoever asks is told so.
 */
import { StoreError } from '../errors.ts'
import { toReadyAnswer } from '../http/site/ready.ts'
import { bringUpToDate } from '../store/upgrade/schema.ts'
import { createD1 } from './bindings.ts'
import { toUnreadyAnswer } from './refusal.ts'

/** Milliseconds after which it is looked at again: another version may have been deployed meanwhile. */
const AGAIN = 60_000

/** Brings the schema up to date where it is not known to be so. @throws StoreError */
export type SchemaCheck = (binding: D1Database) => Promise<void>

/** Several may be at it at once: a promise of one request is nothing that another could wait for here. */
export function createSchemaCheck(now = () => Date.now()): SchemaCheck {
  let checked = Number.NEGATIVE_INFINITY
  return async (binding) => {
    if (now() - checked < AGAIN) return
    await bringUpToDate(createD1(binding), { now, where: 'The database' })
    checked = now()
  }
}

/**
 * The answer where the schema is not ready; undefined where it is. A database that does not answer now is met by whoever
 * asks it next, and each kind of request has words of its own for that.
 */
export async function refuseRequest(
  { url }: Request,
  check: () => Promise<void>,
  version: string,
): Promise<Response | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.reason !== undefined && error.reason !== 'newer') return undefined
    if (new URL(url).pathname === '/readyz') return toReadyAnswer(version, [error.message])
    return toUnreadyAnswer(error)
  }
}
