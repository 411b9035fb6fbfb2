/**
 * Keeps the pictures that stories show on the publication's own hosts, and looks from time to time whether the
 * originals are still there. Promises: a bounded part of the work each time; one picture at a time for each host, and
 * none while a source of that host is polled; what goes wrong with one host or picture disturbs no other.
 */
import pLimit from 'p-limit'
import { FetchError, ParseError } from '../errors.ts'
import type { Net } from '../net/fetch.ts'
import { toReason } from '../rounds.ts'
import { isKept } from '../store/own-pictures.ts'
import {
  type Blobs,
  claimPictures,
  isBeingPolled,
  loadDuePictures,
  loadPictureHosts,
  releasePictures,
  type StoredPicture,
  savePicture,
} from '../store/pictures.ts'
import type { Poller } from './claim.ts'
import { checkPicture, mirrorPicture, toFailedPicture } from './picture.ts'
import type { Moment } from './state.ts'

/** Without `blobs` no picture is kept. */
export type PictureMirror = Poller & { readonly blobs?: Blobs }

/** How many pictures ended in each state. */
type MirrorReport = { readonly kept: number; readonly gone: number; readonly failed: number }

const HOSTS = 4
/** No picture is begun later than this after the first. */
const BUDGET = 40_000
/** The budget, and the two requests that the last picture may take. */
const LEASE = BUDGET + 3 * 60_000
/** This many in a row that could not even be asked for: the host is down, and the others need not be tried. */
const DOWN = 2

/**
 * Mirrors and checks pictures that are due, at most `limit` of each of so many hosts, those first that wait longest. What
 * goes wrong is in the log.
 */
export async function mirrorPictures(mirror: PictureMirror, limit = 30, most = 1_000): Promise<MirrorReport> {
  const { blobs } = mirror
  if (blobs === undefined) return toMirrorReport([])
  const own = new Set(mirror.channels.flatMap((channel) => channel.hosts.map(toHostname)))
  const hosts = await loadPictureHosts(mirror.db, [...own], mirror.now(), most)
  // Made here: a limit that requests share would never end in a Worker.
  const some = pLimit(HOSTS)
  const states = await Promise.all(hosts.map((host) => some(() => mirrorSafely(mirror, blobs, host, limit))))
  const report = toMirrorReport(states.flat())
  if (states.flat().length > 0) mirror.log.info('Pictures were looked after.', report)
  return report
}

function toMirrorReport(states: readonly StoredPicture[]): MirrorReport {
  const count = (is: (picture: StoredPicture) => boolean) => states.filter(is).length
  return {
    kept: count(({ state, failures }) => state === 'kept' && failures === 0),
    gone: count(({ state }) => state === 'gone'),
    failed: count(({ state, failures }) => state !== 'gone' && failures > 0),
  }
}

/** Ports do not matter: a host of the publication's is its own on any. */
function toHostname(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host
}

async function mirrorSafely(
  mirror: PictureMirror,
  blobs: Blobs,
  host: string,
  limit: number,
): Promise<StoredPicture[]> {
  try {
    return await mirrorHost(mirror, blobs, host, limit)
  } catch (error) {
    mirror.log.error('Pictures could not be looked after.', { host, reason: toReason(error) })
    return []
  }
}

async function mirrorHost(mirror: PictureMirror, blobs: Blobs, host: string, limit: number): Promise<StoredPicture[]> {
  const { db, now } = mirror
  const token = crypto.randomUUID()
  if (!(await claimPictures(db, host, token, now(), LEASE))) return []
  try {
    return await mirrorEach(mirror, blobs, await loadDuePictures(db, host, now(), limit))
  } finally {
    await releasePictures(db, host, token)
  }
}

async function mirrorEach(
  mirror: PictureMirror,
  blobs: Blobs,
  due: readonly StoredPicture[],
): Promise<StoredPicture[]> {
  const { db, net, now, random } = mirror
  const end = now() + BUDGET
  const done: StoredPicture[] = []
  let failing: FetchError[] = []
  for (const picture of due) {
    if (now() >= end || (await isBeingPolled(db, new URL(picture.url).host, now()))) break
    const moment = { now: now(), random: random() }
    const outcome = failing[DOWN - 1] ?? (await attempt(net, blobs, picture, moment))
    failing = isUnreachable(outcome) ? [...failing, outcome] : []
    const next = outcome instanceof Error ? toFailedPicture(picture, outcome, moment) : outcome
    if (await savePicture(db, next, now())) done.push(next)
    else await forget(mirror, blobs, next)
  }
  return done
}

/** The story was erased while its picture was fetched: the copy goes, unless it is another picture's too. */
async function forget({ db }: PictureMirror, blobs: Blobs, { hash }: StoredPicture): Promise<void> {
  if (hash !== undefined && !(await isKept(db, hash))) await blobs.delete(hash)
}

type Outcome = StoredPicture | FetchError | ParseError

/** What becomes of the picture, or why it could not be had. */
async function attempt(net: Net, blobs: Blobs, picture: StoredPicture, moment: Moment): Promise<Outcome> {
  try {
    const isNew = picture.hash === undefined
    return isNew ? await mirrorPicture(net, blobs, picture, moment) : await checkPicture(net, blobs, picture, moment)
  } catch (error) {
    if (error instanceof FetchError || error instanceof ParseError) return error
    throw error
  }
}

function isUnreachable(outcome: Outcome): outcome is FetchError {
  return outcome instanceof FetchError && ['network', 'timeout', 'tls'].includes(outcome.kind)
}
