/**
 * The tick: refreshes every source that is due (Node), or says which are (Workers, whose queue carries the ids).
 * Promises: at most 16 hosts at once and one request a host; of what they send few documents are in hand at once; what
 * one source does disturbs no other.
 */
import pLimit from 'p-limit'
import type { Refreshed } from '../model/document.ts'
import type { PollState, Source } from '../model/model.ts'
import { toSecretHold } from '../model/request.ts'
import { ensurePolls, loadDue, loadPolls } from '../store/polls.ts'
import { loadSources } from '../store/sources.ts'
import type { Poller } from './claim.ts'
import { refreshLoaded } from './refresh.ts'
import { toSourceHost } from './request.ts'
import { toStart } from './state.ts'

const HOSTS = 16
/** Documents that are taken in at once: two are read by threads meanwhile, and one is stored. */
const IN_HAND = 3
/** Sources of one tick; what is left over is still due at the next. */
const MOST = 1000

type Due = { readonly source: Source; readonly state: PollState }

/** Refreshes what is due, and answers how each went, by source id. @throws StoreError where the database can't be read */
export async function pollDue(poller: Poller, limit = MOST): Promise<Map<string, Refreshed>> {
  const due = await loadAllDue(poller, limit)
  const groups = Map.groupBy(due, ({ source, state }) => toSourceHost(source, toStart(source, state)))
  const results = new Map<string, Refreshed>()
  // Made here: a limit that requests share would never end in a Worker.
  const hosts = pLimit(HOSTS)
  const inTurn: Poller['inTurn'] = pLimit(IN_HAND)
  const refreshGroup = async (group: readonly Due[]) => {
    for (const { source, state } of group) {
      results.set(source.id, await refreshSafely({ ...poller, inTurn }, source, state))
    }
  }
  await Promise.all([...groups.values()].map((group) => hosts(() => refreshGroup(group))))
  return results
}

/** Ids of the sources that are due, longest waiting first. @throws StoreError */
export async function dueSources(poller: Poller): Promise<string[]> {
  const due = await loadAllDue(poller, MOST)
  return due.map(({ source }) => source.id)
}

async function loadAllDue(poller: Poller, limit: number): Promise<Due[]> {
  const now = poller.now()
  const sources = await loadSources(poller.db, poller.channels)
  await ensurePolls(poller.db, sources, now)
  const byId = new Map(sources.map((source) => [source.id, source]))
  const states = await loadPolls(poller.db)
  const ids = await loadDue(poller.db, now, limit)
  // A source that is no longer declared keeps its state, but is not polled; nor is one that names a secret not for it.
  return ids.flatMap((id) => {
    const [source, state] = [byId.get(id), states.get(id)]
    return source && state && toSecretHold(source) === undefined ? [{ source, state }] : []
  })
}

/** A source that names a secret not for it is asked for nothing, so nothing else would say so in the log. @throws StoreError */
export async function warnOfHeld({ db, channels, log }: Pick<Poller, 'db' | 'channels' | 'log'>): Promise<void> {
  for (const source of await loadSources(db, channels)) {
    const reason = toSecretHold(source)
    if (reason !== undefined) log.warn('A source is held.', { source: source.id, reason })
  }
}

async function refreshSafely(poller: Poller, source: Source, state: PollState): Promise<Refreshed> {
  try {
    return await refreshLoaded(poller, source, state, { force: false })
  } catch (error) {
    const [reason, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined]
    poller.log.error('A refresh could not be finished.', { source: source.id, reason, stack })
    return { outcome: 'failed', reason, added: 0, updated: 0, next: state.due }
  }
}

export type { Poller }
