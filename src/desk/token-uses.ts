/** When tokens were used last. Promises: an answer never waits for it to be written. */

import { saveTokenUses } from '../store/access/tokens.ts'
import type { Db } from '../store/db.ts'

export type TokenUses = {
  readonly note: (token: number, at: number) => void
  /** Writes what was noted; what could not be written waits for the next time. @throws StoreError */
  readonly save: (db: Db) => Promise<void>
}

/** Nothing noted yet. It takes a number for each token, however often it is used. */
export function createTokenUses(): TokenUses {
  const noted = new Map<number, number>()
  const save = async (db: Db) => {
    if (noted.size === 0) return
    const uses = new Map(noted)
    await saveTokenUses(db, uses)
    for (const [token, at] of uses) if (noted.get(token) === at) noted.delete(token)
  }
  return { note: (token, at) => void noted.set(token, at), save }
}
