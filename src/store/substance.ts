/** What makes a change of a story substantive (decision 9). */
import type { Content } from '../model/content.ts'

/** A tenth of the words. */
const SHARE = 0.1

/** Whether the source moved its own modified date together with the text, or a tenth of the words changed. */
export function isSubstantive(before: Content, after: Content): boolean {
  const [old, fresh] = [toText(before), toText(after)]
  if (old === fresh) return false
  const moved = (after.modified ?? Number.NEGATIVE_INFINITY) > (before.modified ?? before.published ?? 0)
  return moved || toChangedShare(old, fresh) >= SHARE
}

function toText(content: Content): string {
  return `${content.title}\n${content.contentText}`
}

/** Words that one text has and the other lacks, whichever are more, as a share of the longer text. */
function toChangedShare(old: string, fresh: string): number {
  const [a, b] = [toCounts(old), toCounts(fresh)]
  const longer = Math.max(a.total, b.total)
  if (longer === 0) return 0
  return Math.max(countMissing(a.words, b.words), countMissing(b.words, a.words)) / longer
}

type Counts = { readonly words: ReadonlyMap<string, number>; readonly total: number }

function toCounts(text: string): Counts {
  const words = new Map<string, number>()
  let total = 0
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    words.set(word, (words.get(word) ?? 0) + 1)
    total++
  }
  return { words, total }
}

function countMissing(from: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let missing = 0
  for (const [word, count] of from) missing += Math.max(0, count - (other.get(word) ?? 0))
  return missing
}
