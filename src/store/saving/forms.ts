/**
 * The names of a source's stories under today's rules, added to those that the rules of their time gave them: else a
 * story that is named otherwise now would come in as a new one (docs/architecture.md, decision 18).
 */
import type { Identity } from '../../model/content.ts'
import type { Received } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { overList, toListElement } from '../statements.ts'

type Row = { readonly row: number; readonly received: string }

/** The newest stories of a source: no document holds more. */
const NEWEST = 500
const AT_ONCE = 25

const SELECT = `
  SELECT s.item AS row, r.received
  FROM item_sources s CROSS JOIN revisions r ON r.item = s.item
    AND r.revision = (SELECT max(revision) FROM revisions WHERE item = s.item AND received IS NOT NULL)
  WHERE s.source = ? AND r.by = s.source ORDER BY s.position DESC, s.item DESC LIMIT ? OFFSET ?`

// Of an erased item nothing is written any more.
const INSERT = `
  INSERT OR IGNORE INTO identities (hash, kind, value, item)
  SELECT j.value ->> 'hash', j.value ->> 'kind', j.value ->> 'value', i.id
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'row' AND i.erased = 0`

/**
 * Answers how many stories the source has that may have got names.
 * @param toForms what an item as the source sent it is known by
 * @throws StoreError
 */
export async function addForms(
  db: Db,
  source: string,
  toForms: (received: Received) => readonly Identity[],
  pause: () => Promise<void>,
): Promise<number> {
  let count = 0
  for (let at = 0; at < NEWEST; at += AT_ONCE) {
    const rows = await db.all<Row>(SELECT, source, AT_ONCE, at)
    const forms = rows.flatMap(({ row, received }) =>
      toForms(JSON.parse(received) as Received).map(({ hash, kind, value }) =>
        toListElement({ row, hash, kind, value }),
      ),
    )
    const statements = overList(INSERT, forms)
    if (statements.length > 0) await db.batch(statements)
    count += rows.length
    if (rows.length < AT_ONCE) break
    await pause()
  }
  return count
}
