/** What the store has to know of where items come from, and who may revise what (docs/architecture.md, decision 2). */
import type { Content, Index } from '../../model/content.ts'
import type { Channel, Item, Received } from '../../model/model.ts'
import type { LayOver } from './editing.ts'

export type Arrival = {
  readonly channel: Channel
  /** A source's id, `archive`, `import` or `editor`. */
  readonly owner: string
  /** The source's id, to be named on the items, when they came from a polled source. */
  readonly source?: string
  /** Owner → rank (`toRanks`): smaller outranks, unknown owners come last. The store adds `editor` and `archive`. */
  readonly ranks: Readonly<Record<string, number>>
  /**
   * How positions are given (docs/architecture.md, decision 8); `first` (a source's first poll) and `import` are quiet,
   * and so is `filled`: stories that are there already, and of which only more was fetched than before.
   */
  readonly mode: 'live' | 'first' | 'import' | 'filled'
  readonly now: number
  /** This service's own origin: a guid that contains it is nobody's public id (docs/architecture.md, decision 3). */
  readonly base?: string
  /** What an item is found by; cleaning knows how words fold and names become slugs. */
  readonly toIndex: (content: Content) => Index
  /** What is shown of an edited item. */
  readonly layOver: LayOver
  /** Left out where nothing arrives that may be stored already. */
  readonly rules?: Rules
}

/** Cleans an item as received; `source` is given when it came from a polled source. */
export type Cleaner = (received: Received, channel: string, source: string | undefined) => Item

/** How what other rules made comes under today's (docs/architecture.md, decision 18): cleaning knows. */
export type Rules = {
  readonly clean: Cleaner
  /** For each of the items that are stored and arrive again what is to be kept in place of the stored one. */
  readonly renew: (pairs: readonly Pair[]) => readonly Renewed[]
}

export type Pair = {
  readonly stored: Received
  readonly channel: string
  readonly source: string | undefined
  readonly arriving: Item
  /** Whether it came from here before: then it was compared, and said the same. */
  readonly isKnown: boolean
}

/** `same`: it says what arrives, and is kept as that; else it is what was stored, cleaned again. */
type Renewed = { readonly item: Item; readonly same: boolean }

const OWN_RANKS: Readonly<Record<string, number>> = { editor: -2, archive: -1 }

/** Whether items of this arrival may revise what `owner` owns. */
export function mayRevise(arrival: Arrival, owner: string): boolean {
  return arrival.owner === owner || toRank(arrival, arrival.owner) < toRank(arrival, owner)
}

function toRank({ ranks }: Arrival, owner: string): number {
  if (Object.hasOwn(OWN_RANKS, owner)) return OWN_RANKS[owner] ?? 0
  return Object.hasOwn(ranks, owner) ? (ranks[owner] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}

/** Nobody is told of what is quiet. */
export function isQuiet(arrival: Arrival): boolean {
  return arrival.mode !== 'live'
}

/** Whether an owner is a polled source, and no `editor`, `archive` or `import`. */
export function isSource(owner: string): boolean {
  return owner !== 'import' && !Object.hasOwn(OWN_RANKS, owner)
}
