/** Asks a callback whether it wants what was asked of the hub in its name (WebSub, sections 5.2 and 5.3). */
import { FetchError } from '../errors.ts'
import { post } from '../net/post.ts'
import { toSubscribedStatements, toUnsubscribedStatements } from '../store/push/hub.ts'
import {
  claimVerifications,
  type HubRequest,
  loadHubRequest,
  toForgottenStatement,
} from '../store/push/hub-requests.ts'
import type { Errand } from '../store/push/push.ts'
import { openFinish, type RunErrand, runErrand, toClaim, untilSlow } from './errands.ts'
import { type Pusher, toPace } from './pusher.ts'
import { DELAYS, type ErrandOutcome, toRetry } from './retry.ts'
import { createToken } from './signature.ts'
import { judgeTopic } from './topic.ts'

type Request = Omit<HubRequest, 'secret'>

/** Verifies one request, or denies it. */
export async function verifyIntent(pusher: Pusher, errand: Errand): Promise<ErrandOutcome> {
  const request = await loadHubRequest(pusher.db, errand.subject)
  if (request === undefined) return { done: true }
  const forgotten = { done: true, more: [toForgottenStatement(errand.subject)] } as const
  try {
    if (request.mode === 'unsubscribe') {
      const agreed = await ask(pusher, request)
      return agreed ? { done: true, more: toUnsubscribedStatements(errand.subject) } : forgotten
    }
    const topic = await judgeTopic(pusher, request.topic)
    if ('reason' in topic) {
      await deny(pusher, request, topic.reason)
      return forgotten
    }
    if (!(await ask(pusher, request))) return forgotten
    return { done: true, more: toSubscribedStatements(errand.subject, request.topic, topic.hash, pusher.now()) }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    return toUnanswered(pusher, errand, error)
  }
}

/** A callback that can't be had is asked again soon, then never: its subscriber may ask the hub again. */
function toUnanswered(pusher: Pusher, errand: Errand, error: FetchError): ErrandOutcome {
  const attempts = errand.attempts + 1
  const due = error.kind === 'private' ? undefined : toRetry(DELAYS.verify, attempts, pusher.now(), pusher.random())
  const fault = error.message
  return due === undefined
    ? { done: true, more: [toForgottenStatement(errand.subject)], fault }
    : { done: false, due, attempts, fault }
}

/** Whether the callback echoes the challenge. @throws FetchError where it does not answer, or is out of order */
async function ask(pusher: Pusher, { callback, mode, topic, lease }: Request): Promise<boolean> {
  const challenge = createToken()
  const url = withQuery(callback, {
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': challenge,
    ...(mode === 'subscribe' ? { 'hub.lease_seconds': String(lease / 1000) } : {}),
  })
  const { status, bytes } = await post(pusher.net, { url, method: 'GET' }, toPace(pusher).patience)
  if (status >= 500) throw new FetchError('status', `${new URL(callback).host} answered ${status}.`, { status })
  return status >= 200 && status < 300 && new TextDecoder().decode(bytes) === challenge
}

/** Whatever the callback answers, it was told. */
async function deny(pusher: Pusher, { callback, topic }: Request, reason: string): Promise<void> {
  const url = withQuery(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': reason })
  await post(pusher.net, { url, method: 'GET' }, toPace(pusher).patience)
}

/** The parameters of the callback itself stay (section 5.3: they must be kept). */
function withQuery(callback: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(callback)
  const added = new URLSearchParams(parameters).toString()
  url.search = url.search.length > 1 ? `${url.search}&${added}` : added
  return url.href
}

// The lane of verifications. Anybody can have any server asked, so nobody else may wait for it: it has a number of
// errands under way of its own, senders take turns in it, and no delivery ever stands behind one of them.

type Verifying = {
  /** Asks callbacks until it is nobody's turn any more; those that hang go on by themselves. */
  readonly run: (work: RunErrand) => Promise<void>
  /** Asks some callbacks, a few at once, and waits for their answers: where nothing goes on by itself. */
  readonly runSome: (work: RunErrand, atOnce: number, rounds: number) => Promise<void>
  /** Whether there are any that hang. */
  readonly isWaiting: () => boolean
  /** Waits for those that hang. */
  readonly idle: () => Promise<void>
}

export function openVerifying(pusher: Pusher): Verifying {
  const slow = new Set<Promise<unknown>>()
  const { verifications, perSender, perDomain, quick } = toPace(pusher)
  const turns = { all: verifications, bySender: perSender, byDomain: perDomain }
  /** Begins those whose turn it is. */
  const begin = async (work: RunErrand, limit: number): Promise<Promise<unknown>[]> => {
    const claim = toClaim(pusher)
    const finish = openFinish(pusher)
    const errands = await claimVerifications(pusher.db, claim, turns, limit)
    return errands.map((errand) => runErrand(pusher, { work, finish }, errand, claim))
  }
  const run = async (work: RunErrand) => {
    for (;;) {
      const begun = await begin(work, verifications)
      if (begun.length === 0) return
      await Promise.all(begun.map((one) => untilSlow(one, quick, slow)))
    }
  }
  const runSome = async (work: RunErrand, atOnce: number, rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      const begun = await begin(work, atOnce)
      if (begun.length === 0) return
      await Promise.all(begun)
    }
  }
  const idle = async () => {
    await Promise.all(slow)
  }
  return { run, runSome, isWaiting: () => slow.size > 0, idle }
}
