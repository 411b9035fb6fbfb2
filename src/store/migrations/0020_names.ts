/**
 * Under which address stories of a name are listed: a name is a word, however it is spelled, and has one address of its
 * own, `hrb-2` where another word was there before; addresses that its other spellings had lead to it too.
 */
export default [
  `CREATE TABLE names (
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  word TEXT NOT NULL,
  own INTEGER NOT NULL,
  PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX names_by_word ON names (kind, word) WHERE own = 1`,
]
