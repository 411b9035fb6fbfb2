/**
 * What comes in by hand. Promises: what somebody posts and is not public is refused whole, and what is old is no news;
 * and whatever brings items, polls too, tells the store of them in one way (`toArrival`).
 */
import { type Calm, cleanCalmly, readCalmly, receiveParsed } from '../calm/calm.ts'
import { toIndex } from '../clean/content.ts'
import { createLayOver } from '../clean/edited.ts'
import { createRules } from '../clean/renewal.ts'
import { ParseError, RequestError } from '../errors.ts'
import type { Log } from '../log.ts'
import { toOwnDate } from '../model/dates.ts'
import { FEED_DATES, type Hold, STORY_DATES, toHeld } from '../model/hold.ts'
import type { Channel, Item, ParsedFeed } from '../model/model.ts'
import { finishCalmly } from '../steps.ts'
import type { Db } from '../store/db.ts'
import type { Arrival } from '../store/saving/arrival.ts'
import { type Saved, saveItems } from '../store/saving/saving.ts'
import { toRanks } from '../store/sources.ts'
import { takeNames } from './names.ts'

/** What taking in needs of the world. */
export type Intake = Calm & {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL */
  readonly base: string
  readonly now: () => number
  readonly log: Log
}

/** Stories older than this when they are taken in are history: they go to their place and nobody is told. */
const NEWS_AGE = 48 * 3_600_000

/** Takes in story text, or anything that can be read. @throws ParseError, RequestError where it is not public */
export function createDocumentIntake(intake: Intake) {
  return async (
    bytes: Uint8Array,
    contentType: string,
    owner: 'editor' | 'import',
    channelId?: string,
  ): Promise<Saved[]> => {
    const origin = { contentType }
    const feed = await readCalmly(intake, bytes, origin)
    if (feed.items.length === 0 && feed.warnings.length > 0) throw new ParseError(feed.warnings.join(' '))
    refuseHeld(feed, intake.now())
    if (owner === 'editor') refuseBeyond(feed)
    const channel = toNamedChannel(intake, channelId ?? feed.items[0]?.channel)
    await takeNames(intake.db, feed.names ?? [], channel.id)
    const { received } = await receiveParsed(intake, feed, origin, { channel })
    const items = await cleanCalmly(intake, received, { channel })
    return saveByAge(intake, items, channel, owner)
  }
}

/** New stories are news, old ones history. */
export async function saveByAge(
  intake: Intake,
  items: readonly Item[],
  channel: Channel,
  owner: 'editor' | 'import' | 'archive',
): Promise<Saved[]> {
  const { db, now, pause } = intake
  const isOld = ({ content }: Item) => (toOwnDate(content) ?? now()) < now() - NEWS_AGE
  const saveAs = async (some: readonly Item[], mode: 'live' | 'import') =>
    saveItems(db, some, toArrivalByHand(intake, { channel, owner, mode }), [], pause)
  const fresh = items.filter((item) => !isOld(item))
  return [...(await saveAs(items.filter(isOld), 'import')), ...(await saveAs(fresh, 'live'))]
}

// Nothing that somebody hands in is public before its time (`model/hold.ts`).

/** Why each item of a document is not public now; undefined where it is. */
export function toHolds(feed: ParsedFeed, now: number): (Hold | undefined)[] {
  const names = feed.format === 'story' ? STORY_DATES : FEED_DATES
  return feed.items.map((item) => toHeld(item, now, names))
}

/** Refuses a posted document of which anything is not public: who posted it should not have to find out what of it is. */
function refuseHeld(feed: ParsedFeed, now: number): void {
  const holds = toHolds(feed, now)
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined) return
  const { field } = hold
  const which = feed.items.length > 1 ? `Item ${at + 1} of the document: ` : ''
  const detail = `${which}${toHoldSentence(hold)} Drafts and scheduled stories can not be kept yet: nothing was taken in.`
  throw new RequestError(422, detail, { field, errors: [{ field, detail }] })
}

/** What is longer than a story can have is cut where nobody can be asked; who posts it is asked. */
function refuseBeyond({ beyond = [] }: ParsedFeed): void {
  const errors = beyond.map((what) => ({ field: what.split(' ', 1)[0], detail: `${what}.` }))
  const [first] = errors
  if (first !== undefined) throw new RequestError(422, first.detail, { field: first.field, errors })
}

/** What keeps a story, as a sentence; no headline is in it. */
export function toHoldSentence({ field, says }: Hold, end = '.'): string {
  return `${field} ${says}${end}`
}

// What the store is handed with items that arrive: where they come from, and how cleaning does what the store can't.

/** Where items arrive. */
type Place = {
  readonly channels: readonly Channel[]
  readonly now: () => number
  /** BASE_URL */
  readonly base?: string
}

/** Whose they are. */
type Origin = Pick<Arrival, 'channel' | 'owner' | 'source' | 'ranks' | 'mode'>

export function toArrival({ channels, now, base }: Place, origin: Origin): Arrival {
  // Made when they are needed: little of what arrives was edited here, or read by other rules before.
  const toRules = () => createRules(channels, origin.channel)
  return {
    ...origin,
    now: now(),
    ...(base === undefined ? {} : { base }),
    toIndex,
    layOver: (sent, edit) => createLayOver(channels)(sent, edit),
    rules: {
      clean: (received, channel, source) => toRules().clean(received, channel, source),
      renew: (pairs, pause) => finishCalmly(toRules().renewInSteps(pairs), pause),
    },
  }
}

/** As `toArrival`, of items that no source brings. */
export function toArrivalByHand(place: Place, origin: Omit<Origin, 'ranks' | 'source'>): Arrival {
  return toArrival(place, { ...origin, ranks: toRanks(place.channels) })
}

/** The channel of this name; the first where none is named. @throws RequestError where there is none of the name */
export function toNamedChannel({ channels }: Pick<Place, 'channels'>, id: string | undefined): Channel {
  const channel = id === undefined ? channels[0] : channels.find((one) => one.id === id)
  if (channel === undefined) throw new RequestError(422, `There is no channel named ${id}.`, { field: 'channel' })
  return channel
}
