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
/**
 * A list parameter is at most 1 MB for D1; content and received stand in different ones. In characters, which are three
 * bytes at most: to count the bytes would take a tenth of the time that writing takes.
 */
const MOST_SIGNS = 300_000

/** Lazily, so that a document of thousands of items is never in memory twice. */
export function* toBatches(items: readonly Item[], positions: readonly number[]): Generator<Batch> {
  let sightings: Sighting[] = []
  let signs: Signs = { content: 0, received: 0 }
  for (const [index, item] of items.entries()) {
    const sighting = toSighting(item, positions[index] ?? 0)
    const sum = toSum(signs, sighting)
    if (sightings.length > 0 && (sightings.length === MOST_ITEMS || isOver(sum))) {
      yield { sightings, oversized: isOver(signs) }
      sightings = []
      signs = { content: 0, received: 0 }
    }
    sightings.push(sighting)
    signs = toSum(signs, sighting)
  }
  if (sightings.length > 0) yield { sightings, oversized: isOver(signs) }
}

type Signs = { readonly content: number; readonly received: number }

function toSum(signs: Signs, { content, received }: Sighting): Signs {
  return { content: signs.content + content.length, received: signs.received + received.length }
}

function isOver({ content, received }: Signs): boolean {
  return content > MOST_SIGNS || received > MOST_SIGNS
}

function toSighting(item: Item, position: number): Sighting {
  return { item, position, content: JSON.stringify(item.content), received: JSON.stringify(item.received) }
}
