/** Whether there is room where the database stands. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Check } from '../readiness.ts'

/** Bytes: less than a story with its pictures takes. */
const LEAST = 1024 * 1024

/** @param database a file, or `:memory:` */
export function createDiskCheck(database: string): Check {
  if (database === ':memory:') return () => undefined
  return async () => {
    const { bavail, bsize } = await statfs(dirname(database))
    return bavail * bsize < LEAST ? 'The disk is full: nothing can be written to the database.' : undefined
  }
}
