/** Rows of the items table as values. */
import type { Content } from '../model/content.ts'
import type { StoredItem } from '../model.ts'

/** What `toStoredItem` needs, of the table under the name `i`. */
export const ITEM_COLUMNS = `
  i.id AS row, i.key, i.public_id AS id, i.channel, i.owner, i.permalink, i.code, i.position, i.first_seen AS firstSeen,
  i.updated, i.revision, i.state, i.reason, i.withdrawn, i.erased, i.shown,
  (SELECT max(seq) FROM changes WHERE item = i.id) AS seq,
  (SELECT json_group_array(source) FROM (SELECT source FROM item_sources WHERE item = i.id ORDER BY since, source))
    AS sources,
  (SELECT json_group_object(p.url, p.hash) FROM item_pictures s CROSS JOIN pictures p ON p.id = s.picture
    WHERE s.item = i.id AND p.state = 'gone') AS lost`

export type ItemRow = Omit<StoredItem, 'reason' | 'withdrawn' | 'erased' | 'sources' | 'content' | 'seq' | 'lost'> & {
  readonly reason: string | null
  readonly withdrawn: number | null
  readonly erased: number
  readonly sources: string
  readonly seq: number | null
  readonly lost: string
  readonly shown: string
}

export function toStoredItem({ reason, withdrawn, erased, sources, shown, seq, lost, ...rest }: ItemRow): StoredItem {
  return {
    ...rest,
    ...(reason === null ? {} : { reason }),
    ...(withdrawn === null ? {} : { withdrawn }),
    ...(erased === 1 ? { erased: true } : {}),
    sources: JSON.parse(sources) as string[],
    content: JSON.parse(shown) as Content,
    ...(seq === null ? {} : { seq }),
    ...(lost === '{}' ? {} : { lost: JSON.parse(lost) as Record<string, string> }),
  }
}
