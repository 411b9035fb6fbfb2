/**
 * The door of pushing: who must hear of a change. Promises: subscribers of our hub get the document of their topic
 * when its bytes changed, webhooks each change in order, both at least once and signed; quiet changes are told to
 * nobody; a server that is slow or dead delays nobody else; webhooks wait for nothing else, and nothing waits for the
 * callbacks that are asked what they want; hubs of sources are asked to send us theirs.
 */

import { refuseHost, toAllowList } from '../net/addresses.ts'
import { createRound } from '../rounds.ts'
import { forgetExpired } from '../store/push/hub.ts'
import { type Errand, type ErrandKind, loadNextErrand, releaseAllErrands, takeQueueable } from '../store/push/push.ts'
import { loadOwnSubscriptionByToken } from '../store/push/subscriber.ts'
import { distributeEvents } from '../store/push/webhooks.ts'
import { answerVerification, type ReceivedContent, receiveContent, type Verification } from './callback.ts'
import { distributeChanges, distributeContent, openSubscriptions } from './distribution.ts'
import { openErrandRunner, type RunErrand } from './errands.ts'
import { type Pusher, toPace } from './pusher.ts'
import type { ErrandOutcome } from './retry.ts'
import { createWebhookSecret } from './signature.ts'
import { reconcileSubscriptions, subscribe } from './subscriber.ts'
import { openTopicDocuments } from './topic.ts'
import { openVerifying, verifyIntent } from './verification.ts'
import { deliverEvents, deliverTest } from './webhook.ts'

export type { Pusher } from './pusher.ts'

/** What has expired is taken away once in this time, which is also the window of the hub's limit (http/hub/hub.ts). */
const WINDOW = 60_000
/** While a queue has an errand it is not queued again. */
const IN_QUEUE = 10 * 60_000
/** Errands that one round hands to a queue, of each lane. */
const MOST_QUEUED = 1_000
/** What one round of a queue looks at: an invocation may ask the database 1,000 times for everything. */
const TOPICS_AT_ONCE = 40
const HUBS_AT_ONCE = 20

/** Lanes of their own: what is in one never waits for what is in another. */
const EVENTS: readonly ErrandKind[] = ['hook']
const DOCUMENTS: readonly ErrandKind[] = ['ping', 'follow']
const VERIFICATIONS: readonly ErrandKind[] = ['verify']

/** Ids of errands; `isLeft`: there is more to be done, and the same is to be asked again. */
export type Queueable = { readonly errands: readonly number[]; readonly isLeft: boolean }

/** The wired room. */
export type PushRoom = ReturnType<typeof createPush>

