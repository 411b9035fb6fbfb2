import type { Identity } from '../model/identity.ts'
import type { Db } from './db.ts'

type IdentityRow = Identity & { readonly item: number }

/** Every form under which items are known, by row; the one that is an item's key first. */
export async function loadIdentities(
  db: Db,
  items: readonly { readonly row: number }[],
): Promise<Map<number, Identity[]>> {
  const rows = await db.all<IdentityRow>(
    `SELECT d.item, d.kind, d.value, d.hash FROM json_each(?) AS j
     CROSS JOIN items i ON i.id = j.value CROSS JOIN identities d ON d.item = i.id
     ORDER BY d.item, d.hash <> i.key, d.kind, d.value`,
    JSON.stringify(items.map(({ row }) => row)),
  )
  const found = new Map<number, Identity[]>()
  for (const { item, ...identity } of rows) {
    const known = found.get(item)
    if (known === undefined) found.set(item, [identity])
    else known.push(identity)
  }
  return found
}
