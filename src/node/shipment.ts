import type { Received } from '../model.ts'
import type { Outline } from '../read/opml.ts'

/** Items that are to be imported, one after the other, however many there are. */
export type Shipment = {
  readonly items: AsyncIterable<Received>
  /** How many items there are, as soon as that is known. */
  readonly total: () => number | undefined
  /** A list of feeds, to be added as sources. */
  readonly feeds?: readonly Outline[]
}

/** Whom to tell of what is left out. */
export type Told = {
  /** A sentence about what could not be read. */
  readonly left: (sentence: string) => void
  /** A line about what is not public. */
  readonly withheld: (line: string) => void
}

/** What is in memory already. */
export function toShipment(items: readonly Received[], feeds: readonly Outline[] = []): Shipment {
  const all = async function* () {
    yield* items
  }
  return { items: all(), total: () => items.length, ...(feeds.length > 0 ? { feeds } : {}) }
}
