/** How a poll changes what polling remembers: from one state to the next. Pure. */
import { withOwnAddresses } from '../clean/identity/base.ts'
import { RULES } from '../clean/identity/fingerprint.ts'
import type { Noise } from '../clean/identity/noise.ts'
import { toAdmissionKey } from '../model/admission.ts'
import type { IdentifyBy } from '../model/content.ts'
import type { PageWall, ParsedFeed, PollState, Source } from '../model/model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { readLinks, toLinkTargets } from '../net/headers.ts'
import { type Move, toMove } from './move.ts'
import { toRememberedCounts } from './reading.ts'
import { schedule, standardRules } from './schedule.ts'
import { hasDueWall, toRemembered, toWallFault } from './walls.ts'

/** Arrivals kept for the adaptive interval. */
const ARRIVALS = 20
const WARNINGS = 10
/** Until what is left of a document is asked for. */
const SOON = 5 * 60_000
/** A new address that failed this often gives way to the declared one again. */
const PATIENCE = 3

/** When a poll happened, and the chance that spreads the next one. */
export type Moment = { readonly now: number; readonly random: number }

/** What a document that was taken in says for the polls after it. */
export type StoredDocument = {
  readonly feed: ParsedFeed
  readonly title: string
  /** SHA-256 of the body, hex. */
  readonly bodyHash: string
  readonly identifyBy: IdentifyBy
  /** What of the source's items differs at each poll and is no edit. */
  readonly noise?: Noise
  /** Times of the items that are new. */
  readonly arrivals: readonly number[]
  readonly outcome: 'changed' | 'unchanged'
  /** Of a page source. */
  readonly itemCount?: number | undefined
  /** Words of the articles that were fetched with it. */
  readonly wordCounts?: readonly number[]
  /** Items that are left to the next poll: the document is not taken in whole. */
  readonly left?: number
  /** Items that the source's rules left out. */
  readonly leftOut?: number
  /** Pages that had something else than their story. */
  readonly walls?: readonly PageWall[]
  readonly retryAt?: number | undefined
}

export type Failure = {
  readonly sentence: string
  readonly retryAt?: number | undefined
  readonly gone?: boolean
  /** The source answers well enough, but so little that nothing of it is taken in. */
  readonly held?: boolean
}

/** A state whose fields may be taken away by setting them to undefined. */
type StateBuilder = { readonly [K in keyof PollState]: PollState[K] | undefined }

/** The state to start from. An editor who changes a source's address makes a new source of it, first poll and all. */
export function toStart(source: Source, state: PollState): PollState {
  const url = withoutLogin(source.url)
  if (state.url === undefined || withoutLogin(state.url) === url)
    return toAdmittedBy(source, toReadBy(source, toZoned(source, { ...state, url })))
  return { source: source.id, due: state.due, paused: state.paused, gone: false, failures: 0, url }
}

/** States stand in the database in clear, where a login may not (docs/architecture.md, decision 24). */
function withoutLogin(address: string): string {
  const url = URL.parse(address)
  if (url === null || (url.username === '' && url.password === '')) return address
  url.username = ''
  url.password = ''
  return url.href
}

/** A document that was read in another way is read anew, and what was usual then is not now. */
function toReadBy({ page, json, article, fullText }: Source, state: PollState): PollState {
  const by = JSON.stringify({ page, json, article, fullText })
  const { readBy, ...rest } = state
  if (by === (readBy ?? '{}')) return state
  const { etag, lastModified, bodyHash, itemCounts, wordCounts, walls, ...start } = rest
  return by === '{}' ? start : { ...start, readBy: by }
}

/** In another time zone the same document says other times. */
function toZoned({ timeZone }: Source, state: PollState): PollState {
  if (state.timeZone === timeZone) return state
  const { etag, lastModified, bodyHash, ...rest } = state
  return rest
}

/** By other keep and block rules a document is another one, although its bytes are the same. */
function toAdmittedBy(source: Source, state: PollState): PollState {
  if (!isReadmitting(source, state)) return state
  const { etag, lastModified, bodyHash, ...rest } = state
  return rest
}

