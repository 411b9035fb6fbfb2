/**
 * A step (upgrade.ts): what is stored is cleaned again by better rules (docs/architecture.md, decisions 6, 16 and 18).
 * Promises: no version is made, no date moves and nobody is told; caches learn of what readers see otherwise; what was
 * cleaned by these rules already is passed over.
 */
import type { Db } from '../db.ts'
import type { Arrival, Cleaner } from '../saving/arrival.ts'
import type { LayOver } from '../saving/editing.ts'
import { loadReceivedRows, type Recleaned, toRecleaned, toRecleanStatements } from '../saving/recleaned.ts'
import { toListElement, toRefusal } from '../statements.ts'
import type { Part, Step } from './upgrade.ts'

export type Recleaning = {
  readonly now: () => number
  readonly clean: Cleaner
  /** Whether a fingerprint is of today's rules. */
  readonly isCurrent: (fingerprint: string) => boolean
  readonly toIndex: Arrival['toIndex']
  readonly layOver: LayOver
  /** Lets other work go on between stories. */
  readonly pause?: () => Promise<void>
}

/** Stories that a part looks at. */
const AT_ONCE = 25

/** @param rules their version: another one is another step */
export function toRecleaningStep(rules: number, recleaning: Recleaning): Step {
  return { name: `clean-${rules}`, load: (db, cursor) => loadPart(db, Number(cursor), recleaning) }
}

async function loadPart(db: Db, after: number, recleaning: Recleaning): Promise<Part> {
  const rows = await loadReceivedRows(db, after, AT_ONCE)
  const last = rows.at(-1)
  if (last === undefined) return { statements: [] }
  const again: Recleaned[] = []
  for (const row of rows.filter(({ fingerprint }) => !recleaning.isCurrent(fingerprint))) {
    again.push(toRecleaned(row, recleaning.clean, recleaning.layOver))
    await recleaning.pause?.()
  }
  return { statements: toStatements(again, recleaning), next: String(last.row) }
}

function toStatements(again: readonly Recleaned[], { now, toIndex }: Recleaning) {
  if (again.length === 0) return []
  const read = again.map(({ row }) =>
    toListElement({ row: row.row, current: row.current, was: row.fingerprint, edit: row.edit, last: row.last }),
  )
  return [
    // What was changed since it was read is read again.
    toRefusal(
      `json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'row'
       WHERE i.revision <> j.value ->> 'current' OR i.fingerprint <> j.value ->> 'was' OR i.edit IS NOT j.value ->> 'edit'
         OR (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL) <> j.value ->> 'last'`,
      `[${read.join(',')}]`,
    ),
    ...toRecleanStatements(again, now(), toIndex),
  ]
}
