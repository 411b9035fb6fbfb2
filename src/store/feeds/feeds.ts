/**
 * The door of stored items on their way out: one by its name, or those that a feed or list asks for. Promises: retracted
 * and erased ones are told apart, and each query is answered from an index.
 */

import { toPathHash } from '../../model/hash.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { foldCode } from '../links/links.ts'
import { toVersionSql } from '../versions.ts'
import { findNear } from './near.ts'
import {
  ITEM_COLUMNS,
  type ItemQuery,
  type ItemRow,
  toItemPage,
  toRarest,
  toSelection,
  toStoredItem,
} from './selection.ts'

export type { ItemQuery } from './selection.ts'

/** An item by itself, with its version (docs/architecture.md, decision 25). */
export type VersionedItem = StoredItem & { readonly version: number }

/** The item with this public id or short code, retracted or not. */
export async function loadItem(db: Db, name: string): Promise<StoredItem | undefined> {
  return loadOne(db, ...toNamed(name))
}

/** Every public id is an IRI, so has a colon, which no code has. */
function toNamed(name: string): [from: string, value: string] {
  return name.includes(':')
    ? ['items i WHERE i.public_id = ?', name]
    : ['links l CROSS JOIN items i ON i.id = l.item WHERE l.code = ?', foldCode(name)]
}

/** The item at this permalink (`/2015/06/iran-will-save-assad/`), retracted or not; an erased one by its hash. */
export async function loadItemAt(db: Db, permalink: string): Promise<StoredItem | undefined> {
  return (await loadOne(db, 'items i WHERE i.permalink = ?', permalink)) ?? loadItemByAddress(db, toPathHash(permalink))
}

/** The item that is known by this identity's hash: of its address, guid or file. */
export async function loadItemByAddress(db: Db, hash: string): Promise<StoredItem | undefined> {
  return loadOne(db, 'identities d CROSS JOIN items i ON i.id = d.item WHERE d.hash = ?', hash)
}

/** As `loadItem`, with its version. */
export async function loadVersionedItem(db: Db, name: string): Promise<VersionedItem | undefined> {
  const [from, value] = toNamed(name)
  const sql = `SELECT ${toVersionSql('item', 'i.id')} AS version, ${ITEM_COLUMNS} FROM ${from}`
  const row = await db.first<ItemRow & Pick<VersionedItem, 'version'>>(sql, value)
  if (row === undefined) return undefined
  const { version, ...rest } = row
  return { ...toStoredItem(rest), version }
}

async function loadOne(db: Db, from: string, value: string): Promise<StoredItem | undefined> {
  const row = await db.first<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM ${from}`, value)
  return row && toStoredItem(row)
}

/** The items of a feed, newest position first. */
export async function loadItems(db: Db, query: ItemQuery): Promise<StoredItem[]> {
  const asked = toRarest(query)
  const rarest = asked && (await db.first<{ readonly place: number }>(asked.sql, ...asked.values))?.place
  const { sql, values } = toSelection(query, rarest)
  const rows = (await loadNear(db, query)) ?? (await db.all<ItemRow>(sql, ...values))
  return toFeedOrder(rows.map(toStoredItem))
}

async function loadNear(db: Db, query: ItemQuery): Promise<ItemRow[] | undefined> {
  const { words, ...rest } = query
  if (words === undefined || rest.state === 'any') return undefined
  const found = await findNear(db, { ...query, words, list: (most) => toItemPage(rest, most) })
  return found && loadInOrder(db, found)
}

/** The rows of items, as `toStoredItem` needs them, in the order of the numbers. */
export function loadInOrder(db: Db, rows: readonly number[]): Promise<ItemRow[]> {
  return db.all<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM json_each(?) AS j CROSS JOIN items i ON i.id = j.value ORDER BY j.key`,
    JSON.stringify(rows),
  )
}

/**
 * As `loadItems`, and with them the retracted and erased ones, in their places. Where words are searched for there are
 * none: search forgets them.
 */
export async function loadFeedItems(db: Db, query: ItemQuery): Promise<StoredItem[]> {
  return loadItems(db, { ...query, state: query.words === undefined ? 'any' : 'live' })
}

function toFeedOrder(items: StoredItem[]): StoredItem[] {
  return items.sort((a, b) => b.position - a.position || b.row - a.row)
}
