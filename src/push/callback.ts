/** What hubs ask and send at `/hub/callback/TOKEN`. */
import { ParseError } from '../errors.ts'
import { readLinks, toTargets } from '../net/headers.ts'
import { parse } from '../read/parse.ts'
import { savePushed } from '../store/polls.ts'
import { type Follow, loadFollowByToken, saveDenied, saveVerified } from '../store/push/follows.ts'
import type { Pusher } from './pusher.ts'
import { toDelay } from './retry.ts'
import { isSigned } from './signature.ts'

const DAY = 24 * 3_600_000
/** Where a hub says nothing or nonsense. */
const LEASE = 10 * DAY
const LEASES = { least: 60_000, most: 90 * DAY }

/** The parameters of a verification, as sent. */
export type Question = {
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
export async function confirm(pusher: Pusher, token: string, question: Question): Promise<string | undefined> {
  const follow = await loadFollowByToken(pusher.db, token)
  if (follow === undefined || question.topic !== follow.topic) return undefined
  if (question.mode === 'denied') return takeDenial(pusher, follow, question.reason)
  if (question.mode !== 'subscribe' || !question.challenge) return undefined
  const now = pusher.now()
  const lease = toLease(question.leaseSeconds)
  const expires = now + lease
  await saveVerified(pusher.db, follow, expires, now + lease / 2)
  await savePushed(pusher.db, follow.source, expires, now)
  return question.challenge
}

function toLease(seconds: string | undefined): number {
  const lease = /^\d{1,12}$/.test(seconds ?? '') ? Number(seconds) * 1000 : LEASE
  return Math.min(Math.max(lease, LEASES.least), LEASES.most)
}

/** The source is polled as any other, and the hub asked again tomorrow. */
async function takeDenial(pusher: Pusher, follow: Follow, reason: string | undefined): Promise<string> {
  const now = pusher.now()
  const said = (reason ?? '')
    .replace(/[^\P{C} ]|\s+/gu, ' ')
    .trim()
    .slice(0, 300)
  const why = `the hub ${new URL(follow.hub).host} denied the subscription${said === '' ? '.' : `: ${said}`}`
  await saveDenied(pusher.db, follow, why, now, now + toDelay(DAY, pusher.random()))
  await savePushed(pusher.db, follow.source, undefined, now)
  return ''
}

/** What a hub sent. */
export type Pushed = {
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
export async function receive(pusher: Pusher, token: string, push: Pushed): Promise<Receipt> {
  const follow = await loadFollowByToken(pusher.db, token)
  if (follow === undefined) return 'gone'
  const why = await refuse(follow, push)
  if (why !== undefined) {
    pusher.log.warn('A push was ignored.', { source: follow.source, reason: why })
    return 'taken'
  }
  const { outcome } = await pusher.takePushed(follow.source, push.bytes, push.contentType)
  return outcome === 'skipped' ? 'later' : 'taken'
}

async function refuse(follow: Follow, push: Pushed): Promise<string | undefined> {
  if (!(await isSigned(push.signature, follow.secret, push.bytes))) return 'It is not signed with our secret.'
  const [self = readSelf(push, follow.topic)] = toTargets(readLinks(push.link ?? ''), 'self', follow.topic)
  return self === undefined || self === follow.topic ? undefined : 'It is the document of another topic.'
}

/** The address that a document calls its own. */
function readSelf({ bytes, contentType }: Pushed, topic: string): string | undefined {
  try {
    const { selfUrl } = parse(bytes, { url: topic, ...(contentType === undefined ? {} : { contentType }) })
    return selfUrl !== undefined && URL.canParse(selfUrl, topic) ? new URL(selfUrl, topic).href : undefined
  } catch (error) {
    // What can't be read is told of where it is taken in.
    if (error instanceof ParseError) return undefined
    throw error
  }
}
