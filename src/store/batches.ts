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
/** A list parameter is at most 1 MB for D1; content and received stand in different ones. */
const MOST_BYTES = 900_000

const encoder = new TextEncoder()

/** Lazily, so that a document of thousands of items is never in memory twice. */
export function* toBatches(items: readonly Item[], positions: readonly number[]): Generator<Batch> {
  let sightings: Sighting[] = []
  let bytes = 0
  for (const [index, item] of items.entries()) {
    const sighting = toSighting(item, positions[index] ?? 0)
    const size = toSize(sighting)
    if (sightings.length > 0 && (sightings.length === MOST_ITEMS || bytes + size > MOST_BYTES)) {
      yield { sightings, oversized: bytes > MOST_BYTES }
      sightings = []
      bytes = 0
    }
    sightings.push(sighting)
    bytes += size
  }
  if (sightings.length > 0) yield { sightings, oversized: bytes > MOST_BYTES }
}

function toSighting(item: Item, position: number): Sighting {
  return { item, position, content: JSON.stringify(item.content), received: JSON.stringify(item.received) }
}

function toSize({ content, received }: Sighting): number {
  return encoder.encode(content).byteLength + encoder.encode(received).byteLength
}
