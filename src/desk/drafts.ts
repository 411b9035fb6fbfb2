/**
 * Drafts, and stories that wait for their time (docs/architecture.md, decision 15). Promises: nobody who asks in public
 * can tell whether there is one; each is published once, in the order of their times, as a posted story is, however many
 * try and whatever breaks off meanwhile.
 */
import { cleanCalmly, readCalmly, receiveParsed } from '../calm/calm.ts'
import { withoutTransient } from '../clean/clean.ts'
import { ParseError, RequestError, StoreError, VersionError } from '../errors.ts'
import {
  type DraftIntake,
  type HeldStory,
  type Intake,
  isHistory,
  type KeptStory,
  type KnownStory,
  refuseBeyond,
  toArrivalByHand,
  toNamedChannel,
} from '../intake/intake.ts'
import { withNamed } from '../intake/named-pictures.ts'
import type { WrittenStory } from '../model/draft.ts'
import { toTextHash } from '../model/hash.ts'
import type { Channel, Item, ParsedItem, Received } from '../model/model.ts'
import {
  addDraft,
  changeDraft,
  type Draft,
  type DraftFields,
  deleteDraft,
  loadDraft,
  loadDraftCodes,
  loadDraftFiles,
  loadDraftsByKey,
  loadDraftsOfFiles,
  loadDueDrafts,
  toEndStatements,
  toPublicationStatements,
  unscheduleDraft,
} from '../store/desk/drafts.ts'
import { clearFault, saveFault } from '../store/faults.ts'
import { toCodes } from '../store/saving/decisions.ts'
import { findKnown, loadKnownItems } from '../store/saving/lookups.ts'
import { type Saved, saveItems } from '../store/saving/saving.ts'

/** Characters of what was received: what is larger could not be published on D1. */
const LARGEST = 600_000
/** Read at once. */
const DUE_AT_ONCE = 50

/** `keep`: what is written with it where it is a new draft. */
export type WrittenDraft = WrittenStory & { readonly keep?: HeldStory['keep'] }

/** Reads one story and keeps it. @throws ParseError, RequestError where it is none, or is here already */
export async function writeDraft(
  desk: Intake,
  written: WrittenDraft,
  how: 'new' | 'again',
): Promise<KeptStory | KnownStory> {
  const story = await readStory(desk, written)
  return how === 'again' ? keepStory(desk, story) : addStory(desk, story)
}

/** Puts what is written in the place of a draft. @throws VersionError where it is another than it was */
export async function rewriteDraft(desk: Intake, draft: Draft, written: WrittenDraft): Promise<void> {
  const story = await readStory(desk, written)
  const item = { ...toUnsaid(draft.received.item), ...story.received.item }
  const { fields, known } = await judge(desk, { ...story, received: { ...story.received, item } })
  if (known !== undefined) throw new RequestError(422, 'There is a story of this name already.', { code: known.code })
  if (!(await changeDraft(desk.db, draft, fields, desk.now()))) throw toChanged(draft.code)
}

/** What no JSON item says: what the story is called in addresses, and where an old site led to it. */
function toUnsaid({ slug, alsoAt }: ParsedItem): Pick<ParsedItem, 'slug' | 'alsoAt'> {
  return { ...(slug === undefined ? {} : { slug }), ...(alsoAt === undefined ? {} : { alsoAt }) }
}

function toChanged(code: string): VersionError {
  return new VersionError(code, 'The draft was changed, deleted or published meanwhile: read it again.')
}

async function readStory(desk: Intake, { bytes, contentType, channel: id, ...rest }: WrittenDraft): Promise<HeldStory> {
  const origin = { contentType }
  const feed = await readCalmly(desk, bytes, origin)
  if (feed.items.length === 0 && feed.warnings.length > 0) throw new ParseError(feed.warnings.join(' '))
  if (feed.items.length !== 1) {
    throw new RequestError(422, `A draft is one story; there are ${feed.items.length} in the body.`, { field: 'body' })
  }
  refuseBeyond(feed)
  const channel = toNamedChannel(desk, id ?? feed.items[0]?.channel)
  const [received] = (await receiveParsed(desk, feed, origin, { channel })).received
  if (received === undefined) throw new Error('A draft was read, and nothing is known of it.')
  const publishAt = rest.publishAt ?? received.item.hold?.until
  return { ...rest, received, channel, publishAt }
}

