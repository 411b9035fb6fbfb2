/**
 * Files that a browser is given as they are. Promises: they are answered as Cloudflare answers them, with the headers
 * that the folder's `_headers` says (developers.cloudflare.com/workers/static-assets/headers, read 2026-12-01).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import { answerDocument, type Document, toEtag } from '../http/documents/headers.ts'
import { addRoute } from '../http/route.ts'

const HEADERS = '_headers'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}

/** Files of a library, which bin/assets.js copies into the folder for Workers. */
const SWAGGER = ['swagger-ui.css', 'swagger-ui-bundle.js']

/** Routes the files of a folder and serves them from memory: they are few and small, and never change while it runs. */
export function addStatics(app: Hono, folder: string): void {
  const headers = readHeaders(readFileSync(join(folder, HEADERS), 'utf8'))
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile() && one.name !== HEADERS)
  for (const { name } of files) {
    const document = readDocument(join(folder, name))
    addRoute(app, `/${name}`, { GET: (c) => answerDocument(c, document, headers) })
  }
  const swagger = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
  for (const name of SWAGGER) addLater(app, `/swagger/${name}`, join(swagger, name), headers)
}

/** The largest of them is a megabyte, for which hardly anybody asks: it is read when somebody does. */
function addLater(app: Hono, path: string, file: string, headers: Readonly<Record<string, string>>): void {
  addRoute(app, path, { GET: (c) => answerDocument(c, readDocument(file), headers) })
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
