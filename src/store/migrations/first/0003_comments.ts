/** What readers wrote under a story, as it came with an import. No e-mail or IP address of anybody. */
export default [
  `CREATE TABLE comments (
  -- Order of arrival, which is the thread's where dates are missing.
  row INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES items (id),
  -- Names it among the comments of its item; parent is the id of the one it answers.
  id TEXT NOT NULL,
  parent TEXT,
  author TEXT NOT NULL,
  url TEXT,
  at INTEGER,
  html TEXT NOT NULL,
  UNIQUE (item, id)
) STRICT`,
]
