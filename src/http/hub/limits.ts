/**
 * What the hub takes of whom. A sender is an address block, a domain what somebody had to register. A domain may have
 * more than one sender can use up, so that nobody shuts out the readers of another's domain by asking in its name.
 */
import type { Room, Standing } from '../../store/push/hub-requests.ts'

export const HUB_LIMITS = {
  /** Milliseconds that requests are counted in. */
  window: 60_000,
  /** Of one sender in a window, whatever they ask: a reader that renews a few hundred subscriptions is within it. */
  requests: 300,
  /** For new callbacks on one domain in a window: more would make the hub a way to trouble somebody's server … */
  callbacks: 100,
  /** … and of those, one sender's. */
  callbacksOfOne: 30,
  /** That wait of one sender: a callback that answers is verified in a second, so more than a few rarely do. */
  waitingOfOne: 20,
  /** That wait for callbacks on one domain. */
  waiting: 60,
  /** Each subscription that a domain holds lets one more of all these in, up to this: aggregators have hundreds. */
  mostMore: 500,
  /** That wait in all, fifty senders with all they may have: what the lane gets through in minutes, all hanging. */
  all: 1_000,
  /** Subscriptions of one domain: each topic among them is rendered at each change. */
  subscriptions: 2_000,
} as const

/** Room for the request, or why there is none, in a sentence. `free` requests are counted nowhere. */
type Judgement =
  | { readonly outcome: 'free' }
  | { readonly outcome: 'taken'; readonly room: Room; readonly more: number }
  | { readonly outcome: 'refused'; readonly reason: string }

/**
 * Pure. Whoever is subscribed goes on, however many others ask.
 * @param isTrusted whether it came with the token
 */
export function judge(standing: Standing, domain: string, isTrusted: boolean): Judgement {
  if (isTrusted || standing.isKnown) return { outcome: 'free' }
  const { active, bySender, byDomain, all } = standing
  const more = Math.min(active, HUB_LIMITS.mostMore)
  const most = { bySender: HUB_LIMITS.waitingOfOne + more, byDomain: HUB_LIMITS.waiting + more }
  if (active >= HUB_LIMITS.subscriptions) return refused(`${domain} has ${active} subscriptions`)
  if (bySender >= most.bySender) return refused(`${most.bySender} requests of this sender wait to be verified`)
  if (byDomain >= most.byDomain) return refused(`${most.byDomain} requests for ${domain} wait to be verified`)
  const room = { ...most, all: HUB_LIMITS.all, isCrowded: all >= HUB_LIMITS.all }
  return { outcome: 'taken', room, more }
}

function refused(why: string): Judgement {
  return { outcome: 'refused', reason: `${why}, as many as may.` }
}
