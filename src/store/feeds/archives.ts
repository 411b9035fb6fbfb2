/**
 * The whole archive as documents (RFC 5005 §4): the recent items, and closed documents of at most fifty items in order
 * of arrival, which never change their members. Promises: as long as nothing is corrected or withdrawn, every item is
 * in exactly one of those that lead from the recent ones back to the first, at any moment.
 *
 * What is closed has a number; a document shows the items of its own number and of those before it that do not fill
 * one (migration 0013). When more is closed, it is shown in a document under the new number, whose members
 * are those of the one before and the new ones; the one before is no longer led to, and stays as it is.
 *
 * And parts of the sitemap, which are runs of rows.
 */
import type { Picture } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db, SqlValue } from '../db.ts'
import { ITEM_COLUMNS, type ItemRow, toStoredItem } from './selection.ts'

/** What is known of a closed document without its items. */
export type ArchiveLine = {
  readonly number: number
  /** How many items it has. */
  readonly size: number
  /** Number and time of the last change of a member, or of the closing. */
  readonly seq: number
  readonly at: number
  /** The documents before and after it, of its channel, or of all where no channel was asked for. */
  readonly previous?: number
  readonly next?: number
}

/** A closed document. */
export type Archive = ArchiveLine & {
  /** In order of arrival; retracted and erased ones too. */
  readonly items: readonly StoredItem[]
}

/** Recent items, and the newest closed document: where the archive goes on from them. */
type Subscription = { readonly items: readonly StoredItem[]; readonly archive?: number }

/** The newest items of a channel, by position, are in no document. */
export const NEWEST = 30

/** How an item that is recent arrived, but live: quietly, or with an import or a first poll that is under way. */
export const QUIET = 1
export const HELD = 2

/** Of all channels as many corrected items come back as of one. */
const MOST_AGAIN = 20

/**
 * What the subscription document shows, newest position first, retracted and erased items too. Old ones that wait for
 * the rest of their document, while they are imported, are no news: they come with the document.
 * In one statement: read one after the other, items and number could be of before and after a document was closed.
 */
