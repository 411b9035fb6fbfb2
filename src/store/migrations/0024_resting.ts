/** Sources whose host asked to be left alone: who else is on that host is told without reading what all remember. */
export default [
  `CREATE INDEX polls_resting ON polls (CAST(state ->> 'retryAt' AS INTEGER)) WHERE state ->> 'retryAt' IS NOT NULL`,
]
