/**
 * Routes: what a path answers to, and on which host. Promises: another method is answered 405 with those that there are,
 * and another host of a channel leads to the same path here.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import type { Channel } from '../model/model.ts'
import { joinChunks } from '../net/body.ts'
import { toUtf8 } from '../publish/safe.ts'
import type { Backend } from './backend.ts'

export type Handler = (c: Context) => Response | Promise<Response>

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

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

/** What scripts of other sites may send. */
const SENT = [
  'Authorization',
  'Content-Language',
  'Content-Location',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
]

/** Scripts of other sites may read what is public, and write with a token; none of it depends on cookies. */
function answerOptions(allowed: string): Response {
  const headers = {
    Allow: allowed,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': allowed,
    'Access-Control-Allow-Headers': SENT.join(', '),
    'Access-Control-Max-Age': '86400',
  }
  return new Response(null, { status: 204, headers })
}

/** The request's address as it was sent, percent-encoding untouched. */
export function toRequestUrl(c: Context): URL {
  return new URL(c.req.url)
}

/** No name and no word has a null character in it: such an address is nobody's, and no list of everything. */
export function addAddressCheck(app: Hono): void {
  app.use('*', (c, next) => {
    const { pathname, search } = toRequestUrl(c)
    if (pathname.includes('%00')) throw new RequestError(404, 'There is nothing at this address.')
    if (search.includes('%00')) throw new RequestError(400, 'The query of the address has a null character in it.')
    return next()
  })
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
  return new Response(toUtf8(`${JSON.stringify(value)}\n`), { status, headers: { ...JSON_HEADERS, ...headers } })
}

const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }

/** As `answerJson`, where there may be so many items that others have to get their turn meanwhile. They come last. */
export async function answerItems(
  { items, ...head }: { readonly items: readonly unknown[] },
  pause: () => Promise<void>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const pieces = [toUtf8(`${JSON.stringify(head).slice(0, -1)},"items":[`)]
  for (const [index, item] of items.entries()) {
    pieces.push(toUtf8(`${index === 0 ? '' : ','}${JSON.stringify(item)}`))
    await pause()
  }
  pieces.push(toUtf8(']}\n'))
  return new Response(joinChunks(pieces), { headers: { ...JSON_HEADERS, ...headers } })
}

/**
 * The channels' own old hosts, pointed at this service: each address is led on to the same path here, for good, so
 * that whoever follows has moved before the old host's name lapses. Feeds are led on like all else: readers note a
 * permanent move, and as ids stay nobody sees a story twice.
 */
export function addHosts(app: Hono, backend: Backend): void {
  const isOld = createOldHostTest(backend)
  app.use('*', async (c, next) => {
    const host = c.req.header('Host') ?? new URL(c.req.url).host
    if (!isOld(host) || !isMoving(c.req.method, c.req.path)) return next()
    // The host is one of our own sources still: what it serves now are our own stories.
    if (c.req.header('User-Agent')?.includes(`(+${backend.base})`)) {
      throw new RequestError(409, `${host} leads to this service itself now: take the source out of feeds/.`)
    }
    const { pathname, search } = new URL(c.req.url)
    // For good, but should the host ever be somebody's again, no browser is caught in it for longer than a day.
    c.header('Cache-Control', 'public, max-age=86400')
    return c.redirect(`${backend.base}${pathname}${search}`, 301)
  })
}

/**
 * Tells whether a Host header names one of the channels' hosts that is not this service's own. Where BASE_URL is only
 * somebody's own machine, none is: nobody else would reach it there, and who was sent there for good never came back.
 */
export function createOldHostTest({ base, channels }: Pick<Backend, 'base' | 'channels'>): (host: string) => boolean {
  const own = new URL(base)
  if (/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(own.hostname)) return () => false
  const old = new Set(channels.flatMap(({ hosts }) => hosts))
  old.delete(own.host)
  old.delete(own.hostname)
  return (host) => old.has(host) || old.has(host.toLowerCase().replace(/:\d+$/, ''))
}

/** Not what is sent, and not what a certificate for the old host is proved with (RFC 8615). */
function isMoving(method: string, path: string): boolean {
  return (method === 'GET' || method === 'HEAD') && !path.startsWith('/.well-known/')
}

/** The channel of an id; the first one where there is none such. */
export function toChannel({ channels }: Backend, id: string | undefined): Channel {
  const channel = channels.find((one) => one.id === id) ?? channels[0]
  if (channel === undefined) throw new Error('No channel is declared in feeds/.')
  return channel
}
