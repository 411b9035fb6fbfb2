/** What is to be written of a batch. Pure: the database is read before and written after. */
import type { Content } from '../../model/content.ts'
import type { Sent } from '../../model/history.ts'
import { type Arrival, mayRevise } from './arrival.ts'
import { isSame } from './editing.ts'
import type { KnownItem, ShownItem, TakenNames } from './lookups.ts'
import type { Fresh, Match, Seen } from './matching.ts'
import { type Names, toFreeNames } from './names.ts'

export type Creation = Names & { readonly kind: 'create'; readonly match: Fresh; readonly updated: number }

export type Revising = {
  readonly kind: 'revise'
  readonly match: Seen
  readonly shown: Content
  /** Whether what is shown differs from what the source sent: an editor holds some of it. */
  readonly edited: boolean
  readonly updated: number
}

/** A change that is kept and not shown. */
export type Proposal = { readonly kind: 'propose'; readonly match: Seen }

/** Nothing but names: of a source that carried it, of forms it is known by. */
type Naming = { readonly kind: 'name'; readonly match: Exclude<Match, Fresh> }

export type Decision = Creation | Revising | Proposal | Naming

/**
 * Items that this arrival changes, of which `toDecisions` needs to know what is shown.
 * @param redated rows of those whose date alone was put right
 */
export function toChanged(matches: readonly Match[], arrival: Arrival, redated: ReadonlySet<number>): KnownItem[] {
  return matches.flatMap((match) => {
    if (match.kind !== 'seen' || !isAsked(match, arrival)) return []
    const { known, sighting } = match
    return known.fingerprint !== sighting.item.fingerprint || redated.has(known.row) ? [known] : []
  })
}

function isAsked({ again, known }: Seen, arrival: Arrival): boolean {
  return !again && !known.erased && mayRevise(arrival, known.owner)
}

/** One decision for each match, in the same order. @param shown of those that are changed */
export function toDecisions(
  matches: readonly Match[],
  shown: ReadonlyMap<number, ShownItem>,
  taken: TakenNames,
  arrival: Arrival,
): Decision[] {
  return matches.map((match) => {
    if (match.kind === 'fresh') return toCreation(match, taken, arrival)
    if (match.kind === 'twin' || !isAsked(match, arrival)) return { kind: 'name', match }
    const before = shown.get(match.known.row)
    return before === undefined ? { kind: 'name', match } : toRevising(match, before, arrival)
  })
}

function toCreation(match: Fresh, taken: TakenNames, arrival: Arrival): Creation {
  const { content } = match.sighting.item
  const said = Math.max(content.modified ?? 0, content.published ?? 0)
  const updated = said > 0 ? Math.min(said, arrival.now) : arrival.now
  return { kind: 'create', match, ...toFreeNames(match, arrival, taken), updated: Math.trunc(updated) }
}

function toRevising(match: Seen, before: ShownItem, arrival: Arrival): Revising | Proposal {
  const { now, mode } = arrival
  const { known, sighting } = match
  if (known.state === 'retracted') return { kind: 'propose', match }
  const { edit } = before
  const shown = edit === undefined ? sighting.item.content : arrival.layOver(toSent(match, arrival), edit)
  // The source's modified date is no field that readers see: alone it makes no revision of an edited story.
  if (edit !== undefined && isSame({ ...shown, modified: 0 }, { ...before.shown, modified: 0 }))
    return { kind: 'propose', match }
  const isNews = mode !== 'filled' && isSubstantive(before.shown, shown)
  const updated = isNews ? Math.max(known.updated, now) : known.updated
  return { kind: 'revise', match, shown, edited: edit !== undefined, updated }
}

function toSent({ sighting: { item } }: Seen, { channel, source }: Arrival): Sent {
  const { received, content } = item
  return { received, content, channel: channel.id, ...(source === undefined ? {} : { source }) }
}

// What makes a change of a story substantive (docs/architecture.md, decision 9).

/** A tenth of the words. */
const SHARE = 0.1

/** Whether the source moved its own modified date together with its words, or a tenth of those of the text changed. */
export function isSubstantive(before: Content, after: Content): boolean {
  const [old, fresh] = [toText(before), toText(after)]
  if (old === fresh && before.summary === after.summary) return false
  const moved = (after.modified ?? Number.NEGATIVE_INFINITY) > (before.modified ?? before.published ?? 0)
  return moved || toChangedShare(old, fresh) >= SHARE
}

function toText(content: Content): string {
  return `${content.title}\n${content.contentText}`
}

/** Words that one text has and the other lacks, whichever are more, as a share of the longer text. */
function toChangedShare(old: string, fresh: string): number {
  const [a, b] = [toCounts(old), toCounts(fresh)]
  const longer = Math.max(a.total, b.total)
  if (longer === 0) return 0
  return Math.max(countMissing(a.words, b.words), countMissing(b.words, a.words)) / longer
}

type Counts = { readonly words: ReadonlyMap<string, number>; readonly total: number }

function toCounts(text: string): Counts {
  const words = new Map<string, number>()
  let total = 0
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    words.set(word, (words.get(word) ?? 0) + 1)
    total++
  }
  return { words, total }
}

function countMissing(from: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let missing = 0
  for (const [word, count] of from) missing += Math.max(0, count - (other.get(word) ?? 0))
  return missing
}
