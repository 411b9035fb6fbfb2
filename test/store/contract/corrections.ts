import { describe, expect, test } from 'vitest'
import type { Correction } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadCorrections } from '../../../src/store/feeds/changes.ts'
import { editItem, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const WORDS = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ')

function toLines(corrections: readonly Correction[]): [string, string, string | undefined][] {
  return corrections.map(({ kind, item, note }) => [kind, item.id, note])
}

async function openNews(openDb: OpenDb): Promise<Db> {
  const db = await openDb()
  const stories = [
    story({ guid: ID, title: 'One', text: WORDS, categories: [{ name: 'Syria' }], language: 'en' }),
    story({ guid: 'urn:2', title: 'Two', text: WORDS }),
  ]
  await saveItems(db, stories, arrival())
  const other = arrival({ channel: { ...channel, id: 'arabic' }, owner: 'second', source: 'second' })
  await saveItems(db, [story({ guid: 'urn:3', title: 'Three', text: WORDS, scope: 'second' })], other)
  return db
}

/** What readers are told was wrong. */
export function correctionsContract(openDb: OpenDb): void {
  describe('corrections', () => {
    test('are an editor’s notes and what changed in substance, retractions and restorations, newest first', async () => {
      const db = await openNews(openDb)
      await editItem(
        db,
        ID,
        { title: 'One, corrected' },
        { now: NOW + 1, toIndex, layOver, note: 'The headline was wrong' },
      )
      await editItem(db, ID, { caption: 'By whom' }, { now: NOW + 2, toIndex, layOver })
      await editItem(db, ID, { credit: 'Reuters' }, { now: NOW + 3, toIndex, layOver, substantive: true })
      await retractItem(db, 'urn:2', 'Not true', NOW + 4)
      await retractItem(db, 'urn:3', 'Too early', NOW + 5)
      await restoreItem(db, 'urn:3', NOW + 6)
      const found = await loadCorrections(db, { limit: 9 })
      expect(toLines(found)).toEqual([
        ['restore', 'urn:3', undefined],
        ['retract', 'urn:3', undefined],
        ['retract', 'urn:2', 'Not true'],
        ['revise', ID, undefined],
        ['revise', ID, 'The headline was wrong'],
      ])
      expect(found.map(({ at }) => at - NOW)).toEqual([6, 5, 4, 3, 1])
      expect(found.at(-1)?.item.content.title).toBe('One, corrected')
    })

    test('of a source are only those of substance, and none that an import brings', async () => {
      const db = await openNews(openDb)
      const typo = story({ guid: ID, title: 'One', text: WORDS.replace('word7', 'word-7') })
      await saveItems(db, [typo], arrival({ now: NOW + 1 }))
      expect(await loadCorrections(db, { limit: 9 })).toEqual([])
      await saveItems(db, [story({ guid: ID, title: 'One', text: 'All of it is other.' })], arrival({ now: NOW + 2 }))
      const imported = story({ guid: ID, title: 'One', text: 'And again it is.' })
      await saveItems(db, [imported], arrival({ now: NOW + 3, mode: 'import' }))
      await saveItems(db, [story({ guid: 'urn:4', title: 'Four' })], ownArrival('import', { mode: 'import' }))
      expect(toLines(await loadCorrections(db, { limit: 9 }))).toEqual([['revise', ID, undefined]])
    })

    test('are narrowed like any feed, and go on from page to page', async () => {
      const db = await openNews(openDb)
      for (const id of ['urn:2', ID, 'urn:3'])
        await editItem(db, id, { credit: 'R' }, { now: NOW, toIndex, layOver, note: id })
      const ids = async (query: object) =>
        (await loadCorrections(db, { limit: 9, ...query })).map(({ item }) => item.id)
      expect(await ids({})).toEqual(['urn:3', ID, 'urn:2'])
      expect(await ids({ channel: 'english' })).toEqual([ID, 'urn:2'])
      expect(await ids({ tag: ['syria'], lang: ['en'], source: ['main'] })).toEqual([ID])
      expect(await ids({ words: 'two' })).toEqual(['urn:2'])
      expect(await ids({ tag: ['none'] })).toEqual([])
      const [first] = await loadCorrections(db, { limit: 1 })
      expect(await ids({ before: { position: 0, row: first?.seq ?? 0 } })).toEqual([ID, 'urn:2'])
      expect(await ids({ limit: 1, offset: 1 })).toEqual([ID])
      await retractItem(db, 'urn:2', 'Not true', NOW)
      expect(await ids({ words: 'two' })).toEqual([])
    })

    test('of an erased story are one retraction, with the reason and nothing else', async () => {
      const db = await openNews(openDb)
      await editItem(db, ID, { title: 'A name' }, { now: NOW, toIndex, layOver, note: 'A name was wrong' })
      await retractItem(db, ID, 'For a while', NOW)
      await eraseItem(db, ID, 'In danger', { now: NOW, toIndex })
      const found = await loadCorrections(db, { limit: 9 })
      expect(toLines(found)).toEqual([['retract', ID, 'In danger']])
      expect(found[0]?.item).toMatchObject({ erased: true, content: { title: '' } })
    })
  })
}
