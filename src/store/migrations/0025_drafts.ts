/**
 * Stories that are not public (docs/architecture.md, decision 15): drafts, and those that wait for their time. Nothing
 * but the desk reads them; of their codes the making of codes sees the bare letters.
 */
export default [
  `CREATE TABLE drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  -- The hash of the first form that the story would be known by.
  key TEXT NOT NULL,
  -- As revisions keep it, JSON.
  received TEXT NOT NULL,
  -- The JSON item that it was posted as, over which edits are laid.
  posted TEXT,
  -- When it is to be published; null: when somebody says so.
  publish_at INTEGER,
  note TEXT,
  -- The file of the folder of stories that it is.
  file TEXT,
  -- Counts edits.
  version INTEGER NOT NULL DEFAULT 1,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT`,
  `CREATE INDEX drafts_due ON drafts (publish_at, id) WHERE publish_at IS NOT NULL`,
  `CREATE INDEX drafts_by_key ON drafts (key)`,
  `CREATE INDEX drafts_by_file ON drafts (file) WHERE file IS NOT NULL`,
  `-- Codes that were given to drafts: nothing else gets them, not even when the draft is gone.
CREATE TABLE reserved_codes (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
]
