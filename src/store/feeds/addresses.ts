/** Stories by addresses that others gave them. */
import type { Identity } from '../../model/content.ts'
import { toPathHash } from '../../model/hash.ts'
import type { Db } from '../db.ts'

/** Where a story stands now, and its row. */
type Found = { readonly row: number; readonly permalink: string }

/** The story that has the first of these hashes of addresses that any has; retracted ones too. */
export async function loadByHashes(db: Db, hashes: readonly string[]): Promise<Found | undefined> {
  return db.first<Found>(
    `SELECT i.id AS row, i.permalink FROM json_each(?) AS j
     CROSS JOIN identities d ON d.hash = j.value CROSS JOIN items i ON i.id = d.item ORDER BY j.key LIMIT 1`,
    JSON.stringify(hashes),
  )
}

/** The first story whose permalink ends with this slug, as it is stored; retracted ones too. */
export async function loadBySlug(db: Db, slug: string): Promise<Found | undefined> {
  const last = `${slug}/`
  const found = await db.first<Found>(
    'SELECT id AS row, permalink FROM items WHERE substr(permalink, 10) = ? ORDER BY id LIMIT 1',
    last,
  )
  return found ?? loadByHashes(db, [toPathHash(last)])
}

/** The rows behind hashes of addresses. */
export async function loadRows(db: Db, hashes: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.all<{ readonly hash: string; readonly row: number }>(
    'SELECT d.hash, d.item AS row FROM json_each(?) AS j CROSS JOIN identities d ON d.hash = j.value',
    JSON.stringify(hashes),
  )
  return new Map(rows.map(({ hash, row }) => [hash, row]))
}

/** The story of a row. */
export async function loadByRow(db: Db, row: number): Promise<Found | undefined> {
  return db.first<Found>('SELECT id AS row, permalink FROM items WHERE id = ?', row)
}

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
