/** Files of the archive folder. Promises: of each what is public is taken in, and the editor is told what is left. */
import { cleanCalmly, readGiven, receiveParsed } from '../calm/calm.ts'
import { toReceived } from '../clean/clean.ts'
import { toIdentity } from '../clean/identity/identity.ts'
import { findRelativeLinks } from '../clean/markup/relative.ts'
import type { DocumentOrigin } from '../model/document.ts'
import { type Hold, STORY_DATES, toHeld } from '../model/hold.ts'
import type { Channel, Item, ParsedFeed, Received } from '../model/model.ts'
import { parse } from '../read/parse.ts'
import type { Db } from '../store/db.ts'
import { clearFault, clearFaults, loadFaults, saveFault } from '../store/faults.ts'
import { type KnownFile, saveFiles } from '../store/files.ts'
import type { Blobs } from '../store/pictures.ts'
import { loadKnownItems } from '../store/saving/lookups.ts'
import { toNamedType } from './file-name.ts'
import { type Intake, toHoldSentence, toHolds, toNamedChannel } from './intake.ts'
import { illustrate, type ReadBeside, withNamed } from './named-pictures.ts'
import { takeNames } from './names.ts'
import { keepPicture, type OwnPicture } from './own-pictures.ts'

export type FileIntake = Intake & { readonly blobs?: Blobs }

/** What may be known of a file besides its bytes. */
export type FileContext = {
  /** Without it no file has any beside it. */
  readonly readBeside?: ReadBeside
  /** Names that a file of these very bytes had before. */
  readonly former?: readonly string[]
}

/** A file that was read: what is public of it, cleaned, and what is to be done once that is stored. */
export type ReadyFile = {
  readonly name: string
  readonly channel: Channel
  readonly items: readonly Item[]
  readonly notes: readonly string[]
  /** Keeps what is held as its drafts, and answers what is left. @param drafted names of files that have drafts */
  readonly keepRest: (drafted: ReadonlySet<string>) => Promise<HeldFile | undefined>
}

/** Reads a file. @throws ParseError, RequestError where it can't be read; StoreError */
export async function readStoryFile(
  intake: FileIntake,
  name: string,
  bytes: Uint8Array,
  { readBeside, former = [] }: FileContext = {},
): Promise<ReadyFile> {
  const { feed: parsed, origin, channel } = await readFeedAside(intake, name, bytes)
  const holds = toHolds(parsed, intake.now())
  const isOpen = holds.some((hold) => hold === undefined)
  if (isOpen || holds.length === 0) await takeNames(intake.db, parsed.names ?? [], channel.id)
  const file = { name, former, readBeside }
  const { cleaned, notes } = await readPart(intake, toPart(parsed, holds, false), origin, channel, file)
  const items = cleaned.map((item) => withNames(item, former, channel.id))
  const held = toPart(parsed, holds, true)
  const keepRest = async (drafted: ReadonlySet<string>) => {
    const isKept = held.items.length > 0 || [name, ...former].some((one) => drafted.has(one))
    return toLeft(holds, isKept ? await keepDrafts(intake, held, origin, channel, file) : 0)
  }
  return { name, channel, items, notes, keepRest }
}

/** What is public of a document, or what is held. */
function toPart(feed: ParsedFeed, holds: readonly (Hold | undefined)[], isHeld: boolean): ParsedFeed {
  return { ...feed, items: feed.items.filter((_, index) => (holds[index] !== undefined) === isHeld) }
}

type StoryFile = {
  readonly name: string
  readonly former: readonly string[]
  readonly readBeside: ReadBeside | undefined
}

