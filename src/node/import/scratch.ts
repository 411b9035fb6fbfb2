/** What the first pass over an export has to remember, on disk: an export of any size takes the same memory. */

import { DatabaseSync } from 'node:sqlite'
import type { File } from '../../read/wordpress/files.ts'
import type { WxrMemory } from '../../read/wordpress/wxr/memory.ts'

type Scratch = WxrMemory & { readonly close: () => void }

/** Of one post; more pictures are no gallery. */
const MOST_FILES = 500

/** A database without a name, which SQLite deletes when it is closed, and the system when the process ends. */
export function openScratch(): Scratch {
  const database = new DatabaseSync('')
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -4000;
    CREATE TABLE files (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, place INTEGER NOT NULL, file TEXT NOT NULL) STRICT;
    CREATE INDEX files_by_parent ON files (parent, place, id);
    CREATE TABLE names (name TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT, WITHOUT ROWID;
    BEGIN;
  `)
  const keep = database.prepare('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)')
  const find = database.prepare('SELECT file FROM files WHERE id = ?')
  const list = database.prepare('SELECT file FROM files WHERE parent = ? ORDER BY place, id LIMIT ?')
  const claim = database.prepare('INSERT OR IGNORE INTO names VALUES (?, ?)')
  const owner = database.prepare('SELECT owner FROM names WHERE name = ?')
  return {
    rememberFile: (file) => {
      keep.run(file.id, file.parent, file.order, JSON.stringify(file))
    },
    findFile: (id) => (Number.isSafeInteger(id) ? toFile(find.get(id)) : undefined),
    filesOf: (post) =>
      Number.isSafeInteger(post) && post > 0 ? list.all(post, MOST_FILES).flatMap((row) => toFile(row) ?? []) : [],
    claim: (name, by) => claim.run(name, by).changes === 1 || owner.get(name)?.owner === by,
    close: () => database.close(),
  }
}

function toFile(row: Record<string, unknown> | undefined): File | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row.file)) as File)
}
