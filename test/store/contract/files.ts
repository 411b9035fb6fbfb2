import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { forgetGoneFiles, loadFiles, loadGoneFiles, loseFile, saveFiles } from '../../../src/store/files.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:x:1'
const FILE = { name: 'dock.md', version: '5:1', hash: 'a'.repeat(64), beside: { 'dock.png': '9:1' } }

async function saveStory(db: Db): Promise<number> {
  await saveItems(db, [story({ guid: ID, title: 'The dock', file: FILE.name })], ownArrival('archive'))
  return (await loadItem(db, ID))?.row ?? 0
}

async function toGone(db: Db): Promise<string[]> {
  return (await loadGoneFiles(db, 10)).map(({ name }) => name)
}

/** Files of the folder of stories: how each was, and which are gone. */
export function filesContract(openDb: OpenDb): void {
  describe('files of the folder', () => {
    test('are kept as they were last taken in, with those beside them', async () => {
      const db = await openDb()
      const item = await saveStory(db)
      await saveFiles(db, [{ ...FILE, name: 'several.xml', beside: {} }])
      await saveFiles(db, [{ ...FILE, item }])
      await saveFiles(db, [{ ...FILE, item, version: '6:2', beside: {} }])
      expect(await loadFiles(db)).toEqual([
        { ...FILE, item, version: '6:2', beside: {} },
        { ...FILE, name: 'several.xml', beside: {} },
      ])
    })

    test('are told of when they are gone, since then, until they are back', async () => {
      const db = await openDb()
      const item = await saveStory(db)
      await saveFiles(db, [{ ...FILE, item }])
      await loseFile(db, FILE.name, NOW)
      await loseFile(db, FILE.name, NOW + 1)
      expect(await loadGoneFiles(db, 10)).toMatchObject([{ name: FILE.name, gone: NOW, title: 'The dock' }])
      expect(await loadGoneFiles(db, 0)).toEqual([])
      await saveFiles(db, [{ ...FILE, item }])
      expect(await toGone(db)).toEqual([])
      expect(await loadFiles(db)).toEqual([{ ...FILE, item }])
    })

    test('are told of no more once the editor knows, which is said once', async () => {
      const db = await openDb()
      const item = await saveStory(db)
      await saveFiles(db, [{ ...FILE, item }])
      expect(await forgetGoneFiles(db, item)).toBe(false)
      await loseFile(db, FILE.name, NOW)
      expect([await forgetGoneFiles(db, item), await forgetGoneFiles(db, item)]).toEqual([true, false])
      expect(await loadFiles(db)).toEqual([])
    })

    test('that had no story, or one that has another file, go without a word', async () => {
      const db = await openDb()
      const item = await saveStory(db)
      await saveFiles(db, [{ ...FILE, name: 'several.xml', beside: {} }])
      await saveFiles(db, [{ ...FILE, item }])
      await saveFiles(db, [{ ...FILE, name: 'moved.md', item }])
      await loseFile(db, 'several.xml', NOW)
      await loseFile(db, FILE.name, NOW)
      await loseFile(db, 'never.md', NOW)
      expect(await toGone(db)).toEqual([])
      expect((await loadFiles(db)).map(({ name }) => name)).toEqual(['moved.md'])
      await loseFile(db, 'moved.md', NOW)
      expect(await toGone(db)).toEqual(['moved.md'])
      await saveFiles(db, [{ ...FILE, item }])
      expect(await toGone(db)).toEqual([])
    })

    test('of a story that was taken back are not told of, and an erased one leaves none', async () => {
      const db = await openDb()
      const item = await saveStory(db)
      await saveFiles(db, [{ ...FILE, item }])
      await loseFile(db, FILE.name, NOW)
      await retractItem(db, ID, 'Wrong.', NOW)
      expect(await toGone(db)).toEqual([])
      await eraseItem(db, ID, 'In danger.', { now: NOW, toIndex })
      expect(await loadFiles(db)).toEqual([])
    })
  })
}
