/**
 * Takes the text of stories from their pages, for a source whose items are only summaries.
 * Promises: one page after the other, a bounded number and time of them, and none of a host that somebody else asks; a
 * page is asked for when its item is new or changed, not at every poll, and where something else stood there again
 * after a day, three and seven; an item whose page can't be had keeps its summary.
 */
import { type CleanContext, cleanItem } from '../clean/clean.ts'
import { toItemBase } from '../clean/identity/base.ts'
import { RULES, type Stage, toStaged, toStageOf, withStage } from '../clean/identity/fingerprint.ts'
import { toAbsoluteAddress } from '../clean/identity/url.ts'
import type { IdentifyBy } from '../model/content.ts'
import type { Item, PageWall, PollState, Source } from '../model/model.ts'
import { claimHost, releaseHost } from '../store/polls.ts'
import { type Arrival, mayRevise } from '../store/saving/arrival.ts'
import type { KnownItem } from '../store/saving/lookups.ts'
import { loadBeneath } from '../store/saving/sent.ts'
import { toSourceScope } from '../store/sources.ts'
import type { Poller } from './claim.ts'
import { findSuspectedTexts, type LateItem, loadLateItems, loadLatestTexts } from './late.ts'
import { findRepeated, type ToldStory, toTextPrint } from './repeats.ts'
import { LONGEST_PAGE, type StoryPage, takeStoryPage } from './story-page.ts'
import { isDue, toSuspected, toWalled } from './walls.ts'
import { toWhole } from './whole.ts'

/** Pages of one refresh, and of those that were not to be had before. */
const MOST = 20
const MOST_AGAIN = 3
/** Walls that are met again in one refresh, before the others are left to the next. */
const PATIENCE = 3
/** No page is begun later than this, and none takes longer: a minute in all. */
const BUDGET = 45_000
/** For one page of another host. */
const LEASE = 2 * LONGEST_PAGE

/** The items of a document, of which some want their page. */
type Listing = {
  readonly source: Source
  readonly items: readonly Item[]
  readonly identifyBy: IdentifyBy
  readonly arrival: Arrival
  readonly knownOf: (item: Item) => KnownItem | undefined
  readonly state: Pick<PollState, 'walls' | 'rules' | 'succeededAt'>
  /** The host that the poll holds, and what it holds it with; of others each page's is claimed by itself. */
  readonly host: string
  readonly token: string
}

export type FullText = {
  /** What is to be stored, in the document's order. */
  readonly items: readonly Item[]
  /** Stories that the document need not bring any more, and that got their text now. */
  readonly late: readonly Item[]
  /** Stories that were stored before the source was one of summaries, with their text: to be stored quietly. */
  readonly filled: readonly Item[]
  /** Words of each article that was new, in the order they were fetched; none where a page has no article. */
  readonly words: readonly number[]
  /** Items whose pages are left to the next poll. */
  readonly left: number
  /** Pages that had something else than their story. */
  readonly walls: readonly PageWall[]
  /** From Retry-After. */
  readonly retryAt?: number
}

/** @throws ConfigError where a secret that the source signs in with is not set; StoreError */
export async function takeFullText(poller: Poller, listing: Listing): Promise<FullText> {
  const plan = await toPlan(poller, listing)
  const { wishes, wanted } = plan
  const pages = await withoutRepeats(poller, plan, await takePages(poller, plan))
  const taken = new Map<Item, Item>()
  for (const [item, page] of pages) {
    taken.set(item, page.item ? toMended(item, page.item, plan) : await toUnread(poller, plan, item))
  }
  const isFilled = (item: Item) => wishes.get(item) === 'text' && taken.has(item)
  const fresh = [...pages].filter(([item]) => wishes.get(item) === 'page' || wishes.get(item) === 'text')
  const retryAt = Math.max(0, ...[...pages.values()].map((one) => one.retryAt ?? 0))
  return {
    items: listing.items.flatMap((item) =>
      isFilled(item) ? [] : (taken.get(item) ?? toUntaken(item, plan, wishes.get(item))),
    ),
    late: plan.late.flatMap(({ item, wall }) =>
      pages.get(item)?.item !== undefined || wall.times === 0 ? (taken.get(item) ?? []) : [],
    ),
    filled: listing.items.flatMap((item) => (isFilled(item) ? (taken.get(item) ?? []) : [])),
    words: fresh.flatMap(([, { words }]) => words ?? []),
    left: [...wanted('page'), ...wanted('text')].filter((item) => !taken.has(item)).length,
    walls: toWalls(poller, plan, pages),
    ...(retryAt > 0 ? { retryAt } : {}),
  }
}

/** `again`: its page was asked for before in vain. `wall`: something else stood there, and the time has come to look
 * again. `text`: it is stored from before its source was one of summaries. */
