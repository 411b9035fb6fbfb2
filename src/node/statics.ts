/**
 * Files that a browser is given as they are. Promises: they are answered as Cloudflare answers them, with the headers
 * that the folder's `_headers` says (developers.cloudflare.com/workers/static-assets/headers, read 2026-12-01).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Hono } from 'hono'
import { answerDocument, type Document, toEtag } from '../http/documents/headers.ts'
import { addRoute } from '../http/route.ts'

const HEADERS = '_headers'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}

/** Routes the files of a folder and serves them from memory: they are few and small, and never change while it runs. */
export function addStatics(app: Hono, folder: string): void {
  const headers = readHeaders(readFileSync(join(folder, HEADERS), 'utf8'))
  for (const name of readdirSync(folder).filter((one) => one !== HEADERS)) {
    const document = readDocument(join(folder, name))
    addRoute(app, `/${name}`, { GET: (c) => answerDocument(c, document, headers) })
  }
}

function readDocument(file: string): Document {
  const bytes = new Uint8Array(readFileSync(file))
  return { bytes, type: TYPES[extname(file)] ?? 'application/octet-stream', etag: toEtag(bytes) }
}

/** The lines below `/*`, which are for all files: there are no others. */
function readHeaders(text: string): Record<string, string> {
  const lines = [...text.matchAll(/^[ \t]+([\w-]+):[ \t]*(.+)$/gm)]
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]))
}