/**
 * The state to ask with. A document that has not changed is needed whole all the same where pages of its stories are
 * to be asked for again, and once under new rules: what older ones took for a text may be none.
 */
export function toAsking(source: Source, state: PollState, now: number): PollState {
  const isReadByOthers = state.rules !== undefined && state.rules !== RULES
  if (!source.fullText || !(hasDueWall(state.walls, now) || isReadByOthers)) return state
  const { etag, lastModified, bodyHash, ...rest } = state
  return rest
}

/** Whether the source's last document was taken in by other rules than it has now. */
export function isReadmitting(source: Source, { admittedBy = '' }: PollState): boolean {
  return toAdmissionKey(source) !== admittedBy
}

/** After an answer that brought nothing new: 304, or the same body again. */
export function toUnchanged(
  source: Source,
  state: PollState,
  answer: DocumentAnswer,
  moment: Moment,
  move: Move = {},
): PollState {
  const kept = answer.kind === 'unchanged' ? state : undefined
  return settle(state, moment, {
    ...toAnswered(answer, moment),
    ...toWallFault(state.walls),
    etag: answer.etag ?? kept?.etag,
    lastModified: answer.lastModified ?? kept?.lastModified,
    // The same document may come with other headers than before.
    ...(toHubs(answer).hubs === undefined ? {} : toHubs(answer)),
    outcome: 'unchanged',
    ...toMove(source, state, answer, move, moment.now),
  })
}

/** After a document whose items were taken in; where some are left, it is asked for again soon and read again. */
export function toStored(
  source: Source,
  state: PollState,
  answer: DocumentAnswer,
  stored: StoredDocument,
  moment: Moment,
  move: Move = {},
): PollState {
  const { feed } = stored
  const next = settle(state, moment, {
    ...toAnswered(answer, moment),
    // The other half is still to be asked for; what the last whole document was known by holds.
    ...(feed.cut
      ? { bodyHash: undefined }
      : { etag: answer.etag, lastModified: answer.lastModified, bodyHash: stored.bodyHash }),
    ...toCounts(state, stored),
    walls: toRemembered(stored.walls ?? []),
    ...toWallFault(stored.walls),
    hints: feed.hints,
    arrivals: toRecent(stored.arrivals, state),
    identifyBy: stored.identifyBy,
    noise: stored.noise?.length ? stored.noise : undefined,
    rules: RULES,
    admittedBy: toAdmissionKey(source) || undefined,
    leftOut: stored.leftOut || undefined,
    timeZone: source.timeZone,
    title: stored.title || undefined,
    warnings: feed.warnings.length > 0 ? feed.warnings.slice(0, WARNINGS) : undefined,
    ...toHubs(answer, feed),
    outcome: stored.outcome,
    newUrl: move.said,
    ...toMove(source, state, answer, move, moment.now),
  })
  return stored.left ? toUnfinished(next, state, stored.retryAt ?? 0, moment) : next
}

/** What is left of a first document is as old as the rest of it, so until then the source had no first poll. */
function toUnfinished(next: PollState, before: PollState, retryAt: number, { now }: Moment): PollState {
  const { etag, lastModified, bodyHash, admittedBy, ...other } = next
  const rest = before.admittedBy === undefined ? other : { ...other, admittedBy: before.admittedBy }
  const due = next.paused ? next.due : Math.max(Math.min(next.due, now + SOON), retryAt)
  if (before.succeededAt !== undefined) return { ...rest, due }
  const { succeededAt, ...first } = rest
  return { ...first, due }
}

function toCounts(state: PollState, { itemCount, wordCounts = [], left = 0 }: StoredDocument): Partial<StateBuilder> {
  return {
    ...(itemCount === undefined || left > 0 ? {} : { itemCounts: toRememberedCounts(state.itemCounts, [itemCount]) }),
    ...(wordCounts.length === 0 ? {} : { wordCounts: toRememberedCounts(state.wordCounts, wordCounts) }),
  }
}

