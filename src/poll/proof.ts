/**
 * What stands where a document says that its source is now. Promises: a move is proven where a feed stands there that
 * does not lead back; no host is asked that somebody else asks.
 */
import { readCalmly } from '../calm/calm.ts'
import { FetchError, ParseError } from '../errors.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { claimHost, releaseHost } from '../store/polls.ts'
import type { Poller, SourceClaim } from './claim.ts'
import { refuseLone } from './discover.ts'
import { fetchForwarded } from './forwarding.ts'
import { isMoveDue, toBare } from './move.ts'
import { mayAdopt, toRequestOf, toSourceUrl } from './request.ts'

/** Documents that are asked whether they lead on. */
const MOST_HOPS = 5
/** For one of them on another host. */
const LEASE = 2 * 60_000

/** Looks at where the document says the source is, once that has held; undefined where it is not time yet. */
export async function loadProof(
  poller: Poller,
  claim: SourceClaim,
  answer: DocumentAnswer,
  said: string | undefined,
): Promise<boolean | undefined> {
  const { source, state } = claim
  if (said === undefined || answer.permanentUrl !== undefined || !mayAdopt(source, said)) return undefined
  return isMoveDue(source, state, said, poller.now()) ? isFeedAt(poller, claim, said) : undefined
}

/** Whether a feed stands there that does not lead back to where the source is asked now, by however many documents. */
async function isFeedAt(poller: Poller, claim: SourceClaim, target: string): Promise<boolean | undefined> {
  const seen = new Set([toBare(toSourceUrl(claim.source, claim.state))])
  let url: string | undefined = target
  for (let hop = 0; url !== undefined && hop < MOST_HOPS; hop++) {
    if (seen.has(url)) return false
    seen.add(url)
    const found = await lookAt(poller, claim, url)
    if (typeof found !== 'object') return found
    if (found.url !== url && seen.has(found.url)) return false
    url = found.next
  }
  return url === undefined
}

type Found = { readonly url: string; readonly next: string | undefined }

/** What stands at an address, and where it leads; false where that is no feed, undefined where its host is asked by another. */
async function lookAt(poller: Poller, claim: SourceClaim, url: string): Promise<Found | false | undefined> {
  const { host } = new URL(url)
  const isOwn = host === claim.host
  if (!isOwn && !(await claimHost(poller.db, host, claim.token, poller.now(), LEASE))) return undefined
  try {
    const toRequest = (one: string) => toRequestOf(one, claim.source, poller.secret)
    const answer = await fetchForwarded(poller.net, toRequest(url), toRequest)
    const feed = await readCalmly(poller, answer.bytes, answer)
    refuseLone(feed, answer.url)
    const next = feed.newUrl === undefined ? undefined : toBare(feed.newUrl, feed.base ?? answer.url)
    return { url: answer.url, next: next === answer.url || next === url ? undefined : next }
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return false
    throw error
  } finally {
    if (!isOwn) await releaseHost(poller.db, host, claim.token)
  }
}
