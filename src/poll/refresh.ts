/**
 * Refreshes one source. Promises: it is asked by one poll at a time, and its host too; what was taken in stays,
 * whatever goes wrong; every outcome, failures included, is in the source's state, and the claim is let go.
 */
import { ConfigError, FetchError, ParseError, ShortageError, StoreError } from '../errors.ts'
import type { Refreshed } from '../model/document.ts'
import { toBodyHash } from '../model/hash.ts'
import type { PollState, Source } from '../model/model.ts'
import { toSecretHold } from '../model/request.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { saveFault } from '../store/faults.ts'
import { ensurePolls, isClaimLost, loadPoll } from '../store/polls.ts'
import { loadSourcesOf } from '../store/sources.ts'
import {
  claimSource,
  type Poller,
  postponeResting,
  releaseClaim,
  type SourceClaim,
  saveClaimedState,
  toLostClaim,
  toSkipped,
  toStoreFaultSubject,
} from './claim.ts'
import { readDocument, storeIntake } from './document.ts'
import { fetchForwarded } from './forwarding.ts'
import { type Move, toSaidMove } from './move.ts'
import { loadProof } from './proof.ts'
import { toRequest, toRequestOf } from './request.ts'
import { NEVER } from './schedule.ts'
import { type Failure, type Moment, toAsking, toFailed, toSpared, toStored, toUnchanged } from './state.ts'

type RefreshOptions = {
  /** Ask also a source that is not due, paused or gone. */
  readonly force: boolean
}

/** Refreshes a source by its id. Never throws for what a source or the network does. @throws StoreError */
export async function refreshSource(poller: Poller, id: string, options: RefreshOptions): Promise<Refreshed> {
  const [source] = await loadSourcesOf(poller.db, poller.channels, [id])
  if (source === undefined) return toSkipped(`There is no source named ${id}.`, NEVER)
  await ensurePolls(poller.db, [source], poller.now())
  const state = await loadPoll(poller.db, id)
  if (state === undefined) return toSkipped(`The source ${id} was just taken out.`, NEVER)
  return refreshLoaded(poller, source, state, options)
}

/** As `refreshSource`, for who has the source and its state at hand. */
export async function refreshLoaded(
  poller: Poller,
  source: Source,
  before: PollState,
  { force }: RefreshOptions,
): Promise<Refreshed> {
  const hold = toSecretHold(source)
  if (hold !== undefined) return toSkipped(hold, before.due)
  const idle = force ? undefined : toIdleReason(before, poller.now())
  if (idle !== undefined) return toSkipped(idle, before.due)
  const rest = force ? undefined : await postponeResting(poller, source, before)
  if (rest !== undefined) return rest
  const claim = await claimSource(poller, source, before)
  if (typeof claim === 'string') return toSkipped(claim, before.due)
  // Somebody else may have polled it between the look and the claim.
  const late = force ? undefined : toIdleReason(claim.state, poller.now())
  if (late === undefined) return refreshClaimed(poller, claim)
  await releaseClaim(poller, claim)
  return toSkipped(late, claim.state.due)
}

async function refreshClaimed(poller: Poller, claim: SourceClaim): Promise<Refreshed> {
  try {
    return await ask(poller, claim)
  } catch (error) {
    if (isClaimLost(error)) return toLostClaim(poller, claim)
    if (error instanceof StoreError || error instanceof ShortageError) return spare(poller, claim, error)
    return saveFailure(poller, claim, toFailure(poller, claim.source, error))
  }
}

/** Asks the source and takes in what it brings. */
async function ask(poller: Poller, claim: SourceClaim): Promise<Refreshed> {
  const { source, state } = claim
  const asking = toAsking(source, state, poller.now())
  const toOther = (url: string) => toRequestOf(url, source, poller.secret)
  const answer = await fetchForwarded(poller.net, toRequest(source, asking, poller.secret), toOther)
  const bodyHash = answer.kind === 'document' ? await toBodyHash(answer.bytes) : asking.bodyHash
  if (bodyHash === asking.bodyHash) {
    const move = await toMove(poller, claim, answer, state.newUrl)
    const next = toUnchanged(source, state, answer, toMoment(poller), move)
    await saveClaimedState(poller, claim, next)
    return { outcome: 'unchanged', added: 0, updated: 0, next: next.due }
  }
  const work = () => take(poller, claim, answer, bodyHash ?? '')
  // Whose pages are asked for, too, may take minutes: nobody waits for those.
  return source.fullText || poller.inTurn === undefined ? work() : poller.inTurn(work)
}

