import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'

/** Times that are past, or stay as they are: facts, which no clock that is set makes wrong. */
const FACTS = [
  /\.(at|since|first_seen|published|updated|created|refused_at)$/,
  /^items\./,
  /^(drafts\.publish_at|tokens\.expires)$/, // as an editor said
  /^hub_requests\.lease$/, // a length of time
  /^(steps|files|webhooks|topics|comments|revisions)\./,
]
const TIMES = /due|lease|until|expires|expiry|queued|checked|renew|retry|_at$|^at$|since/

test('every column that holds a time ahead is known to whoever sets a clock right', async () => {
  const source = readFileSync(new URL('../../src/store/clock.ts', import.meta.url), 'utf8')
  const db = openDatabase(':memory:')
  const columns = await db.all<{ readonly of: string; readonly name: string }>(
    `SELECT m.name AS of, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND c.type = 'INTEGER'`,
  )
  const places = columns.filter(({ name }) => TIMES.test(name)).map(({ of, name }) => `${of}.${name}`)
  const ahead = places.filter((place) => !FACTS.some((fact) => fact.test(place)))
  expect(ahead).toContain('errands.lease')
  // Written out there, because its state says it too.
  const known = ['polls.due']
  expect(ahead.filter((one) => !known.includes(one) && !source.includes(`'${one.replace('.', "', '")}'`))).toEqual([])
})
