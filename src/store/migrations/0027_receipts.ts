/** What was made of posts that came with an Idempotency-Key, for a day: who asks again is answered that. */
export default [
  `CREATE TABLE receipts (
  -- The row of the token; 0 for API_TOKEN.
  holder INTEGER NOT NULL,
  -- SHA-256 of the key.
  key TEXT NOT NULL,
  -- SHA-256 of what was asked: method, address, type and body.
  request TEXT NOT NULL,
  -- Who is at it, and until when nobody else begins.
  claim TEXT NOT NULL,
  lease INTEGER NOT NULL,
  at INTEGER NOT NULL,
  -- The name of what was made; null while it is not.
  made TEXT,
  status INTEGER,
  PRIMARY KEY (holder, key)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX receipts_by_age ON receipts (at)`,
]
