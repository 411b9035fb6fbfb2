/** Stories that somebody hands in: nothing of them is public before its time (`model/hold.ts`). */
import { RequestError } from '../errors.ts'
import { type Hold, toHeld } from '../model/hold.ts'
import type { ParsedFeed, ParsedItem } from '../model/model.ts'
import type { Db } from '../store/db.ts'
import { clearFault, loadFaults, saveFault } from '../store/faults.ts'

/** Why each item of a document is not public now; undefined where it is. */
export function toHolds(feed: ParsedFeed, now: number): (Hold | undefined)[] {
  const dated = feed.format === 'story' ? 'date' : 'date_published'
  return feed.items.map((item) => toHeld(item, now, dated))
}

/** Refuses a posted document of which anything is not public: who posted it should not have to find out what of it is. */
export function refuseHeld(feed: ParsedFeed, now: number): void {
  const holds = toHolds(feed, now)
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined) return
  const { field } = hold
  const which = feed.items.length > 1 ? `Item ${at + 1} of the document: ` : ''
  const detail = `${which}${toSentence(hold)} Drafts and scheduled stories can not be kept yet: nothing was taken in.`
  throw new RequestError(422, detail, { field, errors: [{ field, detail }] })
}

/** What is held of a file, and until when where time alone decides. */
export type HeldFile = { readonly sentence: string; readonly until?: number }

/**
 * What is to be said of a file whose stories are held; undefined: none is. No headline is in it.
 */
export function toLeft(holds: readonly (Hold | undefined)[]): HeldFile | undefined {
  const at = holds.findIndex((one) => one !== undefined)
  const hold = holds[at]
  if (hold === undefined) return undefined
  const untils = holds.flatMap((one) => one?.until ?? [])
  const more = holds.filter((one) => one !== undefined).length - 1
  const which = holds.length > 1 ? `item ${at + 1}${more > 0 ? ` (and ${more} more)` : ''} is left out: ` : ''
  const then = hold.until === undefined ? 'while it says so, the story is not taken in.' : 'then the story is taken in.'
  const sentence = `${which}${toSentence(hold, ': ')}${then}`
  return untils.length === 0 ? { sentence } : { sentence, until: Math.min(...untils) }
}

/** Why one of several that are imported is left out. */
export function toLeftOut(item: ParsedItem, now: number): string | undefined {
  const hold = toHeld(item, now, 'date_published')
  if (hold === undefined) return undefined
  const name = item.title?.value ?? item.url ?? item.guid ?? 'A story'
  return `“${name.slice(0, 100)}” was left out: ${toSentence(hold)}`
}

function toSentence({ field, says }: Hold, end = '.'): string {
  return `${field} ${says}${end}`
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
export async function clearFile(db: Db, name: string): Promise<void> {
  for (const kind of KINDS) await clearFault(db, `${kind}:${name}`)
}

/** Forgets what was said of files that are no longer there. */
export async function forgetFiles(db: Db, present: readonly string[]): Promise<void> {
  const kept = new Set(present.flatMap((name) => KINDS.map((kind) => `${kind}:${name}`)))
  for (const { subject } of await loadFaults(db)) {
    if (/^(?:file|held):/.test(subject) && !kept.has(subject)) await clearFault(db, subject)
  }
}
