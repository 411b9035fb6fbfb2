/** What was read must still hold when it is written: a batch that was decided upon from something else is refused. */

import { type Statement, statement, type Value } from './db.ts'
import { overList } from './lists.ts'

/**
 * Refuses its whole batch, as a uniqueness rule would (`StoreError.unique`), where there is such a row.
 * @param rows `TABLE WHERE …`
 */
export function toRefusal(rows: string, ...values: Value[]): Statement {
  // Every database has this name already.
  return statement(`INSERT INTO meta (name, value) SELECT 'epoch', '' FROM ${rows} LIMIT 1`, ...values)
}

/** Refuses the batch where one of these items was erased since it was read: nothing of it may be written any more. */
export function toErasedRefusal(rows: readonly number[]): Statement[] {
  return overList(
    `INSERT INTO meta (name, value) SELECT 'epoch', '' FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value
     WHERE i.erased = 1 LIMIT 1`,
    rows.map(String),
  )
}
