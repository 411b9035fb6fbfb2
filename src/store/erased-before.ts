/**
 * Stories that were erased by versions that kept their permalinks, with words of the headline in them. Migration 0015
 * leaves a mark, which stays until all of them are done and nothing is left in the files.
 */
import type { Db } from './db.ts'
import { type ErasureOptions, eraseRows, purgeErased } from './erasure.ts'
import { loadItem } from './items.ts'

const MARK = 'unhashed'

/** Finishes at most `limit` of them. Nobody is told: readers have their notice. @throws StoreError; call it again */
export async function finishErased(db: Db, options: ErasureOptions, limit = 1_000_000): Promise<void> {
  if ((await db.first('SELECT 1 FROM meta WHERE name = ?', MARK)) === undefined) return
  const rows = await db.all<{ id: string; reason: string | null }>(
    `SELECT public_id AS id, reason FROM items
     WHERE state = 'retracted' AND erased = 1 AND permalink NOT LIKE '/s/%' LIMIT ?`,
    limit,
  )
  for (const { id, reason } of rows) {
    const item = await loadItem(db, id)
    if (item !== undefined) await eraseRows(db, item, reason ?? '', options)
  }
  if (rows.length === limit) return
  if (await hasErased(db)) await purgeErased(db, options.pause)
  await db.run('DELETE FROM meta WHERE name = ?', MARK)
}

async function hasErased(db: Db): Promise<boolean> {
  return (await db.first(`SELECT 1 FROM items WHERE state = 'retracted' AND erased = 1 LIMIT 1`)) !== undefined
}
