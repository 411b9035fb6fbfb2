/** Names for items in bulk: from another shortener's table, or with items that move here. */
import type { MovedLink } from '../model.ts'
import { type Db, type Statement, statement } from './db.ts'
import { foldCode } from './fold.ts'
import { overList, toElement } from './lists.ts'

/** A name that an item is to have; `item` is its row. */
export type GivenName = { readonly name: string; readonly item: number; readonly since?: number }

/** `there`: it leads to that item already. `taken`: it leads elsewhere, and so does its exact spelling. */
export type NameOutcome = 'added' | 'there' | 'taken'

const AT_ONCE = 500

/**
 * Gives names where they are free. A name whose folded form leads elsewhere is kept as it is spelled: other shorteners
 * tell `aBc` from `abC`. Answers what became of each, in their order; doing it again changes nothing.
 */
export async function giveNames(db: Db, names: readonly GivenName[], now: number): Promise<NameOutcome[]> {
  const outcomes: NameOutcome[] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    outcomes.push(...(await giveSome(db, names.slice(at, at + AT_ONCE), now)))
  }
  return outcomes
}

async function giveSome(db: Db, names: readonly GivenName[], now: number): Promise<NameOutcome[]> {
  const before = await loadLeads(db, names)
  await db.batch(toNameStatements(names, now))
  const after = await loadLeads(db, names)
  const seen = new Set<string>()
  return names.map(({ name, item }) => {
    const leads = (links: ReadonlyMap<string, number | null>) =>
      [name, foldCode(name)].some((code) => links.has(code) && links.get(code) === item)
    const isSecond = seen.has(name)
    seen.add(name)
    if (!leads(after)) return 'taken'
    return leads(before) || isSecond ? 'there' : 'added'
  })
}

async function loadLeads(db: Db, names: readonly GivenName[]): Promise<Map<string, number | null>> {
  const codes = [...new Set(names.flatMap(({ name }) => [name, foldCode(name)]))]
  const rows = await db.all<{ code: string; item: number | null }>(
    'SELECT l.code, l.item FROM json_each(?) AS j CROSS JOIN links l ON l.code = j.value',
    JSON.stringify(codes),
  )
  return new Map(rows.map(({ code, item }) => [code, item]))
}

const FIRST = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'code', i.id, i.channel, i.permalink, i.state, j.value ->> 'since', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'item'`

const EXACT = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'name', i.id, i.channel, i.permalink, i.state, j.value ->> 'since', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'item'
  WHERE (SELECT item FROM links WHERE code = j.value ->> 'code') IS NOT i.id`

/** Statements that give names, each where it is free. */
export function toNameStatements(names: readonly GivenName[], now: number): Statement[] {
  const elements = names.map(({ name, item, since = now }) => toElement({ code: foldCode(name), item, name, since }))
  return [...overList(FIRST, elements), ...overList(EXACT, elements)]
}

/** An address that may be an item's: hashes of its forms, and the permalink that it may be. */
export type AskedAddress = { readonly url: string; readonly hashes: readonly string[]; readonly permalink?: string }

/** Rows of the items at these addresses, by address. */
export async function loadItemRows(db: Db, asked: readonly AskedAddress[]): Promise<Map<string, number>> {
  const byHash = asked.flatMap(({ url, hashes }) => hashes.map((hash) => [hash, url]))
  const byPath = asked.flatMap(({ url, permalink }) => (permalink === undefined ? [] : [[permalink, url]]))
  const rows = await db.all<{ url: string; item: number }>(
    `SELECT j.value ->> 1 AS url, d.item FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value ->> 0
     UNION ALL
     SELECT j.value ->> 1, i.id FROM json_each(?) AS j CROSS JOIN items i ON i.permalink = j.value ->> 0`,
    JSON.stringify(byHash),
    JSON.stringify(byPath),
  )
  return new Map(rows.map(({ url, item }) => [url, item]))
}

/**
 * Takes in links that come from another installation, of one item each or of an address, with where they led before.
 * What is there stays as it is.
 */
