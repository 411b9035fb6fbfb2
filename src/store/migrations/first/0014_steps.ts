/** Work on what is stored that SQL cannot do, each step once: how far it came (steps.ts), and when it was done. */
export default [
  `CREATE TABLE steps (
  name TEXT PRIMARY KEY,
  cursor TEXT NOT NULL,
  done INTEGER
) STRICT, WITHOUT ROWID`,
]