/** What intake is handed. */
export function createDraftIntake(desk: Intake): DraftIntake {
  return {
    keep: (story) => keepStory(desk, story),
    loadCodes: (hashes) => loadDraftCodes(desk.db, hashes),
    toEnds: (codes) => toEndStatements(codes, desk.now()),
    loadFiles: () => loadDraftFiles(desk.db),
    leave: async (file, codes) => {
      for (const { code } of await loadDraftsOfFiles(desk.db, [file])) {
        if (!codes.includes(code)) await deleteDraft(desk.db, code)
      }
    },
    leaveFiles: async (present) => {
      const gone = (await loadDraftFiles(desk.db)).filter((file) => !present.includes(file))
      for (const { code } of await loadDraftsOfFiles(desk.db, gone)) await deleteDraft(desk.db, code)
    },
  }
}

/** A story that was handed in before is that draft. */
async function keepStory(desk: Intake, story: HeldStory): Promise<KeptStory | KnownStory> {
  const { fields, known } = await judge(desk, story)
  if (known !== undefined) return known
  const draft = await findDraft(desk, fields, story.former ?? [])
  if (draft === undefined) return add(desk, fields, story)
  if (isSameDraft(draft, fields) || (story.again && draft.posted !== undefined))
    return { outcome: 'unchanged', code: draft.code }
  // Where somebody edits it at this moment, that is what is kept of it, and the next time it is this.
  await changeDraft(desk.db, draft, fields, desk.now())
  return { outcome: 'updated', code: draft.code }
}

/** A story by itself, unless it is word for word a draft that is there: who asks again for want of an answer means that one. */
async function addStory(desk: Intake, story: HeldStory): Promise<KeptStory | KnownStory> {
  const { fields, known } = await judge(desk, story)
  if (known !== undefined) return known
  const there = (await loadDraftsByKey(desk.db, fields.key)).find((draft) => isSameDraft(draft, fields))
  return there === undefined ? add(desk, fields, story) : { outcome: 'unchanged', code: there.code }
}

async function add(desk: Intake, fields: DraftFields, { keep = () => [] }: HeldStory): Promise<KeptStory> {
  const toCode = () => toCodes(toTextHash(crypto.randomUUID()))[0] ?? ''
  const more = (code: string) => keep({ outcome: 'added', code })
  return { outcome: 'added', code: await addDraft(desk.db, fields, toCode, desk.now(), more) }
}

/** What is to be kept of a story, and the story that it is where that is here already. */
async function judge(
  desk: Intake,
  { received: given, channel, publishAt, posted, note, file }: HeldStory,
): Promise<{ readonly fields: DraftFields; readonly known: KnownStory | undefined }> {
  const received = withoutTransient(given)
  if (JSON.stringify(received).length > LARGEST)
    throw new RequestError(413, 'The story is too large.', { field: 'body' })
  const item = await cleanOne(desk, received, channel)
  const key = item.identities[0]?.hash ?? ''
  const known = await findStory(desk, item)
  return { fields: { channel: channel.id, key, received, posted, publishAt, note, file }, known }
}

/** The story of this name that is here. */
async function findStory({ db }: Intake, item: Item): Promise<KnownStory | undefined> {
  const hashes = item.identities.map(({ hash }) => hash)
  const found = findKnown(item, await loadKnownItems(db, hashes))
  return found && { outcome: found.state === 'live' ? 'public' : 'retracted', code: found.code }
}

async function cleanOne(desk: Intake, received: Received, channel: Channel): Promise<Item> {
  const [item] = await cleanCalmly(desk, [received], { channel })
  if (item === undefined) throw new Error('A draft was cleaned, and nothing is known of it.')
  return item
}

/** The draft of the same file, or of the same story where it has none. */
async function findDraft({ db }: Intake, { key, file }: DraftFields, former: readonly string[]) {
  if (file === undefined) return (await loadDraftsByKey(db, key))[0]
  const drafts = await loadDraftsOfFiles(db, [file, ...former])
  return drafts.find((draft) => draft.key === key) ?? drafts.find((draft) => former.includes(draft.file ?? ''))
}

