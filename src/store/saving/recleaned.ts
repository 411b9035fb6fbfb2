/**
 * Items whose cleaned form was made again, as statements: names, `updated` and position stay
 * (docs/architecture.md, decision 6).
 */
import { StoreError } from '../../errors.ts'
import type { Content } from '../../model/content.ts'
import type { Edit } from '../../model/history.ts'
import type { Item, Received } from '../../model/model.ts'
import type { Db, SqlValue, Statement } from '../db.ts'
import { overList, overLogList, overTexts, toErasedRefusal, toListElement, toTextSql } from '../statements.ts'
import { type Arrival, type Cleaner, isSource } from './arrival.ts'
import { isSame, type LayOver } from './editing.ts'
import { toIndexStatements } from './indexing.ts'

/** An item with what its source sent: the version that is shown, and the last, which may be a proposal. */
export type ReceivedRow = {
  readonly row: number
  readonly channel: string
  readonly position: number
  readonly current: number
  readonly fingerprint: string
  readonly shown: string
  readonly edit: string | null
  readonly revision: number
  readonly by: string
  readonly received: string
  readonly last: number
  readonly lastBy: string
  readonly lastReceived: string
}

export type Recleaned = {
  readonly row: ReceivedRow
  readonly item: Item
  readonly lastItem: Item
  /** Whose the last version is from now on, where it is kept as `lastItem` was received. */
  readonly owner?: string
  readonly shown: Content
  /** Whether readers see a difference. */
  readonly differs: boolean
}

export const RECEIVED_COLUMNS = `
  i.id AS row, i.channel, i.position, i.revision AS current, i.fingerprint, i.shown, i.edit,
  s.revision, s.by, s.received, l.revision AS last, l.by AS lastBy, l.received AS lastReceived`

/** Joins the versions to items `i`; of an erased one there is none. */
export const RECEIVED_VERSIONS = `
  CROSS JOIN revisions s ON s.item = i.id AND s.revision =
    (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL AND proposed = 0)
  CROSS JOIN revisions l ON l.item = i.id AND l.revision =
    (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)`

/** Items with what their sources sent, some at a time. @param after row of the last before them */
export async function loadReceivedRows(db: Db, after: number, limit: number): Promise<ReceivedRow[]> {
  const sql = `SELECT ${RECEIVED_COLUMNS} FROM items i ${RECEIVED_VERSIONS} WHERE i.id > ? ORDER BY i.id LIMIT ?`
  return toFitting(await db.all<ReceivedRow>(sql, after, limit), toSize)
}

/** As cleaned by today's rules, what its source sent. */
export function toRecleaned(row: ReceivedRow, clean: Cleaner, layOver: LayOver): Recleaned {
  const item = cleanAgain(clean, row.received, row.channel, row.by)
  const lastItem = row.last === row.revision ? item : cleanAgain(clean, row.lastReceived, row.channel, row.lastBy)
  return { row, item, lastItem, ...toReshown(row, item, layOver) }
}

export function cleanAgain(clean: Cleaner, received: string, channel: string, by: string): Item {
  return clean(JSON.parse(received) as Received, channel, isSource(by) ? by : undefined)
}

/** What is shown of it then: the editor's fields stay. */
export function toReshown(
  { channel, by, edit, shown: before }: ReceivedRow,
  { received, content }: Item,
  layOver: LayOver,
): Pick<Recleaned, 'shown' | 'differs'> {
  const sent = { received, content, channel, ...(isSource(by) ? { source: by } : {}) }
  const shown = edit === null ? content : layOver(sent, JSON.parse(edit) as Edit)
  return { shown, differs: !isSame(shown, JSON.parse(before)) }
}

const GUARD = `i.id = j.value ->> 'row' AND i.revision = j.value ->> 'current' AND i.fingerprint = j.value ->> 'was'`

const LOG = `
  SELECT 'reclean', i.id, i.channel, i.revision, j.value ->> 'now', 1, 0
  FROM json_each(?) AS j CROSS JOIN items i ON ${GUARD} WHERE j.value ->> 'differs' AND i.state = 'live'`

const UPDATE_ITEMS = `
  UPDATE items AS i SET shown = coalesce(j.value ->> 'shown', i.shown), fingerprint = j.value ->> 'fingerprint',
    owner = coalesce(j.value ->> 'owner', i.owner)
  FROM json_each(?) AS j WHERE ${GUARD}`

