/** A source's document on its way into the store: read, cleaned, and compared with what is known of the source. */
import { createJudge } from '../clean/admission.ts'
import { type CleanContext, cleanItem, cleanItems, toReceived } from '../clean/clean.ts'
import { RULES, withoutStage } from '../clean/identity/fingerprint.ts'
import { toIdentifyBy } from '../clean/identity/identity.ts'
import type { Noise } from '../clean/identity/noise.ts'
import { withoutTwins } from '../clean/identity/twins.ts'
import { withNoise } from '../clean/renewal.ts'
import { ParseError } from '../errors.ts'
import { readListing } from '../extract/listing.ts'
import { toAdmissionKey } from '../model/admission.ts'
import type { IdentifyBy, Identity } from '../model/content.ts'
import type { Channel, Item, ParsedFeed, PollState, Received, Source } from '../model/model.ts'
import type { Db } from '../store/db.ts'
import { findKnown, type KnownItem, loadKnownItems } from '../store/saving/lookups.ts'
import { addForms } from '../store/saving/matching.ts'
import { toSourceScope } from '../store/sources.ts'
import { type DatedAnswer, keepReckoned } from './dated.ts'
import { isPage, refuseLone } from './discover.ts'
import { toWallError } from './guard.ts'
import { learnNoise } from './noise/noise.ts'

/** Hashes that are asked for at once: some ten milliseconds. */
const HASHES = 1_000
/** Items that are judged between two pauses. */
const JUDGED_AT_ONCE = 25
/** Items that have to be there under their address before new guids are taken for regenerated ones. */
const WITNESSES = 2

/** What is to be saved of a document, and what it says for the next polls. */
export type Reading = {
  readonly feed: ParsedFeed
  readonly items: readonly Item[]
  /** How many there were before the source's keep and block rules left some out. */
  readonly count: number
  /** What it says was taken back. */
  readonly notices: readonly Item[]
  readonly identifyBy: IdentifyBy
  /** What of the source's items differs at each poll and is no edit. */
  readonly noise: Noise
  /** The stored item that an item of the document is, if it was stored before. */
  readonly knownOf: (item: Item) => KnownItem | undefined
}

/** What items that are to be stored say of their source. */
type News = {
  /** Publishing times of the items that are new; where an item has none, now. */
  readonly arrivals: readonly number[]
  /** Whether any item is new or differs from what the source last sent. */
  readonly isChanged: boolean
}

export function toNews({ knownOf }: Reading, items: readonly Item[], isFirst: boolean, now: number): News {
  return {
    arrivals: items.filter((item) => !knownOf(item)).flatMap((item) => toArrival(item, isFirst, now)),
    isChanged: items.some((item) => knownOf(item)?.fingerprint !== item.fingerprint),
  }
}

/** @throws ParseError where the answer is no feed; StoreError */
export async function readItems(
  db: Db,
  source: Source,
  channel: Channel,
  state: PollState,
  answer: DatedAnswer,
  pause: () => Promise<void>,
  now: number,
): Promise<Reading> {
  const feed = withoutTwins(await readFeed(source, answer, pause), answer)
  await pause()
  const all = toReceived(feed, answer, { channel, noise: state.noise ?? [] })
  const received = all.filter(({ item }) => item.withdrawn === undefined)
  const withdrawn = all.filter(({ item }) => item.withdrawn !== undefined)
  await pause()
  const context = { channel, source: toSourceScope(source), identifyBy: toIdentifyBy(feed, state.identifyBy) }
  const { items, known, noise } = await recognize(db, received, context, state, pause)
  const regenerated = context.identifyBy !== 'address' && areGuidsNew(items, known, context.source)
  const identifyBy = regenerated ? 'address' : context.identifyBy
  const named = regenerated ? await cleanAll(received, { ...context, identifyBy }, noise, pause) : items
  const knownOf = (item: Item) => findKnown(item, known)
  const notices = await cleanAll(withdrawn, { ...context, identifyBy }, noise, pause)
  const whole = toWholeItems(feed, named, knownOf)
  const admitted = await admit(whole, source, knownOf, now, pause)
  const dated = await keepReckoned(db, admitted, knownOf)
  return { feed, items: dated, count: whole.length, notices, identifyBy, noise, knownOf }
}

