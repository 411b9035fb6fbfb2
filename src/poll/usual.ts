/** Whether a source yields what it usually does: a site's new design must not empty its stories. Pure. */

/** Below this part of what was usual nothing is taken in. */
const LEAST = 0.3
/** Pages in a row that say that it is the site and not the story; as many make what is usual. */
const ENOUGH = 3
/** Counts that are kept. */
const MOST = 20

/** One sentence where a page has far fewer items than its recent ones. @param before counts, oldest first */
export function toItemHold(host: string, before: readonly number[], count: number): string | undefined {
  const usual = toMedian(before)
  if (before.length === 0 || count >= usual * LEAST) return undefined
  return `The page of ${host} yields ${count} items where it used to yield about ${usual}: ${STAYS}`
}

/**
 * One sentence where articles have far fewer words than those of earlier pages: the last three in a row, those of
 * earlier polls too, or half of three and more at once.
 */
export function toWordHold(host: string, before: readonly number[], batch: readonly number[]): string | undefined {
  if (batch.length === 0) return undefined
  const all = [...before, ...batch]
  const [last, earlier] = [all.slice(-ENOUGH), all.slice(0, -ENOUGH)]
  const isRow = isUsual(earlier) && last.every((count) => count < toMedian(earlier) * LEAST)
  const isBatch = isUsual(before) && batch.length >= ENOUGH && toMedian(batch) < toMedian(before) * LEAST
  if (!isRow && !isBatch) return undefined
  const [now, usual] = isBatch ? [toMedian(batch), toMedian(before)] : [toMedian(last), toMedian(earlier)]
  return `The pages of ${host} yield about ${now} words where they used to yield about ${usual}: ${STAYS}`
}

const STAYS = 'its stories stay as they are until it is as before or the editor accepts it.'

/** What is remembered after a document. */
export function toRemembered(before: readonly number[] | undefined, counts: readonly number[]): readonly number[] {
  return [...(before ?? []), ...counts].slice(-MOST)
}

function isUsual(counts: readonly number[]): boolean {
  return counts.length >= ENOUGH
}

function toMedian(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
