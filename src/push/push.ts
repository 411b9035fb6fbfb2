/**
 * The door of pushing: who must hear of a change. Promises: subscribers of our hub get the document of their topic
 * when its bytes changed, webhooks each change in order, both at least once and signed; quiet changes are told to
 * nobody; a server that is slow or dead delays nobody else; hubs of sources are asked to send us theirs.
 */

import { refuseHost, toAllowList } from '../net/addresses.ts'
import { createRound } from '../rounds.ts'
import {
  type Errand,
  type ErrandKind,
  loadNextErrand,
  releaseAllErrands,
  takeQueueable,
} from '../store/push-errands.ts'
import { forgetExpired } from '../store/push-hub.ts'
import { confirm, type Pushed, type Question, receive } from './callback.ts'
import { distributeChanges } from './distribute.ts'
import { follow, reconcile } from './follow.ts'
import { tell, tellTest } from './hook.ts'
import { openLanes, type Work } from './lanes.ts'
import type { Outcome } from './outcome.ts'
import { openSubscriptions, ping } from './ping.ts'
import type { Pusher } from './pusher.ts'
import { createWebhookSecret } from './signature.ts'
import { openDocuments } from './topic.ts'
import { verify } from './verify.ts'

export type { Pusher } from './pusher.ts'

/** What has expired is taken away once in this time, which is also the window of the hub's limit (http/hub.ts). */
const WINDOW = 60_000
/** While a queue has an errand it is not queued again. */
const IN_QUEUE = 10 * 60_000
/** Errands that one tick hands to a queue. */
const MOST_QUEUED = 1_000

/** The wired room. */
export type Push = ReturnType<typeof createPush>

/** The push room over what it needs of the world. */
export function createPush(given: Pusher) {
  const pusher = { ...given, net: { ...given.net, allow: toAllowList(given.net.allowPrivate) } }
  const lanes = openLanes(pusher)
  const toWork = (): Work => {
    const subscriptions = openSubscriptions(pusher)
    const documents = openDocuments(pusher)
    return (errand) => {
      return errand.kind === 'ping'
        ? ping(pusher, subscriptions, documents, errand)
        : runKind(pusher, errand, errand.kind)
    }
  }
  const tidied = { at: 0 }
  const tidy = async () => {
    const now = pusher.now()
    if (now - tidied.at < WINDOW) return
    await forgetExpired(pusher.db, now, WINDOW)
    tidied.at = now
  }
  const round = createRound(pusher.log)
  // Whatever becomes of one of these, the others and the deliveries go on.
  const prepare = async () => {
    await round('Distributing changes', () => distributeChanges(pusher))
    await round('Following the hubs of sources', () => reconcile(pusher))
    await round('Forgetting what expired at the hub', tidy)
  }
  return {
    /** Lets go of the claims that a killed process left behind. Only for a database that nobody else pushes from. */
    start: () => releaseAllErrands(pusher.db),
    /** Distributes what changed and delivers what is due. Answers when something is due next. @throws StoreError */
    run: async (): Promise<number | undefined> => {
      await prepare()
      await lanes.run(toWork())
      return loadNextErrand(pusher.db)
    },
    /** As `run`, but delivers nothing: answers the ids of the errands that are due, for a queue. */
    queueDue: async (): Promise<number[]> => {
      await prepare()
      const now = pusher.now()
      return takeQueueable(pusher.db, now, now + IN_QUEUE, MOST_QUEUED)
    },
    /** Runs one errand, if it is still due: a queue may deliver a message twice. `busy`: later. */
    runOne: (id: number) => lanes.runOne(toWork(), id),
    /** Waits for what a run left to go on by itself. */
    idle: lanes.idle,
    /** Answers a hub's verification; undefined: it is not for us. */
    confirm: (token: string, question: Question) => confirm(pusher, token, question),
    /** Takes in what a hub sent. */
    receive: (token: string, push: Pushed) => receive(pusher, token, push),
    /** Sends a webhook a test, and answers what became of it; undefined: there is no such webhook. */
    test: (webhook: number) => tellTest(pusher, webhook),
    /** Why an address is never called, in a sentence; undefined where it may be. */
    refuse: (url: string) => refuseHost(new URL(url).hostname, pusher.net.allow)?.message,
    /** A secret for a new webhook. */
    createSecret: createWebhookSecret,
  }
}

function runKind(pusher: Pusher, errand: Errand, kind: Exclude<ErrandKind, 'ping'>): Promise<Outcome> {
  switch (kind) {
    case 'verify':
      return verify(pusher, errand)
    case 'hook':
      return tell(pusher, errand)
    case 'follow':
      return follow(pusher, errand)
  }
}