type Wish = 'page' | 'again' | 'wall' | 'text' | 'nothing'

/** Whose pages are wanted, and what is remembered of them. */
type Plan = Listing & {
  readonly context: CleanContext
  readonly memory: Map<string, PageWall>
  /** Stored stories with a wall that is due, of which the document has nothing. */
  readonly late: readonly LateItem[]
  readonly wishes: ReadonlyMap<Item, Wish>
  readonly wanted: (wish: Wish) => readonly Item[]
}

async function toPlan(poller: Poller, listing: Listing): Promise<Plan> {
  const { source, arrival, identifyBy, state, items } = listing
  const context = { channel: arrival.channel, source: toSourceScope(source), identifyBy }
  const isOfOtherRules = state.rules !== RULES && state.succeededAt !== undefined
  const suspects = isOfOtherRules
    ? findSuspectedTexts(await loadLatestTexts(poller.db, toSourceScope(source)), poller.now())
    : []
  const memory = new Map([...suspects, ...(state.walls ?? [])].map((wall) => [wall.item, wall]))
  const names = new Set(items.flatMap(({ identities }) => identities.map(({ hash }) => hash)))
  const gone = [...memory.values()].filter((wall) => isDue(wall, poller.now()) && !names.has(wall.item))
  const late = await loadLateItems(poller.db, gone, arrival, context)
  for (const { item } of gone) if (!late.some(({ wall }) => wall.item === item)) memory.delete(item)
  const wishes = new Map(items.map((item) => [item, toWish(item, listing, memory, poller.now())]))
  for (const { item } of late) wishes.set(item, 'wall')
  const wanted = (wish: Wish) => [...wishes].flatMap(([item, one]) => (one === wish ? [item] : []))
  return { ...listing, knownOf: withLate(listing, late), context, memory, late, wishes, wanted }
}

function withLate({ knownOf }: Listing, late: readonly LateItem[]): Listing['knownOf'] {
  const known = new Map(late.map((one) => [one.item, one.known]))
  return (item) => known.get(item) ?? knownOf(item)
}

function findInMemory(memory: ReadonlyMap<string, PageWall>, { identities }: Item): PageWall | undefined {
  return identities.map(({ hash }) => memory.get(hash)).find((wall) => wall !== undefined)
}

function toWish(item: Item, { arrival, knownOf }: Listing, memory: ReadonlyMap<string, PageWall>, now: number): Wish {
  const known = knownOf(item)
  if (toPageUrl(item) === undefined) return 'nothing'
  if (known === undefined) return 'page'
  if (!mayRevise(arrival, known)) return 'nothing'
  const stage = toStage(item, known)
  if (stage === undefined) return 'page'
  const wall = findInMemory(memory, item)
  if (wall !== undefined && stage !== 'listed') return isDue(wall, now) ? 'wall' : 'nothing'
  return stage === 'whole' ? 'nothing' : stage === 'missing' ? 'again' : 'text'
}

/** Pages of as many items as time, and the servers, allow. */
async function takePages(poller: Poller, plan: Plan): Promise<Map<Item, StoryPage>> {
  const { wanted } = plan
  const queue = [...wanted('page'), ...wanted('again').slice(0, MOST_AGAIN), ...wanted('wall'), ...wanted('text')]
  const taken = new Map<Item, StoryPage>()
  const end = poller.now() + BUDGET
  let walls = 0
  for (const item of queue) {
    if (taken.size === MOST || poller.now() >= end) break
    const isAgain = plan.wishes.get(item) === 'wall'
    if (isAgain && walls === PATIENCE) continue
    const one = await takeAlone(poller, plan, item)
    if (one === undefined) continue
    taken.set(item, one)
    if (isAgain && one.item === undefined) walls++
    if (one.isRefused) break
  }
  return taken
}

/** A page that stands on another host than the feed is asked for under a claim of its own; undefined where that is held. */
async function takeAlone(poller: Poller, plan: Plan, item: Item): Promise<StoryPage | undefined> {
  const { source, context, token } = plan
  const url = toPageUrl(item) ?? ''
  const { host } = new URL(url)
  if (host === plan.host) return takeStoryPage(poller, source, context, item, url)
  const { db, now } = poller
  if (!(await claimHost(db, host, token, now(), LEASE))) return undefined
  try {
    return await takeStoryPage(poller, source, context, item, url)
  } finally {
    await releaseHost(db, host, token)
  }
}

