/**
 * A short link as the API shows it. Promises: what a poll of originals found out, and why a link was moved, is told to the
 * token alone, and nothing is told of anybody who followed it.
 */

import { toRfc3339 } from '../../publish/facts.ts'
import type { ClickSums } from '../../store/links/clicks.ts'
import type { FormerLead } from '../../store/links/editing.ts'
import type { Link } from '../../store/links/links.ts'
import type { Backend } from '../backend.ts'
import { toCurrentLink, toLeadUrl, toLeadUrlNow } from './redirect.ts'

/** The short link as it is given out: under its name, where it has one. */
export function toLinkUrl({ name, code }: Pick<Link, 'name' | 'code'>, base: string): string {
  return `${base}/s/${encodeURIComponent(name ?? code)}`
}

/**
 * The link as the API shows it. `url` is where it leads now. What is told to the token alone: `fault`, why not to the
 * original, or not there.
 */
export function toLinkJson(backend: Backend, link: Link, trusted: boolean) {
  const { code, name, channel, state, since, reason, item } = toCurrentLink(backend, link)
  const fault = state === link.state ? link.fault : 'No channel names its host any more.'
  return {
    code,
    ...(name === undefined ? {} : { alias: name }),
    short_url: toLinkUrl(link, backend.base),
    // A source may have put words of the story into its id.
    ...(item === undefined || item.erased ? {} : { item: item.id }),
    url: toLeadUrlNow(backend, link),
    ...(fault === undefined || !trusted ? {} : { fault }),
    channel,
    state,
    ...(toReason(state, reason, item?.reason) ?? {}),
    since: toRfc3339(since),
  }
}

/** With how often it was followed, as lists have it. */
export function toCountedLinkJson(
  backend: Backend,
  link: Link,
  total: ClickSums['total'] | undefined,
  trusted: boolean,
) {
  return { ...toLinkJson(backend, link, trusted), clicks: total ?? { people: 0, bots: 0, previews: 0, heads: 0 } }
}

function toReason(state: Link['state'], own: string | undefined, ofItem: string | undefined) {
  const reason = state === 'retired' ? own : state === 'retracted' ? ofItem : undefined
  return reason === undefined ? undefined : { reason }
}

/** Where it led before, oldest first; why it was moved is told to the token alone. */
export function toHistoryJson(history: readonly FormerLead[], base: string, trusted: boolean) {
  return history.map(({ at, item, lead, note }) => ({
    until: toRfc3339(at),
    ...(item === undefined ? {} : { item }),
    url: toLeadUrl(lead, base),
    ...(note === undefined || !trusted ? {} : { note }),
  }))
}

/** Sums by day and by referring host, for the token alone: a host may be a partner's, or somebody's own. */
export function toClicksJson({ days, hosts }: ClickSums) {
  return {
    days: days.map(({ day, ...counts }) => ({ day: toRfc3339(day * 86_400_000).slice(0, 10), ...counts })),
    referrers: hosts,
  }
}
