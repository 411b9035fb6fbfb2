import type { PollState, Source } from '../model.ts'
import { toRfc3339 } from '../publish/facts.ts'
import { withoutMissing } from '../publish/json-item.ts'
import { toToldState } from './source-state.ts'

/** A source and its health as the API shows them; without the token, no address gives away what it carries. */
export function toSourceJson(
  source: Source,
  polled: PollState | undefined,
  trusted: boolean,
): Readonly<Record<string, unknown>> {
  const state = toToldState(source, polled, trusted)
  const show = (url: string | undefined) => (url === undefined || trusted ? url : withoutSecrets(url))
  return withoutMissing({
    id: source.id,
    channel: source.channel,
    url: show(source.url),
    title: source.title ?? state?.title,
    declared: source.declared,
    rank: source.rank,
    fullText: source.fullText,
    page: source.page,
    article: source.article,
    retryAfter: source.retryAfter,
    // The name of a secret is none, but it is nobody's business either.
    credentials: trusted ? source.credentials : undefined,
    paused: state?.paused ?? false,
    health: toHealth(state),
    ...toHistory(state),
    fault: state?.fault && trusted ? state.fault : state?.fault?.replace(ADDRESS, withoutSecrets),
    adopted_url: show(state?.adoptedUrl),
    moved_to: show(state?.movedTo),
  })
}

/** Addresses within a sentence. */
const ADDRESS = /https?:\/\/[^\s"'<>]+/g

/** An address without userinfo and query: both may carry a key. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/s, '')
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

function toHealth(state: PollState | undefined): string {
  if (state?.gone) return 'gone'
  if (state?.paused) return 'paused'
  if (state?.held) return 'held'
  if (state?.fault !== undefined) return 'failing'
  return state?.polledAt === undefined ? 'new' : 'ok'
}

function toHistory(state: PollState | undefined): Readonly<Record<string, unknown>> {
  if (state === undefined) return {}
  return {
    due: toTime(state.due),
    polled_at: toTime(state.polledAt),
    succeeded_at: toTime(state.succeededAt),
    outcome: state.outcome,
    failures: state.failures,
    fault_since: toTime(state.faultSince),
    interval_minutes: toInterval(state),
    warnings: state.warnings,
    hubs: state.hubs,
  }
}

/** Nothing is polled less often than daily, but for what is never polled. */
const LONGEST = 30 * 86_400_000

function toInterval({ due, polledAt }: PollState): number | undefined {
  return polledAt === undefined || due < polledAt || due - polledAt > LONGEST
    ? undefined
    : Math.round((due - polledAt) / 60_000)
}

/** A time too large for a date is a source that is never due. */
function toTime(time: number | undefined): string | undefined {
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : toRfc3339(time)
}
