import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { statement } from '../../src/store/statements.ts'

const FAULT = `INSERT INTO faults VALUES (?, 'A fault.', 0)`

test('a database knows at once what it wrote itself, and in the next turn what others did', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ara-')), 'ara.db')
  const [one, two] = [openDatabase(file), openDatabase(file)]
  const marks = [one.written()]
  const note = () => marks.push(one.written())
  await one.all('SELECT * FROM faults')
  note()
  await one.run(FAULT, 'a')
  note()
  await one.batch([statement(FAULT, 'b')])
  note()
  await two.run(FAULT, 'c')
  await turn()
  note()
  await turn()
  note()
  await two.batch([statement(FAULT, 'd')])
  await one.all('SELECT * FROM faults')
  await turn()
  note()
  const moves = marks.slice(1).map((mark, index) => mark > (marks[index] ?? 0))
  expect(moves).toEqual([false, true, true, true, false, true])
  one.close()
  two.close()
})
