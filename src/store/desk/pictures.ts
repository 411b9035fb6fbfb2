/**
 * Which pictures that were handed in are used: by a story, whatever became of it, or by one that is not public yet.
 * Promises: one that somebody begins to use at that moment stays.
 */
import type { Db } from '../db.ts'
import { toLooseStatement } from '../own-pictures.ts'
import { statement } from '../statements.ts'

const DAY = 24 * 3_600_000
/** For which a picture that nobody uses is kept. */
const PATIENCE = 30 * DAY

/**
 * Whether the picture is shown by a story, or named by a draft: by the address that stories have it at, or by its
 * address here, both of which end in a hash.
 */
const IS_USED = `(
  EXISTS (SELECT 1 FROM pictures p CROSS JOIN item_pictures s ON s.picture = p.id WHERE p.url = o.url)
  OR EXISTS (SELECT 1 FROM pictures p CROSS JOIN item_pictures s ON s.picture = p.id
    WHERE p.url = ? || '/media/' || o.hash)
  OR EXISTS (SELECT 1 FROM drafts d WHERE instr(d.received, substr(o.url, -64)) OR instr(d.received, o.hash)
    OR instr(d.posted, substr(o.url, -64)) OR instr(d.posted, o.hash)))`

type Look = { readonly url: string; readonly hash: string; readonly used: number; readonly since: number | null }

/**
 * Looks at pictures that are to be looked at, at most so many, and forgets those that nobody used for thirty days;
 * answers how many. Their bytes are loose then. @param base BASE_URL
 */
export async function forgetUnusedPictures(db: Db, base: string, now: number, limit: number): Promise<number> {
  const looks = await db.all<Look>(
    `SELECT o.url, o.hash, ${IS_USED} AS used, o.unused_since AS since FROM own_pictures o
     WHERE o.look_at <= ? ORDER BY o.look_at LIMIT ?`,
    base,
    now,
    limit,
  )
  let gone = 0
  for (const look of looks) if (await settle(db, base, look, now)) gone++
  return gone
}

/** Whether it is gone. */
async function settle(db: Db, base: string, { url, hash, used, since }: Look, now: number): Promise<boolean> {
  if (used === 0 && since !== null && since <= now - PATIENCE) return forget(db, base, url, hash, now)
  const unused = used === 1 ? null : (since ?? now)
  await db.run('UPDATE own_pictures SET unused_since = ?, look_at = ? WHERE url = ?', unused, now + DAY, url)
  return false
}

async function forget(db: Db, base: string, url: string, hash: string, now: number): Promise<boolean> {
  const [, gone = 0] = await db.batch([
    toLooseStatement(hash, now),
    statement(
      `DELETE FROM own_pictures AS o WHERE o.url = ? AND o.unused_since <= ? AND NOT ${IS_USED}`,
      url,
      now - PATIENCE,
      base,
    ),
    statement(
      `DELETE FROM pictures WHERE url = ? AND own = 1 AND id NOT IN (SELECT picture FROM item_pictures)
         AND NOT EXISTS (SELECT 1 FROM own_pictures WHERE url = ?)`,
      url,
      url,
    ),
  ])
  return gone > 0
}
