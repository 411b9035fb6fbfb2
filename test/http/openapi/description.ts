import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/** The service's description of itself, as far as tests read it. */
export type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
export type Schema = { readonly [name: string]: unknown }
export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
  readonly example?: unknown
}
type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>
export type DescribedOperation = {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
  readonly security?: readonly object[]
}

/** An operation with where it stands. */
export type Place = { readonly method: string; readonly path: string; readonly operation: DescribedOperation }

export function toPlaces({ paths }: Description): Place[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** Says what is wrong with an answer: its status, its media type, its shape; nothing where it is as described. */
export function createChecker(description: Description) {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true })
  formats.default(ajv)
  for (const name of OURS) ajv.addFormat(name, true)
  const compiled = new Map<Schema, ValidateFunction>()
  const toValidate = (schema: Schema) => {
    const there = compiled.get(schema)
    if (there !== undefined) return there
    const made = ajv.compile({ ...(toClosed(schema) as Schema), components: toClosed(description.components) })
    compiled.set(schema, made)
    return made
  }
  return async ({ operation }: Place, response: Response): Promise<string | undefined> => {
    const described = operation.responses[String(response.status)]
    if (described === undefined) return `status ${response.status} is not described: ${await response.text()}`
    const type = (response.headers.get('Content-Type') ?? '').replace(/;.*/s, '')
    const text = await response.text()
    if (described.content === undefined) return text === '' ? undefined : `${response.status} has a body: ${text}`
    const content = described.content[type]
    if (content === undefined) return `${response.status} is of the type ${type}, not ${Object.keys(described.content)}`
    if (!/json$/.test(type)) return undefined
    const validate = toValidate(content.schema)
    const value: unknown = JSON.parse(text)
    return validate(value) ? undefined : `${response.status} ${ajv.errorsText(validate.errors)}: ${text.slice(0, 2000)}`
  }
}

/** Formats that JSON Schema does not know; they say to people what a text is. */
const OURS = [
  'language',
  'media-type',
  'name',
  'code',
  'permalink',
  'time',
  'sha-256',
  'item',
  'token',
  'selector',
].concat(['time-zone', 'path', 'template', 'days', 'secret'])

/** No object has members that are not described, but where it is said that it may. */
function toClosed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toClosed)
  if (typeof schema !== 'object' || schema === null) return schema
  const closed = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, toClosed(value)]))
  const isOpen = closed.type !== 'object' || closed.properties === undefined || 'additionalProperties' in closed
  return isOpen ? closed : { ...closed, additionalProperties: false }
}

/** What is sent. */
export type Call = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly type?: string
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** The address of a call, with every part percent-encoded. */
export function toAddress(path: string, { params = {}, query = {} }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
  const search = new URLSearchParams(pairs as [string, string][]).toString()
  return search === '' ? filled : `${filled}?${search}`
}

/** The call that the description gives as an example. */
export function toExampleCall({ operation }: Place): Call {
  const { parameters = [], requestBody } = operation
  const toGiven = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === place && one.example !== undefined)
        .map(({ name, example }) => [name, Array.isArray(example) ? example.map(String) : String(example)]),
    )
  const [first] = Object.entries(requestBody?.content ?? {})
  const body = first?.[1].example
  return {
    params: toGiven('path') as Record<string, string>,
    query: toGiven('query'),
    headers: toGiven('header') as Record<string, string>,
    ...(first === undefined || body === undefined
      ? {}
      : { type: first[0], body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
}
