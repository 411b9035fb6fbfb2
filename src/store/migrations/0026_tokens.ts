/** Named tokens of the API (docs/architecture.md, decision 24): they are only compared, so that their hashes are kept. */
export default [
  `CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  -- SHA-256 of the token.
  hash TEXT NOT NULL UNIQUE,
  -- Its first letters, which are no secret.
  hint TEXT NOT NULL,
  -- A JSON list.
  scopes TEXT NOT NULL,
  -- The name of the token that it was made with.
  by TEXT NOT NULL,
  created INTEGER NOT NULL,
  -- When it ends; null: never.
  expires INTEGER,
  -- When it was used last, to a minute or two.
  used INTEGER
) STRICT`,
]
