/** What is to be written of a batch. Pure: the database is read before and written after. */

import type { Content } from '../../model/content.ts'
import { toOwnDate } from '../../model/dates.ts'
import type { Sent } from '../../model/history.ts'
import type { Item } from '../../model/model.ts'
import { type Arrival, mayRevise } from './arrival.ts'
import { isSame } from './editing.ts'
import { type KnownItem, type ShownItem, type TakenNames, toNumbered, type WantedNames } from './lookups.ts'
import type { Fresh, Match, Seen } from './matching.ts'

export type Creation = Names & { readonly kind: 'create'; readonly match: Fresh; readonly updated: number }

export type Revising = {
  readonly kind: 'revise'
  readonly match: Seen
  readonly shown: Content
  /** Whether what is shown differs from what the source sent: an editor holds some of it. */
  readonly edited: boolean
  readonly updated: number
}

/** A change that is kept and not shown. */
export type Proposal = { readonly kind: 'propose'; readonly match: Seen }

/** Nothing but names: of a source that carried it, of forms it is known by. */
type Naming = { readonly kind: 'name'; readonly match: Exclude<Match, Fresh> }

export type Decision = Creation | Revising | Proposal | Naming

/**
 * Items that this arrival changes, of which `toDecisions` needs to know what is shown.
 * @param redated rows of those whose date alone was put right
 */
export function toChanged(matches: readonly Match[], arrival: Arrival, redated: ReadonlySet<number>): KnownItem[] {
  return matches.flatMap((match) => {
    if (match.kind !== 'seen' || !isAsked(match, arrival)) return []
    const { known, sighting } = match
    return known.fingerprint !== sighting.item.fingerprint || redated.has(known.row) ? [known] : []
  })
}

function isAsked({ again, known }: Seen, arrival: Arrival): boolean {
  return !again && !known.erased && mayRevise(arrival, known)
}

/** One decision for each match, in the same order. @param shown of those that are changed */
export function toDecisions(
  matches: readonly Match[],
  shown: ReadonlyMap<number, ShownItem>,
  taken: TakenNames,
  arrival: Arrival,
): Decision[] {
  return matches.map((match) => {
    if (match.kind === 'fresh') return toCreation(match, taken, arrival)
    if (match.kind === 'twin' || !isAsked(match, arrival)) return { kind: 'name', match }
    const before = shown.get(match.known.row)
    return before === undefined ? { kind: 'name', match } : toRevising(match, before, arrival)
  })
}

function toCreation(match: Fresh, taken: TakenNames, arrival: Arrival): Creation {
  const { content } = match.sighting.item
  // Before 1970 there were stories too.
  const said = [content.modified, content.published].filter(isOnCalendar)
  const updated = Math.min(said.length > 0 ? Math.max(...said) : arrival.now, arrival.now)
  return { kind: 'create', match, ...toFreeNames(match, arrival, taken), updated: Math.trunc(updated) }
}

function toRevising(match: Seen, before: ShownItem, arrival: Arrival): Revising | Proposal {
  const { now, mode } = arrival
  const { known, sighting } = match
  if (known.state === 'retracted') return { kind: 'propose', match }
  const { edit } = before
  const shown = edit === undefined ? sighting.item.content : arrival.layOver(toSent(match, arrival), edit)
  // The source's modified date is no field that readers see: alone it makes no revision of an edited story.
  if (edit !== undefined && isSame({ ...shown, modified: 0 }, { ...before.shown, modified: 0 }))
    return { kind: 'propose', match }
  const isNews = mode !== 'filled' && isSubstantive(before.shown, shown)
  const updated = isNews ? Math.max(known.updated, now) : known.updated
  return { kind: 'revise', match, shown, edited: edit !== undefined, updated }
}

/** The story may have gone to another channel since. */
function toSent({ known, sighting: { item } }: Seen, { source }: Arrival): Sent {
  const { received, content } = item
  return { received, content, channel: known.channel, ...(source === undefined ? {} : { source }) }
}