export async function loadSubscription(db: Db, channel?: string): Promise<Subscription> {
  const [where, own]: [string, SqlValue[]] = channel === undefined ? ['true', []] : ['channel = ?', [channel]]
  const rows = await db.all<ItemRow & { readonly archive: number | null }>(
    `WITH page (id) AS (
       SELECT item FROM (
         SELECT item, quiet, row_number() OVER (PARTITION BY channel ORDER BY position DESC, item DESC) AS place
         FROM recent WHERE ${where} AND again = 0
       ) WHERE quiet < ${HELD} OR place <= ${NEWEST}
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

/** A closed document; undefined where there is none of this number, or it is another channel's. */
export async function loadArchive(db: Db, number: number, channel?: string): Promise<Archive | undefined> {
  const line = await loadArchiveLine(db, number, channel)
  return line && { ...line, items: await loadMembers(db, number, channel) }
}

/** What is known of a closed document; undefined where there is none of this number, or it is another channel's. */
export async function loadArchiveLine(db: Db, number: number, channel?: string): Promise<ArchiveLine | undefined> {
  const [own, ...values] = toChain(channel)
  const row = await db.first<LineRow>(`${toLines(own)} WHERE a.number = ? ${own.where}`, number, ...values)
  return row && toLine(row)
}

/** The documents of the chain after the one with this number (0: from the first), in order. */
export async function loadArchives(db: Db, after: number, limit: number, channel?: string): Promise<ArchiveLine[]> {
  const [own, ...values] = toChain(channel)
  const rows = await db.all<LineRow>(
    `${toLines(own)} WHERE a.number > ? ${own.where} AND ${isLedTo('a', own)} ORDER BY a.number LIMIT ?`,
    after,
    ...values,
    limit,
  )
  return rows.map(toLine)
}

async function loadMembers(db: Db, number: number, channel: string | undefined): Promise<StoredItem[]> {
  const [own, ...values] = toChain(channel)
  const rows = await db.all<ItemRow>(
    `SELECT ${ITEM_COLUMNS} FROM archives a CROSS JOIN archived m ON m.number = a.number
     CROSS JOIN items i ON i.id = m.item
     WHERE a.number BETWEEN (SELECT ${own.first} FROM archives WHERE number = ?) AND ? ${own.where} ORDER BY m.item`,
    number,
    number,
    ...values,
  )
  return rows.map(toStoredItem)
}

/** Of one channel, or of all of them: each has documents of its own. */
type Chain = { readonly first: 'first' | 'first_of_all'; readonly held: string; readonly where: string }

function toChain(channel: string | undefined): [Chain, ...SqlValue[]] {
  if (channel === undefined) return [{ first: 'first_of_all', held: 'held_of_all', where: '' }]
  return [{ first: 'first', held: 'held', where: 'AND a.channel = ?' }, channel]
}

type LineRow = Omit<ArchiveLine, 'previous' | 'next'> & {
  readonly previous: number | null
  readonly next: number | null
}

function toLines(own: Chain): string {
  const others = own.where === '' ? 'true' : 'o.channel = a.channel'
  const shown = `FROM archives o WHERE o.number BETWEEN a.${own.first} AND a.number AND ${others}`
  return `SELECT a.number, a.${own.held} AS size, (SELECT max(o.seq) ${shown}) AS seq, (SELECT max(o.at) ${shown}) AS at,
      (SELECT max(o.number) FROM archives o WHERE o.number < a.${own.first} AND ${others}) AS previous,
      (SELECT o.number FROM archives o WHERE o.number > a.number AND ${others} AND ${isLedTo('o', own)}
       ORDER BY o.number LIMIT 1) AS next
    FROM archives a`
}

/** Whether nothing that was closed after it is shown together with it. */
function isLedTo(name: string, own: Chain): string {
  const others = own.where === '' ? 'true' : `later.channel = ${name}.channel`
  return `(SELECT later.${own.first} FROM archives later WHERE later.number > ${name}.number AND ${others}
    ORDER BY later.number LIMIT 1) IS NOT ${name}.${own.first}`
}

function toLine({ previous, next, ...line }: LineRow): ArchiveLine {
  return { ...line, ...(previous === null ? {} : { previous }), ...(next === null ? {} : { next }) }
}

// Stories by ranges of rows: a part never moves, for a row never does.

/** The part with the rows from `number * size` on: how many live stories it has, and when one of them last changed. */
type Part = { readonly number: number; readonly stories: number; readonly updated: number }

/** What a sitemap says of a story. */
type Place = {
  readonly permalink: string
  readonly updated: number
  readonly image?: Picture
  readonly pictures?: readonly Picture[]
}

/** Every part of `size` rows with a live story in it. */
export async function loadParts(db: Db, size: number): Promise<Part[]> {
  // D1 binds numbers as real ones. The index holds all that is asked for; the table itself is a hundred times as large.
  return db.all<Part>(
    `SELECT i.id / CAST(? AS INTEGER) AS number, count(*) AS stories, max(i.updated) AS updated
     FROM items AS i INDEXED BY items_by_updated WHERE i.state = 'live' GROUP BY number ORDER BY number`,
    size,
  )
}

/** The live stories of a part, in order of arrival; only so many where `limit` says so. */
export async function loadPart(db: Db, number: number, size: number, limit = size): Promise<Place[]> {
  type Row = { readonly permalink: string; readonly updated: number; readonly shown: string }
  const rows = await db.all<Row>(
    `SELECT permalink, updated, json_object('image', shown -> '$.image', 'pictures', shown -> '$.pictures') AS shown
     FROM items WHERE id >= ? AND id < ? AND state = 'live' ORDER BY id LIMIT ?`,
    number * size,
    (number + 1) * size,
    limit,
  )
  return rows.map(({ shown, ...place }) => ({ ...place, ...toPictures(JSON.parse(shown)) }))
}

function toPictures({ image, pictures }: { image: Picture | null; pictures: readonly Picture[] | null }) {
  return { ...(image ? { image } : {}), ...(pictures ? { pictures } : {}) }
}
