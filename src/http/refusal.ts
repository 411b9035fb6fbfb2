import { RequestError, StoreError } from '../errors.ts'
import type { Desk } from './desk.ts'

/** Seconds after which it is worth another try. */
const SOON = 5
const LATER = 60

/**
 * An error that whoever asked can be told of: the request's own, or that the database can't answer now, which the log
 * is told too. Undefined: a bug.
 */
export function toRefusal({ log }: Pick<Desk, 'log'>, error: unknown): RequestError | undefined {
  if (error instanceof RequestError) return error
  if (!(error instanceof StoreError) || error.reason === undefined) return undefined
  // The same for every request, so that the log has it once.
  log.error('Requests can not be answered.', { reason: error.message })
  return new RequestError(error.reason === 'full' ? 507 : 503, error.message, {}, { cause: error })
}

/** Retry-After, where it is no fault of who asked. */
export function toRetryHeader({ status, cause }: RequestError): Readonly<Record<string, string>> {
  if (status !== 503 && status !== 507) return {}
  const isShort = cause instanceof StoreError && cause.reason === 'locked'
  return { 'Retry-After': String(isShort ? SOON : LATER) }
}
