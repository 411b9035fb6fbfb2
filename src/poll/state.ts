/** How a poll changes what polling remembers: from one state to the next. Pure. */
import type { IdentifyBy, ParsedFeed, PollState, Source } from '../model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { mayMove } from './request.ts'
import { schedule } from './schedule.ts'

const WEEK = 7 * 24 * 3_600_000
/** Arrivals kept for the adaptive interval. */
const ARRIVALS = 20
const WARNINGS = 10
/** A new address that failed this often gives way to the declared one again. */
const PATIENCE = 3

/** When a poll happened, and the chance that spreads the next one. */
export type Moment = { readonly now: number; readonly random: number }

/** What a document that was taken in says for the polls after it. */
export type Taken = {
  readonly feed: ParsedFeed
  readonly title: string
  /** SHA-256 of the body, hex. */
  readonly bodyHash: string
  readonly identifyBy: IdentifyBy
  /** Times of the items that are new. */
  readonly arrivals: readonly number[]
  readonly outcome: 'changed' | 'unchanged'
}

export type Failure = { readonly sentence: string; readonly retryAt?: number | undefined; readonly gone?: boolean }

/** A state whose fields may be taken away by setting them to undefined. */
type Draft = { readonly [K in keyof PollState]: PollState[K] | undefined }

/** The state to start from. An editor who changes a source's address makes a new source of it, first poll and all. */
export function toStart(source: Source, state: PollState): PollState {
  if (state.url === undefined || state.url === source.url) return { ...state, url: source.url }
  return { source: source.id, due: state.due, paused: state.paused, gone: false, failures: 0, url: source.url }
}

/** After an answer that brought nothing new: 304, or the same body again. */
export function toUnchanged(source: Source, state: PollState, answer: DocumentAnswer, moment: Moment): PollState {
  const kept = answer.kind === 'unchanged' ? state : undefined
  return settle(state, moment, {
    ...toAnswered(source, state, answer, moment),
    etag: answer.etag ?? kept?.etag,
    lastModified: answer.lastModified ?? kept?.lastModified,
    outcome: 'unchanged',
  })
}

/** After a document whose items were all taken in. */
export function toTaken(
  source: Source,
  state: PollState,
  answer: DocumentAnswer,
  taken: Taken,
  moment: Moment,
): PollState {
  const { feed } = taken
  return settle(state, moment, {
    ...toAnswered(source, state, answer, moment),
    etag: answer.etag,
    lastModified: answer.lastModified,
    bodyHash: taken.bodyHash,
    hints: feed.hints,
    arrivals: [...taken.arrivals, ...(state.arrivals ?? [])].sort((a, b) => b - a).slice(0, ARRIVALS),
    identifyBy: taken.identifyBy,
    title: taken.title || undefined,
    warnings: feed.warnings.length > 0 ? feed.warnings.slice(0, WARNINGS) : undefined,
    hubs: feed.hubs.length > 0 ? feed.hubs : undefined,
    outcome: taken.outcome,
  })
}

/** After a failure: what was taken in stays, and so do the validators that tell the next document from it. */
export function toFailed(state: PollState, failure: Failure, moment: Moment): PollState {
  const failures = state.failures + 1
  return settle(state, moment, {
    polledAt: moment.now,
    outcome: 'failed',
    failures,
    fault: failure.sentence,
    faultSince: state.faultSince ?? moment.now,
    gone: failure.gone ?? state.gone,
    freshUntil: undefined,
    retryAt: failure.retryAt,
    ...(failures >= PATIENCE ? { adoptedUrl: undefined, movedTo: undefined, movedSince: undefined } : {}),
  })
}

function toAnswered(source: Source, state: PollState, answer: DocumentAnswer, { now }: Moment): Partial<Draft> {
  return {
    polledAt: now,
    succeededAt: now,
    failures: 0,
    fault: undefined,
    faultSince: undefined,
    gone: false,
    freshUntil: answer.freshUntil,
    retryAt: answer.retryAt,
    ...toMove(source, state, answer, now),
  }
}

/** A move is followed for good once it has held for a week; to https of the same address, at once. */
function toMove(source: Source, state: PollState, answer: DocumentAnswer, now: number): Partial<Draft> {
  const target = answer.permanentUrl
  if (target === undefined || !mayMove(source, target)) return { movedTo: undefined, movedSince: undefined }
  const since = state.movedTo === target ? (state.movedSince ?? now) : now
  if (answer.isUpgrade || now - since >= WEEK) {
    return { adoptedUrl: target, movedTo: undefined, movedSince: undefined }
  }
  return { movedTo: target, movedSince: since }
}

function settle(state: PollState, { now, random }: Moment, changes: Partial<Draft>): PollState {
  const draft = Object.entries({ ...state, ...changes }).filter(([, value]) => value !== undefined)
  const settled = Object.fromEntries(draft) as PollState
  return { ...settled, due: schedule(settled, now, random) }
}
