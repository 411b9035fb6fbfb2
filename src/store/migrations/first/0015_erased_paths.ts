/**
 * Of an erased story's permalink and names only hashes stay (identities of the kind 'path'; the item's permalink is
 * '/s/CODE'). What was erased before this is brought to that by the service itself: SQL has no SHA-256.
 */
export default [
  `CREATE INDEX identities_of_paths ON identities (kind) WHERE kind = 'path'`,
  `-- Links to addresses are few; one may lead to a story that is to be erased.
CREATE INDEX links_to_addresses ON links (code) WHERE item IS NULL`,
  `INSERT INTO meta (name, value) VALUES ('unhashed', '1')`,
]
