/** When a source's document was had, and in which zone; and dates that move with every look at it. */
import type { DocumentOrigin } from '../model/document.ts'
import type { Item, Source } from '../model/model.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import type { Db } from '../store/db.ts'
import { type KnownItem, loadPublished } from '../store/saving/lookups.ts'

/** What a source answered, with what its dates are read by. */
export type DatedAnswer = DocumentAnswer & Pick<DocumentOrigin, 'timeZone' | 'readAt'>

/** What was answered, or sent, with what its dates are read by. */
export function withTime<Answer extends DocumentOrigin>(
  answer: Answer,
  { timeZone }: Pick<Source, 'timeZone'>,
  now: number,
): Answer & Pick<DocumentOrigin, 'timeZone' | 'readAt'> {
  return { ...answer, readAt: now, ...(timeZone === undefined ? {} : { timeZone }) }
}

/** `3 hours ago` is another time at each poll: what is stored keeps the time of its first. @throws StoreError */
export async function keepReckoned(
  db: Db,
  items: readonly Item[],
  knownOf: (item: Item) => KnownItem | undefined,
): Promise<readonly Item[]> {
  const rows = items.flatMap((item) => (item.received.item.reckoned ? (knownOf(item)?.row ?? []) : []))
  if (rows.length === 0) return items
  const dates = await loadPublished(db, rows)
  return items.map((item) => {
    const published = item.received.item.reckoned ? dates.get(knownOf(item)?.row ?? 0) : undefined
    return published === undefined ? item : withPublished(item, published)
  })
}

function withPublished(item: Item, published: number): Item {
  const { content, received } = item
  const kept = { ...received, item: { ...received.item, published } }
  return { ...item, content: { ...content, published }, received: kept }
}
