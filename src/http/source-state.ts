import { toSecretHold } from '../model/secret.ts'
import type { PollState, Source } from '../model.ts'

/** How polling a source stands, as it is told: one that may not be asked is held, whatever was remembered of it before. */
export function toToldState(source: Source, state: PollState | undefined, isTrusted: boolean): PollState | undefined {
  const fault = toSecretHold(source, isTrusted)
  if (fault === undefined) return state
  const before = state ?? { source: source.id, due: 0, paused: false, gone: false, failures: 0 }
  return { ...before, held: true, fault, faultSince: before.faultSince ?? before.polledAt ?? before.due }
}
