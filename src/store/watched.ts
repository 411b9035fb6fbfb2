import type { Db, Statement } from './db.ts'

/** The same database; `onChange` is called after every write that added to the change log. */
export function watchChanges(db: Db, onChange: () => void): Db {
  return {
    all: (sql, ...values) => db.all(sql, ...values),
    first: (sql, ...values) => db.first(sql, ...values),
    run: (sql, ...values) => db.run(sql, ...values),
    batch: async (statements: readonly Statement[]) => {
      const changed = await db.batch(statements)
      if (statements.some(({ isLog }, index) => isLog && (changed[index] ?? 0) > 0)) onChange()
      return changed
    },
    ...(db.findNow === undefined ? {} : { findNow: db.findNow.bind(db) }),
    ...(db.purge === undefined ? {} : { purge: () => db.purge?.() ?? Promise.resolve() }),
  }
}
