/**
 * Items that were read elsewhere are taken in as they were received: exports, archives of other sites, folders.
 * Promises: they keep their dates and names, nobody is told, and taking them in again changes nothing and costs little.
 */

import { cleanCalmly } from '../calm/calm.ts'
import { cleanItem, withoutTransient } from '../clean/clean.ts'
import { toIndex } from '../clean/content.ts'
import { createLayOver } from '../clean/edited.ts'
import { toTextBase } from '../clean/identity/base.ts'
import { isCleanedToday, RULES } from '../clean/identity/fingerprint.ts'
import { toLookupHash } from '../clean/identity/identity.ts'
import { toComments } from '../clean/transfer.ts'
import { toTextHash } from '../model/hash.ts'
import { FEED_DATES, isToBePublic, toHeld } from '../model/hold.ts'
import type { Channel, ParsedItem, Received } from '../model/model.ts'
import { type Discussion, saveComments } from '../store/feeds/comments.ts'
import type { Cleaner } from '../store/saving/arrival.ts'
import { isRecleaned, recleanItems, saveRecleaned, type Tell } from '../store/saving/edits.ts'
import { loadUnchanged, type UnchangedItem } from '../store/saving/lookups.ts'
import { type Saved, saveItems } from '../store/saving/saving.ts'
import { toRecleaningStep } from '../store/upgrade/recleaning.ts'
import type { Step } from '../store/upgrade/upgrade.ts'
import {
  endDrafts,
  type Intake,
  type KeptStory,
  type KnownStory,
  toArrivalByHand,
  toHoldSentence,
  toNamedChannel,
} from './intake.ts'

/**
 * Stores items and what readers wrote under them. Each goes to the channel that is named here, else to the one it
 * names itself, else to the first. What is not public yet is held. Answers what became of each, in their order.
 * @param drafts whether what is to be public some time is kept, as drafts and scheduled stories
 * @throws RequestError where there is no such channel; StoreError
 */
export async function takeReceived(
  intake: Intake,
  received: readonly Received[],
  channelId?: string,
  drafts = false,
): Promise<Saved[]> {
  const found = new Map(received.flatMap((one) => toHeldPair(one, intake.now())))
  if (drafts) await keepWaiting(intake, received, found, channelId)
  const open = received.filter((one) => !found.has(one))
  for (const [channel, group] of toGroups(intake, open, channelId)) {
    for (const [one, item] of await loadSame(intake, group, channel)) found.set(one, { outcome: 'unchanged', ...item })
    const fresh = group.filter((one) => !found.has(one))
    const cleaned = await cleanCalmly(intake, fresh, { channel })
    const { items, promised, ends } = await endDrafts(intake, cleaned)
    const arrival = toArrivalByHand(intake, { channel, owner: 'import', mode: 'import', promised })
    const saved = await saveItems(intake.db, items, arrival, ends, intake.pause)
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

/** Those that are to be public some time become drafts, in place of being left out. */
async function keepWaiting(
  intake: Intake,
  received: readonly Received[],
  found: Map<Received, Saved>,
  channelId: string | undefined,
): Promise<void> {
  for (const one of received) {
    const hold = toHeld(one.item, intake.now(), FEED_DATES)
    if (hold === undefined || !isToBePublic(hold)) continue
    const channel = toOwnChannel(intake, one, channelId)
    const kept = await intake.drafts?.keep({ received: one, channel, publishAt: hold.until, again: true })
    if (kept !== undefined) found.set(one, toDrafted(kept))
  }
}

/** A story that is here already stays as it is. */
function toDrafted({ outcome, code }: KeptStory | KnownStory): Saved {
  const isKept = outcome === 'added' || outcome === 'updated'
  return { outcome: isKept ? 'drafted' : 'unchanged', isNew: outcome === 'added', code, key: '', id: '', row: 0 }
}

/** Why one of several that are imported is left out. */
function toLeftOut(item: ParsedItem, now: number): string | undefined {
  const hold = toHeld(item, now, FEED_DATES)
  if (hold === undefined) return undefined
  const name = item.title?.value ?? item.url ?? item.guid ?? 'A story'
  return `“${name.slice(0, 100)}” was left out: ${toHoldSentence(hold)}`
}

function lost(): never {
  throw new Error('An item was saved, and nothing is known of it.')
}

function toOwnChannel({ channels }: Intake, { item }: Received, id: string | undefined): Channel {
  const own = id === undefined ? channels.find((each) => each.id === (item.channel ?? item.moved?.channel)) : undefined
  return own ?? toNamedChannel({ channels }, id)
}

function toGroups(intake: Intake, received: readonly Received[], id: string | undefined) {
  const groups = new Map<Channel, Received[]>()
  toNamedChannel(intake, id)
  for (const one of received) {
    const channel = toOwnChannel(intake, one, id)
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
    return [{ hash, received: JSON.stringify(withoutTransient(one)) }]
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
    const comments = toComments(one.item.replies ?? [], toTextBase(one))
    return comments.length === 0 || row === 0 ? [] : [{ row, comments }]
  })
}

/**
 * Cleans every stored item again, as it was received; answers how many say something else now
 * (docs/architecture.md, decision 6). Where neither rules nor channels are others than the last time, that is nothing,
 * and costs nothing. @param version of the service @throws StoreError
 */
export async function reclean(intake: Intake, version: string, tell?: Tell): Promise<number> {
  const { db, now, channels, pause } = intake
  const by = toTextHash(JSON.stringify([RULES, version, channels]))
  if (await isRecleaned(db, by, RULES)) return 0
  const options = { toIndex, layOver: createLayOver(channels), pause, ...(tell === undefined ? {} : { tell }) }
  const changed = await recleanItems(db, createCleaner(intake), now(), options)
  await saveRecleaned(db, by, now())
  return changed
}

/** The step of an upgrade by which better rules reach what is stored. */
export function toRecleanStep(intake: Intake): Step {
  const { now, channels, pause } = intake
  const layOver = createLayOver(channels)
  const clean = createCleaner(intake)
  return toRecleaningStep(RULES, { now, clean, isCurrent: isCleanedToday, toIndex, layOver, pause })
}

function createCleaner(intake: Pick<Intake, 'channels'>): Cleaner {
  return (received, channelId, source) =>
    cleanItem(received, { channel: toNamedChannel(intake, channelId), ...(source ? { source } : {}) })
}
