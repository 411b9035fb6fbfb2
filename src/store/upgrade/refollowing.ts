/**
 * A step (upgrade.ts): what is shown of edited stories is derived anew (docs/architecture.md, decision 19). Earlier
 * versions left what had been derived of a text as it was when the text was corrected. Nobody made a correction now: no
 * version, no date moves and nobody is told; only caches learn of it.
 */
import type { Content, Index } from '../../model/content.ts'
import type { Edit } from '../../model/history.ts'
import type { Db, Statement } from '../db.ts'
import { isSame, type LayOver } from '../saving/editing.ts'
import { type Indexed, toIndexStatements } from '../saving/indexing.ts'
import { SENT_COLUMNS, SENT_JOIN, type SentRow, toSent } from '../saving/sent.ts'
import { overLogList, overTexts, toListElement, toRefusal, toTextSql } from '../statements.ts'
import type { Part, Step } from './upgrade.ts'

export type Following = {
  readonly now: () => number
  readonly layOver: LayOver
  readonly toIndex: (content: Content) => Index
  /** Lets other work go on between stories. */
  readonly pause?: () => Promise<void>
}

/** Rows that one part looks through, and stories that it puts right. */
const WINDOW = 2_000
const AT_ONCE = 25
/** Characters of JSON. */
const MOST_SIGNS = 600_000

export function toFollowingStep(following: Following): Step {
  return { name: 'derived-of-edits', load: (db, cursor) => loadPart(db, Number(cursor), following) }
}

type EditedRow = SentRow & {
  readonly row: number
  readonly position: number
  readonly current: number
  readonly edit: string
  readonly shown: string
}

async function loadPart(db: Db, after: number, following: Following): Promise<Part> {
  const until = after + WINDOW
  const rows = toFitting(await loadEdited(db, after, until))
  const wrong: Indexed[] = []
  for (const row of rows.some) {
    const content = following.layOver(toSent(row), JSON.parse(row.edit) as Edit)
    if (!isSame(content, JSON.parse(row.shown))) wrong.push({ row: row.row, position: row.position, content })
    await following.pause?.()
  }
  const next = rows.next ?? until
  const isLast = (await loadLastRow(db)) <= next
  return { statements: toStatements(rows.some, wrong, following), ...(isLast ? {} : { next: String(next) }) }
}

async function loadEdited(db: Db, after: number, until: number): Promise<EditedRow[]> {
  return db.all<EditedRow>(
    `SELECT i.id AS row, i.position, i.revision AS current, i.shown, ${SENT_COLUMNS}
     FROM items i ${SENT_JOIN} WHERE i.id > ? AND i.id <= ? AND i.edit IS NOT NULL ORDER BY i.id LIMIT ?`,
    0,
    after,
    until,
    AT_ONCE,
  )
}

async function loadLastRow(db: Db): Promise<number> {
  return (await db.first<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM items'))?.last ?? 0
}

/** As many as can be written at once, and one at least; `next` where there are more before the end of the window. */
function toFitting(rows: readonly EditedRow[]): { some: readonly EditedRow[]; next?: number } {
  let signs = 0
  const beyond = rows.findIndex(({ shown, received }, index) => {
    signs += shown.length + received.length
    return index > 0 && signs > MOST_SIGNS
  })
  const some = beyond === -1 ? rows : rows.slice(0, beyond)
  const last = some.at(-1)
  const isCut = beyond !== -1 || rows.length === AT_ONCE
  return { some, ...(isCut && last !== undefined ? { next: last.row } : {}) }
}

const LOG = `
  SELECT 'reclean', i.id, i.channel, i.revision, ?, 1, 0
  FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value WHERE i.state = 'live'`

const UPDATE = `
  UPDATE items SET shown = ${toTextSql('j.key')} FROM json_each(?) AS j WHERE items.id = j.value ->> 'row'`

function toStatements(rows: readonly EditedRow[], wrong: readonly Indexed[], { now, toIndex }: Following): Statement[] {
  if (wrong.length === 0) return []
  const read = rows.map(({ row, current }) => toListElement({ row, current }))
  const list = wrong.map(({ row }) => String(row))
  const texts = wrong.map(({ content }) => JSON.stringify(content))
  const elements = wrong.map(({ row }) => toListElement({ row }))
  return [
    toRefusal(
      `json_each(?) AS j CROSS JOIN items i ON i.id = j.value ->> 'row'
       WHERE i.revision <> j.value ->> 'current' OR i.edit IS NULL`,
      `[${read.join(',')}]`,
    ),
    ...overTexts(UPDATE, elements, texts),
    ...toIndexStatements(wrong, toIndex),
    ...overLogList(LOG, list, now()),
  ]
}
