/** What would be stored of an address or a document. Promises: nothing is. */

import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { FetchError, ParseError, RequestError } from '../../errors.ts'
import { webAddress } from '../../model/schema.ts'
import { timeZone } from '../../model/time-zone.ts'
import { toContentType } from '../../publish/formats.ts'
import { toJsonPreview } from '../../publish/preview.ts'
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
import { queryError } from '../problem.ts'
import { addRoute, answerJson, toRequestUrl } from '../route.ts'

const LIMIT = 10 * 1024 * 1024

/** What would be stored of an address or a document; nothing is. */
export function addPreview(app: Hono, backend: Backend): void {
  addRoute(app, '/api/preview', { POST: (c) => answerPreview(c, backend) })
}

async function answerPreview(c: Context, backend: Backend): Promise<Response> {
  demandToken(c, backend)
  const input = await readInput(c)
  const { feed, items, url } = await preview(backend, input)
  const json = toJsonPreview(feed, items, url)
  return answerJson(json, 200, { 'Content-Type': toContentType('json') })
}

async function readInput(c: Context): Promise<PreviewInput> {
  const type = readMediaType(c)
  if (FORMS.includes(type)) throw new RequestError(415, 'Send JSON with a url, or the document itself as the body.')
  const bytes = await readRequestBody(c, LIMIT)
  if (bytes.byteLength === 0) throw new RequestError(422, 'The body is empty: send JSON with a url, or a document.')
  const request = type === 'application/json' ? toRequest(bytes) : undefined
  return request === undefined ? readDocument(c, bytes) : readRequest(request)
}

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** Documents may be sent as plain JSON too: a JSON Feed has a version or items, WordPress answers a list. */
function toRequest(bytes: Uint8Array): JsonObject | undefined {
  const value = parseJson(bytes)
  if (Array.isArray(value)) return undefined
  const body = toJsonObject(value)
  return Object.hasOwn(body, 'version') || Object.hasOwn(body, 'items') ? undefined : body
}

const request = v.object({
  url: webAddress,
  as: v.exactOptional(v.picklist(['article'])),
  timeZone: v.exactOptional(timeZone),
})

function readRequest(body: JsonObject): PreviewInput {
  refuseUnknown(body, request)
  return readFields(request, body)
}

function readDocument(c: Context, bytes: Uint8Array): PreviewInput {
  const { searchParams } = toRequestUrl(c)
  const url = searchParams.get('url') || undefined
  const as = searchParams.get('as') || undefined
  if (url !== undefined && !v.is(webAddress, url)) throw queryError('url', 'url is no http or https address.')
  if (as !== undefined && as !== 'article') throw queryError('as', 'as can only be article.')
  const zone = searchParams.get('timeZone') || undefined
  if (zone !== undefined && !v.is(timeZone, zone))
    throw queryError('timeZone', 'timeZone is no zone of the time zone database, such as Asia/Baghdad.')
  const contentType = c.req.header('Content-Type')
  return {
    bytes,
    ...(url === undefined ? {} : { url }),
    ...(as === undefined ? {} : { as }),
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(contentType === undefined ? {} : { contentType }),
  }
}

/** Runs the preview; what is wrong with the other side becomes a problem that says so. */
async function preview(backend: Backend, input: PreviewInput): Promise<Awaited<ReturnType<Backend['preview']>>> {
  try {
    return await backend.preview(input)
  } catch (error) {
    if (error instanceof ParseError) throw new RequestError(422, error.message, {}, { cause: error })
    if (!(error instanceof FetchError)) throw error
    const ours = error.kind === 'address' || error.kind === 'private'
    const members = { field: 'url', kind: error.kind }
    throw new RequestError(ours ? 422 : 502, error.message, members, { cause: error })
  }
}
