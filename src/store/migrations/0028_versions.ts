/**
 * How often what editors can change was changed (docs/architecture.md, decision 25). Nothing is stored of what was never
 * changed: its version is 1. What counts is said here once, so that whoever writes need not think of it; of sources that
 * are declared nothing but their pause can be changed, which `savePoll` counts.
 */

/** Counts one more of what stands in a row that is changed. */
const count = (kind: string, subject: string) =>
  `INSERT INTO versions (kind, subject, version) VALUES ('${kind}', CAST(${subject} AS TEXT), 2)
  ON CONFLICT (kind, subject) DO UPDATE SET version = version + 1;`

const changed = (columns: readonly string[]) => columns.map((name) => `NEW.${name} IS NOT OLD.${name}`).join(' OR ')

const onUpdate = (table: string, columns: readonly string[], body: string) =>
  `CREATE TRIGGER versions_of_${table} AFTER UPDATE OF ${columns.join(', ')} ON ${table}
WHEN ${changed(columns)} BEGIN
  ${body}
END`

const ITEM = ['channel', 'permalink', 'state', 'reason', 'erased', 'updated', 'revision', 'settled', 'edit', 'shown']
const LINK = ['item', 'channel', 'lead', 'state', 'name', 'reason']
const SOURCE = ['id', 'url', 'title', 'credentials', 'options']
const WEBHOOK = ['url', 'channel', 'kinds', 'paused', 'reason', 'secret']

export default [
  `CREATE TABLE versions (
  kind TEXT NOT NULL CHECK (kind IN ('item', 'link', 'source', 'webhook')),
  -- Row of the item or webhook, code of the link, id of the source.
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID`,
  onUpdate('items', ITEM, count('item', 'NEW.id')),
  `-- What a source proposes of a story: whoever sets the field anew refuses it.
CREATE TRIGGER versions_of_proposals AFTER INSERT ON revisions WHEN NEW.proposed = 1 BEGIN
  ${count('item', 'NEW.item')}
END`,
  onUpdate('links', LINK, count('link', 'NEW.code')),
  onUpdate('webhooks', WEBHOOK, count('webhook', 'NEW.id')),
  `CREATE TRIGGER versions_of_removed_webhooks AFTER DELETE ON webhooks BEGIN
  ${count('webhook', 'OLD.id')}
END`,
  `-- Under a name that a source had, or that one is given again, no version comes twice.
CREATE TRIGGER versions_of_added_sources AFTER INSERT ON sources BEGIN
  INSERT INTO versions (kind, subject, version) VALUES ('source', NEW.id, 1)
  ON CONFLICT (kind, subject) DO UPDATE SET version = version + 1;
END`,
  onUpdate(
    'sources',
    SOURCE,
    `INSERT INTO versions (kind, subject, version)
  SELECT 'source', NEW.id, 1 + coalesce((SELECT version FROM versions WHERE kind = 'source' AND subject = OLD.id), 1)
  WHERE true ON CONFLICT (kind, subject) DO UPDATE SET version = max(version + 1, excluded.version);
  UPDATE versions SET version = version + 1 WHERE kind = 'source' AND subject = OLD.id AND OLD.id <> NEW.id;`,
  ),
  `CREATE TRIGGER versions_of_removed_sources AFTER DELETE ON sources BEGIN
  ${count('source', 'OLD.id')}
END`,
]