/** A part of a file, with its pictures. */
async function readPart(
  intake: FileIntake,
  part: ParsedFeed,
  origin: DocumentOrigin,
  channel: Channel,
  { name, readBeside }: StoryFile,
) {
  const { feed, pictures, missing } = await illustrate(part, channel, readBeside)
  const notes = [...(feed.format === 'story' ? feed.warnings : []), ...missing, ...(await keepAll(intake, pictures))]
  for (const reason of new Set([...feed.warnings, ...notes, ...toUnlinked(feed)])) tellLog(intake, name, reason)
  const known = { ...feed, items: await withNamed(intake, feed.items) }
  const { received } = await receiveParsed(intake, known, origin, { channel, file: name })
  return { received, cleaned: await cleanCalmly(intake, received, { channel }), notes }
}

/** What is held of a file are its drafts; it has no others. Answers how many of its stories are. */
async function keepDrafts(
  intake: FileIntake,
  part: ParsedFeed,
  origin: DocumentOrigin,
  channel: Channel,
  file: StoryFile,
): Promise<number> {
  const { drafts, now } = intake
  if (drafts === undefined) return 0
  const { name, former } = file
  const codes: string[] = []
  for (const received of part.items.length === 0
    ? []
    : (await readPart(intake, part, origin, channel, file)).received) {
    const publishAt = toHeld(received.item, now(), STORY_DATES)?.until
    const { outcome, code } = await drafts.keep({ received, channel, publishAt, file: name, former })
    if (outcome !== 'public' && outcome !== 'retracted') codes.push(code)
  }
  for (const one of [name, ...former]) await drafts.leave(one, codes)
  return codes.length
}

/** Which address another file's story gets nobody knows before it is taken in: what links to it say stays, as text. */
function toUnlinked({ format, items }: ParsedFeed): string[] {
  if (format !== 'story') return []
  const html = items.filter(({ url, base }) => url === undefined && base === undefined).map(({ content }) => content)
  const links = html.flatMap((content) => (content?.type === 'html' ? findRelativeLinks(content.value) : []))
  return links.slice(0, MOST_LINKS).map((link) => `Its link to ${link.slice(0, 200)} leads nowhere, and is text.`)
}

/** Of one file so many links are told of. */
const MOST_LINKS = 20

function tellLog({ log }: Intake, file: string, reason: string): void {
  log.warn('A file is not taken in whole.', { file, reason })
}

/** A file that was given another name is the story that it was. */
function withNames(item: Item, former: readonly string[], scope: string): Item {
  if (former.length === 0) return item
  return { ...item, identities: [...item.identities, ...former.map((name) => toIdentity('file', name, scope))] }
}

/** Answers a sentence about each that could not be kept. */
async function keepAll(intake: FileIntake, pictures: readonly OwnPicture[]): Promise<string[]> {
  if (pictures.length > 0 && intake.blobs === undefined) return ['Its pictures can not be kept here.']
  for (const picture of pictures) await keepPicture(intake, picture)
  return []
}

/** Stories are taken in; of what of their files is not, the editor is told until a file is another. @throws StoreError */
export async function tellOfRest(intake: FileIntake, files: readonly ReadyFile[]): Promise<void> {
  const whole = files.filter(({ notes }) => notes.length === 0)
  const subjects = whole.flatMap(({ name }) => KINDS.map((kind) => `${kind}:${name}`))
  if (subjects.length > 0) await clearFaults(intake.db, subjects)
  for (const { name, notes } of files) {
    if (notes.length > 0) await saveFileFault(intake, 'file', name, `The story is taken in. ${notes.join(' ')}`)
  }
}

/** The stories of a file as received. @throws ParseError, RequestError */
export function readReceived(intake: Intake, name: string, bytes: Uint8Array, contentType?: string): Received[] {
  const { feed, origin, channel } = readFeed(intake, name, bytes, contentType)
  return toReceived(feed, origin, { channel, file: name })
}

/** As `readReceived`, with the pictures that lie beside the file, and a sentence about each that can not be had. */
export async function readIllustrated(
  intake: Intake,
  name: string,
  bytes: Uint8Array,
  readBeside: ReadBeside,
  contentType?: string,
): Promise<{ received: Received[]; pictures: readonly OwnPicture[]; missing: readonly string[] }> {
  const { feed: parsed, origin, channel } = readFeed(intake, name, bytes, contentType)
  const { feed, pictures, missing } = await illustrate(parsed, channel, readBeside)
  return { received: toReceived(feed, origin, { channel, file: name }), pictures, missing }
}

