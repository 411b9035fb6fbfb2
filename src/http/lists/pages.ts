/**
 * Lists of the API in pages. Promises: each takes `limit`, `after` and `fields`, and leads on by `next_url`; whoever
 * follows that sees each thing once that was there when he began, whatever is added, changed or taken out meanwhile.
 */

import type { Context } from 'hono'
import type * as v from 'valibot'
import type { Backend } from '../backend.ts'
import { toRequestUrl } from '../route.ts'
import { readCursor, toCursor } from './cursor.ts'
import { type Leave, readWanted } from './fields.ts'

/** What tells one list from others. */
export type List<Place> = {
  /** Told in its cursors. */
  readonly kind: string
  /** Of the member that it is answered as. */
  readonly name: string
  /** What stands in it: every member that there may be. */
  readonly members: v.GenericSchema
  readonly place: v.GenericSchema<unknown, Place>
}

export type Page<Place> = {
  readonly limit: number
  /** After what it begins; undefined: from the first. */
  readonly after: Place | undefined
  readonly pick: Leave
}

/** What is asked of a list, as its operation reads it (`page` of params.ts). */
export type PageQuery = {
  readonly limit: number
  readonly after?: string | undefined
  readonly fields?: string | undefined
}

/** @throws RequestError 400 naming the parameter */
export function readPage<Place>(
  { limit, after, fields }: PageQuery,
  { kind, members, place }: Pick<List<Place>, 'kind' | 'members' | 'place'>,
): Page<Place> {
  return { limit, after: readCursor(after, kind, place), pick: readWanted(fields, members) }
}

/** How a row of a list is shown, and what its place is. */
type Showing<Row, Place> = { readonly toJson: (row: Row) => object; readonly toPlace: (row: Row) => Place }

/** The page, and where it goes on. @param found one more than asked for, where there is one */
export function toPageJson<Row, Place extends readonly (string | number)[]>(
  c: Context,
  backend: Backend,
  { kind, name }: List<Place>,
  { limit, pick }: Page<Place>,
  found: readonly Row[],
  { toJson, toPlace }: Showing<Row, Place>,
): Readonly<Record<string, unknown>> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const isLast = last === undefined || found.length <= limit
  return {
    [name]: rows.map((row) => pick(toJson(row))),
    ...(isLast ? {} : { next_url: toNextUrl(c, backend, toCursor(kind, toPlace(last))) }),
  }
}

/** The address that was asked for, after a cursor. */
export function toNextUrl(c: Context, { base }: Backend, cursor: string): string {
  const { pathname, searchParams } = toRequestUrl(c)
  searchParams.set('after', cursor)
  return `${base}${pathname}?${searchParams}`
}
