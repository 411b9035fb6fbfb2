/**
 * The door of the WebSub hub of this service's own feeds. Promises: it is open to anyone, and nobody can shut it for
 * others.
 *
 * What it takes of whom: a sender is an address block, a domain what somebody had to register. A domain may have more
 * than one sender can use up, so that nobody shuts out the readers of another's domain by asking in its name.
 */

import type { Context, Hono } from 'hono'
import { RequestError } from '../../errors.ts'
import { toDomain } from '../../net/senders.ts'
import {
  countHubRequest,
  type HubRequest,
  loadStanding,
  type Room,
  type Standing,
  saveHubRequest,
} from '../../store/push/hub-requests.ts'
import { hasToken, toSender, toSenderHash } from '../auth.ts'
import type { Backend } from '../backend.ts'
import { readMediaType, readRequestBody } from '../body.ts'
import { LIMITS, WINDOW } from '../limits.ts'
import { withOperation } from '../operation.ts'
import { hubOperations } from '../operations/hub.ts'
import { demandPatience } from '../patience.ts'
import { toRequestError } from '../problem.ts'
import { addRoute } from '../route.ts'

export const HUB_LIMITS = {
  /** For new callbacks on one domain in a minute: more would make the hub a way to trouble somebody's server. */
  callbacks: 100,
  /** That wait of one sender: a callback that answers is verified in a second, so more than a few rarely do. */
  waitingOfOne: 20,
  /** That wait for callbacks on one domain. */
  waiting: 60,
  /** Each subscription that a domain holds lets one more of all these in, up to this: aggregators have hundreds. */
  mostMore: 500,
  /** That wait in all, fifty senders with all they may have: what the lane gets through in minutes, all hanging. */
  all: 1_000,
  /** Subscriptions of one domain: each topic among them is rendered at each change. */
  subscriptions: 2_000,
} as const

/** Room for the request, or why there is none, in a sentence. `free` requests are counted nowhere. */
type Judgement =
  | { readonly outcome: 'free' }
  | { readonly outcome: 'taken'; readonly room: Room; readonly more: number }
  | { readonly outcome: 'refused'; readonly reason: string }

/**
 * Pure. Whoever is subscribed goes on, however many others ask.
 * @param isTrusted whether it came with the token
 */
function judge(standing: Standing, domain: string, isTrusted: boolean): Judgement {
  if (isTrusted || standing.isKnown) return { outcome: 'free' }
  const { active, bySender, byDomain, all } = standing
  const more = Math.min(active, HUB_LIMITS.mostMore)
  const most = { bySender: HUB_LIMITS.waitingOfOne + more, byDomain: HUB_LIMITS.waiting + more }
  if (active >= HUB_LIMITS.subscriptions) return refused(`${domain} has ${active} subscriptions`)
  if (bySender >= most.bySender) return refused(`${most.bySender} requests of this sender wait to be verified`)
  if (byDomain >= most.byDomain) return refused(`${most.byDomain} requests for ${domain} wait to be verified`)
  const room = { ...most, all: HUB_LIMITS.all, isCrowded: all >= HUB_LIMITS.all }
  return { outcome: 'taken', room, more }
}

function refused(why: string): Judgement {
  return { outcome: 'refused', reason: `${why}, as many as may.` }
}

const DAY_SECONDS = 24 * 3600
/** In seconds. */
const LEASE = { least: DAY_SECONDS, standard: 10 * DAY_SECONDS, most: 30 * DAY_SECONDS }
/** WebSub, section 5.1: less than 200 bytes. */
const MOST_SECRET = 199
/** Seconds after which somebody who was refused may come again. */
const LATER = 60
const MOST_ADDRESS = 2_000
const FORM = 64 * 1024

/** The WebSub hub of this service's feeds (W3C Recommendation): open to anyone, form posts without Origin too. */
export function addHub(app: Hono, backend: Backend): void {
  addRoute(app, '/hub', {
    GET: withOperation(hubOperations.readHub, () =>
      answerText(200, `This is the WebSub hub of ${backend.base}. Post hub.mode, hub.topic and hub.callback to it.`),
    ),
    POST: withOperation(hubOperations.askHub, (c) => answerRequest(c, backend)),
  })
}

/** Errors are plain text here (section 5.1.2), whoever asks. */
async function answerRequest(c: Context, backend: Backend): Promise<Response> {
  try {
    demandPatience(c, backend, 'hub', toSender(c, backend))
    const form = await readForm(c)
    const mode = form.get('hub.mode')
    if (mode === 'publish') return answerPublish(backend, form)
    if (mode !== 'subscribe' && mode !== 'unsubscribe') {
      throw new RequestError(400, 'hub.mode has to be subscribe, unsubscribe or publish.')
    }
    await takeRequest(c, backend, readRequest(form, mode, backend))
    return answerText(202, `The callback is being asked whether it wants to ${mode}.`)
  } catch (error) {
    const known = toRequestError(backend, error)
    if (known === undefined) throw error
    const { retryAfter } = known.members
    const later = known.status > 500 ? LATER : undefined
    return answerText(known.status, known.message, typeof retryAfter === 'number' ? retryAfter : later)
  }
}

