/** Names that narrow feeds. */
import type { Facet } from '../../model/content.ts'
import type { Db } from '../db.ts'
import { type ItemFilter, toCountStatement } from './selection.ts'

/** So many stories are asked how they spell a name: the newest. */
const SPELLED = 50
/** The most common spelling; of those that are as common the first. */
const SPELLING = 'GROUP BY label ORDER BY count(*) DESC, min(position), min(item) LIMIT 1'

/**
 * What people read for a name, as most of the newest stories spell it; undefined where no story, of this channel or of
 * all, has it.
 * @param value the slug that stands in addresses
 */
export async function loadFacetLabel(
  db: Db,
  kind: Facet['kind'],
  value: string,
  channel?: string,
): Promise<string | undefined> {
  // The label is in no index, which SQLite takes for a reason to go through the rows of all channels.
  const [from, ...own] =
    channel === undefined ? ['facets'] : ['facets INDEXED BY facets_by_channel WHERE channel = ?', channel]
  const row = await db.first<{ label: string }>(
    `SELECT label FROM (
       SELECT label, position, item FROM ${from} ${channel === undefined ? 'WHERE' : 'AND'} kind = ? AND value = ?
       ORDER BY position DESC, item DESC LIMIT ${SPELLED}) ${SPELLING}`,
    ...own,
    kind,
    value,
  )
  return row?.label
}

// The names that stories are found under (facets), as a list.

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
  (SELECT label FROM (SELECT label, position, item FROM facets WHERE kind = ? AND value = n.value
     ORDER BY position DESC LIMIT ${SPELLED}) ${SPELLING}) AS label,
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

// How much there is.

/** Live stories, or those that a query finds. */
export async function countItems(db: Db, query: ItemFilter = {}): Promise<number> {
  if (Object.keys(query).length === 0) return countAll(db)
  const { sql, values } = toCountStatement(query)
  return (await db.first<{ items: number }>(sql, ...values))?.items ?? 0
}

/** Row numbers are dense, so that not every row has to be read (D1 counts each one). */
async function countAll(db: Db): Promise<number> {
  const row = await db.first<{ stories: number }>(
    `SELECT (SELECT coalesce(max(id), 0) FROM items) - (SELECT count(*) FROM items WHERE state = 'retracted') AS stories`,
  )
  return row?.stories ?? 0
}
