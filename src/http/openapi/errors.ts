/** Which errors an operation can be answered with: those that follow from what it is, and those that it names. */

import * as v from 'valibot'
import type { RequestErrorKind } from '../../errors.ts'
import type { Operation } from '../operation.ts'
import { PROBLEMS } from '../problems.ts'

/** Of every request: the address itself, wrong tokens and too many searches, and what fails here. */
const ALWAYS: readonly RequestErrorKind[] = ['bad-request', 'too-many-requests', 'internal-error', 'not-available']

const WRITING: readonly RequestErrorKind[] = ['no-room']
const BODY: readonly RequestErrorKind[] = [
  'bad-body',
  'too-large',
  'media-type',
  'not-processable',
  'bad-member',
  'unknown-member',
]

/** By status, in order. */
export function toErrors(operation: Operation): Map<number, RequestErrorKind[]> {
  const { method, scope, params, query, body, creates, errors = [] } = operation
  const kinds = new Set<RequestErrorKind>([
    ...ALWAYS,
    ...(query === undefined ? [] : (['bad-query'] as const)),
    ...(scope === undefined ? [] : (['token-needed', 'not-allowed'] as const)),
    ...(params === undefined ? [] : (['not-found'] as const)),
    ...(body === undefined ? [] : BODY),
    ...(creates ? (['request-in-flight', 'not-processable'] as const) : []),
    ...(method === 'GET' ? [] : WRITING),
    ...errors,
  ])
  const known = Object.keys(PROBLEMS) as RequestErrorKind[]
  return Map.groupBy(
    known.filter((kind) => kinds.has(kind)),
    (kind) => PROBLEMS[kind].status,
  )
}

const wrong = v.pipe(
  v.object({ field: v.string(), detail: v.string() }),
  v.description('One part of the request that is wrong.'),
)

/** A problem document (RFC 9457). */
export const problem = v.pipe(
  v.looseObject({
    type: v.pipe(
      v.string(),
      v.description('The kind of error; its page says what to do.'),
      v.metadata({ format: 'uri' }),
    ),
    title: v.pipe(v.string(), v.description('The kind of error in words.')),
    status: v.pipe(v.number(), v.integer()),
    detail: v.pipe(v.string(), v.description('One sentence for people: what is wrong, and where.')),
    field: v.exactOptional(v.pipe(v.string(), v.description('The header, parameter or member that is wrong.'))),
    scope: v.exactOptional(v.pipe(v.string(), v.description('The scope that the token lacks.'))),
    errors: v.exactOptional(v.pipe(v.array(wrong), v.description('Each part that is wrong, at most twenty.'))),
  }),
  v.description('A problem document (RFC 9457).'),
)
