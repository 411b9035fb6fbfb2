import { expect, test } from 'vitest'
import { renderAddressLines, renderLinkLines, renderStoryLines, renderWithdrawnLines } from '../../src/node/export.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { findLeaks } from './embargo.ts'
import { BASE, type Desk, toDueTitles } from './embargo-desk.ts'
import { expectOnce } from './embargo-once.ts'

const COUNT = 500

async function exportAll({ db, channels }: Desk): Promise<string[]> {
  const lists = [
    renderStoryLines(db, channels, BASE, undefined),
    renderWithdrawnLines(db, undefined),
    renderLinkLines(db, undefined),
    renderAddressLines(db, undefined),
  ]
  const lines: string[] = []
  for (const list of lists) for await (const line of list) lines.push(line)
  return lines
}

test('no public answer tells whether there are drafts; after their time each story is there once', async () => {
  const { told, asked, sent, after } = await findLeaks(async () => openDatabase(':memory:'), COUNT, { look: exportAll })
  expect(told).toEqual([])
  expect(asked).toBeGreaterThan(1000)
  expect(sent).toEqual([])
  expectOnce(after, toDueTitles(COUNT))
})