async function take(poller: Poller, claim: SourceClaim, answer: DocumentAnswer, bodyHash: string): Promise<Refreshed> {
  const { source, state } = claim
  const intake = await readDocument(poller, claim, answer, state.succeededAt === undefined ? 'first' : 'live')
  if (typeof intake === 'string') return saveFailure(poller, claim, { sentence: intake, held: true })
  const { feed } = intake.taken
  const move = await toMove(poller, claim, answer, toAbsolute(feed.newUrl, feed.base ?? answer.url))
  const next = toStored(source, state, answer, { ...intake.taken, bodyHash }, toMoment(poller), move)
  return storeIntake(poller, claim, intake, next)
}

/** Where the document says that the source is now, with what stands there where that is to be known. */
async function toMove(
  poller: Poller,
  claim: SourceClaim,
  answer: DocumentAnswer,
  said: string | undefined,
): Promise<Move> {
  const { source, state } = claim
  const target = toSaidMove(source, state, said, answer.url)
  return { said: target, proof: await loadProof(poller, claim, answer, target) }
}

function toAbsolute(url: string | undefined, base: string): string | undefined {
  return url !== undefined && URL.canParse(url, base) ? new URL(url, base).href : undefined
}

/** Keeps the failure in the source's state. */
async function saveFailure(poller: Poller, claim: SourceClaim, failure: Failure): Promise<Refreshed> {
  const next = toFailed(claim.state, failure, toMoment(poller))
  poller.log.warn('A source could not be refreshed.', { source: claim.source.id, reason: failure.sentence })
  return saveOutcome(poller, claim, next, failure.sentence)
}

/** What is our fault is not the source's: it is asked again as soon as it may be asked at all. */
async function spare(poller: Poller, claim: SourceClaim, error: StoreError | ShortageError): Promise<Refreshed> {
  const { source } = claim
  const next = toSpared(claim.state, poller.now())
  const isStore = error instanceof StoreError
  const what = isStore
    ? 'What a source sent could not be stored.'
    : 'A source could not be asked, which is not its fault.'
  poller.log.error(what, { source: source.id, reason: error.message })
  const refreshed = await saveOutcome(poller, claim, next, error.message)
  // Of a shortage the log says enough: it is none of this source, and passes.
  if (!isStore) return refreshed
  const sentence = `What ${source.title ?? source.id} sent could not be stored: ${error.message}`
  await saveFault(poller.db, toStoreFaultSubject(source), sentence, poller.now())
  return refreshed
}

async function saveOutcome(poller: Poller, claim: SourceClaim, next: PollState, reason: string): Promise<Refreshed> {
  try {
    await saveClaimedState(poller, claim, next)
  } catch (error) {
    if (isClaimLost(error)) return toLostClaim(poller, claim)
    throw error
  }
  return { outcome: 'failed', reason, added: 0, updated: 0, next: next.due }
}

function toFailure(poller: Poller, source: Source, error: unknown): Failure {
  if (error instanceof FetchError) {
    return { sentence: error.message, retryAt: error.retryAt, gone: error.kind === 'gone' }
  }
  if (error instanceof ParseError || error instanceof ConfigError) return { sentence: error.message }
  const stack = error instanceof Error ? error.stack : String(error)
  poller.log.error('Refreshing a source met a bug.', { source: source.id, stack })
  return { sentence: 'The document could not be taken in (internal error); the log says more.' }
}

/** Why a source is not to be asked now. */
function toIdleReason(state: PollState, now: number): string | undefined {
  if (state.paused) return 'The source is paused.'
  if (state.gone) return 'The source is gone: it answered 410.'
  return state.due > now ? `The source is not due until ${new Date(state.due).toISOString()}.` : undefined
}

function toMoment(poller: Poller): Moment {
  return { now: poller.now(), random: poller.random() }
}
