/**
 * Versions of what editors can change (docs/architecture.md, decision 25). Promises: each counts changes and nothing
 * else; of those who change the same version at once, one does, and the others are told.
 */
import { StoreError, VersionError } from '../errors.ts'
import { type Db, pass, type SqlValue, type Statement } from './db.ts'
import { statement, toRefusal } from './statements.ts'

/** What has a version; `subject`: an item's or a webhook's row, a link's code, a source's id. */
export type Versioned = { readonly kind: 'item' | 'link' | 'source' | 'webhook'; readonly subject: string }

/** SQL for the version of what stands in a column; 1 while it was never changed. */
export function toVersionSql(kind: Versioned['kind'], column: string): string {
  return `coalesce((SELECT version FROM versions WHERE kind = '${kind}' AND subject = CAST(${column} AS TEXT)), 1)`
}

/** The version now. Asked before what it is the version of: then a change in between is no lost one. */
export async function loadVersionOf(db: Db, { kind, subject }: Versioned): Promise<number> {
  const row = await db.first<{ version: number }>(`SELECT ${toVersionSql(kind, '?')} AS version`, subject)
  return row?.version ?? 1
}

/** Counts a change that the tables do not tell of, where a condition holds. */
export function toVersionStatement({ kind, subject }: Versioned, condition: string, ...values: SqlValue[]): Statement {
  return statement(
    `INSERT INTO versions (kind, subject, version) SELECT ?, ?, 2 WHERE ${condition}
     ON CONFLICT (kind, subject) DO UPDATE SET version = version + 1`,
    kind,
    subject,
    ...values,
  )
}

/**
 * The same database, for one change of something that is still of this version: what is written is refused where it is
 * not any more, until it is changed by this very database. @throws VersionError by whatever writes
 */
export function withVersion(db: Db, of: Versioned, version: number): Db {
  let isChanged = false
  const batch = async (statements: readonly Statement[]) => {
    if (isChanged) return db.batch(statements)
    const changed = await demand(db, of, version, () =>
      db.batch([toVersionRefusal(of, version), ...statements, toChangeCheck(of, version)]),
    )
    isChanged = (changed.at(-1) ?? 0) > 0
    return changed.slice(1, -1)
  }
  return { ...pass(db), batch, run: async (sql, ...values) => (await batch([statement(sql, ...values)]))[0] ?? 0 }
}

async function demand<T>(db: Db, of: Versioned, version: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof StoreError && error.unique)) throw error
    const now = await loadVersionOf(db, of)
    // Somebody else's rule may have refused it.
    if (now === version) throw error
    throw new VersionError(of.subject, `The ${of.kind} ${of.subject} is of version ${now}, not ${version}.`, {
      cause: error,
    })
  }
}

function toVersionRefusal({ kind, subject }: Versioned, version: number): Statement {
  return toRefusal(`(SELECT 1) WHERE ${toVersionSql(kind, '?')} <> ?`, subject, version)
}

/** Changes nothing: counts a row where what stands before it in the batch made another version. */
function toChangeCheck({ kind, subject }: Versioned, version: number): Statement {
  return statement(
    'UPDATE versions SET version = version WHERE kind = ? AND subject = ? AND version <> ?',
    kind,
    subject,
    version,
  )
}
