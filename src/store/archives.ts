/**
 * The whole archive as documents (RFC 5005 §4): the recent items, and closed documents of at most fifty items in order
 * of arrival, which never change their members. Promises: as long as nothing is corrected or withdrawn, every item is
 * in exactly one of them, at any moment.
 */
import type { StoredItem } from '../model.ts'
import type { Db, Value } from './db.ts'
import { ITEM_COLUMNS, type ItemRow, toStoredItem } from './rows.ts'

/** A closed document. */
export type Archive = {
  readonly number: number
  readonly channel: string
  /** In order of arrival; retracted and erased ones too. */
  readonly items: readonly StoredItem[]
  /** The documents closed before and after it, of its channel, or of all where no channel was asked for. */
  readonly previous?: number
  readonly next?: number
  /** Number and time of the last change of a member, or of the closing. */
  readonly seq: number
  readonly at: number
}

/** Recent items, and the newest closed document: where the archive goes on from them. */
export type Subscription = { readonly items: readonly StoredItem[]; readonly archive?: number }

/** Of all channels as many corrected items come back as of one. */
const MOST_AGAIN = 20

/**
 * What the subscription document shows, newest position first, retracted and erased items too.
 * In one statement: read one after the other, items and number could be of before and after a document was closed.
 */
export async function loadSubscription(db: Db, channel?: string): Promise<Subscription> {
  const [where, own]: [string, Value[]] = channel === undefined ? ['true', []] : ['channel = ?', [channel]]
  const rows = await db.all<ItemRow & { readonly archive: number | null }>(
    `WITH page (id) AS (
       SELECT item FROM recent WHERE ${where} AND again = 0
       UNION ALL
       SELECT item FROM (SELECT item FROM recent WHERE ${where} AND again > 0 ORDER BY again DESC LIMIT ${MOST_AGAIN})
     )
     SELECT ${ITEM_COLUMNS}, (SELECT max(number) FROM archives WHERE ${where}) AS archive
     FROM page CROSS JOIN items i ON i.id = page.id ORDER BY i.position DESC, i.id DESC`,
    ...own,
    ...own,
    ...own,
  )
  const archive = rows[0]?.archive ?? undefined
  const items = rows.map(({ archive: _, ...row }) => toStoredItem(row))
  return { items, ...(archive === undefined ? {} : { archive }) }
}

type ArchiveRow = Pick<Archive, 'number' | 'channel' | 'seq' | 'at'> & {
  readonly previous: number | null
  readonly next: number | null
}

/** A closed document; undefined where there is none of this number, or it is another channel's. */
export async function loadArchive(db: Db, number: number, channel?: string): Promise<Archive | undefined> {
  const own = channel === undefined ? 'true' : 'channel = a.channel'
  const row = await db.first<ArchiveRow>(
    `SELECT a.number, a.channel, a.seq, a.at,
       (SELECT max(number) FROM archives WHERE number < a.number AND ${own}) AS previous,
       (SELECT min(number) FROM archives WHERE number > a.number AND ${own}) AS next
     FROM archives a WHERE a.number = ? AND a.channel = coalesce(?, a.channel)`,
    number,
    channel ?? null,
  )
  if (row === undefined) return undefined
  const { previous, next, ...rest } = row
  return {
    ...rest,
    items: await loadMembers(db, number),
    ...(previous === null ? {} : { previous }),
    ...(next === null ? {} : { next }),
  }
}

async function loadMembers(db: Db, number: number): Promise<StoredItem[]> {
  const rows = await db.all<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM archived m CROSS JOIN items i ON i.id = m.item WHERE m.number = ? ORDER BY m.item`,
    number,
  )
  return rows.map(toStoredItem)
}

/** A line of the list of closed documents; `items` is how many it has. */
export type ArchiveLine = Pick<Archive, 'number' | 'channel' | 'seq' | 'at'> & { readonly items: number }

/** Closed documents after the one with this number (0: from the first), in order. */
export async function loadArchives(db: Db, after: number, limit: number, channel?: string): Promise<ArchiveLine[]> {
  const columns = 'number, channel, items, seq, at'
  return channel === undefined
    ? db.all(`SELECT ${columns} FROM archives WHERE number > ? ORDER BY number LIMIT ?`, after, limit)
    : db.all(
        `SELECT ${columns} FROM archives WHERE channel = ? AND number > ? ORDER BY number LIMIT ?`,
        channel,
        after,
        limit,
      )
}
