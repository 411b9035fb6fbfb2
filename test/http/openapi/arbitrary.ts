import fc from 'fast-check'
import type { Call, Description, Parameter, Place, Schema } from './description.ts'

/** Values made from a description and against it. */

type Schemas = Description['components']['schemas']

/** Names of what there is, so that not every call is of nothing. */
const THERE = [
  'ev0xkn',
  'https://aranews.net/?p=1204',
  'aranews',
  'site-example',
  'clinics',
  '1',
  'ara-news',
  'Kobane',
  '',
]

/** Strings that have broken others: of no text, of half a letter, of another script, of code, of a path. */
const ODD = [
  '\u0000',
  '\ud800',
  'ﷺ',
  "' OR 1=1 --",
  '../../etc/passwd',
  '<script>',
  '%',
  '𝒳'.repeat(300),
  '-0',
  '1e309',
]

const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...THERE) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
)
const moment = fc
  .date({ min: new Date('1970-01-02'), max: new Date('2015-06-10'), noInvalidDate: true })
  .map((date) => date.toISOString())
const address = fc.oneof(
  fc.constantFrom('https://aranews.net/?p=1204', 'https://site.example/', 'https://feeds.example/s/clinics'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
)

/** Values that a schema allows. */
export function toArbitrary(schema: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type } = schema as Schema & { readonly anyOf?: Schema[]; readonly oneOf?: Schema[] }
  const deeper = (one: unknown) => toArbitrary((one ?? {}) as Schema, schemas, depth + 1)
  if (typeof $ref === 'string') return deeper(schemas[$ref.replace(/^.*\//, '')])
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const options = anyOf ?? oneOf
  if (options !== undefined) return fc.oneof(...options.map(deeper))
  if (type === 'string') return toText(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer' || type === 'number') return toNumber(schema)
  if (type === 'array') return toList(schema, deeper, depth)
  if (type === 'object') return toObject(schema, deeper, depth)
  return fc.jsonValue({ maxDepth: 2 })
}

function toText(schema: Schema): fc.Arbitrary<string> {
  const { format, pattern, maxLength, minLength = 0 } = schema as { readonly [name: string]: string & number }
  const fits = (one: string) => one.length <= (maxLength ?? 1e9) && one.length >= minLength
  if (format === 'uri' || format === 'uri-reference') return address
  if (format === 'date-time') return moment
  if (pattern !== undefined) return toMatching(pattern).filter(fits)
  return text.filter(fits)
}

/** Patterns with classes of Unicode can't be turned round: a word meets them. */
function toMatching(pattern: string): fc.Arbitrary<string> {
  return /\\p/.test(pattern) ? fc.constant('Kobane') : fc.stringMatching(new RegExp(pattern))
}

function toNumber({ type, minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<number> {
  const bounds = { min: minimum as number, max: maximum as number }
  return type === 'integer' ? fc.integer(bounds) : fc.double({ ...bounds, noNaN: true })
}

type ToInner = (schema: unknown) => fc.Arbitrary<unknown>

function toList({ items, prefixItems, minItems = 0 }: Schema, toInner: ToInner, depth: number) {
  if (Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map(toInner))
  const minLength = minItems as number
  return fc.array(toInner(items), { minLength, maxLength: Math.max(minLength, depth > 3 ? 1 : 2) })
}

function toObject(schema: Schema, toInner: ToInner, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const required = (schema.required ?? []) as string[]
  // Deep down only what has to be there: else one value is a thousand.
  const kept = properties.filter(([name, { readOnly }]) => required.includes(name) || (depth < 4 && readOnly !== true))
  const model = Object.fromEntries(kept.map(([name, one]) => [name, toInner(one)]))
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) }) as fc.Arbitrary<unknown>
}

/** Calls of an operation that keep to its description. */
export function toCalls({ operation }: Place, { components }: Description): fc.Arbitrary<Call> {
  const { parameters = [], requestBody } = operation
  const toValues = (place: Parameter['in']) => {
    const own = parameters.filter((one) => one.in === place)
    const model = own.map((one) => [one.name, toParameter(one, components.schemas)] as const)
    return toSome(
      Object.fromEntries(model),
      own.filter(({ required }) => required).map(({ name }) => name),
    )
  }
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    toArbitrary(schema, components.schemas).map((value) => ({ type, body: toBody(type, value) })),
  )
  return fc
    .record({
      params: toValues('path'),
      query: toValues('query'),
      sent: bodies.length === 0 ? fc.constant({}) : fc.oneof(...bodies),
    })
    .map(({ params, query, sent }) => ({ params: withWellFormed(params), query, ...sent }))
}

/** Often what the description names as an example: else hardly anything would be there. */
function toParameter({ schema, example, in: place }: Parameter, schemas: Schemas): fc.Arbitrary<unknown> {
  const made = toArbitrary(schema, schemas).map(toSent)
  return example === undefined || place !== 'path'
    ? made
    : fc.oneof({ weight: 3, arbitrary: fc.constant(String(example)) }, { weight: 1, arbitrary: made })
}

function withWellFormed(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.toWellFormed()]))
}

