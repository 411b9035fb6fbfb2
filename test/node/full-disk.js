/** Loaded into the service before anything else: with SIGUSR2 its database has no room any more, with the next it has. */
import { DatabaseSync } from 'node:sqlite'

const { exec } = DatabaseSync.prototype
const open = new Set()
let isFull = false

DatabaseSync.prototype.exec = function (sql) {
  open.add(this)
  return exec.call(this, sql)
}

process.on('SIGUSR2', () => {
  isFull = !isFull
  // At least as many as there are: SQLite takes a lower number for that.
  for (const database of open) exec.call(database, `PRAGMA max_page_count = ${isFull ? 1 : 1_000_000}`)
  console.log(isFull ? 'The disk is filled.' : 'The disk is cleared up.')
})
