/** Names for items in bulk, from another shortener's table. */
import type { Db } from '../db.ts'
import { overList, toListElement, toUnreserved } from '../statements.ts'
import { foldCode } from './fold.ts'

/** A name that an item is to have; `item` is its row. */
export type GivenName = { readonly name: string; readonly item: number }

/** `there`: it leads to that item already. `taken`: it leads elsewhere, or another that looks or sounds like it. */
export type NameOutcome = 'added' | 'there' | 'taken'

const AT_ONCE = 500

/**
 * Gives names where they are free. A code whose folded form leads elsewhere is kept as it is spelled: other shorteners
 * tell `aBc` from `abC`. Not so what is no code: a name must not look like another's. Answers what became of each, in their order; doing it again changes nothing.
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
  const elements = names.map(({ name, item }) => toListElement({ code: foldCode(name), item, name, now }))
  const exact = elements.filter((_, index) => PLAIN.test(names[index]?.name ?? ''))
  await db.batch([...overList(FIRST, elements), ...overList(EXACT, exact)])
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

/** What shorteners make codes of. */
const PLAIN = /^[\w-]+$/

const FIRST = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'code', i.id, i.channel, i.permalink, i.state, j.value ->> 'now', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'item' AND i.erased = 0
  WHERE ${toUnreserved("j.value ->> 'code'")}`

const EXACT = `
  INSERT OR IGNORE INTO links (code, item, channel, lead, state, since, name)
  SELECT j.value ->> 'name', i.id, i.channel, i.permalink, i.state, j.value ->> 'now', j.value ->> 'name'
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'item' AND i.erased = 0
  WHERE NOT EXISTS (SELECT 1 FROM links l
    WHERE l.code = j.value ->> 'code' AND (l.item IS i.id OR l.name = j.value ->> 'name'))
    AND ${toUnreserved("j.value ->> 'name'")}`

/** An address that may be an item's: hashes of its forms, the most exact first, and the permalink that it may be. */
type WantedAddress = { readonly url: string; readonly hashes: readonly string[]; readonly permalink?: string }

/** Rows of the items at these addresses, by address. */
export async function loadItemRows(db: Db, asked: readonly WantedAddress[]): Promise<Map<string, number>> {
  const byHash = asked.flatMap(({ url, hashes }) => hashes.map((hash) => [hash, url]))
  const byPath = asked.flatMap(({ url, permalink }) => (permalink === undefined ? [] : [[permalink, url]]))
  const rows = await db.all<{ url: string; item: number }>(
    `SELECT j.value ->> 1 AS url, i.id AS item, -1 AS place
     FROM json_each(?) AS j CROSS JOIN items i ON i.permalink = j.value ->> 0
     UNION ALL
     SELECT j.value ->> 1, d.item, j.key FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value ->> 0
     ORDER BY place DESC`,
    JSON.stringify(byPath),
    JSON.stringify(byHash),
  )
  return new Map(rows.map(({ url, item }) => [url, item]))
}
