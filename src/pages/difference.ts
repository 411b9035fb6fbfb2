/** What became of a text, paragraph by paragraph. */
export type Step = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Longer texts are shown whole: the table of their differences grows with the square. */
const MOST = 400

/** The paragraphs of two texts side by side, by their longest common subsequence. */
export function toDifference(before: readonly string[], after: readonly string[]): Step[] {
  if (before.length > MOST || after.length > MOST) return [...toSteps('gone', before), ...toSteps('new', after)]
  const lengths = toLengths(before, after)
  const steps: Step[] = []
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const [one, other] = [before[left], after[right]]
    if (one !== undefined && one === other) {
      steps.push({ kind: 'same', text: one })
      left++
      right++
    } else if (
      one !== undefined &&
      (other === undefined || at(lengths, left + 1, right) >= at(lengths, left, right + 1))
    ) {
      steps.push({ kind: 'gone', text: one })
      left++
    } else {
      steps.push({ kind: 'new', text: other ?? '' })
      right++
    }
  }
  return steps
}

/** How many paragraphs the two have in common from a place in each on. */
function toLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const row = lengths[left] ?? []
      row[right] =
        before[left] === after[right]
          ? at(lengths, left + 1, right + 1) + 1
          : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1))
    }
  }
  return lengths
}

function at(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0
}

function toSteps(kind: Step['kind'], list: readonly string[]): Step[] {
  return list.map((text) => ({ kind, text }))
}
