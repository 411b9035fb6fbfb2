/**
 * What comes in by hand. Promises: what somebody posts and is not public is kept as a draft, or refused whole where it is
 * several; what is old is no news; and whatever brings items, polls too, tells the store of them in one way (`toArrival`).
 */
import { type Calm, cleanCalmly, readGiven, receiveParsed } from '../calm/calm.ts'
import { toIndex } from '../clean/content.ts'
import { createLayOver } from '../clean/edited.ts'
import { createRules } from '../clean/renewal.ts'
import { ParseError, RequestError } from '../errors.ts'
import type { Log } from '../log.ts'
import { toOwnDate } from '../model/dates.ts'
import { FEED_DATES, type Hold, STORY_DATES, toHeld } from '../model/hold.ts'
import type { PostedItem } from '../model/item.ts'
import type { Channel, Item, ParsedFeed, Received } from '../model/model.ts'
import { finishCalmly } from '../steps.ts'
import type { Db, Statement } from '../store/db.ts'
import type { Arrival } from '../store/saving/arrival.ts'
import { type Saved, saveItems } from '../store/saving/saving.ts'
import { toRanks } from '../store/sources.ts'
import { withNamed } from './named-pictures.ts'
import { takeNames } from './names.ts'

/** What taking in needs of the world. */
export type Intake = Calm & {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL */
  readonly base: string
  readonly now: () => number
  readonly log: Log
  /** What becomes of stories that are not public; without it they are refused. */
  readonly drafts?: DraftIntake
}

/** A story that is not public, as it was handed in. */
export type HeldStory = {
  readonly received: Received
  readonly channel: Channel
  /** When it is to be published, where time alone decides. */
  readonly publishAt?: number | undefined
  readonly posted?: PostedItem | undefined
  readonly note?: string | undefined
  /** What is written with it where it is a new draft. */
  readonly keep?: ((kept: KeptStory) => readonly Statement[]) | undefined
  /** The name of its file, and names that the file had before. */
  readonly file?: string | undefined
  readonly former?: readonly string[]
  /** It was imported, and may be again: what an editor made of the draft meanwhile stays. */
  readonly again?: boolean
}

/** `public`, `retracted`: the story is here already, and is no draft. */
export type KeptStory = { readonly outcome: 'added' | 'updated' | 'unchanged'; readonly code: string }
export type KnownStory = { readonly outcome: 'public' | 'retracted'; readonly code: string }

/** What intake asks of the desk (docs/architecture.md, rule 8). */
export type DraftIntake = {
  /** Keeps a story that is not public; one that was handed in before is that draft. */
  readonly keep: (story: HeldStory) => Promise<KeptStory | KnownStory>
  /** Codes of the drafts that stories with these names were until now, by the hash of the name. */
  readonly loadCodes: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** What ends drafts in the batch that makes their stories public: their codes lead there. */
  readonly toEnds: (codes: readonly string[]) => readonly Statement[]
  /** Names of files that have drafts. */
  readonly loadFiles: () => Promise<readonly string[]>
  /** A file has no drafts any more but these. */
  readonly leave: (file: string, codes: readonly string[]) => Promise<void>
  /** No file has any but these. */
  readonly leaveFiles: (present: readonly string[]) => Promise<void>
}

/** Stories older than this when they are taken in are history: they go to their place and nobody is told. */
const NEWS_AGE = 48 * 3_600_000

/** `db`: another way to the same database; `isNewOnly`: what is there already is refused. */
type TakingIn = { readonly db?: Db; readonly isNewOnly?: true; readonly keep?: KeepSaved }

/** Takes in story text, or anything that can be read. @throws ParseError, RequestError where it is not public, VersionError */
export function createDocumentIntake(world: Intake) {
  return async (
    bytes: Uint8Array,
    contentType: string,
    owner: 'editor' | 'import',
    channelId?: string,
    { db = world.db, keep = () => [], isNewOnly }: TakingIn = {},
  ): Promise<Saved[]> => {
    const intake = { ...world, db }
    const origin = { contentType }
    const feed = await readGiven(intake, bytes, origin)
    if (feed.items.length === 0 && feed.warnings.length > 0) throw new ParseError(feed.warnings.join(' '))
    const hold = findHold(feed, intake.now(), intake.drafts)
    if (owner === 'editor') refuseBeyond(feed)
    const channel = toNamedChannel(intake, channelId ?? feed.items[0]?.channel)
    if (hold !== undefined) return [await keepHeld(intake, feed, contentType, channel, hold, keep)]
    await takeNames(intake.db, feed.names ?? [], channel.id)
    const known = { ...feed, items: await withNamed(intake, feed.items) }
    const { received } = await receiveParsed(intake, known, origin, { channel })
    const items = await cleanCalmly(intake, received, { channel })
    return saveByAge(intake, items, { channel, owner, ...(isNewOnly === undefined ? {} : { isNewOnly }) }, keep)
  }
}

