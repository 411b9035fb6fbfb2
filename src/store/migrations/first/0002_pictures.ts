/** Pictures that stories show, and the copies that are kept of them. */
export default [
  `-- One address. Whether its host is the publication's own is decided when it is fetched: feeds/ may name another later.
CREATE TABLE pictures (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  -- Without port.
  host TEXT NOT NULL,
  -- due: not fetched yet. kept: we have a copy. gone: we have one, and the original is no longer there.
  -- refused: given up.
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'kept', 'gone', 'refused')),
  -- When it is to be fetched, or looked at again; null: never.
  due INTEGER,
  -- SHA-256 of the copy's bytes, hex; its media type and bytes.
  hash TEXT,
  type TEXT,
  size INTEGER,
  -- In a row.
  failures INTEGER NOT NULL DEFAULT 0,
  fault TEXT
) STRICT`,
  `CREATE INDEX pictures_by_due ON pictures (host, due) WHERE due IS NOT NULL`,
  `CREATE INDEX pictures_by_hash ON pictures (hash) WHERE hash IS NOT NULL`,
  `-- Which stories show it now.
CREATE TABLE item_pictures (
  item INTEGER NOT NULL REFERENCES items (id),
  picture INTEGER NOT NULL REFERENCES pictures (id),
  PRIMARY KEY (item, picture)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX item_pictures_by_picture ON item_pictures (picture)`,
]
