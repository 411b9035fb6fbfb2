import type { Context, Hono } from 'hono'
import { loadPictureType } from '../../store/pictures.ts'
import type { Backend } from '../backend.ts'
import { answerDocument, isFresh } from '../documents/headers.ts'
import { addRoute } from '../route.ts'

const HASH = /^[0-9a-f]{64}$/

/**
 * Its address is the hash of its bytes, so a picture never changes, but it goes with its story, and then from every
 * cache within the minute. Asking again costs no bytes. Whatever its bytes are, they run nothing.
 */
const HEADERS = {
  'Cache-Control': 'public, max-age=60',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
}

/** Mirrored pictures, by the SHA-256 of their bytes. */
export function addMedia(app: Hono, backend: Backend): void {
  addRoute(app, '/media/:hash', { GET: (c) => answerPicture(c, backend) })
}

async function answerPicture(c: Context, backend: Backend): Promise<Response> {
  const hash = c.req.param('hash') ?? ''
  const type = HASH.test(hash) ? await loadPictureType(backend.db, hash) : undefined
  if (type === undefined) return c.notFound()
  const document = { bytes: new Uint8Array(), type, etag: `"${hash}"` }
  if (isFresh(c, document)) return answerDocument(c, document, HEADERS)
  const bytes = await backend.blobs?.get(hash)
  return bytes === undefined ? c.notFound() : answerDocument(c, { ...document, bytes }, HEADERS)
}