export async function saveMovedLinks(
  db: Db,
  links: readonly (MovedLink & { readonly item?: number })[],
  now: number,
): Promise<void> {
  for (let at = 0; at < links.length; at += 100) {
    await db.batch(links.slice(at, at + 100).flatMap((link) => toMovedStatements(link, now)))
  }
}

function toMovedStatements(link: MovedLink & { readonly item?: number }, now: number): Statement[] {
  const { name, since = now, item, url, channel = '', retired, history = [] } = link
  const code = foldCode(name)
  const state = retired === undefined ? undefined : 'retired'
  const insert =
    item === undefined
      ? [
          statement(
            'INSERT OR IGNORE INTO links (code, channel, lead, state, since, name, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
            code,
            channel,
            url ?? '',
            state ?? 'live',
            since,
            name,
            retired?.reason ?? null,
          ),
        ]
      : [...toNameStatements([{ name, item, since }], since), ...toRetirement(code, item, retired)]
  return [...insert, ...toHistoryStatements(code, history)]
}

function toRetirement(code: string, item: number, retired: MovedLink['retired']): Statement[] {
  if (retired === undefined) return []
  return [
    statement(
      `UPDATE links SET state = 'retired', reason = ? WHERE code = ? AND item = ?`,
      retired.reason ?? null,
      code,
      item,
    ),
  ]
}

function toHistoryStatements(code: string, history: NonNullable<MovedLink['history']>): Statement[] {
  return history.map(({ at, lead, note }) =>
    statement(
      'INSERT OR IGNORE INTO link_history (code, at, lead, note) VALUES (?, ?, ?, ?)',
      code,
      at,
      lead,
      note ?? null,
    ),
  )
}

/** The names of items as an export carries them, by row. */
export async function loadMovedLinks(db: Db, rows: readonly number[]): Promise<Map<number, MovedLink[]>> {
  const found = await db.all<MovedRow & { readonly item: number }>(
    `SELECT l.item, ${MOVED} FROM json_each(?) AS j CROSS JOIN links l ON l.item = j.value
     WHERE l.name IS NOT NULL ORDER BY l.item, l.code`,
    JSON.stringify(rows),
  )
  const links = new Map<number, MovedLink[]>()
  for (const { item, ...row } of found) links.set(item, [...(links.get(item) ?? []), toMovedLink(row)])
  return links
}

/** Links that go with no item of an export: those that lead to addresses, and those of retracted items, as retired. */
export async function loadLooseLinks(
  db: Db,
  after: string,
  limit: number,
): Promise<readonly (MovedLink & { readonly code: string })[]> {
  const rows = await db.all<MovedRow & { readonly code: string }>(
    `SELECT l.code, ${MOVED}, l.lead AS url, l.channel, i.reason AS withdrawn FROM links l LEFT JOIN items i ON i.id = l.item
     WHERE l.code > ? AND (l.item IS NULL OR l.state = 'retracted') ORDER BY l.code LIMIT ?`,
    after,
    limit,
  )
  return rows.map(({ code, ...row }) => ({ code, ...toMovedLink(row) }))
}

const MOVED = `coalesce(l.name, l.code) AS name, l.since, l.state, l.reason, (
  SELECT json_group_array(json_object('at', h.at, 'lead', h.lead, 'note', h.note)) FROM link_history h
  WHERE h.code = l.code) AS history`

type MovedRow = {
  readonly name: string
  readonly since: number
  readonly state: string
  readonly reason: string | null
  readonly history: string
  readonly url?: string
  readonly channel?: string
  /** Why its item was retracted. */
  readonly withdrawn?: string | null
}

function toMovedLink({ state, reason, withdrawn, history, ...rest }: MovedRow): MovedLink {
  const why = reason ?? withdrawn
  const former = (JSON.parse(history) as { at: number; lead: string; note: string | null }[]).map(
    ({ note, ...one }) => ({ ...one, ...(note === null ? {} : { note }) }),
  )
  return {
    ...rest,
    ...(state === 'live' ? {} : { retired: why ? { reason: why } : {} }),
    ...(former.length === 0 ? {} : { history: former }),
  }
}
