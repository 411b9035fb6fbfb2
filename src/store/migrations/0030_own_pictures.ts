/**
 * Pictures that were handed in stand by themselves, and among those that stories show (`pictures`) once a story shows
 * them: what nobody is to see before is not there.
 */
export default [
  `CREATE TABLE own_pictures (
  -- The address that stories show it by.
  url TEXT PRIMARY KEY,
  -- SHA-256 of the bytes that are kept, hex; their media type and number.
  hash TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- As a browser shows it; null where its bytes do not say.
  width INTEGER,
  height INTEGER,
  -- When somebody looks whether it is used.
  look_at INTEGER NOT NULL,
  -- Since when neither a story nor a draft shows it, as far as anybody looked; null: one does.
  unused_since INTEGER
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX own_pictures_by_hash ON own_pictures (hash)`,
  `CREATE INDEX own_pictures_by_look ON own_pictures (look_at)`,
  `INSERT INTO own_pictures (url, hash, type, size, look_at)
  SELECT url, hash, type, size, 0 FROM pictures WHERE own = 1 AND hash IS NOT NULL`,
  `-- Bytes that are on their way in or out: should everything stop here, they are taken away when they are due.
CREATE TABLE loose_pictures (
  hash TEXT PRIMARY KEY,
  due INTEGER NOT NULL,
  -- Of whoever takes them away at this moment, until they are due again.
  token TEXT
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX loose_pictures_by_due ON loose_pictures (due)`,
]
