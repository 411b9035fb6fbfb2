import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { statement } from '../../src/store/statements.ts'

/** Another process that writes for a while keeps nobody waiting who reads. */

test('what is to be written waits for the lock of another process, and what is asked meanwhile is answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ara-locked-'))
  const file = join(folder, 'ara.db')
  const database = openDatabase(file)
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  const insert = statement("INSERT INTO click_messages (id, at) VALUES ('mine', 1)")
  const written = Promise.all([
    database.batch([insert]),
    database.run("UPDATE click_messages SET at = 2 WHERE id = 'other'"),
    database.first("UPDATE click_messages SET at = 3 WHERE id = 'other' RETURNING at"),
  ])
  // Were the lock waited for in place, this line would come after it had been given up.
  expect(await database.first('SELECT count(*) AS n FROM click_messages')).toEqual({ n: 0 })
  other.exec("INSERT INTO click_messages (id, at) VALUES ('other', 1); COMMIT")
  expect(await written).toEqual([[1], 1, { at: 3 }])
  expect(await database.first('SELECT count(*) AS n FROM click_messages')).toEqual({ n: 2 })
  other.close()
  database.close()
  rmSync(folder, { recursive: true })
})
