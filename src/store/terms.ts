/** The names that stories are found under (facets), as a list. */
import type { Facet } from '../model/content.ts'
import type { Db } from './db.ts'

/** A name: its slug, what people read, and how many live stories have it. */
export type Term = { readonly value: string; readonly label: string; readonly count: number }

// One seek a name: the index has a row for each story, of which only the first is looked at.
const NAMES = `
  WITH RECURSIVE names (value) AS (
    SELECT min(value) FROM facets WHERE kind = ?
    UNION ALL
    SELECT (SELECT min(value) FROM facets WHERE kind = ? AND value > names.value) FROM names WHERE value IS NOT NULL
  )`

const COUNTED = `
  (SELECT label FROM facets WHERE kind = ? AND value = n.value ORDER BY position DESC LIMIT 1) AS label,
  (SELECT count(*) FROM facets f CROSS JOIN items i ON i.id = f.item
    WHERE f.kind = ? AND f.value = n.value AND i.state = 'live') AS count`

/** Every name of a kind, in order; slugs alone. */
export async function loadTermValues(db: Db, kind: Facet['kind']): Promise<string[]> {
  const rows = await db.all<{ value: string }>(`${NAMES} SELECT value FROM names WHERE value IS NOT NULL`, kind, kind)
  return rows.map(({ value }) => value)
}

/** These names of a kind, those without a live story left out. */
export async function loadTerms(db: Db, kind: Facet['kind'], values: readonly string[]): Promise<Term[]> {
  const terms = await db.all<Term & { readonly label: string | null }>(
    `SELECT n.value, ${COUNTED} FROM json_each(?) AS n`,
    kind,
    kind,
    JSON.stringify(values),
  )
  return terms.filter(({ label, count }) => label !== null && count > 0)
}