/** The push room over what it needs of the world. */
export function createPush(given: Pusher) {
  const pusher = { ...given, net: { ...given.net, allow: toAllowList(given.net.allowPrivate) } }
  const runner = openErrandRunner(pusher)
  const verifying = openVerifying(pusher)
  const toWork = (): RunErrand => {
    const subscriptions = openSubscriptions(pusher)
    const documents = openTopicDocuments(pusher)
    return (errand) => {
      return errand.kind === 'ping'
        ? distributeContent(pusher, subscriptions, documents, errand)
        : runErrandOfKind(pusher, errand, errand.kind)
    }
  }
  const tidied = { at: 0 }
  const tidy = async () => {
    const now = pusher.now()
    // A clock may be set back.
    if (Math.abs(now - tidied.at) < WINDOW) return
    await forgetExpired(pusher.db, now, WINDOW)
    tidied.at = now
  }
  const round = createRound(pusher.log)
  // Whatever becomes of one of these, the others and the deliveries go on.
  const prepareDocuments = async (topics?: number, hubs?: number) => {
    const isLeft = await round('Distributing changes', () => distributeChanges(pusher, topics))
    await round('Following the hubs of sources', () => reconcileSubscriptions(pusher, hubs))
    await round('Forgetting what expired at the hub', tidy)
    return isLeft === true
  }
  const prepareEvents = () => round('Distributing changes to webhooks', () => distributeEvents(pusher.db, pusher.now()))
  const tellEvents = async () => {
    await prepareEvents()
    await runner.run(toWork(), EVENTS)
    return loadNextErrand(pusher.db, EVENTS)
  }
  const deliverDocuments = async () => {
    await prepareDocuments()
    await runner.run(toWork(), DOCUMENTS)
    return loadNextErrand(pusher.db, DOCUMENTS)
  }
  const verifyRequests = async () => {
    await verifying.run(toWork())
    // While some hang there may be others whose turn it is not yet: looked at again soon, and not at once.
    return verifying.isWaiting() ? pusher.now() + toPace(pusher).quick : loadNextErrand(pusher.db, VERIFICATIONS)
  }
  const take = async (kinds: readonly ErrandKind[], isLeft: boolean): Promise<Queueable> => {
    const now = pusher.now()
    const errands = await takeQueueable(pusher.db, kinds, now, now + IN_QUEUE, MOST_QUEUED)
    return { errands, isLeft: isLeft || errands.length === MOST_QUEUED }
  }
  return {
    /** Lets go of the claims that a killed process left behind. Only for a database that nobody else pushes from. */
    start: () => releaseAllErrands(pusher.db),
    /**
     * Each distributes what changed and delivers what is due in its lane, and answers when something is due next there:
     * webhooks, then documents, then verifications. They are run beside each other. @throws StoreError
     */
    lanes: [tellEvents, deliverDocuments, verifyRequests] as const,
    /** All lanes once. @throws StoreError */
    run: async (): Promise<number | undefined> => {
      const next = await Promise.all([tellEvents(), deliverDocuments(), verifyRequests()])
      const due = next.filter((one) => one !== undefined)
      return due.length === 0 ? undefined : Math.min(...due)
    },
    /** As lanes that deliver nothing: each answers errands that are due, for a queue of its own; the first first. */
    queues: {
      events: async () => {
        await prepareEvents()
        return take(EVENTS, false)
      },
      documents: async () => take(DOCUMENTS, await prepareDocuments(TOPICS_AT_ONCE, HUBS_AT_ONCE)),
    },
    /** Verifies some requests, a few at once, and waits for the answers: they are nothing for a queue of deliveries. */
    verifySome: (atOnce: number, rounds: number) => verifying.runSome(toWork(), atOnce, rounds),
    /** Runs one errand, if it is still due: a queue may deliver a message twice. `busy`: later; `more`: at once. */
    runOne: (id: number) => runner.runOne(toWork(), id),
    /** Waits for what a run left to go on by itself. */
    idle: async () => {
      await Promise.all([runner.idle(), verifying.idle()])
    },
    /** Answers a hub's verification; undefined: it is not for us. */
    confirm: (token: string, question: Verification) => answerVerification(pusher, token, question),
    /** Whether a hub may send anything under this token. */
    expects: async (token: string) => (await loadOwnSubscriptionByToken(pusher.db, token)) !== undefined,
    /** Takes in what a hub sent. */
    receive: (token: string, push: ReceivedContent) => receiveContent(pusher, token, push),
    /** Sends a webhook a test, and answers what became of it; undefined: there is no such webhook. */
    test: (webhook: number) => deliverTest(pusher, webhook),
    /** Why an address is never called, in a sentence; undefined where it may be. */
    refuse: (url: string) => refuseHost(new URL(url).hostname, pusher.net.allow)?.message,
    /** A secret for a new webhook. */
    createSecret: createWebhookSecret,
  }
}

function runErrandOfKind(pusher: Pusher, errand: Errand, kind: Exclude<ErrandKind, 'ping'>): Promise<ErrandOutcome> {
  switch (kind) {
    case 'verify':
      return verifyIntent(pusher, errand)
    case 'hook':
      return deliverEvents(pusher, errand)
    case 'follow':
      return subscribe(pusher, errand)
  }
}
