import * as v from 'valibot'
import { toSafeText } from '../clean/text.ts'
import { RequestError } from '../errors.ts'
import type { JsonObject } from './body.ts'

/** The fields of a body as a schema wants them. @throws RequestError 422 naming every field that is wrong */
export function readFields<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw toFieldsError(result.issues)
}

/** Refuses fields that a schema does not know: a typing error must not pass for a change. @throws RequestError 422 */
export function refuseUnknown(body: JsonObject, known: readonly string[], prefix = ''): void {
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  const errors = unknown.slice(0, 20).map((name) => {
    const field = `${prefix}${name.slice(0, 100)}`
    return { field, detail: `There is no field ${field} here.` }
  })
  throw new RequestError(422, `There is no field ${errors[0]?.field} here; there are ${known.join(', ')}.`, {
    field: errors[0]?.field,
    errors,
  })
}

function toFieldsError(issues: readonly v.BaseIssue<unknown>[]): RequestError {
  const errors = issues.slice(0, 20).map((issue) => {
    const field = v.getDotPath(issue) ?? ''
    return { field, detail: toSentence(field, issue) }
  })
  const first = errors[0] ?? { field: '', detail: 'The body is not as it should be.' }
  return new RequestError(422, first.detail, { field: first.field, errors })
}

function toSentence(field: string, issue: v.BaseIssue<unknown>): string {
  const name = field === '' ? 'The body' : field
  if (issue.type === 'custom' || issue.kind === 'validation') return `${name} ${issue.message}.`
  if (issue.received === 'undefined') return `${name} is missing.`
  return `${name} has to be ${issue.expected ?? 'something else'}, not ${issue.received.slice(0, 60)}.`
}

/** A text of some length for people, without what XML cannot hold. */
export const words = v.pipe(
  v.string(),
  v.maxLength(2000, 'has more than 2000 characters'),
  v.transform((text) => toSafeText(text).trim()),
)

/** An http(s) address. */
export const webAddress = v.pipe(
  v.string(),
  v.maxLength(2000, 'has more than 2000 characters'),
  v.check(isWebAddress, 'is no http or https address'),
)

/** A date of RFC 3339. */
export const date = v.pipe(
  v.string(),
  v.check((text) => /^\d{4}-\d\d-\d\d/.test(text) && Number.isFinite(Date.parse(text)), 'is no date of RFC 3339'),
)

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
