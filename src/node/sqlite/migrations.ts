/**
 * Brings the tables of a file up to date. Promises: each migration is applied once and whole, and a file of a newer
 * version is refused, untouched.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { StoreError } from '../../errors.ts'

/** One file of src/store/migrations; applied in the order of names, each once. */
export type Migration = { readonly name: string; readonly sql: string }

/** The migrations that this version brings along. */
export function loadMigrations(folder = new URL('../../store/migrations/', import.meta.url)): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => ({ name, sql: readFileSync(fileURLToPath(new URL(name, folder)), 'utf8') }))
}

/** @throws StoreError where the file is of a newer version */
export function migrate(database: DatabaseSync, file: string, migrations: readonly Migration[]): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT')
    const applied = database
      .prepare('SELECT name FROM migrations')
      .all()
      .map(({ name }) => String(name))
    refuseNewer(applied, migrations, file)
    for (const { name, sql } of migrations) {
      if (applied.includes(name)) continue
      database.exec(sql)
      database.prepare('INSERT INTO migrations VALUES (?, unixepoch() * 1000)').run(name)
    }
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function refuseNewer(applied: readonly string[], migrations: readonly Migration[], file: string): void {
  const unknown = applied.find((name) => !migrations.some((migration) => migration.name === name))
  if (unknown === undefined) return
  throw new StoreError(
    `The database ${file} was made by a newer version of ara-feeds, which added ${unknown}: update ara-feeds, or name another file.`,
  )
}
