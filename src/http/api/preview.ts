/** What would be stored of an address or a document. Promises: nothing is. */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { ConfigError, FetchError, ParseError, RequestError } from '../../errors.ts'
import type { Source } from '../../model/model.ts'
import { toSecretHold } from '../../model/request.ts'
import { toOptional, webAddress } from '../../model/schema.ts'
import { sourceOptions } from '../../model/settings.ts'
import { toContentType } from '../../publish/formats.ts'
import { toJsonPreview } from '../../publish/preview.ts'
import { loadSources } from '../../store/sources.ts'
import { demandToken } from '../auth.ts'
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
import { fieldError, queryError } from '../problem.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'
import { refuseSelectors } from './source-fields.ts'

const LIMIT = 10 * 1024 * 1024

/** What would be stored of an address or a document; nothing is. */
export function addPreview(app: Hono, backend: Backend): void {
  addRoute(app, '/api/preview', { POST: (c) => answerPreview(c, backend) })
}

async function answerPreview(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const input = await readInput(c, backend)
  const { feed, items, url } = await preview(backend, input)
  const json = toJsonPreview(feed, items, url)
  return answerJson(json, 200, { 'Content-Type': toContentType('json') })
}

async function readInput(c: Context, backend: Backend): Promise<PreviewInput> {
  const type = readMediaType(c)
  if (FORMS.includes(type)) throw new RequestError(415, 'Send JSON with a url, or the document itself as the body.')
  const bytes = await readRequestBody(c, LIMIT)
  if (bytes.byteLength === 0) throw new RequestError(422, 'The body is empty: send JSON with a url, or a document.')
  const request = type === 'application/json' ? toRequest(bytes) : undefined
  return request === undefined ? readDocument(c, bytes) : readRequest(backend, request)
}

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** Documents may be sent as plain JSON too: a JSON Feed has a version or items, WordPress answers a list. */
function toRequest(bytes: Uint8Array): JsonObject | undefined {
  const value = parseJson(bytes)
  if (Array.isArray(value)) return undefined
  const body = toJsonObject(value)
  return DOCUMENT.some((name) => Object.hasOwn(body, name)) || isUnnamed(body) ? undefined : body
}

const DOCUMENT = ['version', 'items']

/** Lists, and no address of any: a document whose items have another name. */
function isUnnamed(body: JsonObject): boolean {
  return body.url === undefined && body.source === undefined && Object.values(body).some(Array.isArray)
}

const { title: _, fullText: _f, retryAfter: _r, ...howRead } = sourceOptions

/** An address with what is to be heeded of a source's settings, or a source, whose settings may be tried otherwise. */
const request = v.object(toOptional({ url: webAddress, source: v.string(), as: v.picklist(['article']), ...howRead }))

async function readRequest(backend: Backend, body: JsonObject): Promise<PreviewInput> {
  refuseUnknown(body, request)
  const { url, source: id, as, ...given } = readFields(request, body)
  refuseSelectors(given, backend.isSelector)
  if ((url === undefined) === (id === undefined)) throw fieldError('url', 'Send the url or a source, one of them.')
  const source = id === undefined ? undefined : await findSource(backend, id)
  const { id: _, url: address, channel, ...before } = source ?? { id, url }
  return {
    url: url ?? address ?? '',
    settings: { ...before, ...given },
    ...(as === undefined ? {} : { as }),
    ...(channel === undefined ? {} : { channel }),
  }
}

/** @throws RequestError where there is none, or it is held */
async function findSource(backend: Backend, id: string): Promise<Source> {
  const source = (await loadSources(backend.db, backend.channels)).find((one) => one.id === id)
  if (source === undefined) throw fieldError('source', `There is no source named ${id.slice(0, 100)}.`)
  const hold = toSecretHold(source, true)
  if (hold !== undefined) throw fieldError('source', hold)
  return source
}

function readDocument(c: Context, bytes: Uint8Array): PreviewInput {
  const { searchParams } = toRequestUrl(c)
  const url = searchParams.get('url') || undefined
  const as = searchParams.get('as') || undefined
  if (url !== undefined && !v.is(webAddress, url)) throw queryError('url', 'url is no http or https address.')
  if (as !== undefined && as !== 'article') throw queryError('as', 'as can only be article.')
  const contentType = c.req.header('Content-Type')
  return {
    bytes,
    ...(url === undefined ? {} : { url }),
    ...(as === undefined ? {} : { as }),
    ...(contentType === undefined ? {} : { contentType }),
  }
}

/** Runs the preview; what is wrong with the other side becomes a problem that says so. */
async function preview(backend: Backend, input: PreviewInput): Promise<Awaited<ReturnType<Backend['preview']>>> {
  try {
    return await backend.preview(input)
  } catch (error) {
    if (error instanceof ParseError || error instanceof ConfigError)
      throw new RequestError(422, error.message, {}, { cause: error })
    if (!(error instanceof FetchError)) throw error
    const ours = error.kind === 'address' || error.kind === 'private'
    const members = { field: 'url', kind: error.kind }
    throw new RequestError(ours ? 422 : 502, error.message, members, { cause: error })
  }
}
