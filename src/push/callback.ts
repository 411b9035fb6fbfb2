/** What hubs ask and send at `/hub/callback/TOKEN`. */
import { ParseError } from '../errors.ts'
import { readLinks, toLinkTargets } from '../net/headers.ts'
import { parse } from '../read/parse.ts'
import { savePushed } from '../store/polls.ts'
import { loadOwnSubscriptionByToken, type OwnSubscription, saveDenied, saveVerified } from '../store/push/subscriber.ts'
import type { Pusher } from './pusher.ts'
import { toDelay } from './retry.ts'
import { isSigned } from './signature.ts'

const DAY = 24 * 3_600_000
/** Where a hub says nothing or nonsense. */
const LEASE = 10 * DAY
const LEASES = { least: 60_000, most: 90 * DAY }

/** The parameters of a verification, as sent. */
export type Verification = {
  readonly mode?: string
  readonly topic?: string
  readonly challenge?: string
  readonly leaseSeconds?: string
  readonly reason?: string
}

/**
 * Answers a hub that asks whether we want a subscription (WebSub, section 5.3): with its challenge where that is what
 * we asked for, with an empty text where it tells us of a denial, and undefined for everything else.
 */
export async function answerVerification(
  pusher: Pusher,
  token: string,
  question: Verification,
): Promise<string | undefined> {
  const subscription = await loadOwnSubscriptionByToken(pusher.db, token)
  if (subscription === undefined || question.topic !== subscription.topic) return undefined
  if (question.mode === 'denied') return takeDenial(pusher, subscription, question.reason)
  if (question.mode !== 'subscribe' || !question.challenge) return undefined
  const now = pusher.now()
  const lease = toLease(question.leaseSeconds)
  const expires = now + lease
  await saveVerified(pusher.db, subscription, expires, now + lease / 2)
  await savePushed(pusher.db, subscription.source, expires, now)
  return question.challenge
}

function toLease(seconds: string | undefined): number {
  const lease = /^\d{1,12}$/.test(seconds ?? '') ? Number(seconds) * 1000 : LEASE
  return Math.min(Math.max(lease, LEASES.least), LEASES.most)
}

/** The source is polled as any other, and the hub asked again tomorrow. */
async function takeDenial(pusher: Pusher, subscription: OwnSubscription, reason: string | undefined): Promise<string> {
  const now = pusher.now()
  const said = (reason ?? '')
    .replace(/[^\P{C} ]|\s+/gu, ' ')
    .trim()
    .slice(0, 300)
  const why = `the hub ${new URL(subscription.hub).host} denied the subscription${said === '' ? '.' : `: ${said}`}`
  await saveDenied(pusher.db, subscription, why, now, now + toDelay(DAY, pusher.random()))
  await savePushed(pusher.db, subscription.source, undefined, now)
  return ''
}

/** What a hub sent. */
export type ReceivedContent = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly contentType?: string
  /** X-Hub-Signature. */
  readonly signature?: string
  /** Link. */
  readonly link?: string
}

/** `gone`: we want no more of this; `later`: it can't be taken in now; `taken`: nothing needs to be sent again. */
type Receipt = 'taken' | 'later' | 'gone'

/**
 * Takes in what a hub sent. Without the right signature, or of another topic, it counts for nothing, and the sender
 * is not told (section 8), so that nobody can find a signature by trying.
 */
export async function receiveContent(pusher: Pusher, token: string, push: ReceivedContent): Promise<Receipt> {
  const subscription = await loadOwnSubscriptionByToken(pusher.db, token)
  if (subscription === undefined) return 'gone'
  if (subscription.isLocked) return 'later'
  const why = await refuse(subscription, push)
  if (why !== undefined) {
    pusher.log.warn('A push was ignored.', { source: subscription.source, reason: why })
    return 'taken'
  }
  const { outcome } = await pusher.takePushed(subscription.source, push.bytes, push.contentType)
  return outcome === 'skipped' ? 'later' : 'taken'
}

async function refuse(subscription: OwnSubscription, push: ReceivedContent): Promise<string | undefined> {
  if (!(await isSigned(push.signature, subscription.secret, push.bytes))) return 'It is not signed with our secret.'
  const [self = readSelf(push, subscription.topic)] = toLinkTargets(
    readLinks(push.link ?? ''),
    'self',
    subscription.topic,
  )
  return self === undefined || self === subscription.topic ? undefined : 'It is the document of another topic.'
}

/** The address that a document calls its own. */
function readSelf({ bytes, contentType }: ReceivedContent, topic: string): string | undefined {
  try {
    const { selfUrl } = parse(bytes, { url: topic, ...(contentType === undefined ? {} : { contentType }) })
    return selfUrl !== undefined && URL.canParse(selfUrl, topic) ? new URL(selfUrl, topic).href : undefined
  } catch (error) {
    // What can't be read is told of where it is taken in.
    if (error instanceof ParseError) return undefined
    throw error
  }
}
