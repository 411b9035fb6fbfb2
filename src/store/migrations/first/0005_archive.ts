/** The whole archive as documents (RFC 5005), corrections, and items of which nothing but a tombstone is left. */
export default [
  `-- 1: nothing of it is kept but its names, dates and the reason, and it can't be restored.
ALTER TABLE items ADD COLUMN erased INTEGER NOT NULL DEFAULT 0`,
  `-- When it was retracted or erased; null while it is live.
ALTER TABLE items ADD COLUMN withdrawn INTEGER`,
  `-- Items of the subscription document: those that are in no archive document yet, and archived ones that changed since.
-- No row of items ever goes away; as foreign keys, these two would be looked up for every item that is stored.
CREATE TABLE recent (
  channel TEXT NOT NULL,
  item INTEGER NOT NULL,
  position INTEGER NOT NULL,
  -- 1: arrived with an import or a first poll.
  quiet INTEGER NOT NULL DEFAULT 0,
  -- Of an archived item, the number of the change that brought it back; 0: in no archive document.
  again INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, item)
) STRICT, WITHOUT ROWID`,
  `-- Closed archive documents, of one channel each. Only the last change of a member ever changes here.
CREATE TABLE archives (
  number INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  items INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT`,
  `CREATE INDEX archives_by_channel ON archives (channel, number)`,
  `-- The document that an item is in, for good. Written before the document's own row, in the same batch.
CREATE TABLE archived (
  item INTEGER PRIMARY KEY,
  number INTEGER NOT NULL REFERENCES archives (number) DEFERRABLE INITIALLY DEFERRED
) STRICT`,
  `CREATE INDEX archived_by_number ON archived (number)`,
  `-- 1: readers are told that something was wrong: a retraction, a restoration, a change of substance or with a note.
ALTER TABLE changes ADD COLUMN correction INTEGER NOT NULL DEFAULT 0`,
  `UPDATE changes SET correction = 1
WHERE quiet = 0 AND (
  kind IN ('retract', 'restore')
  OR kind = 'revise' AND (
    at = (SELECT updated FROM items WHERE id = changes.item)
    OR EXISTS (SELECT 1 FROM revisions r WHERE r.item = changes.item AND r.revision = changes.revision AND r.note <> '')
  )
)`,
  `CREATE INDEX corrections ON changes (seq) WHERE correction = 1`,
  `UPDATE items SET withdrawn = (SELECT max(at) FROM changes WHERE item = items.id AND kind = 'retract')
WHERE state = 'retracted'`,
  `-- Comments, newest first; undated ones are the oldest.
CREATE INDEX comments_by_time ON comments (coalesce(at, 0) DESC, row DESC)`,
  `-- What is stored already: all but the newest thirty of each channel, fifty to a document.
INSERT INTO recent (channel, item, position) SELECT channel, id, position FROM items`,
  `INSERT INTO archived (item, number)
SELECT item, dense_rank() OVER (ORDER BY last, channel)
FROM (
  SELECT item, channel, max(item) OVER (PARTITION BY channel, page) AS last
  FROM (
    SELECT item, channel, (row_number() OVER (PARTITION BY channel ORDER BY item) - 1) / 50 AS page
    FROM (
      SELECT item, channel, row_number() OVER (PARTITION BY channel ORDER BY position DESC, item DESC) AS rank FROM recent
    )
    WHERE rank > 30
  )
)`,
  `INSERT INTO archives (number, channel, items, seq, at)
SELECT a.number, i.channel, count(*), (SELECT coalesce(max(seq), 0) FROM changes), max(i.first_seen)
FROM archived a CROSS JOIN items i ON i.id = a.item GROUP BY a.number`,
  `DELETE FROM recent WHERE item IN (SELECT item FROM archived)`,
  `-- Whatever is written to the log of an archived item changes its document.
CREATE TRIGGER archive_changes AFTER INSERT ON changes WHEN new.kind <> 'create' BEGIN
  UPDATE archives SET seq = new.seq, at = new.at WHERE number = (SELECT number FROM archived WHERE item = new.item);
END`,
  `-- The newest twenty archived items of a channel that were corrected, withdrawn or restored are recent again.
CREATE TRIGGER recent_again AFTER INSERT ON changes
WHEN new.quiet = 0 AND new.kind IN ('revise', 'retract', 'restore', 'erase') BEGIN
  INSERT INTO recent (channel, item, position, again)
    SELECT i.channel, i.id, i.position, new.seq
    FROM archived a CROSS JOIN items i ON i.id = a.item WHERE a.item = new.item
    ON CONFLICT (channel, item) DO UPDATE SET again = excluded.again;
  DELETE FROM recent WHERE channel = new.channel AND again > 0 AND again NOT IN (
    SELECT again FROM recent WHERE channel = new.channel AND again > 0 ORDER BY again DESC LIMIT 20
  );
END`,
]
