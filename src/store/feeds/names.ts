/** Which addresses names have (the table `names`), and which names items have. */
import type { Facet } from '../../model/content.ts'
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
