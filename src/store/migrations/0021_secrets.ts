/**
 * Secrets are encrypted, those that are stored by the service itself: SQL can not. A token of a subscription at
 * somebody's hub is looked up by its SHA-256, which `token` holds then, and stands in `callback`, encrypted.
 *
 * And what sources are called that were called something else before: `scope` is what they were called first, and so
 * what stands with their stories for ever; `own` is 1 for the name that is shown. The others lead to it.
 */
export default [
  'ALTER TABLE follows ADD COLUMN callback TEXT',
  `CREATE TABLE source_names (
  name TEXT PRIMARY KEY,
  scope TEXT NOT NULL,
  own INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX source_names_own ON source_names (scope) WHERE own = 1',
]
