/**
 * Stories, their names, versions and links; sources and what polling remembers.
 * Times are milliseconds since 1970. JSON columns hold the values of src/model/model.ts.
 */
export default [
  `-- One item. Its row number is the order of arrival.
-- Key and code need no index of their own: both are looked up, and kept unique, in identities and links.
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  owner TEXT NOT NULL,
  permalink TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'retracted')),
  reason TEXT,
  -- What the item's source last sent (docs/architecture.md, decision 6), whatever is shown.
  fingerprint TEXT NOT NULL,
  -- Fields that an editor set (Edit), or null.
  edit TEXT,
  -- What readers are shown (Content).
  shown TEXT NOT NULL
) STRICT`,
  `CREATE INDEX items_by_position ON items (position DESC, id DESC) WHERE state = 'live'`,
  `CREATE INDEX items_by_channel ON items (channel, position DESC, id DESC) WHERE state = 'live'`,
  `CREATE INDEX items_retracted ON items (position DESC, id DESC) WHERE state = 'retracted'`,
  `-- Every form under which an item is known. The hash covers kind, scope and value.
CREATE TABLE identities (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES items (id)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX identities_by_item ON identities (item)`,
  `-- Every version, either as received from a source or as an editor's edit.
CREATE TABLE revisions (
  item INTEGER NOT NULL REFERENCES items (id),
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  note TEXT,
  -- 1: a change of the source beneath a field that the editor holds, or of a retracted item; kept, not shown.
  proposed INTEGER NOT NULL DEFAULT 0,
  -- What the source sent (Received).
  received TEXT,
  -- What the editor set (Edit).
  edit TEXT,
  -- What it reads like (Content); null while items.shown is the very same, which saves a third of the space.
  cleaned TEXT,
  PRIMARY KEY (item, revision),
  CHECK ((received IS NULL) <> (edit IS NULL))
) STRICT`,
  `-- The sources that carried an item; the item's position, which never changes, keeps a source's feed in order.
CREATE TABLE item_sources (
  item INTEGER NOT NULL REFERENCES items (id),
  source TEXT NOT NULL,
  since INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (item, source)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX item_sources_by_source ON item_sources (source, position DESC, item DESC)`,
  `-- What narrows a feed: kind is tag, author, place or lang; value is its slug, label what people read.
-- Retracted items keep their facets and search words, so that a restored one is found again at once.
CREATE TABLE facets (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  position INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES items (id),
  label TEXT NOT NULL,
  PRIMARY KEY (kind, value, position DESC, item DESC)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX facets_by_item ON facets (item)`,
  `-- Short codes; an item's own is also in its row.
CREATE TABLE links (
  code TEXT PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES items (id),
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX links_by_item ON links (item)`,
  `-- Folded words for search (clean/fold.ts folds both text and query); rowid is the item's.
-- Contentless: the index keeps no second copy of the text.
CREATE VIRTUAL TABLE search USING fts5 (
  title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
)`,
  `-- One growing number for everything that readers could notice.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES items (id),
  channel TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  quiet INTEGER NOT NULL DEFAULT 0
) STRICT`,
  `CREATE INDEX changes_by_channel ON changes (channel, seq)`,
  `CREATE INDEX changes_by_item ON changes (item, seq)`,
  `-- Sources that were added through the API; declared ones live in feeds/.
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  credentials TEXT,
  added INTEGER NOT NULL
) STRICT`,
  `-- What polling remembers (PollState), and who holds the source now.
CREATE TABLE polls (
  source TEXT PRIMARY KEY,
  due INTEGER NOT NULL,
  -- 1: paused by the editor, or gone (410).
  stopped INTEGER NOT NULL DEFAULT 0,
  token TEXT,
  lease INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX polls_by_due ON polls (due) WHERE stopped = 0`,
  `-- One poll at a time for each host.
CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  lease INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  `-- What the editor should know of besides polling: files that can't be read.
CREATE TABLE faults (
  subject TEXT PRIMARY KEY,
  sentence TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  `-- epoch: changes when the database is restored from a backup, so that no old cursor is trusted.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `INSERT INTO meta (name, value) VALUES ('epoch', lower(hex(randomblob(4))))`,
]
