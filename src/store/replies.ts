/** The first comments under each of several stories, in one read. */
import type { Comment } from '../model/comment.ts'
import type { Db } from './db.ts'

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
export async function loadReplies(db: Db, rows: readonly number[], limit: number): Promise<Map<number, Comment[]>> {
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
    if (list === undefined) replies.set(item, [toComment(row)])
    else list.push(toComment(row))
  }
  return replies
}

function toComment({ parent, url, at, ...rest }: Omit<ReplyRow, 'item'>): Comment {
  return {
    ...rest,
    ...(parent === null ? {} : { parent }),
    ...(url === null ? {} : { url }),
    ...(at === null ? {} : { at }),
  }
}

/** How many comments there are under live stories. */
export async function countReplies(db: Db): Promise<number> {
  const row = await db.first<{ replies: number }>(
    `SELECT count(*) AS replies FROM comments c CROSS JOIN items i ON i.id = c.item WHERE i.state = 'live'`,
  )
  return row?.replies ?? 0
}