type SourceContext = CleanContext & { readonly source: string }
type Recognized = {
  readonly items: readonly Item[]
  readonly known: ReadonlyMap<string, KnownItem>
  readonly noise: Noise
}

/** The items by the names that they have without what is noise, and what is stored under these. */
async function recognize(
  db: Db,
  received: readonly Received[],
  context: SourceContext,
  { rules, noise = [] }: PollState,
  pause: () => Promise<void>,
): Promise<Recognized> {
  const first = await cleanAll(received, context, noise, pause)
  const before = await loadAllKnown(db, first, pause)
  const isRenamed =
    rules !== RULES &&
    first.some((item) => !findKnown(item, before)) &&
    (await addTodaysForms(db, context, noise, pause))
  const known = isRenamed ? await loadAllKnown(db, first, pause) : before
  const learned = await learnNoise(db, first, known, context, noise)
  if (learned.join() === noise.join()) return { items: first, known, noise }
  await addTodaysForms(db, context, learned, pause)
  const items = await cleanAll(received, context, learned, pause)
  return { items, known: await loadAllKnown(db, items, pause), noise: learned }
}

function cleanAll(
  received: readonly Received[],
  context: SourceContext,
  noise: Noise,
  pause: () => Promise<void>,
): Promise<Item[]> {
  return cleanItems(
    received.map((one) => withNoise(one, noise)),
    context,
    pause,
  )
}

/** Items that the source's rules let in. What is stored already and left out now stays as it is. */
async function admit(
  items: readonly Item[],
  source: Source,
  knownOf: Reading['knownOf'],
  now: number,
  pause: () => Promise<void>,
): Promise<readonly Item[]> {
  if (toAdmissionKey(source) === '') return items
  const judge = createJudge(source, now)
  const admitted: Item[] = []
  for (const [index, item] of items.entries()) {
    if (judge(item, knownOf(item) !== undefined) === undefined) admitted.push(item)
    if (index % JUDGED_AT_ONCE === 0) await pause()
  }
  return admitted
}

/** What other rules named gets today's names too, before it counts as new. Answers whether there is any of it. */
async function addTodaysForms(
  db: Db,
  context: SourceContext,
  noise: Noise,
  pause: () => Promise<void>,
): Promise<boolean> {
  const toForms = (received: Received) => cleanItem(withNoise(withoutStage(received), noise), context).identities
  return (await addForms(db, context.source, toForms, pause)) > 0
}

/** What is left of an item that the document's end cut off revises nothing: the story is there already, in full. */
function toWholeItems({ cut }: ParsedFeed, items: readonly Item[], knownOf: Reading['knownOf']): readonly Item[] {
  const last = items.at(-1)
  return cut && last !== undefined && knownOf(last) !== undefined ? items.slice(0, -1) : items
}

async function readFeed(source: Source, answer: DatedAnswer, pause: () => Promise<void>): Promise<ParsedFeed> {
  const feed = await parseOrName(answer, source.url, () => readListing(answer.bytes, answer, source, pause))
  refuseLone(feed, answer.url)
  return feed
}

/** What stands in the place of a document is named. */
async function parseOrName(
  answer: DatedAnswer,
  asked: string,
  parse: () => ParsedFeed | Promise<ParsedFeed>,
): Promise<ParsedFeed> {
  try {
    return await parse()
  } catch (error) {
    const isNamed = error instanceof ParseError && isPage(answer.bytes, answer.contentType)
    throw (isNamed ? toWallError(answer, asked, error) : undefined) ?? error
  }
}

/** What of the items is stored now. */
export async function loadKnownOf(
  db: Db,
  items: readonly Item[],
  pause: () => Promise<void>,
): Promise<Reading['knownOf']> {
  const known = await loadAllKnown(db, items, pause)
  return (item) => findKnown(item, known)
}

