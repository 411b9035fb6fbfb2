/** A name that is common in one channel and rare in another is found in the latter without going through the former. */
export default [
  `ALTER TABLE facets ADD COLUMN channel TEXT NOT NULL DEFAULT ''`,
  `UPDATE facets SET channel = (SELECT channel FROM items WHERE id = facets.item)`,
  `CREATE INDEX facets_by_channel ON facets (channel, kind, value, position DESC, item DESC)`,
]
