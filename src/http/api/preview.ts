/** What would be stored of an address or a document. Promises: nothing is. */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { ConfigError, FetchError, ParseError, RequestError } from '../../errors.ts'
import { admission } from '../../model/admission.ts'
import type { Source } from '../../model/model.ts'
import { toOptional, webAddress } from '../../model/schema.ts'
import { toContentType } from '../../publish/formats.ts'
import { toJsonPreview } from '../../publish/preview.ts'
import { toUtf8 } from '../../publish/safe.ts'
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

const LIMIT = 10 * 1024 * 1024

/** What would be stored of an address or a document; nothing is. */
export function addPreview(app: Hono, backend: Backend): void {
  addRoute(app, '/api/preview', { POST: (c) => answerPreview(c, backend) })
}

async function answerPreview(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const input = await readInput(c, backend)
  const { feed, items, url, leftOut } = await preview(backend, input)
  const json = toJsonPreview(feed, items, url, leftOut)
  return answerJson(json, 200, { 'Content-Type': toContentType('json') })
}

async function readInput(c: Context, backend: Backend): Promise<PreviewInput> {
  const type = readMediaType(c)
  if (FORMS.includes(type)) throw new RequestError(415, 'Send JSON with a url, or the document itself as the body.')
  const bytes = await readRequestBody(c, LIMIT)
  if (bytes.byteLength === 0) throw new RequestError(422, 'The body is empty: send JSON with a url, or a document.')
  const request = type === 'application/json' ? toRequest(bytes) : undefined
  return request === undefined ? readDocument(c, bytes, backend) : readRequest(request, backend)
}

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** Documents may be sent as plain JSON too: a JSON Feed has a version or items, WordPress answers a list. */
function toRequest(bytes: Uint8Array): JsonObject | undefined {
  const value = parseJson(bytes)
  if (Array.isArray(value)) return undefined
  const body = toJsonObject(value)
  return Object.hasOwn(body, 'version') || Object.hasOwn(body, 'items') ? undefined : body
}

const request = v.object(
  toOptional({
    url: webAddress,
    /** A document in place of the one at the address. */
    document: v.pipe(v.string(), v.nonEmpty('is empty')),
    as: v.picklist(['article']),
    source: v.string(),
    ...admission,
  }),
)

async function readRequest(body: JsonObject, backend: Backend): Promise<PreviewInput> {
  refuseUnknown(body, request)
  const { document, source, ...fields } = readFields(request, body)
  if (document === undefined && source === undefined && fields.url === undefined)
    throw fieldError('url', 'url is missing: name an address, a source, or send a document.')
  return {
    ...fields,
    ...(document === undefined ? {} : { bytes: toUtf8(document) }),
    ...(source === undefined ? {} : { source: await findSource(backend, source) }),
  }
}

async function findSource(backend: Backend, id: string): Promise<Source> {
  const source = (await loadSources(backend.db, backend.channels)).find((one) => one.id === id)
  if (source === undefined) throw fieldError('source', `There is no source ${id.slice(0, 100)}.`)
  return source
}

async function readDocument(c: Context, bytes: Uint8Array, backend: Backend): Promise<PreviewInput> {
  const { searchParams } = toRequestUrl(c)
  const url = searchParams.get('url') || undefined
  const as = searchParams.get('as') || undefined
  if (url !== undefined && !v.is(webAddress, url)) throw queryError('url', 'url is no http or https address.')
  if (as !== undefined && as !== 'article') throw queryError('as', 'as can only be article.')
  const contentType = c.req.header('Content-Type')
  const source = searchParams.get('source') || undefined
  const contentLocation = c.req.header('Content-Location')
  return {
    bytes,
    ...(source === undefined ? {} : { source: await findSource(backend, source) }),
    ...(url === undefined ? {} : { url }),
    ...(as === undefined ? {} : { as }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentLocation === undefined ? {} : { contentLocation }),
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
