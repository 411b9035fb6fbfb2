/**
 * Types of the API for callers in TypeScript. Promises: `hc<Api>('https://…')` of hono/client knows every operation below
 * /api: what can be sent, and what comes back. What stands in a path is sent as it is: encode an id first.
 */

import type { Hono } from 'hono'
import type { BlankEnv } from 'hono/types'
import type * as v from 'valibot'
import type { Operation } from './operation.ts'
import type { changeOperations } from './operations/changes.ts'
import type { draftOperations } from './operations/drafts.ts'
import type { itemOperations } from './operations/items.ts'
import type { linkOperations } from './operations/links.ts'
import type { movingOperations } from './operations/moving.ts'
import type { sourceOperations } from './operations/sources.ts'
import type { tokenOperations } from './operations/tokens.ts'

type Values<T> = T[keyof T]
type Every =
  | Values<typeof itemOperations>
  | Values<typeof draftOperations>
  | Values<typeof sourceOperations>
  | Values<typeof linkOperations>
  | Values<typeof changeOperations>
  | Values<typeof movingOperations>
  | Values<typeof tokenOperations>

/** `/api/items/:id` of `/api/items/{id}`. */
type ToPath<Path extends string> = Path extends `${infer Head}{${infer Name}}${infer Rest}`
  ? `${Head}:${Name}${ToPath<Rest>}`
  : Path

type ToQuery<Entries> = {
  [Name in keyof Entries]?: Entries[Name] extends v.GenericSchema<infer In> ? ToSent<In> : never
}
type ToSent<In> = NonNullable<In> extends readonly string[] ? string | string[] : string

type ToInput<One extends Operation> = (One['params'] extends v.ObjectEntries
  ? { param: { [Name in keyof One['params']]: string } }
  : unknown) &
  (One['query'] extends v.ObjectEntries ? { query?: ToQuery<One['query']> } : unknown) &
  (One['body'] extends { readonly content: { readonly 'application/json': infer Schema extends v.GenericSchema } }
    ? One['body'] extends { readonly optional: true }
      ? { json?: v.InferInput<Schema> }
      : { json: v.InferInput<Schema> }
    : unknown)

type ToEndpoints<One extends Operation> = {
  [Status in keyof One['answers'] & number]: {
    input: ToInput<One>
    output: One['answers'][Status] extends { readonly content: infer Content } ? ToOutput<Content> : null
    outputFormat: One['answers'][Status] extends { readonly content: unknown } ? 'json' : 'text'
    status: Status
  }
}[keyof One['answers'] & number]

type ToOutput<Content> = Content[keyof Content] extends v.GenericSchema ? v.InferOutput<Content[keyof Content]> : never

type Schema = {
  [Path in Every['path'] as ToPath<Path>]: {
    [One in Extract<Every, { readonly path: Path }> as `$${Lowercase<One['method']>}`]: ToEndpoints<One>
  }
}

/** The application as `hc` of hono/client wants it. */
export type Api = Hono<BlankEnv, Schema, '/'>
