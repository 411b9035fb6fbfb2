/** Files of the archive folder. Promises: of each what is public is taken in, and the editor is told what is left. */
import { cleanFeed, toReceived } from '../clean/clean.ts'
import { isErasedFile } from '../desk/erasing.ts'
import { ParseError } from '../errors.ts'
import type { DocumentOrigin } from '../model/document.ts'
import type { Received } from '../model/model.ts'
import { parse } from '../read/parse.ts'
import { toNamedChannel } from './arrival.ts'
import { type Intake, saveByAge } from './document.ts'
import { clearFile, type HeldFile, toHolds, toLeft } from './held.ts'

/** Takes in what is public of a file; answers what is left. @throws ParseError, RequestError where it can't be read */
export async function takeFile(intake: Intake, name: string, bytes: Uint8Array): Promise<HeldFile | undefined> {
  if (await isErasedFile(intake, name)) return undefined
  const { feed, origin, channel } = readFeed(intake, name, bytes)
  for (const reason of feed.warnings) intake.log.warn('A file is not taken in whole.', { file: name, reason })
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
