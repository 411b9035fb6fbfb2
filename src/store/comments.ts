/** What readers wrote under a story: stored with an import, any number of times. */
import type { Comment } from '../model.ts'
import type { Db } from './db.ts'
import { overList, toElement } from './lists.ts'

/** The comments under one item, by its row. */
export type Discussion = { readonly row: number; readonly comments: readonly Comment[] }

/** A list parameter is at most 1 MB for D1. */
const MOST_BYTES = 900_000
const MOST_SHOWN = 1_000

const encoder = new TextEncoder()

// A comment that came before stays in its place; only what changed of it is written.
const INSERT = `
  INSERT INTO comments (item, id, parent, author, url, at, html)
  SELECT value ->> 'item', value ->> 'id', value ->> 'parent', value ->> 'author', value ->> 'url', value ->> 'at',
    value ->> 'html'
  FROM json_each(?) WHERE true
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
      const element = toElement(members)
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
  return rows.map(({ parent, url, at, ...rest }) => ({
    ...rest,
    ...(parent === null ? {} : { parent }),
    ...(url === null ? {} : { url }),
    ...(at === null ? {} : { at }),
  }))
}
