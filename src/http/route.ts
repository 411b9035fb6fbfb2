import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { toUtf8 } from '../publish/safe.ts'

export type Handler = (c: Context) => Response | Promise<Response>

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Routes a path: its methods, OPTIONS, and 405 with `Allow` for any other. HEAD is GET without the body (Hono's). */
export function addRoute(app: Hono, path: string, handlers: Readonly<Partial<Record<Method, Handler>>>): void {
  const allowed = toAllowed(Object.keys(handlers))
  for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler)
  app.on('OPTIONS', path, () => answerOptions(allowed))
  app.all(path, (c) => {
    c.header('Allow', allowed)
    throw new RequestError(405, `${c.req.method} is not possible here; ${allowed} are.`, { allow: allowed.split(', ') })
  })
}

function toAllowed(methods: readonly string[]): string {
  return [
    ...(methods.includes('GET') ? ['GET', 'HEAD'] : []),
    ...methods.filter((one) => one !== 'GET'),
    'OPTIONS',
  ].join(', ')
}

/** Scripts of other sites may read what is public, conditionally too; none of it depends on cookies. */
function answerOptions(allowed: string): Response {
  const headers = {
    Allow: allowed,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': allowed,
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match, If-Modified-Since',
    'Access-Control-Max-Age': '86400',
  }
  return new Response(null, { status: 204, headers })
}

/** The request's address as it was sent, percent-encoding untouched. */
export function toRequestUrl(c: Context): URL {
  return new URL(c.req.url)
}

/** A part of a path, percent-decoded. @throws RequestError 400 where it is no UTF-8 */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    throw new RequestError(400, 'The address is not properly percent-encoded.', {}, { cause: error })
  }
}

/** A JSON answer of the API; never kept by anybody where nothing else is said. */
export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const all = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers }
  return new Response(toUtf8(`${JSON.stringify(value)}\n`), { status, headers: all })
}
