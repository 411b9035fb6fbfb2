/**
 * Items that were read elsewhere are taken in as they were received: exports, archives of other sites, folders.
 * Promises: they keep their dates and names, nobody is told, and taking them in again changes nothing and costs little.
 */

import { cleanItem, toKept } from '../clean/clean.ts'
import { createLayOver } from '../clean/edited.ts'
import { toLookupHash } from '../clean/identity/identity.ts'
import { createRules } from '../clean/renewal.ts'
import { toComments } from '../clean/transfer.ts'
import { toIndex } from '../clean/words/index-terms.ts'
import { RequestError } from '../errors.ts'
import type { Channel, Received } from '../model/model.ts'
import type { Db } from '../store/db.ts'
import { type Discussion, saveComments } from '../store/feeds/comments.ts'
import { type Saved, saveItems } from '../store/saving/items.ts'
import { loadUnchanged, type UnchangedItem } from '../store/saving/lookups.ts'
import { loadSources, toRanks } from '../store/sources.ts'
import { toLeftOut } from './held.ts'

type Intake = {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL */
  readonly base: string
  readonly now: () => number
  readonly pause: () => Promise<void>
}

/**
 * Stores items and what readers wrote under them. Each goes to the channel that is named here, else to the one it
 * names itself, else to the first. What is not public yet is held. Answers what became of each, in their order.
 * @throws RequestError where there is no such channel; StoreError
 */
export async function takeReceived(
  intake: Intake,
  received: readonly Received[],
  channelId?: string,
): Promise<Saved[]> {
  const found = new Map(received.flatMap((one) => toHeldPair(one, intake.now())))
  const open = received.filter((one) => !found.has(one))
  for (const [channel, group] of toGroups(intake, open, channelId)) {
    for (const [one, item] of await loadSame(intake, group, channel)) found.set(one, { outcome: 'unchanged', ...item })
    const fresh = group.filter((one) => !found.has(one))
    const items = fresh.map((one) => cleanItem(one, { channel }))
    const saved = await saveItems(intake.db, items, await toArrival(intake, channel), [], intake.pause)
    for (const [index, one] of fresh.entries()) found.set(one, saved[index] ?? lost())
    // Comments may be new under a story that is not.
    await saveComments(intake.db, toDiscussions(group, found))
  }
  return received.map((one) => found.get(one) ?? lost())
}

function toHeldPair(one: Received, now: number): [Received, Saved][] {
  const reason = toLeftOut(one.item, now)
  return reason === undefined ? [] : [[one, { outcome: 'held', reason, key: '', id: '', code: '', row: 0 }]]
}

function lost(): never {
  throw new Error('An item was saved, and nothing is known of it.')
}

function toGroups({ channels }: Intake, received: readonly Received[], id: string | undefined) {
  const groups = new Map<Channel, Received[]>()
  const [first] = channels
  const named = id === undefined ? first : channels.find((one) => one.id === id)
  if (named === undefined) throw new RequestError(422, `There is no channel named ${id}.`, { field: 'channel' })
  for (const one of received) {
    const { item } = one
    const own =
      id === undefined ? channels.find((each) => each.id === (item.channel ?? item.moved?.channel)) : undefined
    const channel = own ?? named
    const group = groups.get(channel)
    if (group === undefined) groups.set(channel, [one])
    else group.push(one)
  }
  return groups
}

/** Those that came before exactly so. */
async function loadSame(
  { db }: Intake,
  received: readonly Received[],
  channel: Channel,
): Promise<Map<Received, UnchangedItem>> {
  const hashes = new Map<string, Received>()
  const arrived = received.flatMap((one) => {
    const hash = toLookupHash(one, channel)
    if (hash === undefined || hashes.has(hash)) return []
    hashes.set(hash, one)
    return [{ hash, received: JSON.stringify(toKept(one)) }]
  })
  const same = await loadUnchanged(db, arrived)
  return new Map([...same].flatMap(([hash, item]) => toPair(hashes.get(hash), item)))
}

function toPair(one: Received | undefined, item: UnchangedItem): [Received, UnchangedItem][] {
  return one === undefined ? [] : [[one, item]]
}

function toDiscussions(received: readonly Received[], found: ReadonlyMap<Received, Saved>): Discussion[] {
  return received.flatMap((one) => {
    const row = found.get(one)?.row ?? 0
    const comments = toComments(one.item.replies ?? [], one.context.base)
    return comments.length === 0 || row === 0 ? [] : [{ row, comments }]
  })
}

async function toArrival({ db, channels, base, now }: Intake, channel: Channel) {
  const sources = await loadSources(db, channels)
  const ranks = toRanks(sources)
  const layOver = createLayOver(channels)
  const rules = createRules(channels, channel)
  return { channel, owner: 'import', ranks, mode: 'import', now: now(), toIndex, layOver, rules, base } as const
}
