/** What the store has to know of where items come from, and who may revise what (docs/architecture.md, decision 2). */

import type { Content, Index } from '../../model/content.ts'
import { toOwnDate } from '../../model/dates.ts'
import type { Channel, Item, Received, Renewed, StoredAndArriving } from '../../model/model.ts'
import type { LayOver } from './editing.ts'

export type Arrival = {
  readonly channel: Channel
  /** A source's id, `archive`, `import` or `editor`. */
  readonly owner: string
  /** The source's id, to be named on the items, when they came from a polled source. */
  readonly source?: string
  /** Owner → rank (`toRanks`): smaller outranks, unknown owners come last. The store adds `editor`, `archive` and sources that were added. */
  readonly ranks: Readonly<Record<string, number>>
  /**
   * How positions are given (docs/architecture.md, decision 8); `first` (a source's first poll) and `import` are quiet,
   * and so is `filled`: stories that are there already, and of which only more was fetched than before.
   */
  readonly mode: 'live' | 'first' | 'import' | 'filled'
  readonly now: number
  /** Its dates are read in another zone than those that are stored, and take their place. */
  readonly redates?: boolean
  /** Codes that were reserved for these very items. */
  readonly promised?: readonly string[]
  /** What is stored already is refused (`VersionError`), and nothing of its batch is written. */
  readonly isNewOnly?: true
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
  readonly renew: (pairs: readonly StoredAndArriving[], pause: Pause) => Promise<readonly Renewed[]>
}

/** Lets other work go on. */
export type Pause = () => Promise<void>

const OWN_RANKS: Readonly<Record<string, number>> = { editor: -2, archive: -1 }

/** Whose an item is; `added`: the rank of a source that was added (`toAddedRank`). */
export type Owned = { readonly owner: string; readonly added?: number }

/** Whether items of this arrival may revise what somebody owns. */
export function mayRevise(arrival: Arrival, owned: Owned): boolean {
  return arrival.owner === owned.owner || toRank(arrival, arrival) < toRank(arrival, owned)
}

function toRank({ ranks }: Arrival, { owner, added = Number.POSITIVE_INFINITY }: Owned): number {
  if (Object.hasOwn(OWN_RANKS, owner)) return OWN_RANKS[owner] ?? 0
  return Object.hasOwn(ranks, owner) ? (ranks[owner] ?? added) : added
}

/** Nobody is told of what is quiet. */
export function isQuiet(arrival: Arrival): boolean {
  return arrival.mode !== 'live'
}

/** Whether an owner is a polled source, and no `editor`, `archive` or `import`. */
export function isSource(owner: string): boolean {
  return owner !== 'import' && !Object.hasOwn(OWN_RANKS, owner)
}

// Items in the batches they are written in (docs/architecture.md, decision 11).

/** One item on its way into the store, turned into JSON once. */
export type Sighting = {
  readonly item: Item
  /** Its feed position if it is new. */
  readonly position: number
  readonly content: string
  readonly received: string
}

export type Batch = {
  readonly sightings: readonly Sighting[]
  /** One item that is larger than a batch may be, alone. */
  readonly oversized: boolean
}

const MOST_ITEMS = 100
/** Characters of a batch, in content and received together: what one request to D1 carries, with room to spare. */
const MOST_CHARACTERS = 2_000_000
/** Characters, of three bytes at most, that fit into one value of D1 (2 MB) for sure. */
const LARGEST = 600_000

/**
 * Lazily, so that a document of thousands of items is never in memory twice.
 * @param most items of a batch
 */
export function* toBatches(
  items: readonly Item[],
  positions: readonly number[],
  most: number = MOST_ITEMS,
): Generator<Batch> {
  let sightings: Sighting[] = []
  let characters = 0
  for (const [index, item] of items.entries()) {
    const sighting = toSighting(item, positions[index] ?? 0)
    const size = sighting.content.length + sighting.received.length
    const oversized = isOversized(sighting)
    if (sightings.length > 0 && (sightings.length === most || characters + size > MOST_CHARACTERS || oversized)) {
      yield { sightings, oversized: false }
      sightings = []
      characters = 0
    }
    if (oversized) yield { sightings: [sighting], oversized }
    else {
      sightings.push(sighting)
      characters += size
    }
  }
  if (sightings.length > 0) yield { sightings, oversized: false }
}

function isOversized({ content, received }: Sighting): boolean {
  return content.length > LARGEST || received.length > LARGEST
}

function toSighting(item: Item, position: number): Sighting {
  return { item, position, content: JSON.stringify(item.content), received: JSON.stringify(item.received) }
}

// Feed positions of new items (docs/architecture.md, decision 8): a late story is seen, and a new source floods nobody.

/** As far from 1970 as a date can be; what lies beyond is no date. */
const LAST_DATE = 8.64e15

/** The position each item of a document gets if it is new, in the document's order. */
export function toPositions(items: readonly Item[], mode: Arrival['mode'], now: number): number[] {
  if (mode === 'first') return toHistory(items, now)
  // A document's first item is its newest; a millisecond apart is enough to keep its order.
  return items.map((item, index) => (mode === 'import' ? toDated(item, now, index) : undefined) ?? now - index)
}

/** A future one counts as first seen. */
function toDated(item: Item, now: number, index: number): number | undefined {
  const own = toOwnDate(item.content)
  if (own === undefined || !(Math.abs(own) <= LAST_DATE)) return undefined
  return own > now ? now - index : Math.trunc(own)
}

/** Undated items keep their place in the document: under the dated one before them, else over the one after. */
function toHistory(items: readonly Item[], now: number): number[] {
  const dated = items.map((item, index) => toDated(item, now, index))
  const first = dated.findIndex((position) => position !== undefined)
  // Where nothing is dated the whole document goes below everything that is.
  if (first === -1) return items.map((_, index) => items.length - 1 - index)
  let above = (dated[first] ?? now) + first + 1
  return dated.map((position) => {
    above = position ?? above - 1
    return above
  })
}
