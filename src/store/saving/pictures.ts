/** Which pictures stories show: written in the same batch as the stories themselves. */
import type { Statement } from '../db.ts'
import { overList, ROW, toListElement } from '../statements.ts'

/** An item, by its row as `ROW` has it, and the addresses of the pictures that it shows now. */
export type Showing = { readonly row: number; readonly position: number; readonly pictures: readonly string[] }

// What is known of an address already stays so.
const INSERT_PICTURES = `
  INSERT OR IGNORE INTO pictures (url, host, due)
  SELECT value ->> 'url', value ->> 'host', value ->> 'due' FROM json_each(?)`

const INSERT_ITEM_PICTURES = `
  INSERT OR IGNORE INTO item_pictures (item, picture)
  SELECT ${ROW}, p.id FROM json_each(?) AS j CROSS JOIN pictures p ON p.url = j.value ->> 'url'`

/** Pictures of items, in place of those they had. */
export function toPictureStatements(items: readonly Showing[]): Statement[] {
  const before = items.filter(({ row }) => row > 0).map(({ row }) => String(row))
  const shown = items.flatMap((item) => item.pictures.flatMap((url) => toShown(item, url)))
  return [
    ...overList('DELETE FROM item_pictures WHERE item IN (SELECT value FROM json_each(?))', before),
    ...overList(INSERT_PICTURES, shown),
    ...overList(INSERT_ITEM_PICTURES, shown),
  ]
}

/** All are due at once, since that is long ago; by minus the position those of the newest story come first. */
function toShown({ row, position }: Showing, url: string): string[] {
  return URL.canParse(url) ? [toListElement({ row, url, host: new URL(url).hostname, due: -position })] : []
}
