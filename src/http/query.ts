/**
 * Queries of the API. Promises: a name that the operation does not have is refused with the nearest that it has, and a
 * value that makes no sense with its name and its bounds. (Documents ignore unknown names:
 * docs/architecture.md, decision 13.)
 */

import * as v from 'valibot'
import { toNearest } from '../model/nearest.ts'
import { queryError } from './problem.ts'

/** The parameters as a schema wants them; one that is there without a value is not there. @throws RequestError 400 */
export function readQuery<const Entries extends v.ObjectEntries>(
  entries: Entries,
  params: URLSearchParams,
): v.InferOutput<v.ObjectSchema<Entries, undefined>> {
  refuseUnknownNames(Object.keys(entries), params)
  const given = Object.entries(entries).flatMap(([name, schema]) => {
    const values = params.getAll(name).filter((value) => value !== '')
    return values.length === 0 ? [] : [[name, isMany(schema) ? values : toOnly(name, values)]]
  })
  const result = v.safeParse(v.object(entries), Object.fromEntries(given))
  if (result.success) return result.output
  throw toQueryError(result.issues[0])
}

function toQueryError(issue: v.BaseIssue<unknown>) {
  const name = (v.getDotPath(issue) ?? '').replace(/\..*$/s, '')
  if (issue.received === 'undefined') return queryError(name, `${name} is missing.`)
  return queryError(name, `${name} ${issue.message}.`)
}

function refuseUnknownNames(known: readonly string[], params: URLSearchParams): void {
  const name = [...params.keys()].find((one) => !known.includes(one))?.slice(0, 100)
  if (name === undefined) return
  const nearest = toNearest(name, known)
  const there = known.length === 0 ? ' here, and no other' : ` here; there are ${known.join(', ')}`
  const rest = nearest === undefined ? there : `; did you mean ${nearest}?`
  throw queryError(name, `There is no parameter ${name}${rest.endsWith('?') ? rest : `${rest}.`}`)
}

/** Said twice alike, it is said once. */
function toOnly(name: string, values: readonly string[]): string {
  const [value = '', ...others] = new Set(values)
  if (others.length > 0) throw queryError(name, `${name} can be given once only.`)
  return value
}

/** What the schema is under what makes it optional. */
function isMany(schema: object): boolean {
  const { type, wrapped } = schema as { readonly type: string; readonly wrapped?: object }
  return wrapped === undefined ? type === 'array' : isMany(wrapped)
}

// What parameters are made of. As JSON Schema they are what is read, a number and not its digits.

/** A whole number in a range. */
export function toWholeParam(most: number, least = 1) {
  const sentence = `has to be a whole number from ${least} to ${most}`
  const digits = v.pipe(v.string(), v.regex(/^\d{1,9}$/, sentence), v.transform(Number))
  return v.pipe(digits, v.number(), v.integer(sentence), v.minValue(least, sentence), v.maxValue(most, sentence))
}

/** The same; the standard one where it is not given. */
export function toNumberParam(standard: number, most: number, least = 1) {
  return v.pipe(v.optional(toWholeParam(most, least), String(standard)), v.metadata({ default: standard }))
}

/** `1` or `true`, `0` or `false`. */
export const flagParam = v.pipe(
  v.string(),
  v.picklist(['1', 'true', '0', 'false'], 'has to be 1, true, 0 or false'),
  v.transform((text) => text === '1' || text === 'true'),
)

/** A text of at most so many characters. */
export function toTextParam(most = 200) {
  return v.pipe(v.string(), v.maxLength(most, `has more than ${most} characters`))
}

/** One of some words. */
export function toChoiceParam<const Choices extends readonly string[]>(choices: Choices) {
  const [last, ...others] = choices.toReversed()
  const words = others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`
  return v.picklist(choices, `has to be ${words}`)
}

/** A text that may be given several times. */
export function toManyParam(most: number, length = 200) {
  return v.pipe(v.array(toTextParam(length)), v.maxLength(most, `can be given ${most} times at most`))
}
