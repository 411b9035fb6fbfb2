/** Items in the batches they are written in (decision 11). */
import type { Item } from '../model.ts'

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
const MOST_SIGNS = 2_000_000
/** Characters, of three bytes at most, that fit into one value of D1 (2 MB) for sure. */
const LARGEST = 600_000

/** Lazily, so that a document of thousands of items is never in memory twice. */
export function* toBatches(items: readonly Item[], positions: readonly number[]): Generator<Batch> {
  let sightings: Sighting[] = []
  let signs = 0
  for (const [index, item] of items.entries()) {
    const sighting = toSighting(item, positions[index] ?? 0)
    const size = sighting.content.length + sighting.received.length
    const oversized = isOversized(sighting)
    if (sightings.length > 0 && (sightings.length === MOST_ITEMS || signs + size > MOST_SIGNS || oversized)) {
      yield { sightings, oversized: false }
      sightings = []
      signs = 0
    }
    if (oversized) yield { sightings: [sighting], oversized }
    else {
      sightings.push(sighting)
      signs += size
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
