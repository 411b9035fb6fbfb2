/** What arrives of a source's stories beside what is stored of them. */
import { withoutStage } from '../../clean/identity/fingerprint.ts'
import { toPrint } from '../../clean/identity/identity.ts'
import type { Item, Received } from '../../model/model.ts'
import type { Db } from '../../store/db.ts'
import { loadLastReceived, loadNewestReceived } from '../../store/saving/learning.ts'
import { findKnown, type KnownItem } from '../../store/saving/lookups.ts'

/** Stories of a source that are looked through when it brings none that is known. */
const MOST = 100

/** One story as it was sent before and as it arrives. */
export type Pair = { readonly before: Received; readonly after: Received }

export type KnownByHash = ReadonlyMap<string, KnownItem>

/** Items that are known, with what they were. @throws StoreError */
export async function pairKnown(db: Db, items: readonly Item[], known: KnownByHash): Promise<Pair[]> {
  const rowOf = (item: Item) => findKnown(item, known)?.row ?? -1
  const stored = await loadLastReceived(db, items.map(rowOf))
  return items.flatMap((item) => {
    const before = stored.get(rowOf(item))
    return before === undefined ? [] : [toPair(before, item.received)]
  })
}

/** Of a document that holds nothing known under its names: items with the headline of exactly one that is stored. @throws StoreError */
export async function pairAlike(db: Db, items: readonly Item[], source: string, count: number): Promise<Pair[]> {
  const stored = await loadNewestReceived(db, source, Math.min(MOST, items.length * 2))
  const byTitle = Map.groupBy(stored, ({ item }) => toPrint(item.title?.value ?? ''))
  const alike = Map.groupBy(items, ({ received }) => toPrint(received.item.title?.value ?? ''))
  const pairs = items.flatMap(({ received }) => {
    const title = toPrint(received.item.title?.value ?? '')
    const [before, ...others] = byTitle.get(title) ?? []
    const isOne = title !== '' && before !== undefined && others.length === 0 && alike.get(title)?.length === 1
    return isOne ? [toPair(before, received)] : []
  })
  return pairs.slice(0, count)
}

export function toPair(before: Received, after: Received): Pair {
  return { before: withoutStage(before), after: withoutStage(after) }
}