const COMPARED = ['channel', 'received', 'posted', 'publishAt', 'note', 'file'] as const

function isSameDraft(draft: Draft, fields: DraftFields): boolean {
  return COMPARED.every((name) => JSON.stringify(draft[name]) === JSON.stringify(fields[name]))
}

// Publishing.

/**
 * Makes a draft public now. @throws VersionError where somebody else did, or changed it, or it is of another version than
 * the one that is given; RequestError where its channel is gone
 */
export async function publishDraft(desk: Intake, code: string, version?: number): Promise<Saved> {
  const draft = await loadDraft(desk.db, code)
  if (draft === undefined || draft.version !== (version ?? draft.version)) throw toChanged(code)
  const saved = await release(desk, draft)
  if (saved === undefined) throw toChanged(code)
  return saved
}

/** Publishes what is due, at most so many; answers how many became public. One that can't be keeps no other back. */
export async function publishDue(desk: Intake, limit = Number.POSITIVE_INFINITY): Promise<number> {
  const now = desk.now()
  let all = 0
  for (let left = limit; left > 0; ) {
    const due = await loadDueDrafts(desk.db, now, Math.min(left, DUE_AT_ONCE))
    let published = 0
    for (const draft of due) if (await releaseDue(desk, draft)) published++
    all += published
    left -= due.length
    // Others are at it, too: what they leave is left for the next time.
    if (published === 0) break
  }
  return all
}

/** One that can't be published waits for an editor, who is told: it would come first each time. @throws StoreError */
async function releaseDue(desk: Intake, draft: Draft): Promise<boolean> {
  const { db, now, log } = desk
  const subject = `draft:${draft.code}`
  try {
    const isReleased = (await release(desk, draft)) !== undefined
    await clearFault(db, subject)
    return isReleased
  } catch (error) {
    if (error instanceof StoreError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    log.error('A scheduled story could not be published.', { draft: draft.code, reason })
    await unscheduleDraft(db, draft, now())
    await saveFault(db, subject, `The draft ${draft.code} could not be published, and waits for you: ${reason}`, now())
    return false
  }
}

/** In one batch with its end as a draft. Undefined: it is no draft any more, or another than was read. */
async function release(desk: Intake, draft: Draft): Promise<Saved | undefined> {
  const { db, pause } = desk
  const now = desk.now()
  const channel = toNamedChannel(desk, draft.channel)
  const received = toPublic(draft, now)
  const [named = received.item] = await withNamed(desk, [received.item])
  const item = await cleanOne(desk, { ...received, item: named }, channel)
  if ((await findStory(desk, item))?.outcome === 'retracted') {
    throw new RequestError(
      409,
      'This story was retracted, and stays so until it is restored.',
      { code: draft.code },
      { kind: 'withdrawn' },
    )
  }
  const arrival = toArrivalByHand(desk, {
    channel,
    owner: draft.file === undefined ? 'editor' : 'archive',
    // Late, because nobody ran the service, it is news all the same.
    mode: isHistory(item, Math.min(draft.publishAt ?? now, now)) ? 'import' : 'live',
    promised: [draft.code],
  })
  try {
    const [saved] = await saveItems(
      db,
      [{ ...item, code: draft.code }],
      arrival,
      toPublicationStatements(draft, now),
      pause,
    )
    return saved
  } catch (error) {
    if (error instanceof StoreError && error.unique) return undefined
    throw error
  }
}

/** As received, with dates that have come: a story that is dated by its schedule is of that time, else of now at the latest. */
function toPublic({ received, publishAt }: Draft, now: number): Received {
  const { published, created, modified, ...item } = received.item
  const said = published ?? (created === undefined && modified === undefined ? publishAt : undefined)
  const dates = Object.entries({ published: said, created, modified }).flatMap(([name, time]) =>
    time === undefined ? [] : [[name, Math.min(time, now)]],
  )
  return { ...received, item: { ...item, ...Object.fromEntries(dates) } }
}
