/**
 * Words of deleted items stay in the segments of a full-text index until these are merged. This merges all of them,
 * a bounded part at a time: nobody waits long for the database, and no step is too long for D1.
 */
import type { Db } from '../db.ts'

/** Pages of the index that a step writes. */
const PAGES = 1_000

/** Merges until there is nothing left to merge. @see https://sqlite.org/fts5.html#the_merge_command */
export async function purgeSearch(db: Db, pause: () => Promise<void> = async () => {}): Promise<void> {
  // A negative number begins to merge all segments into one, a positive one goes on.
  await merge(db, -PAGES)
  let before = ''
  for (let now = await loadStructure(db); now !== before; now = await loadStructure(db)) {
    await pause()
    before = now
    await merge(db, PAGES)
  }
}

async function merge(db: Db, pages: number): Promise<void> {
  await db.run(`INSERT INTO search (search, rank) VALUES ('merge', ?)`, pages)
}

/** The record of the index's segments, which every step of a merge changes (row 10 of its data). */
async function loadStructure(db: Db): Promise<string> {
  return (
    (await db.first<{ record: string }>('SELECT hex(block) AS record FROM search_data WHERE id = 10'))?.record ?? ''
  )
}
