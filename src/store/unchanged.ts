/** Whether items came before exactly as they come now: then nothing has to be cleaned or decided. */
import type { Db } from './db.ts'
import { toElement } from './lists.ts'

/** An item as received, as JSON, and the hash of one form under which it would be known. */
export type Arrived = { readonly hash: string; readonly received: string }

export type UnchangedItem = {
  readonly row: number
  readonly key: string
  readonly id: string
  readonly code: string
}

/** A list parameter is at most 1 MB for D1; signs, of which each has three bytes at most. */
const MOST_SIGNS = 300_000

const SELECT = `
  SELECT j.value ->> 'hash' AS hash, i.id AS row, i.key, i.public_id AS id, i.code
  FROM json_each(?) AS j
  CROSS JOIN identities d ON d.hash = j.value ->> 'hash'
  CROSS JOIN items i ON i.id = d.item
  CROSS JOIN revisions r ON r.item = i.id
    AND r.revision = (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)
  WHERE r.received = j.value ->> 'received'`

/** Those whose last version as received is the very same, by their hash. */
export async function loadUnchanged(db: Db, arrived: readonly Arrived[]): Promise<Map<string, UnchangedItem>> {
  const found = new Map<string, UnchangedItem>()
  for (const list of toLists(arrived)) {
    const rows = await db.all<UnchangedItem & { readonly hash: string }>(SELECT, `[${list.join(',')}]`)
    for (const { hash, ...item } of rows) found.set(hash, item)
  }
  return found
}

/** One that is too large for a list is left to the usual way. */
function* toLists(arrived: readonly Arrived[]): Generator<string[]> {
  let list: string[] = []
  let signs = 0
  for (const { hash, received } of arrived) {
    if (received.length > MOST_SIGNS) continue
    if (list.length > 0 && signs + received.length > MOST_SIGNS) {
      yield list
      list = []
      signs = 0
    }
    list.push(toElement({ hash }, { received }))
    signs += received.length + hash.length
  }
  if (list.length > 0) yield list
}
