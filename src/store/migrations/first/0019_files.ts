/**
 * Files of the folder of stories as they were last taken in, so that a start reads none again that is as it was, and
 * one that is gone is told of.
 */
export default [
  `CREATE TABLE files (
  name TEXT PRIMARY KEY,
  -- What tells, without reading it, that a file is as it was.
  version TEXT NOT NULL,
  -- SHA-256 of its bytes, hex: what is moved to another name is known by it.
  hash TEXT NOT NULL,
  -- Pictures that lie beside it: a JSON object of name and version.
  beside TEXT NOT NULL DEFAULT '{}',
  -- Its story; null for a file of several.
  item INTEGER REFERENCES items (id),
  -- Since when it is gone, while the editor has said nothing to that.
  gone INTEGER
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX files_by_item ON files (item) WHERE item IS NOT NULL`,
  `CREATE INDEX files_gone ON files (gone DESC) WHERE gone IS NOT NULL`,
  `-- The last version of its source that the editor has decided about: what came later is proposed.
ALTER TABLE items ADD COLUMN settled INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX items_edited ON items (id) WHERE edit IS NOT NULL`,
  `CREATE INDEX revisions_proposed ON revisions (item) WHERE proposed = 1`,
  `-- 1: handed in, and at no address elsewhere. Shown to nobody before a story shows it.
ALTER TABLE pictures ADD COLUMN own INTEGER NOT NULL DEFAULT 0`,
]
