/** Brings the tables of a file up to date (store/upgrade/schema.ts). */
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../errors.ts'
import { MIGRATIONS, type Migration } from '../../store/upgrade/migrations.ts'
import { APPLIED, RECORDS, toMigrationBatch, toMissingMigrations } from '../../store/upgrade/schema.ts'

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
/** Names that are told of another program's. */
const TOLD = 3

/**
 * Another program's database must get no table of ours, nor a log, which some programs can't read: it is looked at before
 * anything is done to it. @throws StoreError
 */
export function demandOurs(database: DatabaseSync, file: string): void {
  const tables = database
    .prepare(TABLES)
    .all()
    .map(({ name }) => String(name))
  if (tables.length === 0 || (tables.includes('migrations') && hasFirst(database))) return
  const told = tables.slice(0, TOLD).join(', ')
  const sentence = `The database ${file} is another program's, with tables of its own (${told}): name another file.`
  throw new StoreError(sentence, { reason: 'foreign' })
}

/** Other programs have tables of this name, too. */
function hasFirst(database: DatabaseSync): boolean {
  const columns = database.prepare("SELECT name FROM pragma_table_info('migrations')").all()
  if (!columns.some(({ name }) => name === 'name')) return false
  return database.prepare("SELECT 1 FROM migrations WHERE name GLOB '0001_first*'").get() !== undefined
}

/** @throws StoreError where the file is of a newer version; it is left untouched then */
export function migrate(database: DatabaseSync, file: string, migrations: readonly Migration[] = MIGRATIONS): void {
  while (applyNext(database, `The database ${file}`, migrations));
}

/** Holds the file's lock meanwhile, so that nobody else is at it. Answers whether there was anything to do. */
function applyNext(database: DatabaseSync, where: string, migrations: readonly Migration[]): boolean {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(RECORDS)
    const recorded = database.prepare(APPLIED).all()
    const [next] = toMissingMigrations(
      recorded.map(({ name }) => String(name)),
      where,
      migrations,
    )
    const batch = next === undefined ? [] : toMigrationBatch(next, Date.now())
    for (const { sql, values } of batch) database.prepare(sql).run(...values)
    database.exec('COMMIT')
    return next !== undefined
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
