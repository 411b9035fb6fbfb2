import { expect, test } from 'vitest'
import { cleanItem } from '../../../src/clean/clean.ts'
import { toIndex } from '../../../src/clean/content.ts'
import { createLayOver } from '../../../src/clean/edited.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { type Arrival, saveItems } from '../../../src/store/saving/saving.ts'
import { channel, NOW, openBackend, story } from '../backend.ts'

/** A feed that was finished is given as it is while one call stores many stories, and is as new as they are after it. */

function open() {
  const inner = openBackend()
  return { ...openBackend({ db: inner.db, written: () => inner.db.written() }), take: inner.take, db: inner.db }
}

function toItems(count: number) {
  return Array.from({ length: count }, (_, n) => {
    const item = { guid: `urn:${n}`, authors: [], categories: [], attachments: [], pictures: [] }
    const title = { value: `Story ${n}`, type: 'text' } as const
    return cleanItem({ item: { ...item, title, published: NOW - n * 3_600_000 }, context: {} }, { channel })
  })
}

function arriving(mode: Arrival['mode']): Arrival {
  const layOver = createLayOver([channel])
  return { channel, owner: 'import', mode, ranks: {}, now: NOW, toIndex, layOver }
}

test.each(['import', 'first', 'live'] as const)('%s: parts are not seen, the whole is, at once', async (mode) => {
  const { ask, take, db } = open()
  await take(story('Bridge closed', 'The bridge is closed.'))
  const read = async () => (await ask('/feed.atom')).text()
  const before = await read()
  const seen = new Set<string>()
  await saveItems(db, toItems(45), arriving(mode), [], async () => void seen.add(await read()))
  const after = await read()
  expect(after).toContain('Story 1<')
  expect([...seen]).toEqual([before, after])
})

test('a call whose last batch is known already is seen whole', async () => {
  const { ask, take, db } = open()
  await take(story('Bridge closed', 'The bridge is closed.'))
  const items = toItems(45)
  await saveItems(db, items.slice(20), arriving('import'))
  expect(await (await ask('/feed.json')).text()).not.toContain('Story 3"')
  await saveItems(db, items, arriving('import'))
  expect(await (await ask('/feed.json')).text()).toContain('Story 3"')
})

test('what an editor takes back meanwhile is gone at once, and what is posted is there', async () => {
  const { ask, take, db } = open()
  const id = await take(story('Bridge closed', 'The bridge is closed.'))
  const read = async () => (await ask('/feed.atom')).text()
  expect(await read()).toContain('The bridge is closed.')
  let turns = 0
  await saveItems(db, toItems(65), arriving('import'), [], async () => {
    turns++
    if (turns === 25) {
      await retractItem(db, id, 'It never was.', NOW)
      expect(await read()).not.toContain('The bridge is closed.')
    }
    if (turns === 50) {
      await take(story('Market opens', 'The market is open.'))
      expect(await read()).toContain('The market is open.')
    }
  })
  expect(turns).toBeGreaterThan(50)
})
