/** What would be stored of an address or a document. Promises: nothing is. */

import type { Context, Hono } from 'hono'
import { ConfigError, FetchError, ParseError, RequestError } from '../../errors.ts'
import { hasFewValues } from '../../model/json-size.ts'
import type { Source } from '../../model/model.ts'
import { toSecretHold } from '../../model/request.ts'
import type { SourceOptions } from '../../model/settings.ts'
import { toContentType } from '../../publish/formats.ts'
import { toJsonPreview } from '../../publish/preview.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { finishCalmly } from '../../steps.ts'
import { findSource as findNamed } from '../../store/sources.ts'
import type { Backend, PreviewInput } from '../backend.ts'
import {
  type JsonObject,
  parseJson,
  readFields,
  readMediaType,
  readRequestBody,
  refuseUnknown,
  toJsonObject,
} from '../body.ts'
import { type AskedOf, serve } from '../operation.ts'
import { movingOperations, previewRequest } from '../operations/moving.ts'
import { fieldError } from '../problem.ts'
import { addRoute, answerItems } from '../route.ts'
import { refuseSelectors } from './sources/source-fields.ts'

const LIMIT = 10 * 1024 * 1024

/** What would be stored of an address or a document; nothing is. */
export function addPreview(app: Hono, backend: Backend): void {
  addRoute(app, '/api/preview', {
    POST: serve(backend, movingOperations.previewDocument, ({ c, query }) => answerPreview(c, backend, query)),
  })
}

type Asking = AskedOf<typeof movingOperations.previewDocument>['query']

async function answerPreview(c: Context, backend: Backend, asked: Asking): Promise<Response> {
  const input = await readInput(c, backend, asked)
  const { feed, items, url, leftOut } = await preview(backend, input)
  const pause = backend.pause ?? (async () => {})
  const json = await finishCalmly(toJsonPreview(feed, items, url, leftOut), pause)
  return answerItems(json, pause, { 'Content-Type': toContentType('json') })
}

async function readInput(c: Context, backend: Backend, asked: Asking): Promise<PreviewInput> {
  const type = readMediaType(c)
  if (FORMS.includes(type)) throw new RequestError(415, 'Send JSON with a url, or the document itself as the body.')
  const bytes = await readRequestBody(c, LIMIT)
  if (bytes.byteLength === 0) throw new RequestError(422, 'The body is empty: send JSON with a url, or a document.')
  const request = type === 'application/json' ? toRequest(bytes) : undefined
  return request === undefined ? readDocument(backend, c, bytes, asked) : readRequest(backend, request)
}

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** Documents may be sent as plain JSON too: a JSON Feed has a version or items, WordPress answers a list. */
function toRequest(bytes: Uint8Array): JsonObject | undefined {
  // So many values are a document, which is read where it holds up nobody.
  if (!hasFewValues(bytes, MOST_VALUES)) return undefined
  const value = parseJson(bytes)
  if (Array.isArray(value)) return undefined
  const body = toJsonObject(value)
  return DOCUMENT.some((name) => Object.hasOwn(body, name)) || isUnnamed(body) ? undefined : body
}

/** Of a request: far more than there are settings. */
const MOST_VALUES = 10_000

const DOCUMENT = ['version', 'items']
const NAMED = ['url', 'source', 'document']

/** Lists, and no address of any: a document whose items have another name. */
function isUnnamed(body: JsonObject): boolean {
  return NAMED.every((name) => body[name] === undefined) && Object.values(body).some(Array.isArray)
}

async function readRequest(backend: Backend, body: JsonObject): Promise<PreviewInput> {
  refuseUnknown(body, previewRequest)
  const { url, source: id, document, as, ...given } = readFields(previewRequest, body)
  refuseSelectors(given, backend.isSelector)
  if (document === undefined) refuseAim(url, id)
  const source = id === undefined ? undefined : await findSource(backend, id)
  if (document === undefined) refuseHeld(source)
  return {
    ...toWhose(source, given),
    ...(url === undefined ? {} : { url }),
    ...(document === undefined ? {} : { bytes: toUtf8(document) }),
    ...(as === undefined ? {} : { as }),
  }
}

/** What is fetched is either's. @throws RequestError */
function refuseAim(url: string | undefined, source: string | undefined): void {
  if (url === undefined && source === undefined)
    throw fieldError('url', 'url is missing: name an address, a source, or send a document.')
  if (url !== undefined && source !== undefined)
    throw fieldError('url', 'Send the url or a source, one of them, where no document is sent.')
}

/** @throws RequestError where there is none */
async function findSource(backend: Backend, id: string): Promise<Source> {
  const source = await findNamed(backend.db, backend.channels, id)
  if (source === undefined) throw fieldError('source', `There is no source named ${id.slice(0, 100)}.`)
  return source
}

/** @throws RequestError where it may not be asked */
function refuseHeld(source: Source | undefined): void {
  const hold = source === undefined ? undefined : toSecretHold(source, true)
  if (hold !== undefined) throw fieldError('source', hold)
}

/** The source's address, channel and settings; those that are given go in place of its own. */
function toWhose(source: Source | undefined, given: SourceOptions = {}): PreviewInput {
  if (source === undefined) return { settings: given }
  return { url: source.url, channel: source.channel, settings: { ...source, ...given } }
}

async function readDocument(backend: Backend, c: Context, bytes: Uint8Array, asked: Asking): Promise<PreviewInput> {
  const { url, as, source: id, timeZone } = asked
  const contentType = c.req.header('Content-Type')
  const contentLocation = c.req.header('Content-Location')
  const contentLanguage = c.req.header('Content-Language')
  return {
    ...toWhose(
      id === undefined ? undefined : await findSource(backend, id),
      timeZone === undefined ? {} : { timeZone },
    ),
    bytes,
    ...(url === undefined ? {} : { url }),
    ...(as === undefined ? {} : { as }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentLocation === undefined ? {} : { contentLocation }),
    ...(contentLanguage === undefined ? {} : { contentLanguage }),
  }
}

/** Runs the preview; what is wrong with the other side becomes a problem that says so. */
async function preview(backend: Backend, input: PreviewInput): Promise<Awaited<ReturnType<Backend['preview']>>> {
  try {
    return await backend.preview(input)
  } catch (error) {
    if (error instanceof ParseError)
      throw new RequestError(422, error.message, {}, { cause: error, kind: 'unreadable-document' })
    if (error instanceof ConfigError) throw new RequestError(422, error.message, {}, { cause: error })
    if (!(error instanceof FetchError)) throw error
    const ours = error.kind === 'address' || error.kind === 'private'
    const members = { field: 'url', kind: error.kind }
    throw new RequestError(ours ? 422 : 502, error.message, members, { cause: error })
  }
}