/** @throws RequestError 400 naming the parameter */
function readRequest(form: URLSearchParams, mode: HubRequest['mode'], backend: Backend): HubRequest {
  const [topic, callback, secret] = [readTopic(form), readCallback(form, backend), readSecret(form)]
  const lease = readLease(form) * 1000
  return { topic, callback, mode, lease, ...(secret === undefined ? {} : { secret }) }
}

/** @throws RequestError 429 */
async function takeRequest(c: Context, backend: Backend, request: HubRequest): Promise<void> {
  const { db, now } = backend
  const domain = toDomain(new URL(request.callback).hostname)
  const sender = toSender(c, backend)
  const asker = { sender: sender === undefined ? '' : toSenderHash(backend, sender), domain }
  const standing = await loadStanding(db, request, asker, now(), HUB_LIMITS.subscriptions)
  // Nobody is asked about what is not there: the hub is no way to make it call strangers.
  if (request.mode === 'unsubscribe' && !standing.isKnown) return
  const judged = judge(standing, domain, hasToken(c, backend))
  if (judged.outcome === 'refused') throw tooMany(judged.reason)
  if (judged.outcome === 'taken') {
    const times = LIMITS.callbacks.times + judged.more
    const what = `${LIMITS.callbacks.what} on ${domain}`
    demandPatience(c, backend, 'callbacks', sender && `${sender} ${domain}`, { times, what })
    await demandQuiet(backend, domain, HUB_LIMITS.callbacks + judged.more)
  }
  const room = judged.outcome === 'taken' ? judged.room : undefined
  if (!(await saveHubRequest(db, request, now(), asker, room))) throw tooMany('Too many requests wait to be verified.')
}

/** Counts one more request for a domain. @throws RequestError 429 */
async function demandQuiet({ db, now }: Backend, domain: string, most: number): Promise<void> {
  if ((await countHubRequest(db, domain, now(), WINDOW)) <= most) return
  throw tooMany(`At most ${most} requests a minute are taken for callbacks on ${domain}.`)
}

function tooMany(reason: string): RequestError {
  return new RequestError(429, `${reason} Try again in a minute.`, { retryAfter: LATER })
}

async function readForm(c: Context): Promise<URLSearchParams> {
  if (readMediaType(c) !== 'application/x-www-form-urlencoded') {
    throw new RequestError(415, 'Send a form, with Content-Type: application/x-www-form-urlencoded.')
  }
  return new URLSearchParams(new TextDecoder().decode(await readRequestBody(c, FORM)))
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

function readCallback(form: URLSearchParams, backend: Backend): string {
  const callback = form.get('hub.callback') ?? ''
  if (callback === '') throw new RequestError(400, 'hub.callback is missing.')
  if (callback.length > MOST_ADDRESS || !isWebAddress(callback)) {
    throw new RequestError(400, 'hub.callback is no http or https address.')
  }
  const url = new URL(callback)
  if (url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new RequestError(400, 'hub.callback may have no fragment, user or password.')
  }
  if (toName(url) === toName(new URL(backend.base)))
    throw new RequestError(400, 'hub.callback is an address of this hub.')
  const refusal = backend.push?.refuse(url.href)
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
  if (text === '') return LEASE.standard
  if (!/^\d{1,15}$/.test(text)) throw new RequestError(400, 'hub.lease_seconds is no number of seconds.')
  return Math.min(Math.max(Number(text), LEASE.least), LEASE.most)
}

/** Our feeds need nobody to say that they changed: it only makes the hub look at once. */
function answerPublish(backend: Backend, form: URLSearchParams): Response {
  const topics = ['hub.url', 'hub.topic', 'hub.url[]'].flatMap((name) => form.getAll(name))
  if (topics.length === 0) throw new RequestError(400, 'hub.topic is missing: name the feed that changed.')
  const foreign = topics.find((topic) => !URL.canParse(topic) || new URL(topic).origin !== backend.base)
  if (foreign !== undefined) throw new RequestError(400, `This hub serves the feeds of ${backend.base} alone.`)
  return new Response(null, { status: 204 })
}

/** Host and port, without the full stop that a name may end with. */
function toName({ hostname, port }: URL): string {
  return `${hostname.replace(/\.$/, '')}:${port}`
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function answerText(status: number, text: string, retryAfter?: number): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  const later = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return new Response(`${text}\n`, { status, headers: { ...headers, ...later } })
}
