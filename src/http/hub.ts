import type { Context, Hono } from 'hono'
import { RequestError } from '../errors.ts'
import { countHubRequest, countUnverified, hasSubscription, saveHubRequest } from '../store/push-hub.ts'
import { readBody, toMediaType } from './body.ts'
import type { Desk } from './desk.ts'
import { toRefusal } from './refusal.ts'
import { addRoute } from './route.ts'

const DAY_SECONDS = 24 * 3600
/** In seconds. */
const LEASE = { least: DAY_SECONDS, usual: 10 * DAY_SECONDS, most: 30 * DAY_SECONDS }
/** WebSub, section 5.1: less than 200 bytes. */
const MOST_SECRET = 199
/** Requests for callbacks on one host, in a window of milliseconds. */
const LIMIT = { requests: 100, window: 60_000 }
/** Requests that wait to be verified, whoever's they are. */
const MOST_WAITING = 10_000
const MOST_ADDRESS = 2_000
const FORM = 64 * 1024

/** The WebSub hub of this service's feeds (W3C Recommendation): open to anyone, form posts without Origin too. */
export function addHub(app: Hono, desk: Desk): void {
  addRoute(app, '/hub', {
    GET: () =>
      answerText(200, `This is the WebSub hub of ${desk.base}. Post hub.mode, hub.topic and hub.callback to it.`),
    POST: (c) => answerRequest(c, desk),
  })
}

/** Errors are plain text here (section 5.1.2), whoever asks. */
async function answerRequest(c: Context, desk: Desk): Promise<Response> {
  try {
    const form = await readForm(c)
    const mode = form.get('hub.mode')
    if (mode === 'publish') return answerPublish(desk, form)
    if (mode !== 'subscribe' && mode !== 'unsubscribe') {
      throw new RequestError(400, 'hub.mode has to be subscribe, unsubscribe or publish.')
    }
    await takeRequest(desk, form, mode)
    return answerText(202, `The callback is being asked whether it wants to ${mode}.`)
  } catch (error) {
    const known = toRefusal(desk, error)
    if (known === undefined) throw error
    return answerText(known.status, known.message, known.status === 429 || known.status > 500 ? 60 : undefined)
  }
}

/** @throws RequestError 400 naming the parameter, 415, 429, 503 */
async function takeRequest(desk: Desk, form: URLSearchParams, mode: 'subscribe' | 'unsubscribe'): Promise<void> {
  const { db, now } = desk
  const topic = readTopic(form)
  const callback = readCallback(form, desk)
  const secret = readSecret(form)
  const lease = readLease(form) * 1000
  const requests = await countHubRequest(db, new URL(callback).host, now(), LIMIT.window)
  if (requests > LIMIT.requests) {
    const most = `at most ${LIMIT.requests} requests a minute are taken for callbacks on one host`
    throw new RequestError(429, `${new URL(callback).host}: ${most}.`)
  }
  if ((await countUnverified(db)) >= MOST_WAITING) {
    throw new RequestError(503, 'Too many requests wait to be verified; try again in a minute.')
  }
  // Nobody is asked about what is not there: the hub is no way to make it call strangers.
  if (mode === 'unsubscribe' && !(await hasSubscription(db, topic, callback, now()))) return
  await saveHubRequest(db, { topic, callback, mode, lease, ...(secret === undefined ? {} : { secret }) }, now())
}

async function readForm(c: Context): Promise<URLSearchParams> {
  if (toMediaType(c) !== 'application/x-www-form-urlencoded') {
    throw new RequestError(415, 'Send a form, with Content-Type: application/x-www-form-urlencoded.')
  }
  return new URLSearchParams(new TextDecoder().decode(await readBody(c, FORM)))
}

/** As it was sent: that it is one of our feeds is found out afterwards, and answered by a denial. */
function readTopic(form: URLSearchParams): string {
  const topic = form.get('hub.topic') ?? ''
  if (topic === '') throw new RequestError(400, 'hub.topic is missing.')
  if (topic.length > MOST_ADDRESS || !isWebAddress(topic)) {
    throw new RequestError(400, 'hub.topic is no http or https address.')
  }
  return topic
}

function readCallback(form: URLSearchParams, desk: Desk): string {
  const callback = form.get('hub.callback') ?? ''
  if (callback === '') throw new RequestError(400, 'hub.callback is missing.')
  if (callback.length > MOST_ADDRESS || !isWebAddress(callback)) {
    throw new RequestError(400, 'hub.callback is no http or https address.')
  }
  const url = new URL(callback)
  if (url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new RequestError(400, 'hub.callback may have no fragment, user or password.')
  }
  const refusal = desk.push?.refuse(url.href)
  if (refusal !== undefined) throw new RequestError(400, `hub.callback: ${refusal}`)
  return url.href
}

function readSecret(form: URLSearchParams): string | undefined {
  const secret = form.get('hub.secret') ?? ''
  if (new TextEncoder().encode(secret).length > MOST_SECRET) {
    throw new RequestError(400, 'hub.secret has to be less than 200 bytes long.')
  }
  return secret === '' ? undefined : secret
}

/** A day at least and thirty at most, ten where nothing is said. */
function readLease(form: URLSearchParams): number {
  const text = form.get('hub.lease_seconds') ?? ''
  if (text === '') return LEASE.usual
  if (!/^\d{1,15}$/.test(text)) throw new RequestError(400, 'hub.lease_seconds is no number of seconds.')
  return Math.min(Math.max(Number(text), LEASE.least), LEASE.most)
}

/** Our feeds need nobody to say that they changed: it only makes the hub look at once. */
function answerPublish(desk: Desk, form: URLSearchParams): Response {
  const topics = ['hub.url', 'hub.topic', 'hub.url[]'].flatMap((name) => form.getAll(name))
  if (topics.length === 0) throw new RequestError(400, 'hub.topic is missing: name the feed that changed.')
  const foreign = topics.find((topic) => !URL.canParse(topic) || new URL(topic).origin !== desk.base)
  if (foreign !== undefined) throw new RequestError(400, `This hub serves the feeds of ${desk.base} alone.`)
  return new Response(null, { status: 204 })
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function answerText(status: number, text: string, retryAfter?: number): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  const later = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return new Response(`${text}\n`, { status, headers: { ...headers, ...later } })
}