/** All that have to be there, and two more at most: with one of each nothing would be asked that there is. */
function toSome(model: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) {
  const others = Object.keys(model).filter((name) => !required.includes(name))
  return fc.subarray(others, { maxLength: Math.min(2, others.length) }).chain((some) => {
    const kept = [...required, ...some].map((name) => [name, model[name] ?? fc.constant('')] as const)
    return fc.record(Object.fromEntries(kept)) as fc.Arbitrary<Record<string, string>>
  })
}

function toSent(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String) : String(value)
}

function toBody(type: string, value: unknown): string {
  if (type === 'application/json') return JSON.stringify(value)
  return typeof value === 'object' ? new URLSearchParams(toPairs(value ?? {})).toString() : String(value)
}

function toPairs(value: object): [string, string][] {
  return Object.entries(value).map(([name, one]) => [name, String(JSON.stringify(one))])
}

/** The same, with one thing wrong. Outside the API another name in the path is another document's, or nobody's. */
export function toWrongCalls(place: Place, description: Description): fc.Arbitrary<Call> {
  const first = place.path.startsWith('/api/') ? 0 : 1
  return fc
    .tuple(
      toCalls(place, description),
      fc.integer({ min: first, max: WRONGS.length - 1 }),
      text,
      fc.jsonValue({ maxDepth: 2 }),
    )
    .map(([call, which, word, value]) => WRONGS[which]?.(call, word, value) ?? call)
}

type Wrong = (call: Call, word: string, value: unknown) => Call

const WRONGS: readonly Wrong[] = [
  // A part of a path is UTF-8: half a letter can't be one.
  (call, word) => ({ ...call, params: withEach(call.params, word.toWellFormed()) }),
  (call, word) => ({ ...call, query: withEach(call.query, word) }),
  (call, word) => ({ ...call, query: { ...call.query, [word || 'limti']: word } }),
  (call, word) => ({ ...call, query: { ...call.query, limit: [word, '-1'] } }),
  (call, _, value) => ({ ...call, type: 'application/json', body: JSON.stringify(value) }),
  (call, word) => ({ ...call, type: 'application/json', body: word }),
  (call, word) => ({ ...call, type: word.replace(/[^\x20-\x7e]/g, '') || 'x/y', body: word }),
  (call, word, value) => withMember(call, word || 'titel', value),
  (call, word, value) => withChanged(call, word.length, value),
  (call, word) => ({ ...call, type: call.type ?? 'application/json', body: `${call.body ?? ''}${word}`.slice(1) }),
]

function withEach(values: object | undefined, word: string): Record<string, string> {
  return Object.fromEntries(Object.keys(values ?? {}).map((name) => [name, word]))
}

function withMember(call: Call, name: string, value: unknown): Call {
  const body = parseBody(call)
  return body === undefined ? call : { ...call, body: JSON.stringify({ ...body, [name]: value }) }
}

function withChanged(call: Call, at: number, value: unknown): Call {
  const body = parseBody(call)
  const names = Object.keys(body ?? {})
  const name = names[at % Math.max(1, names.length)]
  return name === undefined ? call : { ...call, body: JSON.stringify({ ...body, [name]: value }) }
}

function parseBody({ type, body }: Call): Record<string, unknown> | undefined {
  if (type !== 'application/json' || typeof body !== 'string') return undefined
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
