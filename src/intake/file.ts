/** Files of the archive folder. Promises: of each what is public is taken in, and the editor is told what is left. */
import { cleanFeed, toReceived } from '../clean/clean.ts'
import { isErasedFile } from '../desk/erasing.ts'
import { ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Hold } from '../model/hold.ts'
import type { Received } from '../model/model.ts'
import { parse } from '../read/parse.ts'
import type { Db } from '../store/db.ts'
import { clearFault, loadFaults, saveFault } from '../store/faults.ts'
import { type Intake, saveByAge, toHoldSentence, toHolds, toNamedChannel } from './intake.ts'
import { takeNames } from './names.ts'

/** Takes in what is public of a file; answers what is left. @throws ParseError, RequestError where it can't be read */
export async function takeFile(intake: Intake, name: string, bytes: Uint8Array): Promise<HeldFile | undefined> {
  if (await isErasedFile(intake, name)) return undefined
  const { feed, origin, channel } = readFeed(intake, name, bytes)
  for (const reason of feed.warnings) intake.log.warn('A file is not taken in whole.', { file: name, reason })
  await takeNames(intake.db, feed.names ?? [], channel.id)
  const holds = toHolds(feed, intake.now())
  const items = cleanFeed(feed, origin, { channel, file: name }).filter((_, index) => holds[index] === undefined)
  await saveByAge(intake, items, channel, 'archive')
  const left = toLeft(holds)
  if (left === undefined) await clearFile(intake.db, name)
  return left
}

/** The stories of a file as received. @throws ParseError, RequestError */
export function readReceived(intake: Intake, name: string, bytes: Uint8Array, contentType?: string): Received[] {
  const { feed, origin, channel } = readFeed(intake, name, bytes, contentType)
  return toReceived(feed, origin, { channel, file: name })
}

/** A file, and the channel that its front matter names. @throws ParseError, RequestError */
function readFeed(intake: Intake, name: string, bytes: Uint8Array, contentType = toFileType(name)) {
  const origin: DocumentOrigin = { contentType }
  const feed = parse(bytes, origin)
  return { feed, origin, channel: toNamedChannel(intake, feed.items[0]?.channel) }
}

/** What a file's name says of it; stories are text. @throws ParseError where it is neither story nor feed */
function toFileType(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? 'txt'
  if (['txt', 'text', 'md'].includes(ending)) return 'text/plain'
  if (['xml', 'rss', 'atom', 'rdf'].includes(ending)) return 'application/xml'
  if (ending === 'json') return 'application/json'
  throw new ParseError(`A .${ending} file is no story; stories are .txt files.`)
}

/** What is held of a file, and until when where time alone decides. */
export type HeldFile = { readonly sentence: string; readonly until?: number }

/**
 * What is to be said of a file whose stories are held; undefined: none is. No headline is in it.
 */
function toLeft(holds: readonly (Hold | undefined)[]): HeldFile | undefined {
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined) return undefined
  const untils = holds.flatMap((one) => one?.until ?? [])
  const more = holds.filter((one) => one !== undefined).length - 1
  const which = holds.length > 1 ? `item ${at + 1}${more > 0 ? ` (and ${more} more)` : ''} is left out: ` : ''
  const then = hold.until === undefined ? 'while it says so, the story is not taken in.' : 'then the story is taken in.'
  const sentence = `${which}${toHoldSentence(hold, ': ')}${then}`
  return untils.length === 0 ? { sentence } : { sentence, until: Math.min(...untils) }
}

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

/** The file is all right again. */
async function clearFile(db: Db, name: string): Promise<void> {
  for (const kind of KINDS) await clearFault(db, `${kind}:${name}`)
}

/** Forgets what was said of files that are no longer there. */
export async function forgetFiles(db: Db, present: readonly string[]): Promise<void> {
  const kept = new Set(present.flatMap((name) => KINDS.map((kind) => `${kind}:${name}`)))
  for (const { subject } of await loadFaults(db)) {
    if (/^(?:file|held):/.test(subject) && !kept.has(subject)) await clearFault(db, subject)
  }
}
