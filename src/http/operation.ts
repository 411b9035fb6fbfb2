/**
 * Operations: what a route says of itself. Promises: an operation is said once, as a value beside its route, from which
 * its query is read, /openapi.json is written, and callers have their types (docs/architecture.md, decision 23).
 */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { RequestErrorKind } from '../errors.ts'
import type { TokenScope } from '../model/secrets/scopes.ts'
import { logAct } from './acts.ts'
import { demandToken, demandTokenOrPassword } from './auth.ts'
import type { Backend } from './backend.ts'
import type { Holder } from './holders.ts'
import { readQuery } from './query.ts'
import { type Handler, type Method, toRequestUrl } from './route.ts'

/** What the page of operations groups them by, in this order. */
export const SUBJECTS = {
  Stories: 'What was published: to list, publish, correct, retract and restore.',
  Drafts: 'What is not public yet: to write, schedule and publish.',
  Sources: 'Where stories come from, and how well that goes.',
  Links: 'Short links: names for stories and addresses, and how often they were followed.',
  Changes: 'Everything that readers could notice, in order, to ask for or to be told of.',
  Moving: 'What is read elsewhere and sent here.',
  Feeds: 'The same stories as RSS, Atom and JSON Feed, for readers of feeds.',
  Pages: 'What a browser is shown.',
  WordPress: 'Addresses that a WordPress answers, for whoever knew one here.',
  WebSub: 'The hub of these feeds, and what other hubs send.',
  Tokens: 'Who may do what.',
  Service: 'The service itself.',
} as const
export type Subject = keyof typeof SUBJECTS

/** Headers that answers are described with; openapi/headers.ts says each. */
export type HeaderName =
  | ('ETag' | 'Last-Modified' | 'Location' | 'Link' | 'Cache-Control')
  | ('Idempotent-Replayed' | 'Retry-After' | 'RateLimit' | 'RateLimit-Policy' | 'WWW-Authenticate')

/** What is answered with one status: its media types with their schemas. */
export type OperationAnswer = {
  readonly says: string
  readonly content?: Readonly<Record<string, v.GenericSchema>>
  readonly headers?: readonly HeaderName[]
}

/** What can be sent: media types with their schemas; `optional`: or nothing. */
export type OperationBody = {
  readonly content: Readonly<Record<string, v.GenericSchema>>
  readonly optional?: boolean
  /** Bytes; 1 MiB where nothing is said. */
  readonly most?: number
  /** Members that the service says itself: sent back, they are ignored. */
  readonly told?: readonly string[]
}

/** Values that the operation works with; of a body one for its first media type. */
export type Example = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Operation = {
  /** A verb and a noun, `listStories`: what generated clients call it. */
  readonly id: string
  readonly method: Method
  /** With its parameters in braces, `/api/items/{id}`. */
  readonly path: `/${string}`
  readonly subject: Subject
  readonly summary: string
  /** What it is for, where the summary leaves that open. Markdown. */
  readonly about?: string
  /** Whose token is needed; none where nothing is said. */
  readonly scope?: TokenScope
  /** The token may be the password of Basic authentication, which is what feed readers can send. */
  readonly byPassword?: true
  /** More is shown with a token that is for this. */
  readonly showsMore?: TokenScope
  /** It is a post that makes something, once for each Idempotency-Key (idempotency.ts). */
  readonly creates?: true
  readonly params?: v.ObjectEntries
  readonly query?: v.ObjectEntries
  /** Names that the query may have besides, which mean nothing. */
  readonly anyQuery?: true
  readonly headers?: v.ObjectEntries
  readonly body?: OperationBody
  readonly answers: Readonly<Record<number, OperationAnswer>>
  /** How its own errors are said, where that is not as problem documents for programs and pages for people. */
  readonly errorsAs?: 'text' | 'wordpress'
  /** Errors besides those that follow from the above (openapi/errors.ts). */
  readonly errors?: readonly RequestErrorKind[]
  readonly example?: Example
}

