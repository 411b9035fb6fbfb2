/** What stands beneath the edits of an item: the version of its source that is shown, or the last one, a proposal or not. */
import type { Content } from '../../model/content.ts'
import type { Edit, Sent } from '../../model/history.ts'
import type { Received } from '../../model/model.ts'
import type { Db } from '../db.ts'
import { isSource } from './arrival.ts'

export type Beneath = {
  readonly sent: Sent
  readonly edit: Edit | undefined
  /** The source's version that this is, and the number of the item's last version. */
  readonly revision: number
  readonly last: number
}

/** A row of `SENT_COLUMNS`. */
export type SentRow = {
  readonly channel: string
  readonly edit: string | null
  readonly revision: number
  readonly by: string
  readonly received: string
  readonly content: string
}

/** Of the item `i` and the version `s`. */
export const SENT_COLUMNS = `
  i.channel, i.edit, s.revision, s.by, s.received, coalesce(s.cleaned, i.shown) AS content`

/** With a parameter: 0 for the version that is shown, 1 for the last one. */
export const SENT_JOIN = `
  CROSS JOIN revisions s ON s.item = i.id AND s.revision =
    (SELECT max(revision) FROM revisions WHERE item = i.id AND received IS NOT NULL AND proposed <= ?)`

/** Undefined for an item of which nothing is left. */
export async function loadBeneath(db: Db, row: number, which: 'shown' | 'last'): Promise<Beneath | undefined> {
  const found = await db.first<SentRow & { readonly last: number }>(
    `SELECT ${SENT_COLUMNS}, (SELECT max(revision) FROM revisions WHERE item = i.id) AS last
     FROM items i ${SENT_JOIN} WHERE i.id = ?`,
    which === 'last' ? 1 : 0,
    row,
  )
  if (found === undefined) return undefined
  const { revision, last } = found
  return { sent: toSent(found), edit: toKeptEdit(found), revision, last }
}

export function toSent({ channel, by, received, content }: SentRow): Sent {
  return {
    received: JSON.parse(received) as Received,
    content: JSON.parse(content) as Content,
    channel,
    ...(isSource(by) ? { source: by } : {}),
  }
}

function toKeptEdit({ edit }: SentRow): Edit | undefined {
  return edit === null ? undefined : (JSON.parse(edit) as Edit)
}
