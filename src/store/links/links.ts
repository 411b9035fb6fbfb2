/**
 * Short links: one indexed read from what was typed to where it leads. Promises: a code that was given out is never
 * given to anything else; what is typed finds the link it was meant for, and one that was written just so before any
 * that only reads like it.
 */

import { toLinkPath, toPathHash } from '../../model/hash.ts'
import type { Db, SqlValue } from '../db.ts'
import { toVersionSql } from '../versions.ts'
import { toPossibleCodes } from './fold.ts'

export { foldCode, toPossibleCodes } from './fold.ts'

/** `retracted`: its item was; `retired`: an editor took the link itself out of use. */
type LinkState = 'live' | 'retracted' | 'retired'

/** What a redirect needs. */
export type Target = {
  readonly code: string
  /** Row of the item; absent where the link leads to an address. */
  readonly item?: number
  readonly channel: string
  /** Path of the item's page, or the address. */
  readonly lead: string
  readonly state: LinkState
  /** The item's own address; only where it was asked for. */
  readonly original?: string
  /** Why the original is not led to. */
  readonly fault?: string
}

type TargetRow = {
  readonly code: string
  readonly item: number | null
  readonly channel: string
  readonly lead: string
  readonly state: LinkState
  readonly original?: string | null
  readonly fault?: string | null
  readonly lost?: string | null
}

/** Codes as they are made: nothing of them is folded. Far most of what is asked for. */
const PLAIN = /^[0-9a-hjkmnp-tv-z]{6,16}$/
/** Longer ones are no names: nothing is looked up. */
const LONGEST = 200

/** What nearly every redirect needs: where a link leads that has nothing special about it. */
type LiveLead = Pick<Target, 'channel' | 'lead'>

const LIVE = `SELECT channel, lead FROM links WHERE code = ? AND state = 'live'`
const PAGE = 'SELECT code, item, channel, lead, state FROM links WHERE code'
const LOST = '(SELECT json_group_array(host) FROM original_hosts WHERE lost IS NOT NULL) AS lost'
const ORIGINAL = `
  SELECT l.code, l.item, l.channel, l.lead, l.state, i.shown ->> '$.url' AS original, o.fault, ${LOST}
  FROM links l LEFT JOIN items i ON i.id = l.item LEFT JOIN originals o ON o.item = l.item WHERE l.code`

/**
 * As `loadTarget`, the short way: for codes as they were made, of live links, in a database that answers at once.
 * Whatever else they are: undefined.
 */
export function loadLive(db: Db, typed: readonly string[]): (LiveLead | undefined)[] {
  const plain = typed.filter((code) => PLAIN.test(code))
  const rows = db.findNow?.(LIVE, plain) ?? []
  const leads = new Map(plain.map((code, index) => [code, toLead(rows[index])]))
  return typed.map((code) => leads.get(code))
}

function toLead(row: readonly SqlValue[] | undefined): LiveLead | undefined {
  return row && { channel: String(row[0]), lead: String(row[1]) }
}

/**
 * Where what was typed leads; undefined where there is no such link. With `originals`, the item's own address too, and
 * why it is not to be led to where that is known.
 */
export async function loadTarget(db: Db, typed: string, originals = false): Promise<Target | undefined> {
  const sql = originals ? ORIGINAL : PAGE
  return toTarget(await find<TargetRow>(db, sql, typed))
}

/** @param sql up to the code */
async function find<Row extends { readonly code: string }>(db: Db, sql: string, typed: string) {
  const keys = PLAIN.test(typed) ? [typed] : toPossible(typed)
  if (keys.length === 0) return undefined
  const found = toFirst(await db.all<Row>(`${sql} IN (${toMarks(keys)})`, ...keys), keys)
  return found ?? db.first<Row>(`${sql} = (${ERASED})`, JSON.stringify(keys.map(toLinkPath).map(toPathHash)))
}

/** What was a name of an erased story is found under the story's own code, and stays taken. */
const ERASED = `
  SELECT i.code FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value CROSS JOIN items i ON i.id = d.item
  LIMIT 1`

/** The codes that may be meant, the most exact first; none where it can be no code. */
function toPossible(typed: string): readonly string[] {
  if (typed.length > LONGEST || !typed.isWellFormed()) return []
  return toPossibleCodes(typed).filter((key) => POSSIBLE.test(key))
}

/** Hyphens: of what is kept as it was written. A hundred letters, some of which are read as two or three. */
const POSSIBLE = /^[\p{L}\p{N}\p{M}_-]{1,300}$/u

function toMarks(keys: readonly string[]): string {
  return keys.map(() => '?').join()
}