/** An operation with its literal types, which those of callers are drawn from. */
export function describe<const One extends Operation>(operation: One): One {
  return operation
}

/** A JSON answer. */
export function json<const Schema extends v.GenericSchema>(
  says: string,
  schema: Schema,
  headers: readonly HeaderName[] = [],
) {
  return { says, content: { 'application/json': schema }, headers } as const
}

/** What was asked, as the operation's schemas read it. */
export type AskedOf<One extends Operation> = {
  readonly c: Context
  readonly query: One['query'] extends v.ObjectEntries ? v.InferOutput<v.ObjectSchema<One['query'], undefined>> : object
}

const OPERATIONS = Symbol('operations')
type Described = { readonly [OPERATIONS]?: readonly Operation[] }

/** A handler of the operation: it is reached with a token that may, where one is needed, and with a query that fits. */
export function serve<const One extends Operation>(
  backend: Backend,
  operation: One,
  answer: (asked: AskedOf<One>) => Response | Promise<Response>,
): Handler {
  return describeAs([operation], async (c) => {
    c.set('scope', toScope(operation))
    const holder = operation.scope === undefined ? undefined : demand(operation, c, backend)
    const answered = await answer({ c, query: readAsked(operation, c) as AskedOf<One>['query'] })
    if (holder !== undefined) logAct(c, backend, operation, holder, answered)
    return answered
  })
}

/** A handler of what anybody may ask for, which reads its query itself: names that mean nothing are ignored. */
export function withOperation(operations: Operation | readonly Operation[], handler: Handler): Handler {
  const all = [operations].flat()
  const scope = toScope(all[0])
  return describeAs(all, (c) => {
    c.set('scope', scope)
    return handler(c)
  })
}

/** What a token has to be for where the operation asks for one, or tells more with it. */
function toScope(operation: Operation | undefined): TokenScope | undefined {
  return operation?.scope ?? operation?.showsMore
}

function demand({ byPassword }: Operation, c: Context, backend: Backend): Holder {
  return byPassword ? demandTokenOrPassword(c, backend) : demandToken(c, backend)
}

/** One of several such handlers, which something in the address tells apart. */
export function serveOneOf(handlers: readonly Handler[], choose: (c: Context) => Handler): Handler {
  return describeAs(handlers.flatMap(toDescribed), (c) => choose(c)(c))
}

function describeAs(operations: readonly Operation[], handler: Handler): Handler {
  return Object.assign(handler, { [OPERATIONS]: operations })
}

/** The operations that a handler answers. */
function toDescribed(handler: object): readonly Operation[] {
  return (handler as Described)[OPERATIONS] ?? []
}

function readAsked({ query = {}, anyQuery }: Operation, c: Context): unknown {
  return anyQuery ? {} : readQuery(query, toRequestUrl(c).searchParams)
}

/** Every operation of an application, in the order of its routes, each once. */
export function toOperations(app: Hono): Operation[] {
  return [...new Set(app.routes.flatMap(({ handler }) => toDescribed(handler)))]
}

/** Routes that say nothing of themselves: `GET /path`. */
export function toUndescribed(app: Hono): string[] {
  const plain = app.routes.filter(({ method, handler }) => isOwn(method) && toDescribed(handler).length === 0)
  return plain.map(({ method, path }) => `${method} ${path}`)
}

/** What stands for every method is what all routes have. */
function isOwn(method: string): boolean {
  return method !== 'ALL' && method !== 'OPTIONS'
}

/** A body of JSON. */
export function jsonBody<const Schema extends v.GenericSchema>(
  schema: Schema,
  rest: Omit<OperationBody, 'content'> = {},
) {
  return { content: { 'application/json': schema }, ...rest } as const
}

/** Text, or bytes, of which no more is said than its media type. */
export const anyText = v.string()
