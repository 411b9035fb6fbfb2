/**
 * Stories whose pages are asked for again although no document may bring them any more, and stories whose stored text
 * turns out to be a wall's.
 */
import { type CleanContext, cleanItem } from '../clean/clean.ts'
import { toStageOf, withoutStage } from '../clean/identity/fingerprint.ts'
import { findStoredWall } from '../extract/wall/wall.ts'
import type { Item, PageWall, Received } from '../model/model.ts'
import type { Db } from '../store/db.ts'
import { type Arrival, mayRevise } from '../store/saving/arrival.ts'
import { type KnownItem, loadKnownItems } from '../store/saving/lookups.ts'
import { loadBeneath } from '../store/saving/sent.ts'
import { loadPageTexts, type PageText } from '../store/saving/texts.ts'
import { findRepeated, toTextPrint } from './repeats.ts'
import { toSuspected } from './walls.ts'

/** Stories of a source whose texts are compared. */
const MOST_TEXTS = 200

/** A stored story as its feed had it, to get the text of its page. */
export type LateItem = { readonly item: Item; readonly known: KnownItem; readonly wall: PageWall }

/** The stored stories behind walls. Those that are gone, or somebody else's, are left out. */
export async function loadLateItems(
  db: Db,
  walls: readonly PageWall[],
  arrival: Arrival,
  context: CleanContext,
): Promise<LateItem[]> {
  const known = await loadKnownItems(
    db,
    walls.map(({ item }) => item),
  )
  const found: LateItem[] = []
  for (const wall of walls) {
    const one = known.get(wall.item)
    if (one === undefined || one.state !== 'live' || !mayRevise(arrival, one)) continue
    const received = (await loadBeneath(db, one.row, 'last'))?.sent.received
    if (received !== undefined) found.push({ item: cleanItem(toListed(received), context), known: one, wall })
  }
  return found
}

/** As it was listed: what its page said is left out. */
function toListed(received: Received): Received {
  if (toStageOf(received) !== 'whole') return withoutStage(received)
  const { fingerprint, ...context } = received.context
  const { content, ...item } = received.item
  return { item, context }
}

/** The latest texts of a source's stories from their pages. */
export async function loadLatestTexts(db: Db, source: string): Promise<PageText[]> {
  return loadPageTexts(db, source, MOST_TEXTS)
}

/** Stories that an older version stored with a wall's text: it is several stories', or says what it is. */
export function findSuspectedTexts(texts: readonly PageText[], now: number): PageWall[] {
  const repeated = findRepeated(texts)
  const isWall = ({ title, summary, html }: PageText) => findStoredWall({ title, teaser: summary }, html) !== undefined
  return texts
    .filter((one) => repeated.has(one) || isWall(one))
    .map(({ item, text }) => toSuspected(item, toTextPrint(text), now))
}
