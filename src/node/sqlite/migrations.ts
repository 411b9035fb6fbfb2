/** Brings the tables of a file up to date (store/upgrade/schema.ts). */
import type { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS, type Migration } from '../../store/upgrade/migrations.ts'
import { APPLIED, RECORDS, toMigrationBatch, toMissingMigrations } from '../../store/upgrade/schema.ts'

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
