/**
 * What sources are called. Promises: a source that is renamed keeps its stories, their identities and what polling
 * remembers, for with its stories stands what it was called first (its scope); what it was called before leads to it,
 * and nothing else is ever called so.
 */
import type { Db } from './db.ts'
import { statement, toLogStatement, toRefusal } from './statements.ts'

/** SQL: what is shown of the scope in a column. */
export function toShownSql(column: string): string {
  return `coalesce((SELECT name FROM source_names WHERE scope = ${column} AND own = 1), ${column})`
}

/** SQL: the scope of a name, which it takes twice. */
export const SCOPE_SQL = 'coalesce((SELECT scope FROM source_names WHERE name = ?), ?)'

export type SourceName = { readonly name: string; readonly scope: string }

/** What a source is called now, whichever of its names is given; undefined for one that was never renamed. */
export async function findSourceName(db: Db, name: string): Promise<SourceName | undefined> {
  return db.first<SourceName>(
    `SELECT own.name, own.scope FROM source_names n CROSS JOIN source_names own ON own.scope = n.scope AND own.own = 1
     WHERE n.name = ?`,
    name,
  )
}

/** Whether nothing may be called so: something is, or was. */
export async function isNameTaken(db: Db, name: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM source_names WHERE name = ? UNION ALL SELECT 1 FROM item_sources WHERE source = ? LIMIT 1'
  return (await db.first(sql, name, name)) !== undefined
}

/** Every name that leads to a source which is called something else now. */
export async function loadFormerNames(db: Db): Promise<Set<string>> {
  return new Set((await db.all<{ name: string }>('SELECT name FROM source_names')).map(({ name }) => name))
}

/**
 * Calls a source something else, one that is polled no more too. Nobody is told; caches learn of it by quiet lines of
 * the change log. @throws StoreError, with `unique` set where something else is or was called so
 */
export async function renameSource(db: Db, before: string, name: string, now: number): Promise<void> {
  const scope = (await findSourceName(db, before))?.scope ?? before
  const rename = (table: string, column: string) =>
    statement(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, name, before)
  await db.batch([
    toRefusal('source_names WHERE name = ? AND scope <> ?', name, scope),
    toRefusal('item_sources WHERE source = ? AND source <> ?', name, scope),
    toRefusal('sources WHERE id = ?', name),
    statement('INSERT OR IGNORE INTO source_names (name, scope, own) VALUES (?, ?, 0)', scope, scope),
    statement('UPDATE source_names SET own = 0 WHERE scope = ?', scope),
    statement(
      'INSERT INTO source_names (name, scope, own) VALUES (?, ?, 1) ON CONFLICT (name) DO UPDATE SET own = 1',
      name,
      scope,
    ),
    rename('sources', 'id'),
    // A poll under way finds its claim gone and writes no more.
    statement(
      `UPDATE polls SET source = ?, token = NULL, lease = 0, state = json_set(state, '$.source', ?) WHERE source = ?`,
      name,
      name,
      before,
    ),
    rename('follows', 'source'),
    // They say its name; what is still so is said again.
    statement('DELETE FROM faults WHERE subject IN (?, ?)', `hub:${before}`, `store:${before}`),
    toLogStatement(
      `SELECT 'reclean', i.id, i.channel, i.revision, ?, 1, 0
       FROM item_sources s CROSS JOIN items i ON i.id = s.item WHERE s.source = ? AND i.state = 'live'`,
      now,
      scope,
    ),
  ])
}
