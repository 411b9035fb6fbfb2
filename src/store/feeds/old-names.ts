/** Authors and terms by the names that a site had for them before it moved here. */
import type { OldName } from '../../model/old-name.ts'
import type { Db } from '../db.ts'
import { overList, toListElement } from '../statements.ts'

/** A name as an address says it. */
export type AskedName = Pick<OldName, 'taxonomy' | 'name'>

// The last word counts, and what is said again is not written again.
const SAVE = `
  INSERT INTO old_names (taxonomy, name, channel, kind, label, parent)
  SELECT value ->> 'taxonomy', value ->> 'name', ?, value ->> 'kind', value ->> 'label', value ->> 'parent'
  FROM json_each(?) WHERE true
  ON CONFLICT (taxonomy, name, channel) DO UPDATE
  SET kind = excluded.kind, label = excluded.label, parent = coalesce(excluded.parent, parent)
  WHERE (kind, label, parent) IS NOT (excluded.kind, excluded.label, coalesce(excluded.parent, parent))`

/** Answers how many are new or changed. @throws StoreError */
export async function saveOldNames(db: Db, names: readonly OldName[], channel: string): Promise<number> {
  const elements = names.map(({ parent = null, ...name }) => toListElement({ ...name, parent }))
  const [written = 0] = elements.length === 0 ? [] : await db.batch(overList(SAVE, elements, channel))
  return written
}

const COLUMNS = 'o.taxonomy, o.name, o.kind, o.label, o.parent'

type Row = Omit<OldName, 'parent'> & { readonly parent: string | null }

/** Those of these names that were any, in the order in which they are asked for. */
export async function loadOldNames(db: Db, asked: readonly AskedName[]): Promise<OldName[]> {
  if (asked.length === 0) return []
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM json_each(?) AS j CROSS JOIN old_names o
     ON o.taxonomy = j.value ->> 'taxonomy' AND o.name = j.value ->> 'name' ORDER BY j.key, o.channel`,
    JSON.stringify(asked.map(({ taxonomy, name }) => ({ taxonomy, name }))),
  )
  return rows.map(toOldName)
}

/** Those of a kind that have these numbers, in whatever taxonomy. */
export async function loadTermsNumbered(db: Db, kind: OldName['kind'], numbers: readonly string[]): Promise<OldName[]> {
  if (numbers.length === 0) return []
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM json_each(?) AS j CROSS JOIN old_names o ON o.name = j.value AND o.kind = ?
     ORDER BY j.key, o.taxonomy`,
    JSON.stringify(numbers),
    kind,
  )
  return rows.map(toOldName)
}

/** Everything that these authors or terms were called. */
export async function loadNamesOf(db: Db, kind: OldName['kind'], labels: readonly string[]): Promise<OldName[]> {
  if (labels.length === 0) return []
  const rows = await db.all<Row>(
    `SELECT ${COLUMNS} FROM json_each(?) AS j CROSS JOIN old_names o ON o.kind = ? AND o.label = j.value
     ORDER BY j.key, o.taxonomy, o.name`,
    JSON.stringify(labels),
    kind,
  )
  return rows.map(toOldName)
}

/** The labels of what stands below a term, however deep; its own is the first. */
export async function loadBelow(db: Db, kind: OldName['kind'], label: string): Promise<string[]> {
  // UNION leaves out what is there already, so that a circle ends.
  const rows = await db.all<{ readonly label: string }>(
    `WITH RECURSIVE below (taxonomy, name, label) AS (
       SELECT taxonomy, name, label FROM old_names WHERE kind = ? AND label = ?
       UNION SELECT o.taxonomy, o.name, o.label FROM below b CROSS JOIN old_names o
         ON o.parent = b.name AND o.taxonomy = b.taxonomy
     ) SELECT DISTINCT label FROM below LIMIT ?`,
    kind,
    label,
    MOST_BELOW,
  )
  return rows.map((row) => row.label)
}

const MOST_BELOW = 50

function toOldName({ parent, ...row }: Row): OldName {
  return { ...row, ...(parent === null ? {} : { parent }) }
}
