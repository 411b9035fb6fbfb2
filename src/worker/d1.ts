/** The store's driver over Cloudflare D1. */
import { type Db, type Statement, toStoreError, type Value } from '../store/db.ts'

/** A `Db` over a D1 binding; `wrangler d1 migrations apply` has made its tables. */
export function createD1(binding: D1Database): Db {
  return new D1(binding)
}

class D1 implements Db {
  readonly #binding: D1Database

  constructor(binding: D1Database) {
    this.#binding = binding
  }

  async all<T>(sql: string, ...values: Value[]): Promise<T[]> {
    const { results } = await translated(this.#prepare(sql, values).all<T>())
    return results
  }

  async first<T>(sql: string, ...values: Value[]): Promise<T | undefined> {
    const row = await translated(this.#prepare(sql, values).first<T>())
    return row ?? undefined
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    const { meta } = await translated(this.#prepare(sql, values).run())
    return meta.changes
  }

  async batch(statements: readonly Statement[]): Promise<number[]> {
    // D1 refuses an empty batch.
    if (statements.length === 0) return []
    const prepared = statements.map(({ sql, values }) => this.#prepare(sql, values))
    const results = await translated(this.#binding.batch(prepared))
    return results.map(({ meta }) => meta.changes)
  }

  #prepare(sql: string, values: readonly Value[]): D1PreparedStatement {
    return this.#binding.prepare(sql).bind(...values)
  }
}

async function translated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw toStoreError(error)
  }
}
