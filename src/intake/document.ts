/** Documents that somebody posts. Promises: what is not public is refused whole, and what is old is no news. */
import { cleanFeed } from '../clean/clean.ts'
import { ParseError } from '../errors.ts'
import type { Backend } from '../http/backend.ts'
import type { Log } from '../log.ts'
import type { Channel, Item } from '../model/model.ts'
import { parse } from '../read/parse.ts'
import type { Db } from '../store/db.ts'
import { type Saved, saveItems } from '../store/saving/items.ts'
import { loadArrival, toNamedChannel } from './arrival.ts'
import { refuseHeld } from './held.ts'

/** What taking in needs of the world. */
export type Intake = {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL */
  readonly base: string
  readonly now: () => number
  /** Lets other work go on between batches. */
  readonly pause: () => Promise<void>
  readonly log: Log
}

/** Stories older than this when they are taken in are history: they go to their place and nobody is told. */
const NEWS_AGE = 48 * 3_600_000

/** Takes in story text, or anything that can be read. @throws ParseError, RequestError where it is not public */
export function createDocumentIntake(intake: Intake): Backend['takeDocument'] {
  return async (bytes, contentType, owner, channelId) => {
    const origin = { contentType }
    const feed = parse(bytes, origin)
    if (feed.items.length === 0 && feed.warnings.length > 0) throw new ParseError(feed.warnings.join(' '))
    refuseHeld(feed, intake.now())
    const channel = toNamedChannel(intake, channelId ?? feed.items[0]?.channel)
    return saveByAge(intake, cleanFeed(feed, origin, { channel }), channel, owner)
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
  const isOld = (item: Item) => (item.content.published ?? now()) < now() - NEWS_AGE
  const saveAs = async (some: readonly Item[], mode: 'live' | 'import') =>
    saveItems(db, some, await loadArrival(intake, { channel, owner, mode }), [], pause)
  const fresh = items.filter((item) => !isOld(item))
  return [...(await saveAs(items.filter(isOld), 'import')), ...(await saveAs(fresh, 'live'))]
}
