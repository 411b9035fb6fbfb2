/**
 * A request's body. Promises: at most so many bytes are ever held, whatever Content-Length says, and what is wrong is
 * refused with the field's name.
 */

import type { Context } from 'hono'
import * as v from 'valibot'
import { toXmlSafeText } from '../clean/markup/text.ts'
import { RequestError } from '../errors.ts'

/** Where nothing else is said. */
const BODY_LIMIT = 1024 * 1024

/** The bytes of the request's body, counted while they come: Content-Length may lie. @throws RequestError 413 */
export async function readRequestBody(c: Context, limit = BODY_LIMIT): Promise<Uint8Array<ArrayBuffer>> {
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
    if (done) return join(chunks, size)
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
    throw new RequestError(400, 'The body broke off before its end.', { field: 'body' }, { cause: error })
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

function tooLarge(limit: number): RequestError {
  return new RequestError(413, `The body is larger than ${limit / 1024 / 1024} MiB.`, { limit })
}

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The body as a JSON object. @throws RequestError 400, 413, 415, 422 */
export async function readJson(c: Context, limit = BODY_LIMIT): Promise<JsonObject> {
  if (!isJson(readMediaType(c))) throw new RequestError(415, 'Send JSON, with Content-Type: application/json.')
  return toJsonObject(parseJson(await readRequestBody(c, limit)))
}

/** The media type of the body, lower-case and without parameters; empty when the request names none. */
export function readMediaType(c: Context): string {
  return (c.req.header('Content-Type') ?? '').replace(/;.*$/s, '').trim().toLowerCase()
}

/** Whether a media type is JSON (RFC 6839 §3.1). */
export function isJson(type: string): boolean {
  return type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'))
}

/** Bytes as a JSON value. @throws RequestError 400 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is no JSON' : 'is not UTF-8'
    throw new RequestError(400, `The body ${reason}.`, { field: 'body' }, { cause: error })
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
  v.transform((text) => toXmlSafeText(text).trim()),
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
