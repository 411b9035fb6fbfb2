/** The name that was probably meant: at most a third of its letters and one are wrong. */
export function toNearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 40) return undefined
  const near = known.map((one) => ({ one, distance: toDistance(name.toLowerCase(), one.toLowerCase()) }))
  const [first] = near.toSorted((a, b) => a.distance - b.distance)
  return first !== undefined && first.distance <= 1 + Math.floor(name.length / 3) ? first.one : undefined
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function toDistance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const next = [row + 1]
    for (const [column, second] of [...other].entries()) {
      const changed = (before[column] ?? 0) + (letter === second ? 0 : 1)
      next.push(Math.min(changed, (before[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    before = next
  }
  return before.at(-1) ?? 0
}
