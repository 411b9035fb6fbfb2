/** Feed positions of new items (decision 8): a late story is seen, and a new source floods nobody. */
import type { Item } from '../model.ts'
import type { Arrival } from './arrival.ts'

/** As far from 1970 as a date can be; what lies beyond is no date. */
const LAST_DATE = 8.64e15

/** The position each item of a document gets if it is new, in the document's order. */
export function toPositions(items: readonly Item[], mode: Arrival['mode'], now: number): number[] {
  if (mode === 'first') return toHistory(items, now)
  // A document's first item is its newest; a millisecond apart is enough to keep its order.
  return items.map((item, index) => (mode === 'import' ? toDated(item, now, index) : undefined) ?? now - index)
}

/** The published date, else the only one there is (dc:date, Atom's updated); a future one counts as first seen. */
function toDated(item: Item, now: number, index: number): number | undefined {
  const { modified, published = modified } = item.content
  if (published === undefined || !(Math.abs(published) <= LAST_DATE)) return undefined
  return published > now ? now - index : Math.trunc(published)
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
