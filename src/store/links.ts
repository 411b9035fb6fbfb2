/** Short links: one indexed read from a code to its item. */
import type { Db } from './db.ts'

/** What a redirect or a preview page needs of the item behind a code. */
export type LinkedItem = {
  readonly id: string
  readonly permalink: string
  readonly url?: string
  readonly state: 'live' | 'retracted'
  readonly reason?: string
  readonly channel: string
  readonly title: string
}

type LinkRow = {
  readonly id: string
  readonly permalink: string
  readonly url: string | null
  readonly state: 'live' | 'retracted'
  readonly reason: string | null
  readonly channel: string
  readonly title: string
  readonly since: number
}

/** The item that a code, folded already, leads to, and since when. */
export async function loadLink(db: Db, code: string): Promise<{ item: LinkedItem; since: number } | undefined> {
  const row = await db.first<LinkRow>(
    `SELECT i.public_id AS id, i.permalink, i.state, i.reason, i.channel, l.since,
       i.shown ->> '$.url' AS url, i.shown ->> '$.title' AS title
     FROM links l CROSS JOIN items i ON i.id = l.item WHERE l.code = ?`,
    code,
  )
  if (row === undefined) return undefined
  const { url, reason, since, ...rest } = row
  return { item: { ...rest, ...(url === null ? {} : { url }), ...(reason === null ? {} : { reason }) }, since }
}

/** What somebody typed as the code it was meant to be: case, look-alikes, blanks and a full stop after it. */
export function foldCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[.,;:]{1,9}$/, '')
    .toLowerCase()
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
}
