import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import type { Backend } from '../backend.ts'
import { readRequestBody } from '../body.ts'
import { withOperation } from '../operation.ts'
import { hubOperations } from '../operations/hub.ts'
import { addRoute, toRequestUrl } from '../route.ts'

/** As large as a document that is polled. */
const DOCUMENT = 10 * 1024 * 1024
const PATH = '/hub/callback/:token'

/** Where hubs of others verify our subscriptions and send what sources publish (WebSub's subscriber). */
export function addWebSub(app: Hono, backend: Backend): void {
  addRoute(app, PATH, {
    GET: withOperation(hubOperations.confirmSubscription, (c) => answerQuestion(c, backend)),
    POST: withOperation(hubOperations.takeDelivery, (c) => takePush(c, backend)),
  })
}

/** A verification of what we did not ask for is a 404, as section 5.3 wants it. */
async function answerQuestion(c: Context, backend: Backend): Promise<Response> {
  const { searchParams } = toRequestUrl(c)
  const names = ['mode', 'topic', 'challenge', 'reason'] as const
  const asked = names.flatMap((name) => {
    const value = searchParams.get(`hub.${name}`)
    return value === null ? [] : [[name, value]]
  })
  const leaseSeconds = searchParams.get('hub.lease_seconds')
  const question = { ...Object.fromEntries(asked), ...(leaseSeconds === null ? {} : { leaseSeconds }) }
  const answer = await backend.push?.confirm(c.req.param('token') ?? '', question)
  if (answer === undefined) throw new RequestError(404, 'Nothing like this was asked for.')
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(answer, { headers })
}

async function takePush(c: Context, backend: Backend): Promise<Response> {
  const token = c.req.param('token') ?? ''
  // Before anything is read: whoever knows no token must not make us take ten megabytes in.
  if (!(await backend.push?.expects(token))) throw gone()
  const [contentType, signature, link] = ['Content-Type', 'X-Hub-Signature', 'Link'].map((name) => c.req.header(name))
  const receipt = await backend.push?.receive(token, {
    bytes: await readRequestBody(c, DOCUMENT),
    ...(contentType === undefined ? {} : { contentType }),
    ...(signature === undefined ? {} : { signature }),
    ...(link === undefined ? {} : { link }),
  })
  if (receipt === 'taken') return new Response(null, { status: 202 })
  if (receipt === 'later') {
    c.header('Retry-After', '60')
    throw new RequestError(503, 'The source is being read at this moment; send it again.')
  }
  throw gone()
}

/** Tells a hub to end the subscription. */
function gone(): RequestError {
  return new RequestError(410, 'There is no such subscription any more.')
}
