/**
 * Relative addresses that callers write (docs/architecture.md, decision 26). Promises: each is resolved against the
 * story's own address, or refused by the field's name where there is none; none is dropped without a word.
 */
import * as v from 'valibot'
import { toAbsoluteAddress } from '../../clean/identity/url.ts'
import { findRelative } from '../../clean/markup/relative.ts'
import type { JsonObject } from '../body.ts'
import { fieldError } from '../problem.ts'

/** The body with the addresses of its members absolute, as the schema knows them; the story's own stays as it is. */
export function withAddresses(body: JsonObject, schema: v.GenericSchema, base: string | undefined): JsonObject {
  if (base === undefined) return body
  const { url, ...rest } = body
  const resolved = resolveIn(rest, schema, base) as JsonObject
  return url === undefined ? resolved : { ...resolved, url }
}

/** What schemas have that hold others. */
type Nesting = {
  readonly wrapped?: v.GenericSchema
  readonly item?: v.GenericSchema
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
}

function resolveIn(value: unknown, schema: v.GenericSchema, base: string): unknown {
  const { wrapped, item, entries } = schema as Nesting
  if (wrapped !== undefined) return resolveIn(value, wrapped, base)
  if (typeof value === 'string') return isAddress(schema) ? (toAbsoluteAddress(value, base) ?? value) : value
  if (Array.isArray(value)) return item === undefined ? value : value.map((one) => resolveIn(one, item, base))
  if (typeof value !== 'object' || value === null || entries === undefined) return value
  const members = Object.entries(value).map(([name, one]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
    return [name, entry === undefined ? one : resolveIn(one, entry, base)] as const
  })
  return Object.fromEntries(members)
}

function isAddress(schema: v.GenericSchema): boolean {
  const { format } = v.getMetadata(schema) as { readonly format?: unknown }
  return format === 'uri' || format === 'uri-reference'
}

/** @throws RequestError 422 where an address in the text leads nowhere */
export function refuseRelative(html: unknown, base: string | undefined): void {
  if (typeof html !== 'string' || base !== undefined) return
  const found = findRelative(html)
  if (found === undefined) return
  const said = `content_html has the address “${found.slice(0, 100)}”, and the item has no url that it could be relative to.`
  throw fieldError('content_html', said)
}

/** The absolute address among some values, the first that is one. */
export function toBase(...urls: readonly unknown[]): string | undefined {
  return urls.flatMap((url) => (typeof url === 'string' ? (toAbsoluteAddress(url) ?? []) : []))[0]
}
