/** The subscriber's side of WebSub: asks the hubs that sources name to send us what they publish. */

import { FetchError } from '../errors.ts'
import type { Source } from '../model/model.ts'
import { isPrivate } from '../model/request.ts'
import { LOCKED } from '../model/secrets/vault.ts'
import { refuseHost, toAllowList } from '../net/addresses.ts'
import { type PostResponse, post } from '../net/post.ts'
import { toUtf8 } from '../publish/safe.ts'
import { savePushed } from '../store/polls.ts'
import type { Errand } from '../store/push/push.ts'
import {
  addOwnSubscription,
  loadNamedHubs,
  loadOwnSubscription,
  loadOwnSubscriptions,
  type NamedHubs,
  type OwnSubscription,
  removeOwnSubscription,
  toSubscriptionFault,
} from '../store/push/subscriber.ts'
import { loadSources } from '../store/sources.ts'
import { type Pusher, toPace } from './pusher.ts'
import { DELAYS, type ErrandOutcome, toDelay, toRetry } from './retry.ts'
import { createToken } from './signature.ts'

/** What we ask for; hubs give what they like. */
const LEASE_SECONDS = 10 * 24 * 3600
const DAY = 24 * 3_600_000
/** Hubs that move tell so with these, which keep method and body (RFC 9110, sections 15.4.8 and 15.4.9). */
const REDIRECTS = [307, 308]
const HOPS = 3

type WantedSubscription = { readonly source: string; readonly hub: string; readonly topic: string }

/**
 * Makes the subscriptions those that sources want now. Without a public BASE_URL no hub could reach us, so none is
 * asked: BASE_URL has to be no private host, or one that ALLOW_PRIVATE lists. What is beyond `limit` waits for the next
 * time.
 */
export async function reconcileSubscriptions(pusher: Pusher, limit = Number.POSITIVE_INFINITY): Promise<void> {
  const wanted = isReachable(pusher) ? await loadWanted(pusher) : []
  const subscriptions = await loadOwnSubscriptions(pusher.db)
  const wishes = new Map(wanted.map((one) => [one.source, one]))
  const known = new Map(subscriptions.map((one) => [one.source, one]))
  const over = subscriptions.filter(({ source }) => !wishes.has(source))
  for (const subscription of over.slice(0, limit)) await end(pusher, subscription)
  const isThere = ({ source, hub, topic }: WantedSubscription) => {
    const there = known.get(source)
    return there?.hub === hub && there.topic === topic && !there.isLocked
  }
  const fresh = wanted.filter((one) => !isThere(one))
  for (const one of fresh.slice(0, Math.max(0, limit - over.length))) {
    const there = known.get(one.source)
    if (there?.isLocked && there.expires > pusher.now()) {
      await tellLocked(pusher, there)
      continue
    }
    // Without a key there is nothing to keep its secret with: the source is polled as any other.
    if (pusher.db.vault === undefined) continue
    if (there !== undefined) await savePushed(pusher.db, there.source, undefined, pusher.now())
    await addOwnSubscription(pusher.db, { ...one, token: createToken(), secret: createToken() }, pusher.now())
  }
}

/** What the hub sends can't be told from what others send: until the key is there the source is polled as any other. */
async function tellLocked({ db, now }: Pusher, subscription: OwnSubscription): Promise<void> {
  const { sql, values } = toSubscriptionFault(subscription, toLockedSentence(subscription), now())
  await db.run(sql, ...values)
  await savePushed(db, subscription.source, undefined, now())
}

function toLockedSentence({ hub }: OwnSubscription): string {
  return `what the hub ${new URL(hub).host} sends is not taken in: the secret of that is locked, because ${LOCKED}.`
}

/** Whether hubs can be expected to reach BASE_URL. */
function isReachable({ base, net }: Pick<Pusher, 'base' | 'net'>): boolean {
  return refuseHost(new URL(base).hostname, toAllowList(net.allowPrivate)) === undefined
}

async function loadWanted({ db, channels, base }: Pusher): Promise<WantedSubscription[]> {
  const [sources, named] = await Promise.all([loadSources(db, channels), loadNamedHubs(db)])
  const byId = new Map(sources.map((source) => [source.id, source]))
  return named.flatMap((one) => {
    const source = byId.get(one.source)
    return source === undefined ? [] : toWanted(source, one, base)
  })
}

function toWanted(source: Source, { hubs, topic }: NamedHubs, base: string): WantedSubscription[] {
  const hub = hubs.find((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
  if (hub === undefined) return []
  // A source that is signed in at is nobody else's to read, a hub's neither; and our own hub has nothing new to tell us.
  if (isPrivate(source) || hasLogin(source.url) || new URL(hub).origin === base) return []
  return [{ source: source.id, hub: new URL(hub).href, topic }]
}

function hasLogin(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (url.username !== '' || url.password !== '')
}

async function end(pusher: Pusher, subscription: OwnSubscription): Promise<void> {
  await removeOwnSubscription(pusher.db, subscription)
  await savePushed(pusher.db, subscription.source, undefined, pusher.now())
}

/** Asks a hub to subscribe us, or to go on. Until it verifies, it is asked again later and later, then daily. */
export async function subscribe(pusher: Pusher, errand: Errand): Promise<ErrandOutcome> {
  const subscription = await loadOwnSubscription(pusher.db, errand.subject)
  if (subscription === undefined) return { done: true }
  if (subscription.isLocked) return { done: true, fault: toLockedSentence(subscription) }
  const attempts = errand.attempts + 1
  const again = toRetry(DELAYS.subscribe, attempts, pusher.now(), pusher.random())
  const next = { due: again ?? pusher.now() + toDelay(DAY, pusher.random()), attempts }
  const why = await ask(pusher, subscription)
  // The first time that nothing came of it may be an accident.
  const silent = `the hub ${new URL(subscription.hub).host} took the subscription but did not verify it.`
  const fault = why ?? (attempts > 2 ? silent : undefined)
  if (fault === undefined) return { done: false, ...next }
  return { done: false, ...next, fault, more: [toSubscriptionFault(subscription, fault, pusher.now())] }
}

/** Why a hub could not be asked, in a sentence. */
async function ask(pusher: Pusher, subscription: OwnSubscription): Promise<string | undefined> {
  try {
    const { status, bytes } = await send(pusher, subscription)
    if (status >= 200 && status < 300) return undefined
    const said = toWords(bytes)
    return `the hub ${new URL(subscription.hub).host} answered ${status}${said === '' ? '' : `: ${said}`}.`
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    return `the hub can not be asked: ${error.message}`
  }
}

async function send(pusher: Pusher, { hub, topic, token, secret }: OwnSubscription): Promise<PostResponse> {
  const form = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': topic,
    'hub.callback': `${pusher.base}/hub/callback/${token}`,
    'hub.lease_seconds': String(LEASE_SECONDS),
    'hub.secret': secret,
  })
  const body = toUtf8(form.toString())
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  let url = hub
  for (let hop = 0; ; hop++) {
    const reply = await post(pusher.net, { url, headers, body }, toPace(pusher).patience)
    if (!REDIRECTS.includes(reply.status) || hop === HOPS) return reply
    if (reply.location === undefined || !URL.canParse(reply.location, url)) return reply
    url = new URL(reply.location, url).href
  }
}

/** The start of what a hub says, as one line. */
function toWords(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 300))
  return /[<{]/.test(text)
    ? ''
    : text
        .replace(/[^\P{C} ]|\s+/gu, ' ')
        .trim()
        .replace(/\.$/, '')
}
