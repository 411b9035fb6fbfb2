/**
 * The lane of costly answers: searches, lists, documents that are not finished, QR codes
 * (docs/architecture.md, decision 22). Promises: they are made in turns, so that nobody's many keep others waiting; and
 * where the runtime has a thread for them, in that, so that whatever is at hand is answered meanwhile. The answer is the
 * one that would have been made in place.
 */

import type { Context, Hono } from 'hono'
import { toSender } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { toEncoding } from '../documents/finished.ts'
import type { Aside, AsideAnswer, AsideRequest, Lane } from './aside.ts'

/** The answer to the request, in the lane; `make` makes it in place. @throws RequestError 503 */
export function answerInLane(c: Context, backend: Backend, make: () => Promise<Response>): Promise<Response> {
  const { lane } = backend
  if (lane === undefined || !isReading(c)) return make()
  const aside = findAside(backend)
  return lane.turns(toSender(c, backend), async () =>
    aside === undefined ? make() : toAsideResponse(await aside.ask(toAsked(c))),
  )
}

/** The thread, once there is one. */
export function findAside({ lane }: Pick<Backend, 'lane'>): Aside | undefined {
  return lane?.aside?.isReady() ? lane.aside : undefined
}

/** Has a thread make a document, once for all who want it now. @param address under which it is kept */
export function makeAside(
  c: Context,
  backend: Backend,
  { turns, making }: Lane,
  aside: Aside,
  address: string,
): Promise<AsideAnswer> {
  const key = `${c.req.url} ${toEncoding(c.req.header('Accept-Encoding'))}`
  const asked =
    making.get(key) ??
    turns(toSender(c, backend), () => aside.ask({ ...toAsked(c), document: address })).finally(() => making.delete(key))
  making.set(key, asked)
  return asked
}

/** What writes is never done in a thread that only reads. */
function isReading(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
}

function toAsked(c: Context): AsideRequest {
  return { url: c.req.url, method: c.req.method, headers: [...c.req.raw.headers] }
}

export function toAsideResponse({ status, headers, bytes }: AsideAnswer): Response {
  // `manual` tells workerd that the bytes are encoded already; Node has no such option and heeds none.
  const init = {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    encodeBody: 'manual',
  }
  return new Response(bytes.byteLength === 0 ? null : bytes, init as ResponseInit)
}

/** What a thread answers. */
export async function answerAside(
  app: Hono,
  { cache }: Pick<Backend, 'cache'>,
  asked: AsideRequest,
): Promise<AsideAnswer> {
  const init = { method: asked.method, headers: asked.headers.map(([name, value]): [string, string] => [name, value]) }
  const response = await app.fetch(new Request(asked.url, init))
  const document = asked.document === undefined ? undefined : cache.get(asked.document)
  const head = { status: response.status, headers: [...response.headers] }
  if (document !== undefined) return { ...head, bytes: new Uint8Array(), document }
  return { ...head, bytes: new Uint8Array(await response.arrayBuffer()) }
}
