import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { findErased } from './erased.ts'

test('of an erased story no address, header, table or line of the log says a word', async () => {
  expect(await findErased({ db: openDatabase(':memory:') })).toEqual([])
})
