/**
 * Short links: all that a redirect needs stands in the link's own row. Names besides the codes, where they led before,
 * how often they are followed, and whether the originals are still there.
 */
export default [
  `CREATE TABLE links_anew (
  -- Folded (src/store/fold.ts), or as written where another code folds to the same.
  code TEXT PRIMARY KEY,
  -- Null: leads to an address.
  item INTEGER REFERENCES items (id),
  channel TEXT NOT NULL,
  -- Path of the item's page, or the address.
  lead TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'retracted', 'retired')),
  since INTEGER NOT NULL,
  -- As an editor, an import or a story's own text wrote it; null: a code that was made of a key.
  name TEXT,
  -- Why it was retired.
  reason TEXT
) STRICT, WITHOUT ROWID`,
  `INSERT INTO links_anew (code, item, channel, lead, state, since)
SELECT l.code, l.item, i.channel, i.permalink, i.state, l.since FROM links l CROSS JOIN items i ON i.id = l.item`,
  `DROP TABLE links`,
  `ALTER TABLE links_anew RENAME TO links`,
  `CREATE INDEX links_by_item ON links (item) WHERE item IS NOT NULL`,
  `CREATE INDEX links_named ON links (code) WHERE name IS NOT NULL`,
  `-- Whoever retracts, restores or erases an item need not think of its links.
CREATE TRIGGER links_follow_items AFTER UPDATE OF state, permalink ON items
WHEN NEW.state <> OLD.state OR NEW.permalink <> OLD.permalink
BEGIN
  UPDATE links SET lead = NEW.permalink, state = iif(state = 'retired', state, NEW.state) WHERE item = NEW.id;
END`,
  `-- Where a link led before it was moved or retired, newest last.
CREATE TABLE link_history (
  code TEXT NOT NULL,
  -- Until when it led there.
  at INTEGER NOT NULL,
  item INTEGER REFERENCES items (id),
  lead TEXT NOT NULL,
  -- Why, in the editor's words.
  note TEXT,
  PRIMARY KEY (code, at)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX link_history_by_item ON link_history (item) WHERE item IS NOT NULL`,
  `-- What a change of kind 'link' was, as JSON.
CREATE TABLE link_changes (seq INTEGER PRIMARY KEY, detail TEXT NOT NULL) STRICT`,
  `-- Sums a day (days since 1970, UTC). Nothing of any person.
CREATE TABLE clicks (
  code TEXT NOT NULL,
  day INTEGER NOT NULL,
  people INTEGER NOT NULL DEFAULT 0,
  bots INTEGER NOT NULL DEFAULT 0,
  previews INTEGER NOT NULL DEFAULT 0,
  heads INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (code, day)
) STRICT, WITHOUT ROWID`,
  `-- People's clicks, by the host of the page they came from.
CREATE TABLE referrers (
  code TEXT NOT NULL,
  host TEXT NOT NULL,
  clicks INTEGER NOT NULL,
  PRIMARY KEY (code, host)
) STRICT, WITHOUT ROWID`,
  `-- Counts that came through a queue, which may deliver twice.
CREATE TABLE click_messages (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE INDEX click_messages_by_time ON click_messages (at)`,
  `-- Originals that links lead to: those that were clicked, and a few others of each host.
CREATE TABLE originals (
  item INTEGER PRIMARY KEY REFERENCES items (id),
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  -- 1: was clicked since it was looked at.
  wanted INTEGER NOT NULL DEFAULT 0,
  -- When it was looked at; 0: never.
  checked INTEGER NOT NULL DEFAULT 0,
  -- Why it is not there, one sentence; null: it is.
  fault TEXT
) STRICT`,
  `CREATE INDEX originals_by_host ON originals (host, checked)`,
  `CREATE INDEX originals_wanted ON originals (host, checked) WHERE wanted = 1`,
  `-- Hosts of originals. A lost one is led to no more.
CREATE TABLE original_hosts (
  host TEXT PRIMARY KEY,
  due INTEGER NOT NULL,
  checked INTEGER NOT NULL DEFAULT 0,
  -- Looks in a row that failed.
  failures INTEGER NOT NULL DEFAULT 0,
  -- Why the last look failed; null: it did not.
  fault TEXT,
  -- Since when it is lost; null: it is not.
  lost INTEGER
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX original_hosts_by_due ON original_hosts (due)`,
  `CREATE INDEX original_hosts_lost ON original_hosts (host) WHERE lost IS NOT NULL`,
]
