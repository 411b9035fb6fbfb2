/** A database as lines of JSON: a table's name and a row of it. */
import type { Db, Row, Statement } from '../../src/store/db.ts'
import { statement } from '../../src/store/statements.ts'

/** Search words are an index of what is shown: they are left out, and triggers may not write while rows come in. */
const LEFT_OUT = /^(?:sqlite_|search|migrations$|d1_migrations$|_cf_)/

async function listTables(db: Db): Promise<string[]> {
  const rows = await db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
  return rows.map(({ name }) => name).filter((name) => !LEFT_OUT.test(name))
}

export async function dumpRows(db: Db): Promise<string> {
  const lines: string[] = []
  for (const table of await listTables(db)) {
    for (const row of await db.all(`SELECT * FROM "${table}"`)) lines.push(JSON.stringify([table, row]))
  }
  return `${lines.join('\n')}\n`
}

/** Puts the rows in the place of those that its migrations made, in one batch. */
export async function loadRows(db: Db, text: string): Promise<void> {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, Row])
  const tables = await listTables(db)
  const of = (names: readonly string[]) => names.flatMap((name) => toInserts(name, lines))
  const others = tables.filter((name) => name !== 'changes')
  const toEmpty = (names: readonly string[]) => names.map((name) => statement(`DELETE FROM "${name}"`))
  await db.batch([
    statement('PRAGMA defer_foreign_keys = on'),
    ...toEmpty(tables),
    // The log's rows fill other tables by their triggers: it comes first.
    ...of(['changes']),
    ...toEmpty(others),
    ...of(others),
  ])
}

/** Rows that one statement takes. */
const AT_ONCE = 50

function toInserts(table: string, lines: readonly (readonly [string, Row])[]): Statement[] {
  const rows = lines.flatMap(([name, row]) => (name === table ? [row] : []))
  const names = Object.keys(rows[0] ?? {})
  const columns = names.map((name) => `"${name}"`)
  const values = names.map((name) => `value ->> '${name}'`)
  const sql = `INSERT INTO "${table}" (${columns}) SELECT ${values} FROM json_each(?)`
  return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, index) =>
    statement(sql, JSON.stringify(rows.slice(index * AT_ONCE, (index + 1) * AT_ONCE))),
  )
}
