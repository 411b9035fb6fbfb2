/**
 * A document that a hub sent of a source (WebSub, section 7). Promises: it goes the way of a poll's document, under the
 * same claim; it is news, and tells when the source publishes; the polls to come, and what they compare with, stay as
 * they are, since a hub may send a part of the feed only.
 */
import { ConfigError, ParseError } from '../errors.ts'
import type { Refreshed } from '../model/document.ts'
import type { PollState, Source } from '../model/model.ts'
import { toSecretHold } from '../model/request.ts'
import type { DocumentAnswer } from '../net/fetch.ts'
import { isClaimLost, loadPoll } from '../store/polls.ts'
import { loadSourcesOf } from '../store/sources.ts'
import { claimSource, type Poller, releaseClaim, type SourceClaim, toLostClaim, toSkipped } from './claim.ts'
import { readDocument, storeIntake } from './document.ts'
import { toSourceUrl } from './request.ts'
import { NEVER } from './schedule.ts'
import { toPushed } from './state.ts'

/**
 * Takes a document in. `skipped`: nothing was done, because the source is paused, gone, taken out, or being polled
 * right now (then the same document may be handed in again). `failed`: it can not be read; the source is not blamed.
 * @param id the source's
 * @throws StoreError
 */
export async function takePushed(
  poller: Poller,
  id: string,
  bytes: Uint8Array,
  contentType: string | undefined,
): Promise<Refreshed> {
  const [source] = await loadSourcesOf(poller.db, poller.channels, [id])
  const state = await loadPoll(poller.db, id)
  if (source === undefined || state === undefined) return toSkipped(`There is no source named ${id}.`, NEVER)
  if (state.paused || state.gone) return toSkipped(`The source ${id} is paused or gone.`, state.due)
  // Its pages would be fetched too.
  const hold = toSecretHold(source)
  if (hold !== undefined) return toSkipped(hold, state.due)
  const claim = await claimSource(poller, source, state)
  if (typeof claim === 'string') return toSkipped(claim, state.due)
  try {
    return await take(poller, claim, toAnswer(source, claim.state, bytes, contentType))
  } catch (error) {
    if (isClaimLost(error)) return toLostClaim(poller, claim)
    await releaseClaim(poller, claim)
    if (error instanceof ParseError || error instanceof ConfigError) return toUnread(poller, claim, error.message)
    throw error
  }
}

function toAnswer(source: Source, state: PollState, bytes: Uint8Array, contentType: string | undefined) {
  const url = new URL(toSourceUrl(source, state))
  url.username = ''
  url.password = ''
  const answer: DocumentAnswer = { kind: 'document', url: url.href, status: 200, bytes }
  return contentType === undefined ? answer : { ...answer, contentType }
}

async function take(poller: Poller, claim: SourceClaim, answer: DocumentAnswer): Promise<Refreshed> {
  const intake = await readDocument(poller, claim, answer, 'live')
  if (typeof intake !== 'string') {
    return storeIntake(poller, claim, intake, toPushed(claim.state, intake.taken, poller.now()))
  }
  // What is held is the next poll's to tell the editor.
  await releaseClaim(poller, claim)
  return toUnread(poller, claim, intake)
}

function toUnread(poller: Poller, { source, state }: SourceClaim, reason: string): Refreshed {
  poller.log.warn('A document that a hub sent was not taken in.', { source: source.id, reason })
  return { outcome: 'failed', reason, added: 0, updated: 0, next: state.due }
}
