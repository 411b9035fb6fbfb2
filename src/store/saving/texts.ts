/** The texts that a source's latest stories have from their pages. */
import type { Db } from '../db.ts'

/** A story whose text was taken from its page. */
export type PageText = {
  readonly row: number
  /** The hash of one identity. */
  readonly item: string
  readonly title: string
  readonly url: string
  readonly summary: string
  readonly html: string
  readonly text: string
}

/** As many stories at most, newest first; those that were taken back are left out. */
export async function loadPageTexts(db: Db, source: string, limit: number): Promise<PageText[]> {
  return db.all<PageText>(
    `SELECT i.id AS row, (SELECT hash FROM identities WHERE item = i.id ORDER BY hash LIMIT 1) AS item,
       coalesce(i.shown ->> '$.title', '') AS title, coalesce(i.shown ->> '$.url', '') AS url,
       coalesce(i.shown ->> '$.summary', '') AS summary, coalesce(i.shown ->> '$.contentHtml', '') AS html,
       coalesce(i.shown ->> '$.contentText', '') AS text
     FROM (SELECT item FROM item_sources WHERE source = ? ORDER BY position DESC, item DESC LIMIT ?) AS s
     CROSS JOIN items i ON i.id = s.item
     CROSS JOIN revisions r ON r.item = i.id
       AND r.revision = (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL)
     WHERE i.state = 'live' AND i.owner = ? AND i.edit IS NULL
       AND r.received -> '$.context.identities' IS NOT NULL`,
    source,
    limit,
    source,
  )
}