// What makes a change of a story substantive (docs/architecture.md, decision 9).

/** A tenth of the words. */
const SHARE = 0.1

/** Whether the source moved its own modified date together with its words, or a tenth of those of the text changed. */
export function isSubstantive(before: Content, after: Content): boolean {
  const [old, fresh] = [toText(before), toText(after)]
  if (old === fresh && before.summary === after.summary) return false
  const moved = (after.modified ?? Number.NEGATIVE_INFINITY) > (before.modified ?? before.published ?? 0)
  return moved || toChangedShare(old, fresh) >= SHARE
}

function toText(content: Content): string {
  return `${content.title}\n${content.contentText}`
}

/** Words that one text has and the other lacks, whichever are more, as a share of the longer text. */
function toChangedShare(old: string, fresh: string): number {
  const [a, b] = [toCounts(old), toCounts(fresh)]
  const longer = Math.max(a.total, b.total)
  if (longer === 0) return 0
  return Math.max(countMissing(a.words, b.words), countMissing(b.words, a.words)) / longer
}

type Counts = { readonly words: ReadonlyMap<string, number>; readonly total: number }

function toCounts(text: string): Counts {
  const words = new Map<string, number>()
  let total = 0
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    words.set(word, (words.get(word) ?? 0) + 1)
    total++
  }
  return { words, total }
}

function countMissing(from: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let missing = 0
  for (const [word, count] of from) missing += Math.max(0, count - (other.get(word) ?? 0))
  return missing
}

// The names of a new item: public id, short code, permalink (docs/architecture.md, decisions 3 to 5). `taken` grows
// with what is given.

type Names = { readonly key: string; readonly id: string; readonly code: string; readonly permalink: string }

/** RFC 3987's outline: a scheme, and nothing that would have to be escaped away. */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}<>"]+$/iu
const LONGEST_ID = 2_000
/** Schemes that run or read something where a reader makes a link of an id. */
const RUNNING = /^(?:javascript|vbscript|livescript|mocha|data|file|filesystem|blob|about|jar|view-source):/i

/** Everything that `toNames` may choose from. */
export function toWantedNames(fresh: readonly Fresh[], arrival: Arrival): WantedNames {
  return {
    codes: fresh.flatMap((one) => toWantedCodes(one, arrival)),
    ids: fresh.flatMap((one) => toIds(one, arrival)),
    permalinks: fresh.flatMap((one) => toPaths(one, arrival, toCodes(toKey(one))[0] ?? '')),
  }
}

/** Chooses names that are free, and marks them as taken. */
function toFreeNames(fresh: Fresh, arrival: Arrival, taken: TakenNames): Names {
  const key = toKey(fresh)
  const code = take(taken.codes, toWantedCodes(fresh, arrival))
  const id = take(taken.ids, toIds(fresh, arrival))
  const paths = toPaths(fresh, arrival, code)
  const path = paths.find((one) => !taken.permalinks.has(`${one}/`)) ?? paths.at(-1) ?? ''
  return { key, id, code, permalink: takePermalink(taken, path) }
}

function toKey({ forms }: Fresh): string {
  return forms[0]?.hash ?? ''
}

/** The guid where it can stand for the item everywhere, else a tag URI (RFC 4151) of the key. */
function toIds(fresh: Fresh, { channel, base }: Arrival): string[] {
  const { guid } = fresh.sighting.item
  const made = `tag:${channel.tag}:${toKey(fresh)}`
  return guid !== undefined && isPublicId(guid, base) ? [guid, made, `${made}.2`] : [made, `${made}.2`]
}

function isPublicId(guid: string, base: string | undefined): boolean {
  if (guid.length > LONGEST_ID || !IRI.test(guid) || !guid.isWellFormed()) return false
  if (RUNNING.test(guid)) return false
  return base === undefined || !guid.toLowerCase().includes(base.toLowerCase())
}

