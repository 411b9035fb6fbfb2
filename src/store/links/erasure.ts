/** What an erased item leaves of its links: its code, which answers that it is gone, and the hashes of its names. */
import type { Identity } from '../../model/content.ts'
import { toLinkPath, toPathForm } from '../../model/hash.ts'
import { toDecoded } from '../../model/path.ts'
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'

/** Codes of links, and rows of tables that say where links lead or led, in which there is something of the story. */
export type Traces = {
  /** Names of the item, and other links that lead to its address. */
  readonly codes: readonly string[]
  readonly history: readonly (readonly [code: string, at: number])[]
  /** Numbers of changes. */
  readonly changes: readonly number[]
}

/** A row in which an address stands. */
export type TraceRow = {
  readonly kind: keyof Traces
  readonly code: string
  readonly at: number
  readonly text: string
}

const TRACES = `
  SELECT 'codes' AS kind, code, 0 AS at, lead AS text FROM links WHERE item IS NULL
  UNION ALL SELECT 'history', code, at, lead FROM link_history
  UNION ALL SELECT 'changes', '', seq, detail FROM link_changes`

/** Everything that any link leads or led to: few links have names, and fewer lead elsewhere. */
export function loadTraceRows(db: Db): Promise<TraceRow[]> {
  return db.all<TraceRow>(TRACES)
}

/** @param names of the item @param places permalinks and addresses of it */
export function findTraces(rows: readonly TraceRow[], names: readonly string[], places: readonly string[]): Traces {
  const wanted = toWanted(places)
  const found = rows.filter(({ text }) => isTrace(text, wanted))
  const of = (kind: keyof Traces) => found.filter((one) => one.kind === kind)
  return {
    codes: [...names, ...of('codes').map(({ code }) => code)],
    history: of('history').map(({ code, at }) => [code, at] as const),
    changes: of('changes').map(({ at }) => at),
  }
}

/** Decoded paths without their slashes at the end: hosts have mirrors, and what follows the path does not matter. */
function toWanted(places: readonly string[]): ReadonlySet<string> {
  return new Set(places.map(toPath).filter((path) => path !== ''))
}

/** Whether an address, or any in a JSON object, is on one of these paths. */
function isTrace(text: string, wanted: ReadonlySet<string>): boolean {
  const texts = text.startsWith('{') ? Object.values(JSON.parse(text) as Record<string, unknown>) : [text]
  return texts.some((one) => typeof one === 'string' && wanted.has(toPath(one)))
}

function toPath(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return toDecoded(path)
    .replace(/(?<!\/)\/+$/, '')
    .toLowerCase()
}

/** Under which an erased item's names are known. */
export function toNameForms({ codes }: Traces): Identity[] {
  return codes.map((code) => toPathForm(toLinkPath(code)))
}

const NONE: Traces = { codes: [], history: [], changes: [] }

/** Names that were given since the traces were looked for, too. */
const CODES = 'SELECT value FROM json_each(?) UNION SELECT code FROM links WHERE item = ? AND name IS NOT NULL'

/** Names may hold words of the story, so they go, with where they led and how often; the item's own code stays. */
export function toLinkErasure(row: number, { codes, history, changes }: Traces = NONE): Statement[] {
  const named = JSON.stringify(codes)
  return [
    statement(
      `DELETE FROM link_history WHERE item = ? OR (code, at) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      row,
      JSON.stringify(history),
    ),
    statement(
      `DELETE FROM link_changes WHERE seq IN (SELECT value FROM json_each(?))
         OR seq IN (SELECT seq FROM changes WHERE item = ?)`,
      JSON.stringify(changes),
      row,
    ),
    // Clicks that are not added up yet are written under the name that was followed.
    statement(
      `UPDATE click_journal SET codes = (SELECT json_group_array(value) FROM json_each(codes) WHERE value NOT IN (${CODES}))
       WHERE EXISTS (SELECT 1 FROM json_each(codes) WHERE value IN (${CODES}))`,
      named,
      row,
      named,
      row,
    ),
    ...['clicks', 'referrers', 'link_history', 'links'].map((table) =>
      statement(`DELETE FROM ${table} WHERE code IN (${CODES})`, named, row),
    ),
    statement('DELETE FROM originals WHERE item = ?', row),
  ]
}
