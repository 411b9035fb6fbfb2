/**
 * Runs deliveries, those of each host for themselves. Promises: a few errands of one host at once; one that takes long goes
 * on by itself, so that nobody waits for a server that hangs; what goes wrong with one disturbs no other.
 */

import pLimit from 'p-limit'
import { ShortageError, StoreError } from '../errors.ts'
import {
  claimErrand,
  claimErrands,
  type Errand,
  type ErrandClaim,
  type ErrandKind,
  finishErrand,
  finishErrands,
  loadErrandHosts,
  postponeErrand,
  releaseErrands,
} from '../store/push/push.ts'
import { type Pusher, toPace } from './pusher.ts'
import type { ErrandOutcome } from './retry.ts'

type ErrandRunner = {
  /** Runs what is due of these kinds; what takes long may still go on when this is over. */
  readonly run: (work: RunErrand, kinds: readonly ErrandKind[]) => Promise<void>
  /** Runs one errand to its end; `busy` when others of its host have to end first, `more` when it is to go on at once. */
  readonly runOne: (work: RunErrand, id: number) => Promise<'done' | 'busy' | 'more'>
  /** Waits for what takes long. */
  readonly idle: () => Promise<void>
}

/** Does one errand, and says what becomes of it. */
export type RunErrand = (errand: Errand) => Promise<ErrandOutcome>

/** Writes down, soon, that errands are done. */
type Finish = (finished: readonly [Errand, ErrandClaim]) => Promise<unknown>
type Running = { readonly work: RunErrand; readonly finish: Finish }
/** What is waited for apart. */
type Slow = Set<Promise<unknown>>

/** Errands that are claimed at once. */
const CLAIMED = 32
/** What a whole claim can take at most: every exchange in it hangs, a few at a time. */
const LEASE = 2 * 60_000
const MINUTE = 60_000

export function openErrandRunner(pusher: Pusher): ErrandRunner {
  const slow = new Map<string, Slow>()
  const finish = openFinish(pusher)
  const run = async (work: RunErrand, kinds: readonly ErrandKind[]) => {
    // Made here: a limit that requests share would never end in a Worker.
    const hostLimit = pLimit(toPace(pusher).hosts)
    const hosts = await loadErrandHosts(pusher.db, pusher.now(), kinds)
    const runEach = (host: string) => runHost(pusher, { work, finish }, host, kinds, toSlow(slow, `${kinds} ${host}`))
    await Promise.all(hosts.map((host) => hostLimit(() => runEach(host))))
    for (const [host, waiting] of slow) if (waiting.size === 0) slow.delete(host)
  }
  const runOne = async (work: RunErrand, id: number) => {
    const claim = toClaim(pusher)
    const errand = await claimErrand(pusher.db, id, claim, toPace(pusher).perHost)
    if (errand === 'busy') return 'busy'
    if (errand === undefined) return 'done'
    return (await runErrand(pusher, { work, finish }, errand, claim)) ? 'more' : 'done'
  }
  const idle = async () => {
    await Promise.all([...slow.values()].flatMap((waiting) => [...waiting]))
  }
  return { run, runOne, idle }
}

/** What ends at about the same time is written down at once: a transaction costs as much as a delivery. */
export function openFinish({ db }: Pick<Pusher, 'db'>): Finish {
  return createBatchLoader(linger, async (finished) => {
    await finishErrands(db, finished)
    return new Map()
  })
}

/** Milliseconds: a slot that is held a little longer costs less than a transaction. */
const LINGER = 2

function linger(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LINGER)
  })
}

function toSlow(slow: Map<string, Slow>, lane: string): Slow {
  const waiting = slow.get(lane) ?? new Set()
  slow.set(lane, waiting)
  return waiting
}

export function toClaim({ now }: Pusher): ErrandClaim {
  return { token: crypto.randomUUID(), now: now(), lease: LEASE }
}

