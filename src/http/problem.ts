/**
 * Errors of the API as problem documents (RFC 9457). Promises: each is one sentence that names the field; of a bug
 * nothing is shown.
 */

import {
  KeyError,
  RequestError,
  type RequestErrorKind,
  type RequestErrorStatus,
  ShortageError,
  StoreError,
  VersionError,
} from '../errors.ts'
import type { Backend } from './backend.ts'
import { PROBLEMS, toKindOfStatus } from './problems.ts'

/** What is wrong where no smaller part of the request is named. */
const FIELDS: Readonly<Record<number, string>> = {
  401: 'Authorization',
  413: 'body',
  415: 'Content-Type',
  422: 'body',
}

/** A request's error as a problem document (RFC 9457). */
export function toProblem(error: RequestError, { base }: Pick<Backend, 'base'>): Response {
  const { status, message, members } = error
  const kind = error.kind ?? toKindOfStatus(status)
  const field = FIELDS[status]
  const named = field === undefined ? {} : { field }
  return answerProblem({ ...toHead(kind, base), status, detail: message, ...named, ...members })
}

/** The answer to an error nobody expected: nothing of it is shown. */
export function toInternalProblem({ base }: Pick<Backend, 'base'>): Response {
  const detail = 'Something went wrong here. It has been logged; trying again may help.'
  return answerProblem({ ...toHead('internal-error', base), status: 500, detail })
}

function toHead(kind: RequestErrorKind, base: string) {
  return { type: `${base}${ERRORS}${kind}`, title: PROBLEMS[kind].title }
}

/** Where each kind has its page. */
export const ERRORS = '/docs/errors/'

function answerProblem(body: { readonly status: number; readonly detail: string }): Response {
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  return new Response(`${JSON.stringify(body)}\n`, { status: body.status, headers })
}

/** A few words for a status. */
export function toStatusTitle(status: RequestErrorStatus): string {
  return PROBLEMS[toKindOfStatus(status)].title
}

/** A field has the wrong type or an unknown value. */
export function fieldError(field: string, message: string): RequestError {
  return new RequestError(422, message, { field, errors: [{ field, detail: message }] }, { kind: 'bad-member' })
}

/** A query parameter makes no sense. */
export function queryError(field: string, message: string): RequestError {
  return new RequestError(400, message, { field, errors: [{ field, detail: message }] }, { kind: 'bad-query' })
}

/** Seconds after which it is worth another try. */
const SOON = 5
const LATER = 60

/**
 * An error that whoever asked can be told of: the request's own, or that the database can't answer now, which the log
 * is told too. Undefined: a bug.
 */
export function toRequestError({ log }: Pick<Backend, 'log'>, error: unknown): RequestError | undefined {
  if (error instanceof RequestError) return error
  if (error instanceof VersionError) return new RequestError(409, error.message, {}, { cause: error })
  if (error instanceof KeyError || error instanceof ShortageError)
    return new RequestError(503, error.message, {}, { cause: error })
  if (!(error instanceof StoreError) || error.reason === undefined) return undefined
  // The same for every request, so that the log has it once.
  log.error('Requests can not be answered.', { reason: error.message })
  return new RequestError(error.reason === 'full' ? 507 : 503, error.message, {}, { cause: error })
}

/** What an answer has to say in headers besides: WWW-Authenticate, Retry-After, Allow, ETag. */
export function addErrorHeaders(headers: Headers, error: RequestError): void {
  const { allow, etag } = error.members
  if (typeof etag === 'string') headers.set('ETag', etag)
  for (const [name, value] of Object.entries(toRetryHeader(error))) headers.set(name, value)
  if (Array.isArray(allow)) headers.set('Allow', allow.join(', '))
  for (const challenge of toChallenges(error)) headers.append('WWW-Authenticate', challenge)
}

/** How to come in, and what is wrong with the token that was sent (RFC 6750 §3). */
function toChallenges({ status, members: { schemes, error, scope } }: RequestError): string[] {
  if (status !== 401 && error === undefined) return []
  const facts = Object.entries({ realm: 'ara-feeds', error, scope }).filter(([, value]) => value !== undefined)
  const bearer = facts.map(([name, value]) => `${name}="${value}"`).join(', ')
  const all: readonly string[] = Array.isArray(schemes) ? schemes : ['Bearer']
  return all.map((scheme) => (scheme === 'Bearer' ? `Bearer ${bearer}` : `${scheme} realm="ara-feeds"`))
}

/** Retry-After: what the error says, or where it is no fault of who asked. */
export function toRetryHeader({ status, cause, members }: RequestError): Readonly<Record<string, string>> {
  if (typeof members.retryAfter === 'number') return { 'Retry-After': String(members.retryAfter) }
  if (status !== 503 && status !== 507) return {}
  const passes = cause instanceof ShortageError || (cause instanceof StoreError && cause.reason === 'locked')
  return { 'Retry-After': String(passes ? SOON : LATER) }
}
