import { toTextHash } from '../model/hash.ts'
import type { Received } from '../model/model.ts'

/**
 * The version of the rules by which items are read and cleaned. RAISE IT BY ONE with any change of src/read or
 * src/clean after which some document may yield other items: other facts, other names, or the same ones cleaned better.
 * A service that comes up with raised rules compares what its sources send with what it has under the new rules, and
 * neither revises nor pushes what only the rules changed (docs/architecture.md, decision 18). Forgotten, the change
 * looks as if every source had edited its stories; test/clean/rules.test.ts tells of it. Raised in vain, it costs one
 * more comparison an item.
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

// How far an item has come that is only a summary in its feed: its text is taken from its page.

/** With its page's text, or asked for in vain, or never asked for. */
export type Stage = 'whole' | 'missing' | 'listed'

/** An item's own fingerprint says nothing of its page: that it got one, or did not, is another, of the same rules. */
export function toStaged(listed: string, stage: Stage): string {
  if (stage === 'listed') return listed
  const hash = toTextHash(`${stage === 'whole' ? 'with' : 'without'} page\n${withoutRules(listed)}`)
  return `${toRules(listed)}${hash}`
}

/** What an item as received says of it. */
export function toStageOf({ context }: Received): Stage {
  if (context.fingerprint === undefined) return 'listed'
  return context.identities === undefined ? 'missing' : 'whole'
}

/** Its names and fingerprint are the listed item's, by which the next poll knows it again. */
export function withStage(received: Received, stage: Stage, fingerprint: string): Received {
  return { ...received, context: { ...received.context, fingerprint: toStaged(fingerprint, stage) } }
}

/** The item for itself, whatever became of its page. */
export function withoutStage(received: Received): Received {
  if (toStageOf(received) === 'listed') return received
  const { identities, fingerprint, ...context } = received.context
  return { item: received.item, context }
}
