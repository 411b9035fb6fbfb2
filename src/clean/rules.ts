/**
 * The version of the rules by which items are read and cleaned. RAISE IT BY ONE with any change of src/read or src/clean
 * after which some document may yield other items: other facts, other names, or the same ones cleaned better. A
 * service that comes up with raised rules compares what its sources send with what it has under the new rules, and
 * neither revises nor pushes what only the rules changed (decision 18). Forgotten, the change looks as if every source
 * had edited its stories; test/clean/rules.test.ts tells of it. Raised in vain, it costs one more comparison an item.
 */
export const RULES = 4

/** The fingerprint with its rules before it: those that the item was read by, and those that it was cleaned by. */
export function withRules(hash: string, read: number | undefined): string {
  return `${read ?? 0}.${RULES}:${hash}`
}

/** A fingerprint without its rules: what two items that were cleaned by the same ones have in common. */
export function withoutRules(fingerprint: string): string {
  return fingerprint.slice(fingerprint.indexOf(':') + 1)
}

/** The rules before a fingerprint, with the sign that ends them; nothing where it is older than they are. */
export function toRules(fingerprint: string): string {
  return fingerprint.slice(0, fingerprint.indexOf(':') + 1)
}
