/**
 * The names of a new item: public id, short code, permalink (docs/architecture.md, decisions 3 to 5). Pure; `taken`
 * grows with what is given.
 */
import type { Item } from '../../model/model.ts'
import type { Arrival } from './arrival.ts'
import { type TakenNames, toNumbered, type WantedNames } from './lookups.ts'
import type { Fresh } from './matching.ts'

export type Names = { readonly key: string; readonly id: string; readonly code: string; readonly permalink: string }

/** RFC 3987's outline: a scheme, and nothing that would have to be escaped away. */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}<>"]+$/iu
const LONGEST_ID = 2_000

/** Everything that `toNames` may choose from. */
export function toWantedNames(fresh: readonly Fresh[], arrival: Arrival): WantedNames {
  return {
    codes: fresh.flatMap((one) => toWantedCodes(one, arrival)),
    ids: fresh.flatMap((one) => toIds(one, arrival)),
    permalinks: fresh.flatMap((one) => toPaths(one, arrival, toCodes(toKey(one))[0] ?? '')),
  }
}

/** Chooses names that are free, and marks them as taken. */
export function toFreeNames(fresh: Fresh, arrival: Arrival, taken: TakenNames): Names {
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
  const path = toPath(item, now, code)
  return item.permalink === undefined ? [path] : [item.permalink.replace(/\/$/, ''), path]
}

/** `/2015/06/slug`, by published date (UTC), else by first seen; a date that makes no sense counts as none. */
function toPath({ content, slug }: Item, now: number, code: string): string {
  const { published } = content
  const at = new Date(published !== undefined && published <= now ? published : now)
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
