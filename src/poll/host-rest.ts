/** Hosts that asked to be left alone altogether: where a source is set so, its Retry-After is its host's. */
import type { PollState, Source } from '../model.ts'
import { loadPolls, postpone } from '../store/polls.ts'
import { toSkipped } from './claim.ts'
import type { Poller, Refreshed } from './poller.ts'
import { toHost } from './request.ts'
import { toStart } from './state.ts'

/** Puts a source off while its host rests; undefined where it may be asked. */
export async function keepResting(
  poller: Poller,
  source: Source,
  sources: readonly Source[],
  before: PollState,
): Promise<Refreshed | undefined> {
  const speakers = sources.filter(({ id, retryAfter }) => retryAfter === 'host' && id !== source.id)
  if (speakers.length === 0) return undefined
  const host = toHost(source, toStart(source, before))
  // Read anew for each source: one of the same tick may just have been told.
  const until = toRest(host, speakers, await loadPolls(poller.db))
  if (until <= poller.now()) return undefined
  await postpone(poller.db, source.id, until)
  return toSkipped(`${host} asked to be left alone until ${new Date(until).toISOString()}.`, until)
}

/** Until when a host rests, milliseconds since 1970. */
function toRest(host: string, speakers: readonly Source[], states: ReadonlyMap<string, PollState>): number {
  const times = speakers.flatMap((source) => {
    const state = states.get(source.id)
    return state?.retryAt !== undefined && toHost(source, toStart(source, state)) === host ? [state.retryAt] : []
  })
  return Math.max(0, ...times)
}
