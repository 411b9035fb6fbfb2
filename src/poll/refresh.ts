/**
 * Refreshes one source. Promises: it is asked by one poll at a time, and its host too; what was taken in stays,
 * whatever goes wrong; every outcome, failures included, is in the source's state, and the claim is let go.
 */
import { toIndex } from '../clean/index-terms.ts'
import { toPlainTitle } from '../clean/plain-text.ts'
import { ConfigError, FetchError, ParseError, StoreError } from '../errors.ts'
import type { Channel, PollState, Source } from '../model.ts'
import { type DocumentAnswer, fetchDocument } from '../net/fetch.ts'
import type { Arrival } from '../store/arrival.ts'
import { type Saved, saveItems } from '../store/items.ts'
import { claimPoll, ensurePolls, isClaimLost, loadPolls, releasePoll, toPollStatements } from '../store/polls.ts'
import { loadSources, toRanks } from '../store/sources.ts'
import { toHash } from './digest.ts'
import { type FullText, takeFullText } from './full-text.ts'
import type { Poller, Refreshed } from './poller.ts'
import { toHost, toRequest } from './request.ts'
import { NEVER } from './schedule.ts'
import { type Failure, type Moment, type Taken, toFailed, toStart, toTaken, toUnchanged } from './state.ts'
import { readItems, toNews } from './take.ts'
import { toItemHold, toWordHold } from './usual.ts'

/** A fetch takes at most 30 seconds; the rest is for storing what it brought. */
const LEASE = 2 * 60_000

export type RefreshOptions = {
  /** Ask also a source that is not due, paused or gone. */
  readonly force: boolean
}

/** A source that this poll holds. */
type Claim = {
  readonly source: Source
  readonly channel: Channel
  readonly ranks: Readonly<Record<string, number>>
  readonly state: PollState
  readonly host: string
  readonly token: string
}

/** Refreshes a source by its id. Never throws for what a source or the network does. @throws StoreError */
export async function refreshSource(poller: Poller, id: string, options: RefreshOptions): Promise<Refreshed> {
  const sources = await loadSources(poller.db, poller.channels)
  const source = sources.find((one) => one.id === id)
  if (source === undefined) return toSkipped(`There is no source named ${id}.`, NEVER)
  await ensurePolls(poller.db, [source], poller.now())
  const state = (await loadPolls(poller.db)).get(id)
  if (state === undefined) return toSkipped(`The source ${id} was just taken out.`, NEVER)
  return refreshKnown(poller, source, sources, state, options)
}

/** As `refreshSource`, for who has every source and this one's state at hand. */
export async function refreshKnown(
  poller: Poller,
  source: Source,
  sources: readonly Source[],
  before: PollState,
  { force }: RefreshOptions,
): Promise<Refreshed> {
  const idle = force ? undefined : toIdleReason(before, poller.now())
  if (idle !== undefined) return toSkipped(idle, before.due)
  const place = toPlace(poller, source, sources)
  const host = toHost(source, toStart(source, before))
  const token = crypto.randomUUID()
  const state = await claimPoll(poller.db, source.id, host, token, poller.now(), LEASE)
  if (state === undefined) return toSkipped(`${host} is being asked already.`, before.due)
  const claim = { source, host, token, state: toStart(source, state), ...place }
  // Somebody else may have polled it between the look and the claim.
  const late = force ? undefined : toIdleReason(state, poller.now())
  if (late === undefined) return refreshClaimed(poller, claim)
  await releasePoll(poller.db, source.id, host, token)
  return toSkipped(late, state.due)
}

async function refreshClaimed(poller: Poller, claim: Claim): Promise<Refreshed> {
  try {
    return await ask(poller, claim)
  } catch (error) {
    if (isClaimLost(error)) return toLost(poller, claim)
    return fail(poller, claim, error)
  }
}

/** Asks the source and takes in what it brings. */
async function ask(poller: Poller, claim: Claim): Promise<Refreshed> {
  const { source, state } = claim
  const answer = await fetchDocument(poller.net, toRequest(source, state, poller.secret))
  const bodyHash = answer.kind === 'document' ? await toHash(answer.bytes) : state.bodyHash
  if (bodyHash === state.bodyHash) {
    const next = toUnchanged(source, state, answer, toMoment(poller))
    await saveState(poller, claim, next)
    return { outcome: 'unchanged', added: 0, updated: 0, next: next.due }
  }
  return take(poller, claim, answer, bodyHash ?? '')
}