/** What several stories have is none's: neither those of this poll nor those that are stored keep it. */
async function withoutRepeats(poller: Poller, plan: Plan, pages: Map<Item, StoryPage>): Promise<Map<Item, StoryPage>> {
  const fresh = [...pages].flatMap(([item, page]) => (page.item === undefined ? [] : [toToldStory(item, page.item)]))
  if (fresh.length === 0) return pages
  const rows = new Set(fresh.map(({ item }) => plan.knownOf(item)?.row))
  const stored = (await loadLatestTexts(poller.db, toSourceScope(plan.source))).filter(({ row }) => !rows.has(row))
  const repeated = findRepeated<ToldStory>([...fresh, ...stored])
  const prints = new Set([...plan.memory.values()].map(({ print }) => print))
  for (const one of fresh) {
    const print = toTextPrint(one.text)
    if (!repeated.has(one) && !prints.has(print)) continue
    pages.set(one.item, { wall: { kind: 'repeat', says: toFirstWords(one.text), print } })
  }
  for (const one of stored.filter((each) => repeated.has(each))) {
    if (!plan.memory.has(one.item))
      plan.memory.set(one.item, toSuspected(one.item, toTextPrint(one.text), poller.now()))
  }
  return pages
}

function toToldStory(item: Item, { content }: Item): ToldStory & { readonly item: Item } {
  return { item, title: content.title, url: toPageUrl(item) ?? '', text: content.contentText }
}

/** The first words of a text, to know it by. */
function toFirstWords(whole: string): string {
  const text = whole.slice(0, 200).replace(/\s+/g, ' ').replace(/[“”]/g, '')
  return text.length > 60 ? `${text.slice(0, 60).replace(/\s\S*$/, '')} …` : text
}

/** What is remembered of walls after this poll: one that nothing is asked of any more goes with its item. */
function toWalls(poller: Poller, plan: Plan, pages: ReadonlyMap<Item, StoryPage>): PageWall[] {
  const { memory, items, wishes } = plan
  const walls = new Map(memory)
  for (const [item, { item: whole, wall }] of pages) {
    const before = findInMemory(memory, item)
    if (before) walls.delete(before.item)
    const met = wall ?? (whole === undefined && before !== undefined ? before : undefined)
    const since = wishes.get(item) === 'page' ? undefined : before
    const hash = before?.item ?? item.identities[0]?.hash
    if (met && hash !== undefined) walls.set(hash, toWalled(hash, toPageUrl(item) ?? '', met, since, poller.now()))
  }
  const names = new Set(items.flatMap(({ identities }) => identities.map(({ hash }) => hash)))
  return [...walls.values()].filter(({ item, due }) => due !== undefined || names.has(item))
}

/** A new item is not stored before its page was asked for; one that is there stays as it is. */
function toUntaken(item: Item, { knownOf }: Listing, wish: Wish | undefined): Item[] {
  return wish === 'page' ? [] : [toKnownAs(item, knownOf(item))]
}

/**
 * The item where its page could not be had: with the text that is stored of it, which is not gone because its source
 * put a headline or a tag right; but for one that is a wall's. Its fingerprint is another than the item's, so that a
 * later poll tries again.
 */
async function toUnread(poller: Poller, plan: Plan, item: Item): Promise<Item> {
  const known = plan.knownOf(item)
  const isSuspected = findInMemory(plan.memory, item)?.times === 0
  const before = known && !isSuspected && (await loadBeneath(poller.db, known.row, 'last'))?.sent.received
  if (!before || toStageOf(before) !== 'whole') return toMissing(item)
  return cleanItem(toWhole(item, before.item, toPageUrl(item) ?? '', 'missing'), plan.context)
}

/** A text that comes in the place of another one of its page is told from it. */
function toMended(item: Item, whole: Item, { knownOf }: Plan): Item {
  const { fingerprint } = item
  if (knownOf(item)?.fingerprint !== whole.fingerprint) return whole
  const received = withStage(whole.received, 'mended', fingerprint)
  return { ...whole, fingerprint: toStaged(fingerprint, 'mended'), received }
}

/** The item without its page. */
function toMissing(item: Item): Item {
  const { fingerprint, received } = item
  return {
    ...item,
    fingerprint: toStaged(fingerprint, 'missing'),
    received: withStage(received, 'missing', fingerprint),
  }
}

function toPageUrl({ received: { item, context } }: Item): string | undefined {
  return item.url === undefined ? undefined : toAbsoluteAddress(item.url, toItemBase(item, context.base))
}

/** What became of the page of an item that says the same as when it was stored; undefined where it says another thing. */
function toStage({ fingerprint }: Item, known: KnownItem | undefined): Stage | undefined {
  if (known === undefined) return undefined
  // What needs no hashing first: of most sources that is every item of every poll.
  const stages = ['listed', 'whole', 'missing', 'mended'] as const
  const found = stages.find((stage) => known.fingerprint === toStaged(fingerprint, stage))
  return found === 'mended' ? 'whole' : found
}

/** The item as the one that is stored, where it says the same: so its text stays. */
export function toKnownAs(item: Item, known: KnownItem | undefined): Item {
  return known === undefined || toStage(item, known) === undefined ? item : { ...item, fingerprint: known.fingerprint }
}
