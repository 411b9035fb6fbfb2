/** From changes to errands: whose topics have something new. */

import pLimit from 'p-limit'
import { FetchError } from '../errors.ts'
import { LOCKED } from '../model/secrets/vault.ts'
import { type PostResponse, post } from '../net/post.ts'
import { together } from '../rounds.ts'
import {
  distribute,
  loadSubscriptions,
  loadTopics,
  type Subscription,
  saveUnchanged,
  toEndedStatement,
} from '../store/push/hub.ts'
import { type Errand, loadUndistributed, saveDistributed } from '../store/push/push.ts'
import { createBatchLoader } from './errands.ts'
import { type Pusher, toPace } from './pusher.ts'
import { DELAYS, type ErrandOutcome, toRetry } from './retry.ts'
import { toHubSignature } from './signature.ts'
import { loadTopicDocument, type TopicDocument, type TopicDocuments } from './topic.ts'

/** How many documents are rendered at once. */
const AT_ONCE = 4

/**
 * Sends errands for what changed since the last time. Each topic with subscribers is looked at once, and distributed
 * when its bytes are others than before; broken off, it goes on with the topics that are left. Answers whether some are
 * left: at most `limit` are looked at.
 */
export async function distributeChanges(pusher: Pusher, limit?: number): Promise<boolean> {
  const undistributed = await loadUndistributed(pusher.db)
  if (undistributed === undefined) return false
  if (undistributed.isNews && (await distributeTopics(pusher, undistributed.to, limit))) return true
  await saveDistributed(pusher.db, undistributed.to)
  return false
}

async function distributeTopics(pusher: Pusher, seq: number, limit = 1_000_000): Promise<boolean> {
  const some = pLimit(AT_ONCE)
  const topics = await loadTopics(pusher.db, seq, pusher.now(), limit)
  await together(topics.map(({ topic, hash }) => some(() => distributeTopic(pusher, topic, hash, seq))))
  return topics.length === limit
}

async function distributeTopic(pusher: Pusher, topic: string, before: string, seq: number): Promise<void> {
  const document = await loadTopicDocument(pusher, topic)
  // A feed may be gone for a while: of a tag that nothing has any more.
  if (document === undefined || document.hash === before) return saveUnchanged(pusher.db, topic, seq)
  const sent = await distribute(pusher.db, topic, document.hash, seq, pusher.now())
  if (sent > 0) pusher.log.info('A feed is being distributed.', { topic, subscribers: sent })
}

// Sends a subscriber the document of its topic (WebSub, section 7: fat pings).

/** Subscriptions by their rows; what is asked for together is loaded together. */
type Subscriptions = (id: number) => Promise<Subscription | undefined>

/** Subscriptions for one round of deliveries. */
export function openSubscriptions({ db, now, pause }: Pusher): Subscriptions {
  return createBatchLoader(pause, (ids: readonly number[]) => loadSubscriptions(db, ids, now()))
}

/** Delivers one document. A callback that is gone (410) ends its subscription. */
export async function distributeContent(
  pusher: Pusher,
  subscriptions: Subscriptions,
  documents: TopicDocuments,
  errand: Errand,
): Promise<ErrandOutcome> {
  const [subscription] = await Promise.all([subscriptions(errand.subject), documents.look()])
  if (subscription === undefined) return { done: true }
  // What was to be sent may have been corrected since, or erased: what stands there now is sent, or nothing.
  const document = await documents.load(subscription.topic)
  if (document === undefined) return { done: true }
  const { host } = new URL(subscription.callback)
  // Unsigned, its subscriber would take it for anybody's.
  if (subscription.isLocked)
    return toFailed(pusher, errand, `The secret of a subscriber at ${host} is locked: ${LOCKED}.`)
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

async function send(
  pusher: Pusher,
  { topic, callback, secret }: Subscription,
  document: TopicDocument,
): Promise<PostResponse> {
  const signature =
    secret === undefined ? {} : { 'x-hub-signature': await toHubSignature(secret, document.bytes, pusher.sign) }
  const headers = {
    'content-type': document.type,
    link: `<${pusher.base}/hub>; rel="hub", <${topic}>; rel="self"`,
    ...signature,
  }
  return post(pusher.net, { url: callback, headers, body: document.bytes }, toPace(pusher).patience)
}

function toFailed(pusher: Pusher, errand: Errand, fault: string, retryAt?: number): ErrandOutcome {
  const attempts = errand.attempts + 1
  const due = toRetry(DELAYS.content, attempts, pusher.now(), pusher.random(), retryAt)
  return due === undefined ? { done: true, fault: `${fault} Given up.` } : { done: false, due, attempts, fault }
}
