/** What readers wrote under a story: stored with an import, any number of times. */
import type { Comment } from '../../model/content.ts'
import type { StoredItem } from '../../model/model.ts'
import type { Db, SqlValue } from '../db.ts'
import { overList, toListElement } from '../statements.ts'
import { ITEM_COLUMNS, type ItemQuery, type ItemRow, toLookup, toStoredItem } from './selection.ts'

/** The comments under one item, by its row. */
export type Discussion = { readonly row: number; readonly comments: readonly Comment[] }

/** A list parameter is at most 1 MB for D1. */
const MOST_BYTES = 900_000
const MOST_SHOWN = 1_000

const encoder = new TextEncoder()

// A comment that came before stays in its place; only what changed of it is written. Under what was erased, nothing is.
const INSERT = `
  INSERT INTO comments (item, id, parent, author, url, at, html)
  SELECT i.id, value ->> 'id', value ->> 'parent', value ->> 'author', value ->> 'url', value ->> 'at', value ->> 'html'
  FROM json_each(?) CROSS JOIN items i ON i.id = value ->> 'item' WHERE i.erased = 0
  ON CONFLICT (item, id) DO UPDATE SET
    parent = excluded.parent, author = excluded.author, url = excluded.url, at = excluded.at, html = excluded.html
  WHERE (parent, author, url, at, html) IS NOT
    (excluded.parent, excluded.author, excluded.url, excluded.at, excluded.html)`

/** Stores comments; those that are there already stay. Answers how many are new or changed. @throws StoreError */
export async function saveComments(db: Db, discussions: readonly Discussion[]): Promise<number> {
  let count = 0
  for (const elements of toParts(discussions)) {
    const [written = 0] = await db.batch(overList(INSERT, elements))
    count += written
  }
  return count
}

function* toParts(discussions: readonly Discussion[]): Generator<string[]> {
  let part: string[] = []
  let bytes = 0
  for (const { row, comments } of discussions) {
    for (const { id, parent, author, url, at, html } of comments) {
      const members = { item: row, id, parent: parent ?? null, author, url: url ?? null, at: at ?? null, html }
      const element = toListElement(members)
      const size = encoder.encode(element).byteLength
      if (part.length > 0 && bytes + size > MOST_BYTES) {
        yield part
        part = []
        bytes = 0
      }
      part.push(element)
      bytes += size
    }
  }
  if (part.length > 0) yield part
}

type CommentRow = {
  readonly id: string
  readonly parent: string | null
  readonly author: string
  readonly url: string | null
  readonly at: number | null
  readonly html: string
}

/** The first thousand comments under an item, oldest first. @param row the item's */
export async function loadComments(db: Db, row: number): Promise<Comment[]> {
  const rows = await db.all<CommentRow>(
    'SELECT id, parent, author, url, at, html FROM comments WHERE item = ? ORDER BY at, row LIMIT ?',
    row,
    MOST_SHOWN,
  )
  return rows.map(toComment)
}

function toComment({ id, parent, author, url, at, html }: CommentRow): Comment {
  return {
    id,
    author,
    html,
    ...(parent === null ? {} : { parent }),
    ...(url === null ? {} : { url }),
    ...(at === null ? {} : { at }),
  }
}

/** Comments on the stories that a query finds, or on the one in row `item`; `before` means nothing here. */
type CommentQuery = Omit<ItemQuery, 'before' | 'state'> & { readonly item?: number }

type ListedRow = ItemRow & { readonly comment: string }

const COMMENT = `json_object('id', c.id, 'parent', c.parent, 'author', c.author, 'url', c.url, 'at', c.at, 'html', c.html)`

/** Comments with their stories, newest first; undated ones last. None of stories that were retracted. */
export async function loadCommentList(db: Db, query: CommentQuery): Promise<{ comment: Comment; item: StoredItem }[]> {
  const lookup = toLookup(query)
  const own: SqlValue[] = query.item === undefined ? [] : [query.item]
  const rows = await db.all<ListedRow>(
    `WITH page (row, item) AS (
       SELECT c.row, c.item FROM comments c CROSS JOIN items i ON i.id = c.item
       WHERE i.state = 'live'${query.item === undefined ? '' : ' AND c.item = ?'}${lookup.sql}
       ORDER BY coalesce(c.at, 0) DESC, c.row DESC LIMIT ? OFFSET ?
     )
     SELECT ${ITEM_COLUMNS}, ${COMMENT} AS comment
     FROM page CROSS JOIN comments c ON c.row = page.row CROSS JOIN items i ON i.id = page.item
     ORDER BY coalesce(c.at, 0) DESC, c.row DESC`,
    ...own,
    ...lookup.values,
    query.limit,
    query.offset ?? 0,
  )
  return rows.map(({ comment, ...row }) => {
    return { comment: toComment(JSON.parse(comment) as CommentRow), item: toStoredItem(row) }
  })
}

/** How many comments stories have, and when the newest was written, by row; no entry where there is none. */
export async function countComments(
  db: Db,
  rows: readonly number[],
): Promise<Map<number, { count: number; updated?: number }>> {
  const found = await db.all<{ item: number; count: number; updated: number | null }>(
    `SELECT c.item, count(*) AS count, max(c.at) AS updated
     FROM json_each(?) AS j CROSS JOIN comments c ON c.item = j.value GROUP BY c.item`,
    JSON.stringify(rows),
  )
  return new Map(found.map(({ item, count, updated }) => [item, { count, ...(updated === null ? {} : { updated }) }]))
}

// The first comments under each of several stories, in one read.

type ReplyRow = {
  readonly item: number
  readonly id: string
  readonly parent: string | null
  readonly author: string
  readonly url: string | null
  readonly at: number | null
  readonly html: string
}

/** At most `limit` comments under each of the items, oldest first, by row; rows without one are absent. */
export async function loadCommentsOf(db: Db, rows: readonly number[], limit: number): Promise<Map<number, Comment[]>> {
  const found = await db.all<ReplyRow>(
    `SELECT item, id, parent, author, url, at, html FROM (
       SELECT c.*, row_number() OVER (PARTITION BY c.item ORDER BY c.at, c.row) AS place
       FROM json_each(?) AS j CROSS JOIN comments c ON c.item = j.value
     ) WHERE place <= ? ORDER BY item, place`,
    JSON.stringify(rows),
    limit,
  )
  const replies = new Map<number, Comment[]>()
  for (const { item, ...row } of found) {
    const list = replies.get(item)
    if (list === undefined) replies.set(item, [toReply(row)])
    else list.push(toReply(row))
  }
  return replies
}

function toReply({ parent, url, at, ...rest }: Omit<ReplyRow, 'item'>): Comment {
  return {
    ...rest,
    ...(parent === null ? {} : { parent }),
    ...(url === null ? {} : { url }),
    ...(at === null ? {} : { at }),
  }
}

/** How many comments there are under live stories. */
export async function countAllComments(db: Db): Promise<number> {
  const row = await db.first<{ replies: number }>(
    `SELECT count(*) AS replies FROM comments c CROSS JOIN items i ON i.id = c.item WHERE i.state = 'live'`,
  )
  return row?.replies ?? 0
}
