/** What becomes of a picture: from one state to the next. Pure. */
import { FetchError } from '../errors.ts'
import type { StoredPicture } from '../store/pictures.ts'
import type { Moment } from './state.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY

/** Before it is given up that a picture was never to be had. */
const TRIES = 10
/** A day apart: a night's outage of a host rewrites no feed. */
const PATIENCE = 3
/** Asking again would change nothing. */
const FINAL = ['gone', 'size', 'address']
/** The original is not there any more, says its server. */
const ABSENT = [404, 410]

/** What is kept of a picture. */
export type Copy = { readonly hash: string; readonly type: string; readonly size: number }

/** After it was fetched, or seen to be where it was. */
export function toKept(picture: StoredPicture, copy: Copy | undefined, { now, random }: Moment): StoredPicture {
  const { fault, ...rest } = picture
  return { ...rest, ...copy, state: 'kept', failures: 0, due: now + toSpread(WEEK, random) }
}

/** After a failure. What was kept stays; readers are shown it once the original is gone. */
export function toUnavailable(picture: StoredPicture, error: Error, moment: Moment): StoredPicture {
  const failed = { ...picture, failures: picture.failures + 1, fault: error.message }
  return picture.hash === undefined ? toUnfetched(failed, error, moment) : toUnseen(failed, error, moment)
}

function toUnfetched(picture: StoredPicture, error: Error, { now, random }: Moment): StoredPicture {
  const { due, ...rest } = picture
  const isFinal = error instanceof FetchError && FINAL.includes(error.kind)
  if (isFinal || picture.failures >= TRIES) return { ...rest, state: 'refused', refusedAt: now }
  const wait = Math.min((HOUR / 2) * 2 ** (picture.failures - 1), DAY)
  return { ...rest, due: Math.max(now + toSpread(wait, random), toRetryAt(error)) }
}

function toUnseen(picture: StoredPicture, error: Error, { now, random }: Moment): StoredPicture {
  const isAbsent = error instanceof FetchError && ABSENT.includes(error.status ?? 0)
  const isGone = picture.state === 'gone' || isAbsent || picture.failures >= PATIENCE
  const wait = isGone ? WEEK : DAY
  return { ...picture, state: isGone ? 'gone' : 'kept', due: Math.max(now + toSpread(wait, random), toRetryAt(error)) }
}

function toRetryAt(error: Error): number {
  return (error instanceof FetchError ? error.retryAt : undefined) ?? 0
}

/** Only ever later: what was kept together is not looked at together for ever. */
function toSpread(wait: number, random: number): number {
  return Math.ceil(wait * (1 + random / 10))
}
