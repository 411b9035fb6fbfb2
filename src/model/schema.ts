/**
 * What the schemas of the model are made of (docs/architecture.md, decision 23). Each says a shape once; its type is
 * drawn from it.
 */
import * as v from 'valibot'
import { ADDRESS, ENTRIES, LINE, MARKED_LINE, REMARK } from './bounds/bounds.ts'
import { isMeant } from './dates.ts'

/** The value that a schema lets through, as everybody holds it: nothing in it is changed. */
export type Value<Schema extends v.GenericSchema> = Frozen<v.InferOutput<Schema>>

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [Name in keyof T]: Frozen<T[Name]> }

type Optional<Entries extends v.ObjectEntries> = {
  readonly [Name in keyof Entries]: v.ExactOptionalSchema<Plain<Entries[Name]>, undefined>
}
type Clearable<Entries extends v.ObjectEntries> = {
  readonly [Name in keyof Entries]: v.ExactOptionalSchema<v.NullableSchema<Plain<Entries[Name]>, undefined>, undefined>
}
type Plain<Entry> = Entry extends v.GenericSchema ? Entry : never

/** The members, each of which may be absent. */
export function toOptional<const Entries extends v.ObjectEntries>(entries: Entries): Optional<Entries> {
  return mapEntries(entries, (schema) => v.exactOptional(schema)) as Optional<Entries>
}

/** The members, each of which may be absent, or `null`, which takes it away. */
export function toClearable<const Entries extends v.ObjectEntries>(entries: Entries): Clearable<Entries> {
  return mapEntries(entries, (schema) => v.exactOptional(v.nullable(schema))) as Clearable<Entries>
}

function mapEntries(entries: v.ObjectEntries, change: (schema: v.GenericSchema) => v.ObjectEntries[string]) {
  return Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, change(schema as v.GenericSchema)]))
}

/** `comments_feed` of `commentsFeed`: what a member is called in JSON. */
export type JsonName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? Rest extends Uncapitalize<Rest>
    ? `${Lowercase<First>}${JsonName<Rest>}`
    : `${Lowercase<First>}_${JsonName<Rest>}`
  : Name

export function toJsonName<Name extends string>(name: Name): JsonName<Name> {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as JsonName<Name>
}

type JsonNamed<Entries> = { readonly [Name in keyof Entries & string as JsonName<Name>]: Entries[Name] }

/** The members under their names in JSON. */
export function toJsonNames<const Entries extends v.ObjectEntries>(entries: Entries): JsonNamed<Entries> {
  const named = Object.entries(entries).map(([name, schema]) => [toJsonName(name), schema])
  return Object.fromEntries(named) as JsonNamed<Entries>
}

// `format`, as in JSON Schema, says what a text or a number is besides that.

/** A text without a bound: what has one already, or is told from others' texts. */
export const text = v.string()
/** A text of at most so many characters. */
export function toTextSchema(most: number) {
  return v.pipe(v.string(), v.maxLength(most, `has more than ${most} characters`))
}

/** A list of at most so many. */
export function toListSchema<const Schema extends v.GenericSchema>(schema: Schema, most = ENTRIES) {
  return v.pipe(v.array(schema), v.maxLength(most, `has more than ${most} entries`))
}

export const number = v.pipe(v.number(), v.finite('is no finite number'))
export const count = v.pipe(v.number(), v.integer('is no whole number'), v.minValue(0, 'is below 0'))

/** An address that may be relative, or none: as a document says it. */
export const address = v.pipe(toTextSchema(ADDRESS), v.metadata({ format: 'uri-reference', beyond: 'leave out' }))

/** A line of text. */
export const line = toTextSchema(LINE)

/** The same, where there may still be markup in it. */
export const markedLine = toTextSchema(MARKED_LINE)

/** A text of some length for people: a note, a reason. */
export const remark = toTextSchema(REMARK)

/** Milliseconds since 1970. */
export const time = v.pipe(
  v.number(),
  v.integer('is no whole number'),
  v.check(isTime, 'is no time'),
  v.metadata({ format: 'time' }),
)

/** What a date can hold (ECMA-262 §21.4.1.1). */
function isTime(value: number): boolean {
  return Math.abs(value) <= 8.64e15
}

/** SHA-256, lower-case hex. */
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256'), v.metadata({ format: 'sha-256' }))

/** An http(s) address. */
export const webAddress = v.pipe(
  toTextSchema(ADDRESS),
  v.check(isWebAddress, 'is no http or https address'),
  v.metadata({ format: 'uri' }),
)

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

/** The address as WHATWG URL writes it, so that one address is one text. */
export const exactAddress = v.pipe(
  webAddress,
  v.transform((value) => new URL(value).href),
)

/** A date of RFC 3339. */
export const date = v.pipe(
  v.string(),
  v.check((value) => /^\d{4}-\d\d-\d\d/.test(value) && Number.isFinite(Date.parse(value)), 'is no date of RFC 3339'),
  v.check(isMeantDate, 'is what software writes where it knows no date'),
  v.metadata({ format: 'date-time' }),
)

/** Of its clock too, whatever the zone. */
function isMeantDate(value: string): boolean {
  const clock = /t/i.test(value) ? `${value.replace(/(?:z|[+-]\d\d:?\d\d)$/i, '')}Z` : value
  const local = Date.parse(clock)
  const time = Date.parse(value)
  return isMeant(time, Number.isNaN(local) ? time : local)
}

export const languageTag = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/, 'is no language tag of BCP 47'),
  v.metadata({ format: 'language' }),
)

export const latitude = v.pipe(v.number(), v.minValue(-90, 'is below -90'), v.maxValue(90, 'is above 90'))
export const longitude = v.pipe(v.number(), v.minValue(-180, 'is below -180'), v.maxValue(180, 'is above 180'))
