/** What the first pass over an export has to remember, on disk: an export of any size takes the same memory. */
import { DatabaseSync } from 'node:sqlite'
import type { Picture } from '../model/content.ts'
import type { WxrMemory } from '../read/wxr-post.ts'

export type Scratch = WxrMemory & { readonly close: () => void }

/** A database without a name, which SQLite deletes when it is closed, and the system when the process ends. */
export function openScratch(): Scratch {
  const database = new DatabaseSync('')
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -4000;
    CREATE TABLE pictures (id INTEGER PRIMARY KEY, url TEXT NOT NULL, caption TEXT) STRICT;
    CREATE TABLE names (name TEXT PRIMARY KEY, post TEXT NOT NULL) STRICT, WITHOUT ROWID;
    BEGIN;
  `)
  const keep = database.prepare('INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)')
  const find = database.prepare('SELECT url, caption FROM pictures WHERE id = ?')
  const claim = database.prepare('INSERT OR IGNORE INTO names VALUES (?, ?)')
  const owner = database.prepare('SELECT post FROM names WHERE name = ?')
  return {
    keepPicture: (id, { url, caption }) => {
      keep.run(id, url, caption ?? null)
    },
    findPicture: (id) => (Number.isSafeInteger(id) ? toPicture(find.get(id)) : undefined),
    claim: (name, post) => claim.run(name, post).changes === 1 || owner.get(name)?.post === post,
    close: () => database.close(),
  }
}

function toPicture(row: Record<string, unknown> | undefined): Picture | undefined {
  if (row === undefined) return undefined
  return { url: String(row.url), ...(row.caption === null ? {} : { caption: String(row.caption) }) }
}
