import type { Context, Hono } from 'hono'
import type { Backend } from '../backend.ts'
import { type Compress, type Encoding, LEAST_COMPRESSED, toEncoding, toResponse } from './finished.ts'

/** What gets smaller; finished documents have compressed forms of their own. */
const TEXT = /^(?:text\/|application\/(?:[a-z.-]+\+)?(?:json|xml)\b)/

/** These are made for each request, and compressing more than this takes longer than making them. */
const MOST_BYTES = 200_000

/** Compresses pages and the API's answers for whoever accepts that. */
export function addEncoding(app: Hono, { compress }: Backend): void {
  if (compress === undefined) return
  app.use('*', async (c, next) => {
    await next()
    if (isText(c.res)) await encode(c, compress)
  })
}

function isText({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    TEXT.test(headers.get('Content-Type') ?? '') &&
    !headers.has('Content-Encoding') &&
    !headers.get('Vary')?.includes('Accept-Encoding')
  )
}

async function encode(c: Context, compress: Compress): Promise<void> {
  c.res.headers.append('Vary', 'Accept-Encoding')
  const encoding = toEncoding(c.req.header('Accept-Encoding'))
  const length = Number(c.res.headers.get('Content-Length') ?? LEAST_COMPRESSED)
  if (encoding === undefined || length < LEAST_COMPRESSED || length > MOST_BYTES) return
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const response = toEncoded(bytes, c.res.headers, encoding, compress)
  // Set to nothing first, or Hono lays the headers of the old one over the new one's.
  c.res = undefined
  c.res = response
}

function toEncoded(bytes: Uint8Array<ArrayBuffer>, headers: Headers, encoding: Encoding, compress: Compress): Response {
  const isWorth = bytes.byteLength >= LEAST_COMPRESSED && bytes.byteLength <= MOST_BYTES
  const sent = isWorth ? compress(bytes, encoding) : bytes
  const fields = {
    ...Object.fromEntries(headers),
    'content-length': String(sent.byteLength),
    ...(isWorth ? { 'content-encoding': encoding } : {}),
  }
  return toResponse({ status: 200, headers: fields, bytes: sent })
}
