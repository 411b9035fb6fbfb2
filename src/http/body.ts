/**
 * A request's body. Promises: at most so many bytes are ever held, whatever Content-Length says, and what is wrong is
 * refused with the field's name.
 */

import type { Context } from 'hono'
import * as v from 'valibot'
import { toXmlSafeText } from '../clean/markup/text.ts'
import { RequestError } from '../errors.ts'
import { isExtension } from '../model/item.ts'
import { hasFewValues } from '../model/json-size.ts'
import { toNearest } from '../model/nearest.ts'
import { remark } from '../model/schema.ts'
import { joinChunks } from '../net/body.ts'

/** Where nothing else is said. */
export const BODY_LIMIT = 1024 * 1024

/** The bytes of the request's body, counted while they come: Content-Length may lie. @throws RequestError 413 */
export async function readRequestBody(c: Context, limit = BODY_LIMIT): Promise<Uint8Array<ArrayBuffer>> {
  const read = c.get('body')
  if (read !== undefined) return read
  const bytes = await readStream(c, limit)
  c.set('body', bytes)
  return bytes
}

declare module 'hono' {
  interface ContextVariableMap {
    /** The body of the request, once it was read. */
    body?: Uint8Array<ArrayBuffer>
  }
}

async function readStream(c: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(c.req.header('Content-Length') ?? 0) > limit) throw tooLarge(limit)
  const stream = c.req.raw.body
  return stream === null ? new Uint8Array() : collect(stream, limit)
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await readChunk(reader)
    if (done) return joinChunks(chunks)
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
}

/** A sender that hangs up half-way is the sender's fault, not ours. */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read()
  } catch (error) {
    throw new RequestError(
      400,
      'The body broke off before its end.',
      { field: 'body' },
      { cause: error, kind: 'bad-body' },
    )
  }
}

function tooLarge(limit: number): RequestError {
  return new RequestError(413, `The body is larger than ${limit / 1024 / 1024} MiB.`, { limit })
}

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The body as a JSON object. @throws RequestError 400, 413, 415, 422 */
export async function readJson(c: Context, limit = BODY_LIMIT): Promise<JsonObject> {
  demandJson(c)
  return toJsonObject(parseJson(await readRequestBody(c, limit)))
}

/** As `readJson`, where nothing need be said: then it is an empty object. */
export async function readOptionalJson(c: Context): Promise<JsonObject> {
  const bytes = await readRequestBody(c)
  if (bytes.byteLength === 0) return {}
  demandJson(c)
  return toJsonObject(parseJson(bytes))
}

function demandJson(c: Context): void {
  if (!isJson(readMediaType(c))) throw new RequestError(415, 'Send JSON, with Content-Type: application/json.')
}

/** The media type of the body, lower-case and without parameters; empty when the request names none. */
export function readMediaType(c: Context): string {
  return (c.req.header('Content-Type') ?? '').replace(/;.*$/s, '').trim().toLowerCase()
}

/** Whether a media type is JSON (RFC 6839 §3.1). */
export function isJson(type: string): boolean {
  return type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'))
}

/** Values of a body: more than any that somebody writes has, and some 50 ms to parse. */
const MOST_VALUES = 200_000

/** Bytes as a JSON value. @throws RequestError 400, 413 */
export function parseJson(bytes: Uint8Array): unknown {
  if (!hasFewValues(bytes, MOST_VALUES)) throw new RequestError(413, `The body has more than ${MOST_VALUES} values.`)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is no JSON' : 'is not UTF-8'
    throw new RequestError(400, `The body ${reason}.`, { field: 'body' }, { cause: error, kind: 'bad-body' })
  }
}

/** A JSON value that has to be an object. @throws RequestError 422 */
export function toJsonObject(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new RequestError(422, 'The body has to be a JSON object.')
}

/** The fields of a body as a schema wants them. @throws RequestError 422 naming every field that is wrong */
export function readFields<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw toFieldsError(result.issues)
}

