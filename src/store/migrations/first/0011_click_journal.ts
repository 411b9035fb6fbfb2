/** Clicks of some seconds, written as they came; they are added to the sums when there is time. */
export default [
  `CREATE TABLE click_journal (
  id INTEGER PRIMARY KEY,
  -- Days since 1970, UTC.
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('people', 'bots', 'previews', 'heads')),
  -- Host of the page that people came from.
  host TEXT,
  -- JSON list, a code for each click.
  codes TEXT NOT NULL
) STRICT`,
]
