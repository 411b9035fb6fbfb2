/** Whether items came before exactly as they come now: then nothing has to be cleaned or decided. */
import type { Db } from './db.ts'
import { MOST_TEXTS, toTextSql, toTextValues } from './lists.ts'

/** An item as received, as JSON, and the hash of one form under which it would be known. */
export type Arrived = { readonly hash: string; readonly received: string }

export type UnchangedItem = {
  readonly row: number
  readonly key: string
  readonly id: string
  readonly code: string
}

const SELECT = `
  SELECT j.value AS hash, i.id AS row, i.key, i.public_id AS id, i.code
  FROM json_each(?) AS j
  CROSS JOIN identities d ON d.hash = j.value
  CROSS JOIN items i ON i.id = d.item
  CROSS JOIN revisions r ON r.item = i.id
    AND r.revision = (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)
  WHERE r.received = ${toTextSql('j.key')}`

/** Those whose last version as received is the very same, by their hash. */
export async function loadUnchanged(db: Db, arrived: readonly Arrived[]): Promise<Map<string, UnchangedItem>> {
  const found = new Map<string, UnchangedItem>()
  for (let at = 0; at < arrived.length; at += MOST_TEXTS) {
    const some = arrived.slice(at, at + MOST_TEXTS)
    const hashes = JSON.stringify(some.map(({ hash }) => hash))
    const texts = toTextValues(some.map(({ received }) => received))
    const rows = await db.all<UnchangedItem & { readonly hash: string }>(SELECT, hashes, ...texts)
    for (const { hash, ...item } of rows) found.set(hash, item)
  }
  return found
}