/** After a failure: what was taken in stays, and so do the validators that tell the next document from it. */
export function toFailed(state: PollState, failure: Failure, moment: Moment): PollState {
  const failures = state.failures + 1
  const isAdopted = state.adoptedUrl !== undefined
  const isGivenUp = !failure.held && (failures >= PATIENCE || failure.gone === true)
  return settle(state, moment, {
    polledAt: moment.now,
    outcome: 'failed',
    failures,
    fault: failure.sentence,
    faultSince: state.faultSince ?? moment.now,
    held: failure.held || undefined,
    // Where the source moved to is gone, not the source.
    gone: isAdopted ? state.gone : (failure.gone ?? state.gone),
    freshUntil: undefined,
    retryAt: failure.retryAt,
    ...(isGivenUp ? { adoptedUrl: undefined, movedTo: undefined, movedSince: undefined } : {}),
  })
}

/** After a fault that is not the source's: all as it was, and asked again as soon as any source is. */
export function toSpared(state: PollState, now: number): PollState {
  const isIdle = state.paused || state.gone
  return { ...state, polledAt: now, ...(isIdle ? {} : { due: now + standardRules.least }) }
}

/** After a document that a hub sent: it says when the source publishes, and nothing of what a poll will find. */
export function toPushed(
  state: PollState,
  { arrivals, walls = [], left = 0 }: Pick<StoredDocument, 'arrivals' | 'left' | 'walls'>,
  now: number,
): PollState {
  const { walls: before, ...rest } = state
  const remembered = toRemembered(walls)
  const due = left > 0 && !state.paused ? Math.min(state.due, now + SOON) : state.due
  return {
    ...(state.failures > 0 ? rest : { ...withoutFault(rest), ...toWallFault(walls) }),
    ...(remembered === undefined ? {} : { walls: remembered }),
    due,
    arrivals: toRecent(arrivals, state),
  }
}

function withoutFault({ fault, faultSince, ...state }: PollState): PollState {
  return state
}

function toRecent(arrivals: readonly number[], state: PollState): readonly number[] {
  return [...arrivals, ...(state.arrivals ?? [])].sort((a, b) => b - a).slice(0, ARRIVALS)
}

function toAnswered(answer: DocumentAnswer, { now }: Moment): Partial<StateBuilder> {
  return {
    polledAt: now,
    succeededAt: now,
    failures: 0,
    fault: undefined,
    faultSince: undefined,
    held: undefined,
    gone: false,
    freshUntil: answer.freshUntil,
    retryAt: answer.retryAt,
  }
}

function settle(state: PollState, { now, random }: Moment, changes: Partial<StateBuilder>): PollState {
  const draft = Object.entries({ ...state, ...changes }).filter(([, value]) => value !== undefined)
  const settled = Object.fromEntries(draft) as PollState
  return { ...settled, due: schedule(settled, now, random) }
}

// The hubs that a document names, and the topic under which they know it (WebSub, section 4).

type Hubs = { readonly hubs: PollState['hubs'] | undefined; readonly topic: string | undefined }

/** Hubs that are remembered of a document. */
const MOST = 5

/** Link headers outrank what stands in the document. Undefined members: there is no hub. */
function toHubs(answer: DocumentAnswer, feed?: ParsedFeed): Hubs {
  const links = readLinks(answer.link ?? '')
  const sent = toLinkTargets(links, 'hub', answer.url)
  const own = feed && withOwnAddresses({ ...feed, items: [] }, answer)
  const hubs = sent.length > 0 ? sent : (own?.hubs ?? []).filter(isWeb)
  if (hubs.length === 0) return { hubs: undefined, topic: undefined }
  const [self = own?.selfUrl] = toLinkTargets(links, 'self', answer.url)
  return { hubs: hubs.slice(0, MOST), topic: self ?? answer.url }
}

function isWeb(url: string): boolean {
  return /^https?:/.test(url)
}