const UPDATE_REVISIONS = `
  UPDATE revisions AS r SET cleaned = j.value ->> 'cleaned'
  FROM json_each(?) AS j
  WHERE r.item = j.value ->> 'row' AND r.revision = j.value ->> 'revision' AND r.cleaned IS NOT NULL`

const UPDATE_RECEIVED = `
  UPDATE revisions AS r SET received = ${toTextSql('j.key')}, by = j.value ->> 'owner'
  FROM json_each(?) AS j WHERE r.item = j.value ->> 'row' AND r.revision = j.value ->> 'revision'`

const INSERT_IDENTITIES = `
  INSERT OR IGNORE INTO identities (hash, kind, value, item)
  SELECT value ->> 'hash', value ->> 'kind', value ->> 'value', value ->> 'row' FROM json_each(?)`

/** @param indexed those whose facets and search words are written again */
export function toRecleanStatements(
  again: readonly Recleaned[],
  now: number,
  toIndex: Arrival['toIndex'],
  indexed: readonly Recleaned[] = again,
): Statement[] {
  const kept = again.filter(({ owner }) => owner !== undefined)
  return [
    ...overLogList(
      LOG,
      again.map((one) => toListElement(toMembers(one, now))),
    ),
    ...overList(
      UPDATE_ITEMS,
      again.map((one) => toListElement(toMembers(one, now), one.differs ? { shown: JSON.stringify(one.shown) } : {})),
    ),
    ...overList(UPDATE_REVISIONS, again.flatMap(toCleaned)),
    ...overTexts(UPDATE_RECEIVED, kept.map(toReceived), kept.map(toReceivedText)),
    ...overList(INSERT_IDENTITIES, again.flatMap(toForms)),
    ...toIndexStatements(
      indexed.map(({ row, shown }) => ({ row: row.row, position: row.position, content: shown })),
      toIndex,
    ),
    ...toErasedRefusal(again.map(({ row }) => row.row)),
  ]
}

function toMembers({ row, lastItem, owner, differs }: Recleaned, now: number): Readonly<Record<string, SqlValue>> {
  return {
    row: row.row,
    current: row.current,
    was: row.fingerprint,
    fingerprint: lastItem.fingerprint,
    owner: owner ?? null,
    now,
    differs: differs ? 1 : 0,
  }
}

function toCleaned({ row, item, lastItem }: Recleaned): string[] {
  const shown = toListElement({ row: row.row, revision: row.revision }, { cleaned: JSON.stringify(item.content) })
  if (lastItem === item) return [shown]
  return [shown, toListElement({ row: row.row, revision: row.last }, { cleaned: JSON.stringify(lastItem.content) })]
}

function toReceived({ row, owner }: Recleaned): string {
  return toListElement({ row: row.row, revision: row.last, owner: owner ?? null })
}

function toReceivedText({ lastItem }: Recleaned): string {
  return JSON.stringify(lastItem.received)
}

function toForms({ row, lastItem }: Recleaned): string[] {
  return lastItem.identities.map(({ hash, kind, value }) => toListElement({ row: row.row, hash, kind, value }))
}

/** As many as can be written at once, and one at least; a list parameter is at most 1 MB for D1. */
export function toFitting<T>(all: readonly T[], sizeOf: (one: T) => number): T[] {
  let characters = 0
  return all.filter((one, index) => {
    characters += sizeOf(one)
    return index === 0 || characters <= MOST_CHARACTERS
  })
}

/** Characters of JSON, as it was stored. */
function toSize({ shown, received }: ReceivedRow): number {
  return shown.length + received.length
}

const MOST_CHARACTERS = 300_000

const WRITTEN = `
  SELECT count(*) AS written FROM json_each(?) AS j CROSS JOIN items i
    ON i.id = j.value ->> 0 AND i.revision = j.value ->> 1 AND i.fingerprint = j.value ->> 2`

/**
 * Whether all were written; if not, somebody revised or erased one since it was read. They are looked at afterwards: D1
 * counts what triggers change as changed by the statement itself.
 */
export async function writeRecleaned(
  db: Db,
  again: readonly Recleaned[],
  statements: readonly Statement[],
): Promise<boolean> {
  try {
    await db.batch(statements)
    const written = again.map(({ row, lastItem }) => [row.row, row.current, lastItem.fingerprint])
    return (await db.first<{ written: number }>(WRITTEN, JSON.stringify(written)))?.written === again.length
  } catch (error) {
    if (error instanceof StoreError && error.unique) return false
    throw error
  }
}
