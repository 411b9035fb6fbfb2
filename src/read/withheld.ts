/** Posts of a WordPress that are not public: left out, and told of. */

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
