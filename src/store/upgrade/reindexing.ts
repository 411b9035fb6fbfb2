/**
 * A step (upgrade.ts): what stories are found by is made anew, for rules of search and of names that have changed. Until
 * then a story is found as it was. Nothing of the story itself is touched: no version, no date, and nobody is told.
 */
import type { Content, Index } from '../../model/content.ts'
import type { Db } from '../db.ts'
import { createIndexer, toIndexStatements } from '../saving/indexing.ts'
import { toListElement, toRefusal } from '../statements.ts'
import type { Part, Step } from './upgrade.ts'

export type Indexing = {
  readonly toIndex: (content: Content) => Index
  /** Lets other work go on between stories. */
  readonly pause?: () => Promise<void>
}

/** Stories of a part, and characters of what they show; one story may have more. */
const AT_ONCE = 100
const MOST_SIGNS = 600_000

/** @param name of the step: another one for each change of the rules */
export function toIndexingStep(name: string, indexing: Indexing): Step {
  return { name, load: (db, cursor) => loadPart(db, Number(cursor), indexing) }
}

/** Whatever changes what is shown is in the change log. */
const SEQ = '(SELECT coalesce(max(seq), 0) FROM changes WHERE item = i.id)'

type Row = { readonly row: number; readonly position: number; readonly seq: number; readonly shown: string }

async function loadPart(db: Db, after: number, { toIndex, pause }: Indexing): Promise<Part> {
  const rows = await loadRows(db, after)
  const last = rows.at(-1)
  if (last === undefined) return { statements: [] }
  const indexer = createIndexer(toIndex, pause ?? (async () => {}))
  const items = rows.map(({ row, position, shown }) => ({ row, position, content: JSON.parse(shown) as Content }))
  await indexer.prepare(items.map(({ content }) => content))
  const read = rows.map(({ row, seq }) => toListElement({ row, seq }))
  return {
    statements: [
      // What was changed since it was read is read again, erased stories too.
      toRefusal(
        `json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'row'
         WHERE i.erased = 1 OR ${SEQ} <> j.value ->> 'seq'`,
        `[${read.join(',')}]`,
      ),
      ...toIndexStatements(items, indexer.toIndex),
    ],
    next: String(last.row),
  }
}

/** The first always, then as many as fit: the sizes are summed where the texts are not yet read. */
async function loadRows(db: Db, after: number): Promise<Row[]> {
  return db.all<Row>(
    `WITH sizes (row, signs) AS MATERIALIZED (
       SELECT id, sum(length(shown)) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) - length(shown)
       FROM (SELECT id, shown FROM items WHERE id > ? AND erased = 0 ORDER BY id LIMIT ${AT_ONCE}))
     SELECT i.id AS row, i.position, ${SEQ} AS seq, i.shown
     FROM sizes CROSS JOIN items i ON i.id = sizes.row WHERE sizes.signs < ${MOST_SIGNS} ORDER BY i.id`,
    after,
  )
}