async function loadAllKnown(
  db: Db,
  items: readonly Item[],
  pause: () => Promise<void>,
): Promise<ReadonlyMap<string, KnownItem>> {
  const hashes = items.flatMap(({ identities }) => identities.map(({ hash }) => hash))
  const known = new Map<string, KnownItem>()
  for (let start = 0; start < hashes.length; start += HASHES) {
    for (const [hash, one] of await loadKnownItems(db, hashes.slice(start, start + HASHES))) known.set(hash, one)
    await pause()
  }
  return known
}

/**
 * Whether the source gives its items new guids in each document: it brings items that are known under their address,
 * or where they have none under their text, and none under its guid. Seen with guids made of a build's time or number.
 */
function areGuidsNew(items: readonly Item[], known: ReadonlyMap<string, KnownItem>, source: string): boolean {
  const knownBy = ({ identities }: Item, kind: Identity['kind']) =>
    identities.filter((one) => one.kind === kind).flatMap(({ hash }) => known.get(hash) ?? [])
  if (items.some((item) => knownBy(item, 'guid').length > 0)) return false
  const witnesses = items.flatMap((item) => knownBy(item, hasAddress(item) ? 'address' : 'text'))
  const rows = new Set(witnesses.filter(({ sources }) => sources.includes(source)).map(({ row }) => row))
  return rows.size >= Math.min(WITNESSES, items.filter(hasAddress).length || WITNESSES)
}

function hasAddress({ identities }: Item): boolean {
  return identities.some(({ kind }) => kind === 'address')
}

/** Some formats and sites say only when an item was last changed. Undated items of a first poll were published at some time before: they say nothing of how often. */
function toArrival(item: Item, isFirst: boolean, now: number): number[] {
  const { published, modified } = item.content
  const date = published ?? modified
  return date === undefined ? (isFirst ? [] : [now]) : [Math.min(date, now)]
}

// Whether a source yields what it usually does: a site's new design must not empty its stories. Pure.

/** Below this part of what was usual nothing is taken in. */
const LEAST = 0.3
/** Pages in a row that say that it is the site and not the story; as many make what is usual. */
const ENOUGH = 3
/** Counts that are kept. */
const MOST = 20

/** One sentence where a page has far fewer items than its recent ones. @param before counts, oldest first */
export function toItemHold(host: string, before: readonly number[], count: number): string | undefined {
  const typical = toMedian(before)
  if (before.length === 0 || count >= typical * LEAST) return undefined
  return `The page of ${host} yields ${count} items where it used to yield about ${typical}: ${STAYS}`
}

/**
 * One sentence where articles have far fewer words than those of earlier pages: the last three in a row, those of
 * earlier polls too, or half of three and more at once.
 */
export function toWordHold(host: string, before: readonly number[], batch: readonly number[]): string | undefined {
  if (batch.length === 0) return undefined
  const all = [...before, ...batch]
  const [last, earlier] = [all.slice(-ENOUGH), all.slice(0, -ENOUGH)]
  const isRow = isUsual(earlier) && last.every((count) => count < toMedian(earlier) * LEAST)
  const isBatch = isUsual(before) && batch.length >= ENOUGH && toMedian(batch) < toMedian(before) * LEAST
  if (!isRow && !isBatch) return undefined
  const [now, typical] = isBatch ? [toMedian(batch), toMedian(before)] : [toMedian(last), toMedian(earlier)]
  return `The pages of ${host} yield about ${now} words where they used to yield about ${typical}: ${STAYS}`
}

const STAYS = 'its stories stay as they are until it is as before or the editor accepts it.'

/** What is remembered after a document. */
export function toRememberedCounts(
  before: readonly number[] | undefined,
  counts: readonly number[],
): readonly number[] {
  return [...(before ?? []), ...counts].slice(-MOST)
}

function isUsual(counts: readonly number[]): boolean {
  return counts.length >= ENOUGH
}

function toMedian(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
