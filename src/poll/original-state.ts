/** What becomes of a host of originals after a look: from one state to the next. Pure. */
import type { OriginalHost } from '../store/originals.ts'
import type { Moment } from './state.ts'

const MINUTE = 60_000
/** Before the tick of the next minute. */
const AGAIN = 50_000
const HOUR = 60 * MINUTE

/** Between looks at a host that is well, where nobody clicks. */
const USUAL = 6 * HOUR
/** After this many looks in a row that failed it is lost. */
const PATIENCE = 3
/** A sample smaller than this says nothing of a host that still answers. */
const SAMPLE = 3

/** How it went with one original. `absent`: its host says that it is not there, or sends readers elsewhere. */
export type Finding =
  | { readonly outcome: 'there' | 'unsure' }
  | { readonly outcome: 'absent' | 'down'; readonly reason: string }

/** Why a look counts as failed: the host does not answer, or has none of what it had. */
export function toFault(findings: readonly Finding[]): string | undefined {
  const failed = findings.flatMap((one) => (one.outcome === 'down' || one.outcome === 'absent' ? [one] : []))
  const down = failed.find(({ outcome }) => outcome === 'down')
  if (failed.length * 2 <= findings.length) return undefined
  if (down === undefined && failed.length < SAMPLE) return undefined
  return (down ?? failed[0])?.reason
}

/** The host after a look. A lost one is looked for again within the hour, one that fails or is back in a minute. */
export function toNextHost(host: OriginalHost, findings: readonly Finding[], { now, random }: Moment): OriginalHost {
  const fault = toFault(findings)
  const spread = 1 + random / 10
  if (fault === undefined) {
    const rest = host.lost === undefined ? Math.ceil(USUAL * spread) : AGAIN
    return { host: host.host, due: now + rest, checked: now, failures: 0 }
  }
  const failures = host.failures + 1
  const lost = host.lost ?? (failures >= PATIENCE ? now : undefined)
  const wait = lost === undefined ? AGAIN : Math.min(5 * MINUTE * 2 ** Math.max(0, failures - PATIENCE), HOUR)
  const due = now + Math.ceil(wait * (lost === undefined ? 1 : spread))
  return { host: host.host, due, checked: now, failures, fault, ...(lost === undefined ? {} : { lost }) }
}
