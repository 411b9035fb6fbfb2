import { expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { findLeaks, toDueTitles } from './embargo.ts'

test('no public answer tells whether there are drafts; after their time each story is there once', async () => {
  const { told, asked, titles, lines } = await findLeaks(async () => openDatabase(':memory:'), 50)
  expect(told).toEqual([])
  expect(asked).toBeGreaterThan(150)
  expect(titles.toSorted()).toEqual(toDueTitles(50))
  expect(lines).toBe(25)
})
