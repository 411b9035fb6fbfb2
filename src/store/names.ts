/** The names of a new item: public id, short code, permalink (decisions 3 to 5). Pure; `taken` grows with what is given. */
import type { Item } from '../model.ts'
import type { Arrival } from './arrival.ts'
import { toCodes } from './codes.ts'
import { type Taken, toNumbered, type Wanted } from './known.ts'
import type { Fresh } from './match.ts'

export type Names = { readonly key: string; readonly id: string; readonly code: string; readonly permalink: string }

/** RFC 3987's outline: a scheme, and nothing that would have to be escaped away. */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}<>"]+$/iu
const LONGEST_ID = 2_000

/** Everything that `toNames` may choose from. */
export function toWanted(fresh: readonly Fresh[], arrival: Arrival): Wanted {
  return {
    codes: fresh.flatMap((one) => toWantedCodes(one, arrival)),
    ids: fresh.flatMap((one) => toIds(one, arrival)),
    permalinks: fresh.flatMap((one) => toPaths(one, arrival, toCodes(toKey(one))[0] ?? '')),
  }
}

/** Chooses names that are free, and marks them as taken. */
export function toNames(fresh: Fresh, arrival: Arrival, taken: Taken): Names {
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

function takePermalink({ permalinks, tried }: Taken, path: string): string {
  let number = tried.get(path) ?? 1
  while (permalinks.has(toNumbered(path, number))) number++
  tried.set(path, number)
  const name = toNumbered(path, number)
  permalinks.add(name)
  return name
}
