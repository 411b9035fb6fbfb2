/** How far an item has come that is only a summary in its feed: its text is taken from its page. */
import type { Received } from '../model.ts'
import { toHash } from './fingerprint.ts'
import { toRules, withoutRules } from './rules.ts'

/** With its page's text, or asked for in vain, or never asked for. */
export type Stage = 'whole' | 'missing' | 'listed'

/** An item's own fingerprint says nothing of its page: that it got one, or did not, is another, of the same rules. */
export function toStaged(listed: string, stage: Stage): string {
  if (stage === 'listed') return listed
  const hash = toHash(`${stage === 'whole' ? 'with' : 'without'} page\n${withoutRules(listed)}`)
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
