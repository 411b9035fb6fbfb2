/** Rows of the items table as values. */
import type { Content, StoredItem } from '../model.ts'

/** What `toStoredItem` needs, of the table under the name `i`. */
export const ITEM_COLUMNS = `
  i.id AS row, i.key, i.public_id AS id, i.channel, i.owner, i.permalink, i.code, i.position, i.first_seen AS firstSeen,
  i.updated, i.revision, i.state, i.reason, i.shown,
  (SELECT json_group_array(source) FROM (SELECT source FROM item_sources WHERE item = i.id ORDER BY since, source))
    AS sources,
  (SELECT json_group_object(p.url, p.hash) FROM item_pictures s CROSS JOIN pictures p ON p.id = s.picture
    WHERE s.item = i.id AND p.state = 'gone') AS lost`

export type ItemRow = Omit<StoredItem, 'reason' | 'sources' | 'content' | 'lost'> & {
  readonly reason: string | null
  readonly sources: string
  readonly lost: string
  readonly shown: string
}

export function toStoredItem({ reason, sources, shown, lost, ...rest }: ItemRow): StoredItem {
  return {
    ...rest,
    ...(reason === null ? {} : { reason }),
    sources: JSON.parse(sources) as string[],
    content: JSON.parse(shown) as Content,
    ...(lost === '{}' ? {} : { lost: JSON.parse(lost) as Record<string, string> }),
  }
}
