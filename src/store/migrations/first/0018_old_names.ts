/** What authors and terms were called on a site that moved here: nicenames, numbers (#7) and paths (of no taxonomy). */
export default [
  `CREATE TABLE old_names (
  taxonomy TEXT NOT NULL,
  name TEXT NOT NULL,
  channel TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (taxonomy, name, channel)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX old_names_by_name ON old_names (name, kind)`,
  `CREATE INDEX old_names_by_label ON old_names (kind, label)`,
  `CREATE INDEX old_names_by_parent ON old_names (parent) WHERE parent IS NOT NULL`,
]
