/**
 * Statements as values, and lists as one JSON parameter, which `json_each(?)` makes rows of again: one for any number
 * of items. Promises: who adds to the change log by them wakes whoever waits for changes.
 */
import type { Vault } from '../model/secrets/vault.ts'
import { type Db, pass, type SqlValue, type Statement } from './db.ts'

/** A statement as a value. */
export function statement(sql: string, ...values: SqlValue[]): Statement {
  return { sql, values }
}

/**
 * A batch of several that belong together, and not the last of them: what is answered meanwhile may lag behind it for a
 * moment, so that whoever asks for a feed does not wait for each part of an import. The last one, which may be empty, is
 * seen at once, and so is whatever anybody else writes.
 */
export function toPart(statements: readonly Statement[]): Statement[] {
  return statements.map((one) => ({ ...one, isPart: true }))
}

/** One statement over a list, its last parameter, or none over an empty one. */
export function overList(sql: string, elements: readonly string[], ...values: SqlValue[]): Statement[] {
  return elements.length === 0 ? [] : [statement(sql, ...values, `[${elements.join(',')}]`)]
}

/** Texts that one statement takes beside its list; D1 takes at most 100 parameters. */
export const MOST_TEXTS = 50

/** SQL for the text of an element, by its place in the list. */
export function toTextSql(place: string): string {
  const cases = Array.from({ length: MOST_TEXTS }, (_, index) => `WHEN ${index} THEN ?`)
  return `CASE ${place} ${cases.join(' ')} END`
}

/** The parameters of `toTextSql`; null where an element has no text. */
export function toTextValues(texts: readonly (string | undefined)[]): SqlValue[] {
  return Array.from({ length: MOST_TEXTS }, (_, index) => texts[index] ?? null)
}

/**
 * Statements over a list whose elements each have a large text of their own. Those stand in parameters beside the list:
 * as members of it they would be copied and read through several times. In `sql` they come before the list.
 */
export function overTexts(
  sql: string,
  elements: readonly string[],
  texts: readonly (string | undefined)[],
): Statement[] {
  const statements: Statement[] = []
  for (let at = 0; at < elements.length; at += MOST_TEXTS) {
    const values = toTextValues(texts.slice(at, at + MOST_TEXTS))
    statements.push(...overList(sql, elements.slice(at, at + MOST_TEXTS), ...values))
  }
  return statements
}

/** `raw` members are JSON already: a story is turned into JSON once. */
export function toListElement(
  members: Readonly<Record<string, SqlValue>>,
  raw: Readonly<Record<string, string>> = {},
): string {
  const more = Object.entries(raw).map(([name, json]) => `,${JSON.stringify(name)}:${json}`)
  return `${JSON.stringify(members).slice(0, -1)}${more.join('')}}`
}

/** The row that an element names: an item's own, or, not above 0, that of a new item counted back from the last. */
export const ROW = `iif(value ->> 'row' > 0, value ->> 'row', (SELECT max(id) FROM items) + (value ->> 'row'))`

// What was read must still hold when it is written: a batch that was decided upon from something else is refused.

/**
 * Refuses its whole batch, as a uniqueness rule would (`StoreError.unique`), where there is such a row.
 * @param rows `TABLE WHERE …`
 */
export function toRefusal(rows: string, ...values: SqlValue[]): Statement {
  // Every database has this name already.
  return statement(`INSERT INTO meta (name, value) SELECT 'epoch', '' FROM ${rows} LIMIT 1`, ...values)
}

/** SQL for whether a code is not one that was given to a draft: those lead nowhere but to their story. */
export function toUnreserved(code: string): string {
  return `NOT EXISTS (SELECT 1 FROM reserved_codes r WHERE r.code = ${code})`
}

/** Refuses the batch where one of these items was erased since it was read: nothing of it may be written any more. */
export function toErasedRefusal(rows: readonly number[]): Statement[] {
  return overList(
    `INSERT INTO meta (name, value) SELECT 'epoch', '' FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value
     WHERE i.erased = 1 LIMIT 1`,
    rows.map(String),
  )
}

/**
 * Adds lines to the change log (docs/architecture.md, decision 10). The one way to do so: whoever waits for changes is
 * told by it (`watchChanges`).
 * @param select of a line's kind, item, channel, revision, at, quiet and correction
 */
export function toLogStatement(select: string, ...values: SqlValue[]): Statement {
  const sql = `INSERT INTO changes (kind, item, channel, revision, at, quiet, correction) ${select}`
  return { ...statement(sql, ...values), isLog: true }
}

/** As `toLogStatement`, over a list as `overList`. */
export function overLogList(select: string, elements: readonly string[], ...values: SqlValue[]): Statement[] {
  return elements.length === 0 ? [] : [toLogStatement(select, ...values, `[${elements.join(',')}]`)]
}

/** The same database; `onChange` is called after every write that added to the change log. */
export function watchChanges(db: Db, onChange: () => void): Db {
  return {
    ...pass(db),
    batch: async (statements: readonly Statement[]) => {
      const changed = await db.batch(statements)
      if (statements.some(({ isLog }, index) => isLog && (changed[index] ?? 0) > 0)) onChange()
      return changed
    },
  }
}

/** The same database, which keeps secrets under the keys of a vault. */
export function withVault(db: Db, vault: Vault): Db {
  return { ...pass(db), vault }
}
