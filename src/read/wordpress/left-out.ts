/** What of a WordPress is not taken: what is not public, and what is no story. Told of by kind and number. */

/** Statuses under which somebody wrote something and does not show it, or not yet; others are no posts. */
const WITHHELD: ReadonlySet<string> = new Set(['draft', 'future', 'pending', 'private'])

/** Why a post is left out, in a word; undefined where it is none of those. */
export function toWithheld(status: string | undefined, isLocked: boolean): string | undefined {
  if (status !== undefined && WITHHELD.has(status)) return status
  return status === 'publish' && isLocked ? 'behind a password' : undefined
}

/** What a document says of them. No headline: warnings of a source are shown to everybody. */
export function toWithheldWarnings(words: readonly string[]): string[] {
  if (words.length === 0) return []
  const kinds = [...new Set(words)].sort().join(', ')
  const posts =
    words.length === 1 ? 'A post was left out because it is' : `${words.length} posts were left out because they are`
  return [`${posts} not public: ${kinds}.`]
}

/** How many of each kind, the most first. */
export function toLeftOut(words: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1)))
}
