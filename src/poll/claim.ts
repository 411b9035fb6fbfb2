/**
 * What polling works with, and a source that one poll holds, with its host: nobody else asks either meanwhile
 * (docs/architecture.md, decision 12), nor a host that asked to be left alone.
 */
import type { Calm } from '../calm/calm.ts'
import { ConfigError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Refreshed } from '../model/document.ts'
import type { Channel, PollState, Source } from '../model/model.ts'
import type { Net } from '../net/fetch.ts'
import type { Db } from '../store/db.ts'
import { toFaultClearing } from '../store/faults.ts'
import { claimPoll, loadResting, postpone, releasePoll, toPollStatements } from '../store/polls.ts'
import { loadSourcesOf, toRanks } from '../store/sources.ts'
import { toSourceHost } from './request.ts'
import { toStart } from './state.ts'

/** A fetch takes at most 30 seconds; the rest is for pages, and for storing what it brought. */
const LEASE = 2 * 60_000

export type SourceClaim = {
  readonly source: Source
  readonly channel: Channel
  readonly ranks: Readonly<Record<string, number>>
  readonly state: PollState
  readonly host: string
  readonly token: string
}

/** Claims a source; where that can not be, says why. @throws ConfigError where nobody publishes it; StoreError */
export async function claimSource(poller: Poller, source: Source, before: PollState): Promise<SourceClaim | string> {
  const channel = poller.channels.find(({ id }) => id === source.channel)
  if (channel === undefined)
    throw new ConfigError(`The source ${source.id} is of the channel ${source.channel}, which is not published.`)
  const host = toSourceHost(source, toStart(source, before))
  const token = crypto.randomUUID()
  const state = await claimPoll(poller.db, source.id, host, token, poller.now(), LEASE)
  if (state === undefined) return `${host} is being asked already.`
  const ranks = toRanks(poller.channels, [source])
  return { source, channel, ranks, state: toStart(source, state), host, token }
}

/** Lets go, and leaves the source's state as it was. */
export async function releaseClaim(poller: Poller, { source, host, token }: SourceClaim): Promise<void> {
  await releasePoll(poller.db, source.id, host, token)
}

/** Saves what was found out and lets go. @throws StoreError, which `isClaimLost` knows where the claim was lost */
export async function saveClaimedState(poller: Poller, { host, token }: SourceClaim, state: PollState): Promise<void> {
  await poller.db.batch(toPollStatements(state, host, token))
}

/** What goes with the last batch of items: the database was able to take them in. */
export function toLastStatements({ source, host, token }: SourceClaim, state: PollState) {
  return [...toPollStatements(state, host, token), toFaultClearing(toStoreFaultSubject(source))]
}

/** What a fault of storing is about: the source, but it is not the source's. */
export function toStoreFaultSubject({ id }: Source): string {
  return `store:${id}`
}

/** The source's own claim is gone; the host's may still stand. */
export async function toLostClaim(poller: Poller, claim: SourceClaim): Promise<Refreshed> {
  await releaseClaim(poller, claim)
  const { source, state } = claim
  return toSkipped(`The source ${source.id} was changed or polled by somebody else meanwhile.`, state.due)
}

export function toSkipped(reason: string, next: number): Refreshed {
  return { outcome: 'skipped', reason, added: 0, updated: 0, next }
}

// Hosts that asked to be left alone altogether: where a source is set so, its Retry-After is its host's.

/** Puts a source off while its host rests; undefined where it may be asked. */
export async function postponeResting(
  poller: Poller,
  source: Source,
  before: PollState,
): Promise<Refreshed | undefined> {
  const host = toSourceHost(source, toStart(source, before))
  const until = await loadRest(poller, source, host)
  if (until <= poller.now()) return undefined
  await postpone(poller.db, source.id, until)
  return toSkipped(`${host} asked to be left alone until ${new Date(until).toISOString()}.`, until)
}

/** Until when a host rests because of another source of it, milliseconds since 1970. */
async function loadRest({ db, channels, now }: Poller, { id }: Source, host: string): Promise<number> {
  // Read anew for each source: one of the same tick may just have been told.
  const states = new Map((await loadResting(db, now())).map((state) => [state.source, state]))
  states.delete(id)
  if (states.size === 0) return 0
  const speakers = await loadSourcesOf(db, channels, [...states.keys()])
  const times = speakers.flatMap((source) => {
    const state = states.get(source.id)
    const isMeant = source.retryAfter === 'host' && state && toSourceHost(source, toStart(source, state)) === host
    return isMeant ? [state.retryAt ?? 0] : []
  })
  return Math.max(0, ...times)
}

// What polling needs of the world, and what it answers.

export type Poller = Calm & {
  readonly db: Db
  readonly net: Net
  readonly channels: readonly Channel[]
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
  /** The value of a secret that a source's credentials name. */
  readonly secret: (name: string) => string | undefined
  readonly log: Log
  /** This service's own origin. */
  readonly base?: string
  /** Waits until a document may be taken in, where several are asked for at once: each is some times its bytes in memory. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>
}
