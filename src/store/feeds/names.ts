/** Which addresses names have (the table `names`), and which names items have. */
import type { Facet } from '../../model/content.ts'
import type { ListAddress } from '../../model/transfer.ts'
import type { Db } from '../db.ts'

/** What somebody typed, the word that it is, and what it would be called by itself. */
export type TypedName = {
  readonly kind: Facet['kind']
  readonly typed: string
  readonly word: string
  readonly slug: string
}

/** What is an address goes before what is a word: nothing that comes later may take an address over. */
const WORD = `coalesce(
  (SELECT word FROM names WHERE kind = j.value ->> 'kind' AND slug = j.value ->> 'typed'),
  (SELECT word FROM names WHERE kind = j.value ->> 'kind' AND word = j.value ->> 'word' AND own = 1),
  (SELECT word FROM names WHERE kind = j.value ->> 'kind' AND slug = j.value ->> 'slug'))`

/** The addresses of names, in their order; undefined where no story ever had it. */
export async function loadSlugs(db: Db, asked: readonly TypedName[]): Promise<(string | undefined)[]> {
  const rows = await db.all<{ slug: string | null }>(
    `SELECT (SELECT slug FROM names WHERE kind = j.value ->> 'kind' AND word = ${WORD} AND own = 1) AS slug
     FROM json_each(?) AS j ORDER BY j.key`,
    JSON.stringify(asked),
  )
  return rows.map(({ slug }) => slug ?? undefined)
}

/** A name of an item: its address, and how the item spells it. */
type HeldName = { readonly kind: Facet['kind']; readonly slug: string; readonly label: string }

/** The names that items have, by row. */
export async function loadNames(db: Db, rows: readonly number[]): Promise<Map<number, HeldName[]>> {
  const names = await db.all<HeldName & { readonly item: number }>(
    `SELECT f.item, f.kind, f.value AS slug, f.label FROM json_each(?) AS j CROSS JOIN facets f ON f.item = j.value`,
    JSON.stringify(rows),
  )
  const found = new Map<number, HeldName[]>()
  for (const { item, ...name } of names) found.set(item, [...(found.get(item) ?? []), name])
  return found
}

/** Addresses that lead to lists in which stories are, after one of them, for another installation to give the same. */
export async function loadListAddresses(
  db: Db,
  after: Pick<ListAddress, 'kind' | 'slug'> | undefined,
  channel: string | undefined,
  limit: number,
): Promise<ListAddress[]> {
  const rows = await db.all<Omit<ListAddress, 'own'> & { readonly own: number }>(
    `SELECT n.kind, n.slug, n.word, n.own FROM names n
     WHERE (n.kind, n.slug) > (?, ?) AND EXISTS (
       SELECT 1 FROM names o CROSS JOIN facets f ON f.kind = o.kind AND f.value = o.slug
       WHERE o.kind = n.kind AND o.word = n.word AND o.own = 1 AND (? IS NULL OR f.channel = ?))
     ORDER BY n.kind, n.slug LIMIT ?`,
    after?.kind ?? '',
    after?.slug ?? '',
    channel ?? null,
    channel ?? null,
    limit,
  )
  return rows.map(({ own, ...address }) => ({ ...address, own: own === 1 }))
}