function toFieldsError(issues: readonly v.BaseIssue<unknown>[]): RequestError {
  const errors = issues.slice(0, 20).map((issue) => {
    const field = v.getDotPath(issue) ?? ''
    return { field, detail: toSentence(field, issue) }
  })
  const first = errors[0] ?? { field: '', detail: 'The body is not as it should be.' }
  return new RequestError(422, first.detail, { field: first.field, errors }, { kind: 'bad-member' })
}

function toSentence(field: string, issue: v.BaseIssue<unknown>): string {
  const name = field === '' ? 'The body' : field
  if (issue.type === 'custom' || issue.kind === 'validation') return `${name} ${issue.message}.`
  if (issue.received === 'undefined') return `${name} is missing.`
  return `${name} has to be ${issue.expected ?? 'something else'}, not ${issue.received.slice(0, 60)}.`
}

/** A text of some length for people, without what XML cannot hold. */
export const words = v.pipe(
  remark,
  v.transform((text) => toXmlSafeText(text).trim()),
)

// Members that no schema has.

/** Whether a member that the schema lacks is ignored rather than refused; `path` is where it stands, as `_ara.`, nothing at the top. */
type IsIgnored = (name: string, path: string) => boolean

/**
 * Refuses members that a schema does not have, however deep: a typing error must not pass for a change. Another's
 * extensions, which begin with `_`, are ignored everywhere. @throws RequestError 422 naming the nearest
 */
export function refuseUnknown(body: unknown, schema: v.GenericSchema, isIgnored: IsIgnored = () => false): void {
  const errors = findUnknown(body, schema, isIgnored, '').slice(0, 20).map(toUnknownError)
  const [first] = errors
  if (first === undefined) return
  throw new RequestError(422, first.detail, { field: first.field, errors }, { kind: 'unknown-member' })
}

type Schemas = Readonly<Record<string, v.GenericSchema>>
type Unknown = { readonly path: string; readonly name: string; readonly entries: Schemas }

/** What schemas have that hold others. */
type Nesting = {
  readonly wrapped?: v.GenericSchema
  readonly item?: v.GenericSchema
  readonly entries?: Schemas
  readonly options?: readonly { readonly entries?: Schemas }[]
}

/** The members of an object's schema, or of the objects in a list's; undefined: it has none that are known. */
export function toOwnMembers(schema: v.GenericSchema): Schemas | undefined {
  const { wrapped, item, entries } = schema as Nesting
  const within = wrapped ?? item
  return within === undefined ? entries : toOwnMembers(within)
}

function findUnknown(value: unknown, schema: v.GenericSchema, isIgnored: IsIgnored, path: string): Unknown[] {
  const { wrapped, item, entries, options } = schema as Nesting
  if (wrapped !== undefined) return findUnknown(value, wrapped, isIgnored, path)
  if (Array.isArray(value)) {
    if (item === undefined) return []
    return value.flatMap((one, index) => findUnknown(one, item, isIgnored, `${path}${index}.`))
  }
  if (typeof value !== 'object' || value === null) return []
  const known = entries ?? toEntries(options, value)
  return known === undefined ? [] : findInObject(value, known, isIgnored, path)
}

function findInObject(value: object, entries: Schemas, isIgnored: IsIgnored, path: string): Unknown[] {
  return Object.entries(value).flatMap(([name, one]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
    if (entry !== undefined) return findUnknown(one, entry, isIgnored, `${path}${name}.`)
    return isExtension(name) || isIgnored(name, path) ? [] : [{ path, name, entries }]
  })
}

/** The members of the kind that the value says it is, where there are several. */
function toEntries(options: Nesting['options'], { type }: { readonly type?: unknown }): Schemas | undefined {
  return options?.find(({ entries }) => entries?.type !== undefined && v.is(entries.type, type))?.entries
}

function toUnknownError({ path, name, entries }: Unknown) {
  const field = path + name.slice(0, 100)
  const known = Object.keys(entries)
  const nearest = toNearest(name, known)
  const rest = nearest === undefined ? ` here; there are ${known.join(', ')}.` : `; did you mean ${path}${nearest}?`
  return { field, detail: `There is no member ${field}${rest}` }
}