async function take(poller: Poller, claim: Claim, answer: DocumentAnswer, bodyHash: string): Promise<Refreshed> {
  const { source, channel, state } = claim
  const reading = await readItems(poller.db, source, channel, state, answer, poller.pause)
  const itemCount = source.page === undefined ? undefined : reading.items.length
  const few = itemCount === undefined ? undefined : toItemHold(claim.host, state.itemCounts ?? [], itemCount)
  if (few !== undefined) return keepFailure(poller, claim, { sentence: few, held: true })
  const arrival = toArrival(poller, claim)
  const whole: FullText = source.fullText
    ? await takeFullText(poller, { ...reading, source, arrival })
    : { items: reading.items, words: [], left: 0 }
  const short = toWordHold(claim.host, state.wordCounts ?? [], whole.words)
  if (short !== undefined) return keepFailure(poller, claim, { sentence: short, held: true })
  const moment = toMoment(poller)
  const { isChanged, arrivals } = toNews(reading, whole.items, state.succeededAt === undefined, moment.now)
  const taken: Taken = {
    left: whole.left,
    retryAt: whole.retryAt,
    feed: reading.feed,
    identifyBy: reading.identifyBy,
    title: toPlainTitle(reading.feed.title),
    bodyHash,
    arrivals,
    outcome: isChanged ? 'changed' : 'unchanged',
    itemCount,
    wordCounts: whole.words,
  }
  const next = toTaken(source, state, answer, taken, moment)
  const last = toPollStatements(next, claim.host, claim.token)
  const saved = await saveItems(poller.db, whole.items, arrival, last, poller.pause)
  return { ...report(poller, source, saved, next.due), ...toLeftReason(whole.left) }
}

function toLeftReason(left: number): { readonly reason?: string } {
  return left === 0
    ? {}
    : { reason: `${left} new stories wait for the next poll: their pages are still to be fetched.` }
}

function toArrival(poller: Poller, { source, channel, ranks, state }: Claim): Arrival {
  const mode = state.succeededAt === undefined ? 'first' : 'live'
  const base = poller.base === undefined ? {} : { base: poller.base }
  return { channel, owner: source.id, source: source.id, ranks, mode, now: poller.now(), toIndex, ...base }
}

function report(poller: Poller, source: Source, saved: readonly Saved[], next: number): Refreshed {
  const count = (outcome: Saved['outcome']) => saved.filter((one) => one.outcome === outcome).length
  const [added, updated] = [count('added'), count('updated')]
  for (const { reason } of saved) {
    if (reason !== undefined) poller.log.warn('An item could not be stored.', { source: source.id, reason })
  }
  poller.log.info('A source was refreshed.', { source: source.id, items: saved.length, added, updated })
  return { outcome: added + updated + count('proposed') > 0 ? 'changed' : 'unchanged', added, updated, next }
}

/** Keeps the failure in the source's state. */
async function fail(poller: Poller, claim: Claim, error: unknown): Promise<Refreshed> {
  return keepFailure(poller, claim, toFailure(poller, claim.source, error))
}

async function keepFailure(poller: Poller, claim: Claim, failure: Failure): Promise<Refreshed> {
  const next = toFailed(claim.state, failure, toMoment(poller))
  poller.log.warn('A source could not be refreshed.', { source: claim.source.id, reason: failure.sentence })
  try {
    await saveState(poller, claim, next)
  } catch (reason) {
    if (isClaimLost(reason)) return toLost(poller, claim)
    throw reason
  }
  return { outcome: 'failed', reason: failure.sentence, added: 0, updated: 0, next: next.due }
}

function toFailure(poller: Poller, source: Source, error: unknown): Failure {
  if (error instanceof FetchError) {
    return { sentence: error.message, retryAt: error.retryAt, gone: error.kind === 'gone' }
  }
  const isForeseen = error instanceof ParseError || error instanceof StoreError || error instanceof ConfigError
  if (isForeseen) return { sentence: error.message }
  const stack = error instanceof Error ? error.stack : String(error)
  poller.log.error('Refreshing a source met a bug.', { source: source.id, stack })
  return { sentence: 'The document could not be taken in (internal error); the log says more.' }
}

async function saveState(poller: Poller, { host, token }: Claim, state: PollState): Promise<void> {
  await poller.db.batch(toPollStatements(state, host, token))
}

/** The source's own claim is gone; the host's may still stand. */
async function toLost(poller: Poller, { source, host, token, state }: Claim): Promise<Refreshed> {
  await releasePoll(poller.db, source.id, host, token)
  return toSkipped(`The source ${source.id} was changed or polled by somebody else meanwhile.`, state.due)
}

function toIdleReason(state: PollState, now: number): string | undefined {
  if (state.paused) return 'The source is paused.'
  if (state.gone) return 'The source is gone: it answered 410.'
  return state.due > now ? `The source is not due until ${new Date(state.due).toISOString()}.` : undefined
}

function toSkipped(reason: string, next: number): Refreshed {
  return { outcome: 'skipped', reason, added: 0, updated: 0, next }
}

function toPlace(poller: Poller, source: Source, sources: readonly Source[]): Pick<Claim, 'channel' | 'ranks'> {
  const channel = poller.channels.find(({ id }) => id === source.channel)
  if (channel === undefined)
    throw new ConfigError(`The source ${source.id} is of the channel ${source.channel}, which is not published.`)
  return { channel, ranks: toRanks(sources) }
}

function toMoment(poller: Poller): Moment {
  return { now: poller.now(), random: poller.random() }
}