function toFirst<Row extends { readonly code: string }>(rows: readonly Row[], keys: readonly string[]) {
  return keys.map((key) => rows.find(({ code }) => code === key)).find((row) => row !== undefined)
}

function toTarget(row: TargetRow | undefined): Target | undefined {
  if (row === undefined) return undefined
  const { item, original, fault, lost, ...rest } = row
  const reason = fault ?? (original && lost ? toLost(original, lost) : undefined)
  return {
    ...rest,
    ...(item === null ? {} : { item }),
    ...(original ? { original } : {}),
    ...(reason === undefined ? {} : { fault: reason }),
  }
}

/** Lost hosts are few, mostly none. */
function toLost(original: string, lost: string): string | undefined {
  if (lost === '[]' || !URL.canParse(original)) return undefined
  const { host } = new URL(original)
  return (JSON.parse(lost) as string[]).includes(host) ? `${host} is lost.` : undefined
}

/** The item behind a link, as far as a preview shows it. */
type LinkedItem = {
  readonly row: number
  readonly id: string
  /** Its own code. */
  readonly code: string
  readonly permalink: string
  readonly url?: string
  readonly state: 'live' | 'retracted'
  readonly reason?: string
  readonly channel: string
  readonly title: string
  readonly language?: string
  readonly erased?: true
}

/** All of a link. */
export type Link = {
  readonly code: string
  /** As it is spoken; absent for codes that were made of a key. */
  readonly name?: string
  readonly channel: string
  readonly state: LinkState
  readonly since: number
  /** Why it was retired. */
  readonly reason?: string
  /** Path of the item's page, or the address. */
  readonly lead: string
  readonly item?: LinkedItem
  /** Why the item's own address is not to be led to. */
  readonly fault?: string
  /** Counts edits (docs/architecture.md, decision 25). */
  readonly version: number
}

type LinkRow = {
  readonly version: number
  readonly code: string
  readonly name: string | null
  readonly channel: string
  readonly state: LinkState
  readonly since: number
  readonly reason: string | null
  readonly lead: string
  readonly item: string | null
  readonly fault: string | null
  readonly lost: string
}

const LINK = `
  SELECT l.code, l.name, l.channel, l.state, l.since, l.reason, l.lead, o.fault, ${LOST},
  ${toVersionSql('link', 'l.code')} AS version, iif(i.id IS NULL, NULL, json_object(
    'row', i.id, 'id', i.public_id, 'code', i.code, 'permalink', i.permalink, 'url', i.shown ->> '$.url',
    'state', i.state, 'reason', i.reason, 'channel', i.channel, 'title', i.shown ->> '$.title',
    'language', i.shown ->> '$.language', 'erased', iif(i.erased = 1, json('true'), NULL))) AS item
  FROM links l LEFT JOIN items i ON i.id = l.item LEFT JOIN originals o ON o.item = l.item`

/** The link that was meant by what was typed, whatever its state. */
export async function loadLink(db: Db, typed: string): Promise<Link | undefined> {
  const row = await find<LinkRow>(db, `${LINK} WHERE l.code`, typed)
  return row && toLink(row)
}

/** Links in the order of their codes, none of erased items. `named`: only those that were named. */
export async function loadLinks(
  db: Db,
  query: { readonly after?: string; readonly item?: number; readonly named?: boolean; readonly limit: number },
): Promise<Link[]> {
  const { after = '', item, named, limit } = query
  const walk = `${named ? 'l.name IS NOT NULL AND ' : ''}l.code > ? AND i.erased IS NOT 1`
  const rows =
    item === undefined
      ? await db.all<LinkRow>(`${LINK} WHERE ${walk} ORDER BY l.code LIMIT ?`, after, limit)
      : await db.all<LinkRow>(`${LINK} WHERE l.item = ? AND ${walk} ORDER BY l.code LIMIT ?`, item, after, limit)
  return rows.map(toLink)
}

function toLink({ name, reason, item: json, fault, lost, ...rest }: LinkRow): Link {
  const item = json === null ? undefined : toLinkedItem(json)
  const why = fault ?? (item?.url === undefined ? undefined : toLost(item.url, lost))
  return {
    ...rest,
    ...(name === null ? {} : { name }),
    ...(reason === null ? {} : { reason }),
    ...(item === undefined ? {} : { item }),
    ...(why === undefined ? {} : { fault: why }),
  }
}

function toLinkedItem(json: string): LinkedItem {
  const members = Object.entries(JSON.parse(json) as Record<string, unknown>)
  return Object.fromEntries(members.filter(([, value]) => value !== null)) as LinkedItem
}
