import type { Db, Statement } from './db.ts'

/** The same database; `told` is called after every write that added to the change log. */
export function watchChanges(db: Db, onChange: () => void): Db {
  const isChange = (sql: string) => sql.includes('INTO changes')
  const watched: Db = {
    all: (sql, ...values) => db.all(sql, ...values),
    first: (sql, ...values) => db.first(sql, ...values),
    run: async (sql, ...values) => {
      const changed = await db.run(sql, ...values)
      if (changed > 0 && isChange(sql)) onChange()
      return changed
    },
    batch: async (statements: readonly Statement[]) => {
      const changed = await db.batch(statements)
      if (statements.some(({ sql }, index) => (changed[index] ?? 0) > 0 && isChange(sql))) onChange()
      return changed
    },
  }
  return {
    ...watched,
    ...(db.findNow === undefined ? {} : { findNow: db.findNow.bind(db) }),
    ...(db.purge === undefined ? {} : { purge: () => db.purge?.() ?? Promise.resolve() }),
  }
}
