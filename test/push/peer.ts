/**
 * Another server on loopback, as a process of its own: subscriber, hub and publisher in one, told what to be by the
 * test (`/_…`). Everything it is asked is kept, to be read at `/_log`.
 */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Rule = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  /** Never answers. */
  readonly hangs?: boolean
}

/** What the hub was told of a subscription, and how it asks whether it is wanted. */
type Subscribed = { readonly topic: string; readonly callback: string; readonly secret?: string }

const rules = new Map<string, Rule>()
const log: unknown[] = []
const subscribed: Subscribed[] = []
/** Milliseconds until an answer. */
const pace = { delay: 0 }

const server = createServer(async (request, response) => {
  const body = await read(request)
  const url = new URL(request.url ?? '/', 'http://peer')
  if (url.pathname.startsWith('/_')) return control(url.pathname, body, response)
  const { method, headers } = request
  log.push({ method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body, at: Date.now() })
  const rule = rules.get(`${method} ${url.pathname}`) ?? rules.get(url.pathname)
  if (rule?.hangs) return
  if (pace.delay > 0) await new Promise((resolve) => setTimeout(resolve, pace.delay))
  if (rule !== undefined) return answer(response, rule)
  if (method === 'POST' && url.pathname.startsWith('/hub')) return takeSubscription(url, body, response)
  // A subscriber that wants what it is asked for.
  answer(response, { status: 200, body: url.searchParams.get('hub.challenge') ?? '' })
})

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function answer(response: ServerResponse, { status = 200, headers = {}, body = '' }: Rule): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string)
  response.writeHead(status).end(body)
}

async function control(path: string, body: string, response: ServerResponse): Promise<void> {
  const said = body === '' ? {} : JSON.parse(body)
  if (path === '/_set') for (const [name, rule] of Object.entries(said)) rules.set(name, rule as Rule)
  if (path === '/_pace') pace.delay = said.delay
  if (path === '/_ask') return answer(response, { body: JSON.stringify(await ask(said)) })
  if (path === '/_send') return answer(response, { body: JSON.stringify(await send(said)) })
  answer(response, { body: JSON.stringify(path === '/_subscribed' ? subscribed : log) })
}

/** As a hub: takes the subscription, then asks the callback. `?silent` asks nothing by itself. */
function takeSubscription(url: URL, body: string, response: ServerResponse): void {
  const form = new URLSearchParams(body)
  const secret = form.get('hub.secret')
  const one = {
    topic: form.get('hub.topic') ?? '',
    callback: form.get('hub.callback') ?? '',
    ...(secret === null ? {} : { secret }),
  }
  subscribed.push(one)
  answer(response, { status: 202 })
  if (!url.searchParams.has('silent')) ask({ callback: one.callback, topic: one.topic }).catch(console.error)
}

async function ask(said: { callback: string; topic: string; mode?: string; lease?: string; reason?: string }) {
  const url = new URL(said.callback)
  url.searchParams.set('hub.mode', said.mode ?? 'subscribe')
  url.searchParams.set('hub.topic', said.topic)
  if (said.reason !== undefined) url.searchParams.set('hub.reason', said.reason)
  else url.searchParams.set('hub.challenge', 'a-challenge')
  url.searchParams.set('hub.lease_seconds', said.lease ?? '864000')
  const response = await fetch(url)
  const answered = { status: response.status, body: await response.text() }
  log.push({ method: 'ASKED', path: url.pathname, ...answered })
  return answered
}

/** As a hub: sends a document, signed by `method` with the secret that it was given, or another one. */
async function send(said: {
  callback: string
  body: string
  type: string
  method?: string
  secret?: string
  signature?: string
  link?: string
}) {
  const { method = 'sha256', secret, signature } = said
  const hmac = secret === undefined ? undefined : createHmac(method, secret).update(said.body).digest('hex')
  const signed = signature ?? (hmac === undefined ? undefined : `${method}=${hmac}`)
  const headers = {
    'Content-Type': said.type,
    ...(said.link === undefined ? {} : { Link: said.link }),
    ...(signed === undefined ? {} : { 'X-Hub-Signature': signed }),
  }
  const response = await fetch(said.callback, { method: 'POST', headers, body: said.body })
  return { status: response.status, body: await response.text() }
}

server.listen(0, '0.0.0.0', () => console.log(`port ${(server.address() as AddressInfo).port}`))