/** Until nothing of this host is due, or too much of it hangs. */
async function runHost(
  pusher: Pusher,
  run: Running,
  host: string,
  kinds: readonly ErrandKind[],
  slow: Slow,
): Promise<void> {
  const pace = toPace(pusher)
  while (slow.size < pace.slow) {
    const claim = toClaim(pusher)
    const errands = await claimErrands(pusher.db, host, kinds, claim, CLAIMED)
    if (errands.length === 0) return
    const some = pLimit(pace.perHost)
    const left: Errand[] = []
    const begin = async (errand: Errand) => {
      if (slow.size >= pace.slow) left.push(errand)
      else await untilSlow(runErrand(pusher, run, errand, claim), pace.quick, slow)
    }
    await Promise.all(errands.map((errand) => some(() => begin(errand))))
    if (left.length > 0) await releaseErrands(pusher.db, left, claim)
  }
}

/** Waits for the end of the work, or for it to be among the slow ones. */
export function untilSlow(work: Promise<unknown>, milliseconds: number, slow: Slow): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      slow.add(work)
      resolve()
    }, milliseconds)
    work.finally(() => {
      clearTimeout(timer)
      slow.delete(work)
      resolve()
    })
  })
}

/** Never throws: whatever happens is written down, or in the log. Answers whether there is more to it at once. */
export async function runErrand(
  pusher: Pusher,
  { work, finish }: Running,
  errand: Errand,
  claim: ErrandClaim,
): Promise<boolean> {
  const { kind, subject, host } = errand
  try {
    const outcome = await work(errand)
    if (outcome.fault !== undefined) {
      pusher.log.warn('A delivery failed.', { kind, subject, host, reason: outcome.fault })
    }
    if (outcome.done && outcome.more === undefined) await finish([errand, claim])
    else if (outcome.done) await finishErrand(pusher.db, errand, claim, outcome.more)
    else await postponeErrand(pusher.db, errand, claim, outcome, outcome.more)
    return !outcome.done && outcome.attempts === 0 && outcome.due <= pusher.now()
  } catch (error) {
    tellOf(pusher, errand, error)
    await putOff(pusher, errand, claim, error)
    return false
  }
}

/** Of a shortage in one line, however many deliveries there are. */
function tellOf({ log }: Pusher, { kind, subject, host }: Errand, error: unknown): void {
  if (error instanceof ShortageError) {
    log.error("Deliveries could not be made, which is nobody else's fault.", { reason: error.short })
  } else {
    const [reason, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined]
    log.error('A delivery could not be made.', { kind, subject, host, reason, stack })
  }
}

/** A bug, a failing database or a shortage: not at once again. Only what may be the errand's own doing counts. */
async function putOff(pusher: Pusher, errand: Errand, claim: ErrandClaim, why: unknown): Promise<void> {
  const isOurs = why instanceof ShortageError || why instanceof StoreError
  const next = { due: pusher.now() + MINUTE, attempts: errand.attempts + (isOurs ? 0 : 1) }
  try {
    await postponeErrand(pusher.db, errand, claim, next)
  } catch (error) {
    // Its lease ends by itself.
    pusher.log.error('A delivery could not be put off.', { errand: errand.id, reason: String(error) })
  }
}

/**
 * Asks for many things at once where they are asked for one by one: what is asked for before `pause` is over is
 * loaded together. A failure is everybody's who asked.
 */
export function createBatchLoader<Key, Value>(
  pause: () => Promise<void>,
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  const open: { keys: Set<Key>; loading: Promise<ReadonlyMap<Key, Value>> | undefined } = {
    keys: new Set(),
    loading: undefined,
  }
  const begin = async () => {
    await pause()
    const keys = [...open.keys]
    open.keys = new Set()
    open.loading = undefined
    return load(keys)
  }
  return async (key) => {
    open.keys.add(key)
    open.loading ??= begin()
    return (await open.loading).get(key)
  }
}
