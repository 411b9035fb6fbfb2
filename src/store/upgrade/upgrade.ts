/**
 * Steps of an upgrade that SQL cannot do (docs/architecture.md, decision 16): work on what is stored, once, in the
 * background, while it is read as it was. Promises: each part is written together with how far the step came, so that
 * it goes on there after whatever broke it off; and of several who work on one step none does a part of another's
 * again.
 */
import { StoreError } from '../../errors.ts'
import type { Db, Statement } from '../db.ts'
import { statement, toRefusal } from '../statements.ts'

export type Step = {
  /** Never changes and is never used again: done is what has this name. */
  readonly name: string
  /** The part after a cursor; the first cursor is empty. */
  readonly load: (db: Db, cursor: string) => Promise<Part>
}

/** What is to be written of a part; without `next` it is the last one. */
export type Part = { readonly statements: readonly Statement[]; readonly next?: string }

type StepOptions = {
  readonly now: () => number
  /** At most so many parts; all of them where it is not given. */
  readonly limit?: number
  readonly pause?: () => Promise<void>
  /** Is told of each part that is done; without a cursor the step is. */
  readonly onPart?: (step: string, cursor: string | undefined) => void
}

/** Does what is left of the steps, in their order. @throws StoreError; the same call again goes on */
export async function runSteps(db: Db, steps: readonly Step[], options: StepOptions): Promise<void> {
  let left = options.limit ?? Number.POSITIVE_INFINITY
  for (const step of steps) {
    while (left > 0 && !(await advance(db, step, options))) {
      left--
      await options.pause?.()
    }
  }
}

/** Does one part; answers whether there was none left. */
async function advance(db: Db, { name, load }: Step, { now, onPart }: StepOptions): Promise<boolean> {
  const found = await db.first<{ cursor: string; done: number | null }>(
    'SELECT cursor, done FROM steps WHERE name = ?',
    name,
  )
  if (found !== undefined && found.done !== null) return true
  const cursor = found?.cursor ?? ''
  const { statements, next } = await load(db, cursor)
  try {
    await db.batch([
      toRefusal('steps WHERE name = ? AND (cursor <> ? OR done IS NOT NULL)', name, cursor),
      ...statements,
      statement(
        `INSERT INTO steps (name, cursor, done) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, done = excluded.done`,
        name,
        next ?? cursor,
        next === undefined ? now() : null,
      ),
    ])
    onPart?.(name, next)
  } catch (error) {
    // Somebody else did this part, or changed what it is about, since it was read: it is read again.
    if (!(error instanceof StoreError && error.unique)) throw error
  }
  return false
}
