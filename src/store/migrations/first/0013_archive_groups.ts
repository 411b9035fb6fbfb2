/**
 * Old stories that arrive one by one are closed one by one; documents that are shown put fifty of them together.
 * A document shows what was closed from `first` on up to its own number, of its channel, which makes `held` items;
 * the other two are the same where all channels are in one chain. Once written, none of them changes.
 */
export default [
  `ALTER TABLE archives ADD COLUMN first INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE archives ADD COLUMN held INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE archives ADD COLUMN first_of_all INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE archives ADD COLUMN held_of_all INTEGER NOT NULL DEFAULT 0`,
  `-- What is closed already stays as it was given out.
UPDATE archives SET first = number, held = items, first_of_all = number, held_of_all = items`,
]
