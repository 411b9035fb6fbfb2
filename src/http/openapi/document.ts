/** The API's description (OpenAPI 3.1), made of the operations that its routes are. */

import type * as v from 'valibot'
import { isForPrograms } from '../documents/headers.ts'
import { LONGEST } from '../idempotency.ts'
import { type HeaderName, type Operation, type OperationAnswer, SUBJECTS } from '../operation.ts'
import { PROBLEMS } from '../problems.ts'
import { problem, toErrors } from './errors.ts'
import { ERROR_HEADERS, HEADERS } from './headers.ts'
import { type Components, type JsonSchemaObject, toComponents, toSchema } from './schemas.ts'

type About = { readonly base: string; readonly version: string; readonly title: string; readonly named: Components }

/** The document; the same for the same operations, member by member. */
export function toDocument(operations: readonly Operation[], { base, version, title, named }: About): JsonSchemaObject {
  const all = { Problem: problem, ...named }
  return {
    openapi: '3.1.0',
    info: { title, version, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: base }],
    tags: Object.entries(SUBJECTS).map(([name, description]) => ({ name, description })),
    paths: toPaths(operations, all),
    components: { schemas: toComponents(all), securitySchemes: { token: TOKEN, password: PASSWORD } },
  }
}

const ABOUT = [
  'Stories of a newsroom: read, published, kept for good, and given out as feeds, pages and short links.',
  'What writes or fetches needs a token: `Authorization: Bearer TOKEN`. Errors are problem documents (RFC 9457);',
  'the `type` of each is the address of a page that says what to do. Times are UTC, as RFC 3339 has them.',
].join(' ')

const TOKEN = {
  type: 'http',
  scheme: 'bearer',
  description: 'The API token of the service, or one that was made for you with the scopes that an operation names.',
}

const PASSWORD = { type: 'http', scheme: 'basic', description: 'The token as the password, of any user.' }

function toPaths(operations: readonly Operation[], named: Components): JsonSchemaObject {
  const paths = Map.groupBy(operations, ({ path }) => path)
  return Object.fromEntries([...paths].map(([path, all]) => [path, toPathItem(all, named)]))
}

function toPathItem(operations: readonly Operation[], named: Components): JsonSchemaObject {
  return Object.fromEntries(operations.map((one) => [one.method.toLowerCase(), toOperationObject(one, named)]))
}

function toOperationObject(operation: Operation, named: Components): JsonSchemaObject {
  const { id, subject, summary, about, scope, body } = operation
  const needed = scope === undefined ? undefined : `Needs a token with the scope \`${scope}\`.`
  const description = [about, needed].filter(Boolean).join('\n\n')
  const parameters = toParameters(operation)
  return {
    operationId: id,
    tags: [subject],
    summary,
    ...(description === '' ? {} : { description }),
    ...toSecurity(operation),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: toRequestBody(operation, named) }),
    responses: toResponses(operation, named),
  }
}

/** The schemes that a token may be sent by; the empty one: none is needed. */
function toSecurity({ scope, byPassword, showsMore }: Operation): JsonSchemaObject {
  const token = [{ token: [] }]
  if (scope !== undefined) return { security: byPassword ? [...token, { password: [] }] : token }
  return showsMore ? { security: [{}, ...token] } : {}
}

const PLACES = [
  ['params', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
] as const

function toParameters(operation: Operation): JsonSchemaObject[] {
  return [...toNamedParameters(operation), ...(operation.creates ? [KEY] : [])]
}

/** What every post that makes something can be sent with. */
const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A name of this request, such as a UUID: sent again within a day with the same, it makes nothing again and is answered what was made.',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: LONGEST },
}

function toNamedParameters(operation: Operation): JsonSchemaObject[] {
  return PLACES.flatMap(([kind, place]) =>
    Object.entries(operation[kind] ?? {}).map(([name, entry]) => {
      const { description, ...schema } = toSchema(entry as v.GenericSchema, 'output') as { description?: string }
      const example = operation.example?.[kind]?.[name]
      return {
        name,
        in: place,
        ...(description === undefined ? {} : { description }),
        required: place === 'path' || !isOptional(entry),
        schema,
        ...(example === undefined ? {} : { example: toTyped(example, schema) }),
      }
    }),
  )
}

/** A number as a number. */
function toTyped(text: string, { type }: { readonly type?: unknown }): unknown {
  if (type === 'array') return [text]
  return type === 'integer' || type === 'number' ? Number(text) : text
}

function isOptional({ type }: { readonly type: string }): boolean {
  return ['optional', 'exact_optional', 'nullish'].includes(type)
}

function toRequestBody({ body, example }: Operation, named: Components): JsonSchemaObject {
  const content = Object.entries(body?.content ?? {}).map(([type, schema], index) => {
    const given = index === 0 && example?.body !== undefined ? { example: example.body } : {}
    return [type, { schema: withTold(toSchema(schema, 'input', named), body?.told), ...given }]
  })
  return { required: !body?.optional, content: Object.fromEntries(content) }
}

/** Members that may be sent back, and say nothing. */
function withTold(schema: JsonSchemaObject, told: readonly string[] = []): JsonSchemaObject {
  if (told.length === 0) return schema
  const readOnly = Object.fromEntries(told.map((name) => [name, { readOnly: true }]))
  return { ...schema, properties: { ...readOnly, ...(schema.properties as JsonSchemaObject | undefined) } }
}

function toResponses(operation: Operation, named: Components): JsonSchemaObject {
  const more = operation.creates ? (['Idempotent-Replayed'] as const) : []
  const answers = Object.entries(operation.answers).map(([status, answer]) => {
    const headers = [...(answer.headers ?? []), ...more]
    return [status, toResponse({ ...answer, headers }, named)]
  })
  const errors = [...toErrors(operation)].map(([status, kinds]) => {
    const says = kinds.map((kind) => `\`${kind}\`: ${PROBLEMS[kind].means}`).join('\n\n')
    const content = toErrorContent(operation)
    return [status, { description: says, ...toHeaders(ERROR_HEADERS[status] ?? []), content }]
  })
  // An answer of its own that an operation describes is not laid over by the general one.
  return { ...Object.fromEntries(errors), ...Object.fromEntries(answers) }
}

const REFERENCE = { $ref: '#/components/schemas/Problem' }
const WORDPRESS = { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' }, data: {} } }
const TEXT = { type: 'string' }

/** Errors of the operation, and what every address there has: problem documents for programs, pages for people. */
function toErrorContent({ path, errorsAs }: Operation): JsonSchemaObject {
  const isRead = isForPrograms(path.replace(/\{\w+\}/g, '1'))
  const general = isRead ? { 'application/problem+json': { schema: REFERENCE } } : { 'text/html': { schema: TEXT } }
  if (errorsAs === 'text') return { 'text/plain': { schema: TEXT }, ...general }
  if (errorsAs === 'wordpress') return { 'application/json': { schema: WORDPRESS }, ...general }
  return general
}

function toHeaders(names: readonly HeaderName[]): JsonSchemaObject {
  if (names.length === 0) return {}
  const headers = names.map((name) => [name, { description: HEADERS[name], schema: TEXT }])
  return { headers: Object.fromEntries(headers) }
}

function toResponse({ says, content, headers = [] }: OperationAnswer, named: Components): JsonSchemaObject {
  const types = Object.entries(content ?? {}).map(([type, schema]) => [
    type,
    { schema: toSchema(schema, 'output', named) },
  ])
  return {
    description: says,
    ...toHeaders(headers),
    ...(types.length === 0 ? {} : { content: Object.fromEntries(types) }),
  }
}
