/** One picture: fetched and kept, or looked at again. */
import { FetchError, ParseError } from '../errors.ts'
import { toBodyHash } from '../model/hash.ts'
import { toRasterType } from '../model/raster.ts'
import { fetchDocument, type Net } from '../net/fetch.ts'
import type { Blobs, StoredPicture } from '../store/pictures.ts'
import type { Moment } from './state.ts'

/** Bytes after decompression; larger ones are not what a story shows. */
const LARGEST = 5 * 1024 * 1024

/** Formats that every reader shows, where a server has several. */
const ACCEPT = 'image/jpeg, image/png, image/gif, image/*;q=0.8'

/** Fetches a picture and keeps its bytes. @throws FetchError, ParseError; what `blobs` throws */
export async function mirrorPicture(
  net: Net,
  blobs: Blobs,
  picture: StoredPicture,
  moment: Moment,
): Promise<StoredPicture> {
  const { bytes, ...copy } = await fetchPicture(net, picture.url)
  await blobs.put(copy.hash, bytes, copy.type)
  return toMirrored(picture, copy, moment)
}

/**
 * Looks whether a kept picture is still where it was. What it shows now does not matter: the copy is of what the story
 * was published with; only where that was lost, what is there now is kept. @throws FetchError, ParseError where it is not
 */
export async function checkPicture(
  net: Net,
  blobs: Blobs,
  picture: StoredPicture,
  moment: Moment,
): Promise<StoredPicture> {
  if ((await blobs.get(picture.hash ?? '')) === undefined) return mirrorPicture(net, blobs, picture, moment)
  // Many servers refuse HEAD or answer it wrongly, so what it says counts only when it is good news.
  if (!(await answersHead(net, picture.url))) await fetchPicture(net, picture.url)
  return toMirrored(picture, undefined, moment)
}

async function answersHead(net: Net, url: string): Promise<boolean> {
  try {
    const { contentType = '' } = await fetchDocument(net, { url, accept: ACCEPT, method: 'HEAD' })
    // Parked domains answer any address with a page.
    return /^image\/(?!svg)/i.test(contentType)
  } catch (error) {
    if (error instanceof FetchError && error.status !== undefined) return false
    throw error
  }
}

async function fetchPicture(net: Net, url: string): Promise<Copy & { readonly bytes: Uint8Array }> {
  const limits = { ...net.limits, body: LARGEST }
  const { bytes } = await fetchDocument({ ...net, limits }, { url, accept: ACCEPT })
  const type = toRasterType(bytes)
  if (type === undefined) throw new ParseError(`${new URL(url).host} sent something that is no raster picture.`)
  return { bytes, type, size: bytes.length, hash: await toBodyHash(bytes) }
}

// What becomes of a picture: from one state to the next. Pure.

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
type Copy = { readonly hash: string; readonly type: string; readonly size: number }

/** After it was fetched, or seen to be where it was. */
function toMirrored(picture: StoredPicture, copy: Copy | undefined, { now, random }: Moment): StoredPicture {
  const { fault, ...rest } = picture
  return { ...rest, ...copy, state: 'kept', failures: 0, due: now + toSpread(WEEK, random) }
}

/** After a failure. What was kept stays; readers are shown it once the original is gone. */
export function toFailedPicture(picture: StoredPicture, error: Error, moment: Moment): StoredPicture {
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