/** The code that it had where it comes from, then those that its key has; a polled source chooses nothing. */
function toWantedCodes(fresh: Fresh, { source }: Arrival): string[] {
  const { code } = fresh.sighting.item
  const own = toCodes(toKey(fresh))
  return code === undefined || source !== undefined ? own : [code, ...own]
}

/** Permalinks without their last slash: the one it had, where it is free, else one by its date. */
function toPaths(fresh: Fresh, { now }: Arrival, code: string): string[] {
  const { item } = fresh.sighting
  const path = toDatedPath(item, now, code)
  return item.permalink === undefined ? [path] : [item.permalink.replace(/\/$/, ''), path]
}

function isOnCalendar(time: number | undefined): time is number {
  return time !== undefined && !Number.isNaN(new Date(time).getTime())
}

/** `/2015/06/slug`, by its own date (UTC), else by first seen; a date that makes no sense counts as none. */
export function toDatedPath({ content, slug }: Item, now: number, code: string): string {
  const own = toOwnDate(content)
  const at = new Date(own !== undefined && own <= now ? own : now)
  const year = at.getUTCFullYear()
  const date = year >= 0 ? at : new Date(now)
  const month = String(date.getUTCMonth() + 1).padStart(2, '0')
  return `/${String(date.getUTCFullYear()).padStart(4, '0')}/${month}/${slug || code}`
}

/** The first that is free; of a list with none the last, for the database to refuse. */
function take(taken: Set<string>, candidates: readonly string[]): string {
  const name = candidates.find((candidate) => !taken.has(candidate)) ?? candidates.at(-1) ?? ''
  taken.add(name)
  return name
}

function takePermalink({ permalinks, tried }: TakenNames, path: string): string {
  let number = tried.get(path) ?? 1
  while (permalinks.has(toNumbered(path, number))) number++
  tried.set(path, number)
  const name = toNumbered(path, number)
  permalinks.add(name)
  return name
}

// Short codes (docs/architecture.md, decision 5): the beginning of an item's key in lower-case Crockford base 32.

/** No i, l, o, u: what is read aloud or typed from paper can't be mistaken. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHORTEST = 6
/** 80 bits: whoever has this many in common has the key in common. */
const LONGEST = 16

/** What the characters of a code read as where they stand for others. */
const READ_AS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', l: 'i', 3: 'e', 4: 'a', 5: 's', v: 'u' }

/** Codes that read as one of these are not given out: rude ones, and those that promise what a story is not. */
const SKIPPED = new Set(
  `nigger niggers faggot fucked fucker fuckme fuckyou shitty bitches rapist raping rapers whores cunts asshole bastard
   nazism hitler jihadi terror murder killer killed deaths corpse cancer hacked hacker malware scammer breach erased
   delete error404 virus porno porn0s sexting naked hamas isis15`
    .split(/\s+/)
    .map(toLetters),
)

/**
 * The codes that the item with this key may have, shortest first.
 * @param key SHA-256 as lower-case hex
 */
export function toCodes(key: string): string[] {
  const whole = toBase32(key)
  const letters = toLetters(whole)
  const lengths = [SHORTEST, SHORTEST + 1, SHORTEST + 2, SHORTEST + 3, LONGEST]
  return lengths.filter((length) => !SKIPPED.has(letters.slice(0, length))).map((length) => whole.slice(0, length))
}

/** 20 bits at a time: five digits of hex are four of base 32. */
function toBase32(key: string): string {
  let whole = ''
  for (let at = 0; at < 20; at += 5) {
    const bits = Number.parseInt(key.slice(at, at + 5), 16)
    for (let shift = 15; shift >= 0; shift -= 5) whole += ALPHABET.charAt((bits >> shift) & 31)
  }
  return whole
}

function toLetters(code: string): string {
  return code.replace(/[01345lv]/g, (character) => READ_AS[character] ?? character)
}
