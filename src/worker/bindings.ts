/** What the store works on at Cloudflare: its driver over D1, and mirrored pictures in R2. */
import type { StoreFault } from '../errors.ts'
import { type Db, type SqlValue, type Statement, type Trouble, toStoreError } from '../store/db.ts'
import type { Blobs } from '../store/pictures.ts'

/** A `Db` over a D1 binding; `schema.ts` makes its tables. */
export function createD1(binding: D1Database): Db {
  return new D1(binding)
}

class D1 implements Db {
  readonly #binding: D1Database

  constructor(binding: D1Database) {
    this.#binding = binding
  }

  async all<T>(sql: string, ...values: SqlValue[]): Promise<T[]> {
    const { results } = await translated(() => this.#prepare(sql, values).all<T>())
    return results
  }

  async first<T>(sql: string, ...values: SqlValue[]): Promise<T | undefined> {
    const row = await translated(() => this.#prepare(sql, values).first<T>())
    return row ?? undefined
  }

  async run(sql: string, ...values: SqlValue[]): Promise<number> {
    const { meta } = await translated(() => this.#prepare(sql, values).run())
    return meta.changes
  }

  async batch(statements: readonly Statement[]): Promise<number[]> {
    // D1 refuses an empty batch.
    if (statements.length === 0) return []
    const prepare = () => statements.map(({ sql, values }) => this.#prepare(sql, values))
    const results = await translated(() => this.#binding.batch(prepare()))
    return results.map(({ meta }) => meta.changes)
  }

  #prepare(sql: string, values: readonly SqlValue[]): D1PreparedStatement {
    return this.#binding.prepare(sql).bind(...values)
  }
}

async function translated<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toStoreError(error, toTrouble)
  }
}

/** D1 has no codes, only texts (developers.cloudflare.com/d1/observability/debug-d1, read 2026-12-01). */
const TROUBLES: readonly (readonly [RegExp, StoreFault, string])[] = [
  [/Exceeded maximum DB size/i, 'full', 'The database has reached its largest size: nothing can be written to it.'],
  [/overloaded|queued for too long|too many requests/i, 'locked', 'The database has too much to do.'],
  [
    /Network connection lost|was reset|to be reset|reset because|transient issue|storage operation exceeded|internal error/i,
    'ioerr',
    'The database can not be reached at this moment.',
  ],
]

function toTrouble(cause: unknown): Trouble | undefined {
  const text = cause instanceof Error ? cause.message : String(cause)
  const [, reason, sentence] = TROUBLES.find(([pattern]) => pattern.test(text)) ?? []
  return reason === undefined ? undefined : { reason, sentence: `${sentence} (${text})` }
}

/** Mirrored pictures in an R2 bucket. */
export function createBlobs(bucket: R2Bucket): Blobs {
  return {
    put: async (hash, bytes, type) => {
      // R2 compares: bytes that are not those of the hash are never kept under it.
      await bucket.put(hash, bytes, { sha256: hash, httpMetadata: { contentType: type } })
    },
    get: async (hash) => {
      const stored = await bucket.get(hash)
      return stored === null ? undefined : new Uint8Array(await stored.arrayBuffer())
    },
    delete: (hash) => bucket.delete(hash),
  }
}
