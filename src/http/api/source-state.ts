/** What an editor's word makes of a source's poll state. */
import type { PollState } from '../../model/model.ts'

/** What was usual does not count any more: the next document is taken as it is. */
export function toAccepted(state: PollState, now: number): PollState {
  const { itemCounts, wordCounts, held, ...rest } = state
  if (!held) return { ...rest, due: now }
  const { fault, faultSince, ...well } = rest
  return { ...well, failures: 0, due: now }
}

/** What was remembered of the old address does not hold for the new one, but for how it identifies its items. */
export function toReaddressed({ source, paused, identifyBy, arrivals }: PollState, now: number): PollState {
  return {
    source,
    due: now,
    paused,
    gone: false,
    failures: 0,
    ...(identifyBy === undefined ? {} : { identifyBy }),
    ...(arrivals === undefined ? {} : { arrivals }),
  }
}

/** Resuming asks the source again at once, even one that was gone. */
export function toPaused(state: PollState, paused: boolean, now: number): PollState {
  return paused ? { ...state, paused } : { ...state, paused, gone: false, due: now }
}