/** Stories that become public, which may have been drafts: each with the code that it had then, and what ends the drafts. */
type Ended = { readonly items: readonly Item[]; readonly promised: readonly string[]; readonly ends: Statement[] }

export async function endDrafts({ drafts }: Intake, items: readonly Item[]): Promise<Ended> {
  if (drafts === undefined) return { items, promised: [], ends: [] }
  const codes = await drafts.loadCodes(items.flatMap(toHashes))
  const promised = new Set<string>()
  const coded = items.map((item) => {
    const code = toHashes(item).flatMap((hash) => codes.get(hash) ?? [])[0]
    if (code === undefined) return item
    promised.add(code)
    return { code, ...item }
  })
  return { items: coded, promised: [...promised], ends: [...drafts.toEnds([...promised])] }
}

function toHashes({ identities }: Item): string[] {
  return identities.map(({ hash }) => hash)
}

/** What is written with a story that is posted, by what becomes of it. */
export type KeepSaved = (saved: Saved) => readonly Statement[]

/** New stories are news, old ones history. */
export async function saveByAge(
  intake: Intake,
  items: readonly Item[],
  origin: Pick<Origin, 'channel' | 'isNewOnly'> & { readonly owner: 'editor' | 'import' | 'archive' },
  keep: KeepSaved = () => [],
): Promise<Saved[]> {
  const { db, now, pause } = intake
  const saveAs = async (some: readonly Item[], mode: 'live' | 'import') => {
    const { items: coded, promised, ends } = await endDrafts(intake, some)
    const last = ([first]: readonly Saved[]) => [...ends, ...(first === undefined ? [] : keep(first))]
    return saveItems(db, coded, toArrivalByHand(intake, { ...origin, mode, promised }), last, pause)
  }
  const [old, fresh] = [true, false].map((is) => items.filter((item) => isHistory(item, now()) === is))
  return [...(await saveAs(old ?? [], 'import')), ...(await saveAs(fresh ?? [], 'live'))]
}

/** Whether an item that is taken in at a time is of long before. */
export function isHistory({ content }: Item, at: number): boolean {
  return (toOwnDate(content) ?? at) < at - NEWS_AGE
}

// Nothing that somebody hands in is public before its time (`model/hold.ts`).

/** Why each item of a document is not public now; undefined where it is. */
export function toHolds(feed: ParsedFeed, now: number): (Hold | undefined)[] {
  const names = feed.format === 'story' ? STORY_DATES : FEED_DATES
  return feed.items.map((item) => toHeld(item, now, names))
}

/**
 * Why a posted story is to be a draft. A document of several of which anything is not public is refused: who posted it
 * should not have to find out what of it is. @throws RequestError 422
 */
function findHold(feed: ParsedFeed, now: number, drafts: DraftIntake | undefined): Hold | undefined {
  const holds = toHolds(feed, now)
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined || (holds.length === 1 && drafts !== undefined)) return hold
  const { field } = hold
  const detail = `Item ${at + 1} of the document: ${toHoldSentence(hold)} A draft is posted by itself: nothing was taken in.`
  throw new RequestError(422, detail, { field, errors: [{ field, detail }] })
}

function toDrafted({ outcome, code }: KeptStory): Saved {
  return { outcome: 'drafted', isNew: outcome === 'added', code, key: '', id: '', row: 0 }
}

/** @throws RequestError where the story is here already */
async function keepHeld(
  intake: Intake,
  feed: ParsedFeed,
  contentType: string,
  channel: Channel,
  { field, until }: Hold,
  keep: KeepSaved,
): Promise<Saved> {
  const [received] = (await receiveParsed(intake, feed, { contentType }, { channel })).received
  const toKept = (one: KeptStory) => keep(toDrafted(one))
  const kept = received && (await intake.drafts?.keep({ received, channel, publishAt: until, keep: toKept }))
  if (kept === undefined) throw new Error('A draft was posted, and nothing is known of it.')
  return toDrafted(refuseKnown(kept, field))
}

/** @throws RequestError where the story is no draft because it is here already */
function refuseKnown(kept: KeptStory | KnownStory, field: string): KeptStory {
  const { outcome, code } = kept
  if (outcome !== 'public' && outcome !== 'retracted') return kept as KeptStory
  const isPublic = outcome === 'public'
  const sentence = isPublic
    ? 'This story is public: withdraw it first.'
    : 'This story was retracted, and stays so until it is restored.'
  const kind = isPublic ? 'not-processable' : 'withdrawn'
  throw new RequestError(isPublic ? 422 : 409, sentence, { field, code }, { kind })
}

/** What is longer than a story can have is cut where nobody can be asked; who posts it is asked. */
export function refuseBeyond({ beyond = [] }: ParsedFeed): void {
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
type Origin = Pick<Arrival, 'channel' | 'owner' | 'source' | 'ranks' | 'mode' | 'promised' | 'isNewOnly'>

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
