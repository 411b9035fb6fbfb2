/**
 * The schema brings itself up to date (docs/architecture.md, decision 16), on SQLite and D1 alike. Promises: each
 * migration is applied once and whole, whoever else is at it; a database of a newer version is refused, untouched.
 */
import { StoreError } from '../../errors.ts'
import type { Db, Statement } from '../db.ts'
import { statement } from '../statements.ts'
import { MIGRATIONS, type Migration } from './migrations.ts'

/** Where it is written down which migrations a database has. */
export const RECORDS = 'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT'

/** Names of the migrations that are there. */
export const APPLIED = 'SELECT name FROM migrations'

/** Earlier versions wrote the names of files: `0001_first.sql`. */
const toName = (recorded: string) => recorded.replace(/\.sql$/, '')

/**
 * The migrations that a database lacks.
 * @param recorded names as `APPLIED` finds them @param where names the database in a sentence
 * @throws StoreError where a newer version was at it
 */
export function toMissingMigrations(
  recorded: readonly string[],
  where: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Migration[] {
  const applied = new Set(recorded.map(toName))
  const known = new Set(migrations.map(({ name }) => toName(name)))
  const newer = [...applied].find((name) => !known.has(name))
  if (newer !== undefined) {
    const sentence = `${where} was made by a newer version of ara-feeds, which added ${newer}: update ara-feeds, or name another database.`
    throw new StoreError(sentence, { reason: 'newer' })
  }
  return migrations.filter(({ name }) => !applied.has(toName(name)))
}

/**
 * A migration as one batch: all of it or nothing. Its record comes first, so that of two who are at it one is refused
 * before anything is done.
 */
export function toMigrationBatch({ name, statements }: Migration, now: number): Statement[] {
  return [
    statement('INSERT INTO migrations (name, at) VALUES (?, ?)', name, now),
    ...statements.map((sql) => statement(sql)),
  ]
}

type SchemaOptions = {
  readonly now: () => number
  /** Names the database in a sentence. */
  readonly where: string
  readonly migrations?: readonly Migration[]
}

/** Applies what is missing; costs one query where nothing is. @throws StoreError */
export async function bringUpToDate(db: Db, { now, where, migrations }: SchemaOptions): Promise<void> {
  for (const migration of toMissingMigrations(await loadApplied(db), where, migrations)) {
    try {
      await db.batch(toMigrationBatch(migration, now()))
    } catch (error) {
      // Somebody else did it meanwhile.
      if (!(await isApplied(db, migration))) throw error
    }
  }
}

async function loadApplied(db: Db): Promise<string[]> {
  const list = async () => (await db.all<{ name: string }>(APPLIED)).map(({ name }) => name)
  try {
    return await list()
  } catch (error) {
    if (await hasTable(db, 'migrations')) throw error
    await beginRecords(db)
    return list()
  }
}

async function hasTable(db: Db, name: string): Promise<boolean> {
  return (await db.first(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`, name)) !== undefined
}

/** What `wrangler d1 migrations apply` had applied it wrote down in a table of its own. */
async function beginRecords(db: Db): Promise<void> {
  const before = 'INSERT OR IGNORE INTO migrations (name, at) SELECT name, unixepoch() * 1000 FROM d1_migrations'
  await db.batch([statement(RECORDS), ...((await hasTable(db, 'd1_migrations')) ? [statement(before)] : [])])
}

async function isApplied(db: Db, { name }: Migration): Promise<boolean> {
  return (await db.first('SELECT 1 FROM migrations WHERE name = ?', name)) !== undefined
}
