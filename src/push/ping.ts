/** Sends a subscriber the document of its topic (WebSub, section 7: fat pings). */
import { FetchError } from '../errors.ts'
import { post, type Reply } from '../net/post.ts'
import type { Errand } from '../store/push-errands.ts'
import { loadSubscriptions, type Subscription, toEndedStatement } from '../store/push-hub.ts'
import { gather } from './gather.ts'
import type { Outcome } from './outcome.ts'
import { type Pusher, toPace } from './pusher.ts'
import { DELAYS, toRetry } from './retry.ts'
import { toHubSignature } from './signature.ts'
import type { Document, Documents } from './topic.ts'

/** Subscriptions by their rows; what is asked for together is loaded together. */
export type Subscriptions = (id: number) => Promise<Subscription | undefined>

/** Subscriptions for one round of deliveries. */
export function openSubscriptions({ db, now, pause }: Pusher): Subscriptions {
  return gather(pause, (ids: readonly number[]) => loadSubscriptions(db, ids, now()))
}

/** Delivers one document. A callback that is gone (410) ends its subscription. */
export async function ping(
  pusher: Pusher,
  subscriptions: Subscriptions,
  documents: Documents,
  errand: Errand,
): Promise<Outcome> {
  const [subscription] = await Promise.all([subscriptions(errand.subject), documents.look()])
  if (subscription === undefined) return { done: true }
  // What was to be sent may have been corrected since, or erased: what stands there now is sent, or nothing.
  const document = await documents.load(subscription.topic)
  if (document === undefined) return { done: true }
  const { host } = new URL(subscription.callback)
  try {
    const reply = await send(pusher, subscription, document)
    if (reply.status >= 200 && reply.status < 300) return { done: true }
    const fault = `${host} answered ${reply.status}.`
    if (reply.status === 410) return { done: true, more: [toEndedStatement(errand.subject)], fault }
    return toFailed(pusher, errand, fault, reply.retryAt)
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    return toFailed(pusher, errand, error.message)
  }
}

async function send(pusher: Pusher, { topic, callback, secret }: Subscription, document: Document): Promise<Reply> {
  const signature =
    secret === undefined ? {} : { 'x-hub-signature': await toHubSignature(secret, document.bytes, pusher.sign) }
  const headers = {
    'content-type': document.type,
    link: `<${pusher.base}/hub>; rel="hub", <${topic}>; rel="self"`,
    ...signature,
  }
  return post(pusher.net, { url: callback, headers, body: document.bytes }, toPace(pusher).patience)
}

function toFailed(pusher: Pusher, errand: Errand, fault: string, retryAt?: number): Outcome {
  const attempts = errand.attempts + 1
  const due = toRetry(DELAYS.ping, attempts, pusher.now(), pusher.random(), retryAt)
  return due === undefined ? { done: true, fault: `${fault} Given up.` } : { done: false, due, attempts, fault }
}