/** Keeps how files are that were taken in; nothing of those whose stories were erased. @throws StoreError */
export async function rememberFiles({ db, channels }: Intake, files: readonly KnownFile[]): Promise<void> {
  const toHashes = (name: string) => channels.map(({ id }) => toIdentity('file', name, id).hash)
  const known = await loadKnownItems(
    db,
    files.flatMap(({ name }) => toHashes(name)),
  )
  const kept = files.flatMap((file) => {
    const [story] = toHashes(file.name).flatMap((hash) => known.get(hash) ?? [])
    if (story?.erased) return []
    return [{ ...file, ...(story === undefined ? {} : { item: story.row }) }]
  })
  if (kept.length > 0) await saveFiles(db, kept)
}

/** A file, and the channel that its front matter names. @throws ParseError, RequestError */
function readFeed(intake: Intake, name: string, bytes: Uint8Array, contentType = toNamedType(name)) {
  const origin: DocumentOrigin = { contentType }
  const feed = parse(bytes, origin)
  return { feed, origin, channel: toNamedChannel(intake, feed.items[0]?.channel) }
}

async function readFeedAside(intake: Intake, name: string, bytes: Uint8Array) {
  const origin: DocumentOrigin = { contentType: toNamedType(name) }
  const feed = await readGiven(intake, bytes, origin)
  return { feed, origin, channel: toNamedChannel(intake, feed.items[0]?.channel) }
}

/** What is held of a file, and until when where time alone decides. */
export type HeldFile = { readonly sentence: string; readonly until?: number }

/**
 * What is to be said of a file whose stories are held; undefined: none is. No headline is in it.
 */
function toLeft(holds: readonly (Hold | undefined)[], drafts: number): HeldFile | undefined {
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined) return undefined
  const untils = holds.flatMap((one) => one?.until ?? [])
  const more = holds.filter((one) => one !== undefined).length - 1
  const which = holds.length > 1 ? `item ${at + 1}${more > 0 ? ` (and ${more} more)` : ''} is left out: ` : ''
  const then = drafts === 0 ? THERE : hold.until === undefined ? 'while it says so, the story is a draft.' : DATED
  const sentence = `${which}${toHoldSentence(hold, ': ')}${then}`
  return untils.length === 0 ? { sentence } : { sentence, until: Math.min(...untils) }
}

const DATED = 'then the story is published.'
/** What is public is hidden by no file, and what was taken back is not brought back by one. */
const THERE = 'the story is here already, and what the file says now is not taken in.'

// What the editor should know of files: `held` ones are the editor's alone, for a name may say what is not to be known yet.

type Kind = 'file' | 'held'

const KINDS: readonly Kind[] = ['file', 'held']

/** Keeps a sentence about a file, in place of what was said of it before. */
export async function saveFileFault(
  { db, now }: { readonly db: Db; readonly now: () => number },
  as: Kind,
  name: string,
  sentence: string,
): Promise<void> {
  for (const kind of KINDS) if (kind !== as) await clearFault(db, `${kind}:${name}`)
  await saveFault(db, `${as}:${name}`, `${name}: ${sentence}`, now())
}

/** Forgets what was said of files that are no longer there. */
export async function forgetFiles(
  { db, drafts }: Pick<Intake, 'db' | 'drafts'>,
  present: readonly string[],
): Promise<void> {
  await drafts?.leaveFiles(present)
  const kept = new Set(present.flatMap((name) => KINDS.map((kind) => `${kind}:${name}`)))
  for (const { subject } of await loadFaults(db)) {
    if (/^(?:file|held):/.test(subject) && !kept.has(subject)) await clearFault(db, subject)
  }
}
