import { describe, expect, test } from 'vitest'
import type { Content } from '../../../src/model/content.ts'
import type { Patch } from '../../../src/model/history.ts'
import type { StoredItem } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { editItem, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import {
  acceptProposed,
  loadContested,
  loadProposed,
  type Proposed,
  refuseProposed,
} from '../../../src/store/saving/proposals.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:x:1'
const LATER = { now: NOW + 1_000, toIndex, layOver }

async function file(db: Db, facts: Partial<Content> & { readonly text?: string }): Promise<void> {
  await saveItems(db, [story({ guid: ID, ...facts })], ownArrival('archive'))
}

async function find(db: Db): Promise<StoredItem> {
  const item = await loadItem(db, ID)
  if (item === undefined) throw new Error('The story is not there.')
  return item
}

async function ask(db: Db): Promise<Proposed | undefined> {
  return loadProposed(db, await find(db), layOver)
}

/** A story of a file that an editor has set a field of, and then the file another one. */
async function openEdited(openDb: OpenDb, patch: Patch = { title: 'Corrected' }): Promise<Db> {
  const db = await openDb()
  await file(db, { title: 'First' })
  await editItem(db, ID, patch, LATER)
  return db
}

/** docs/architecture.md, decision 7: what a source says of what the editor holds waits for the editor. */
export function proposalsContract(openDb: OpenDb): void {
  describe('proposals', () => {
    test('nothing is proposed of a story that nobody edited, nor by the file that the editor saw', async () => {
      const db = await openDb()
      await file(db, { title: 'First' })
      await file(db, { title: 'Second' })
      expect(await ask(db)).toBeUndefined()
      await editItem(db, ID, { title: 'Corrected' }, LATER)
      await file(db, { title: 'Second' })
      expect(await ask(db)).toBeUndefined()
    })

    test('what the file says of the editor’s field waits; its other fields are shown', async () => {
      const db = await openEdited(openDb)
      await file(db, { title: 'Second', text: 'New text.' })
      const proposed = await ask(db)
      expect(proposed).toMatchObject({ by: 'archive', fields: ['title'], content: { title: 'Second' } })
      expect((await find(db)).content).toMatchObject({ title: 'Corrected', contentText: 'New text.' })
      expect((await loadContested(db, 10)).map(({ id }) => id)).toEqual([ID])
      expect(await loadContested(db, 0)).toEqual([])
    })

    test('what is taken is shown, and the field is the file’s again', async () => {
      const db = await openEdited(openDb, { title: 'Corrected', slug: 'dock' } as Patch)
      await file(db, { title: 'Second' })
      const proposed = await ask(db)
      const taken = proposed && (await acceptProposed(db, await find(db), proposed, LATER))
      expect(taken?.content.title).toBe('Second')
      expect(await ask(db)).toBeUndefined()
      await file(db, { title: 'Third' })
      expect((await find(db)).content.title).toBe('Third')
    })

    test('what is refused is not proposed again; what comes then is', async () => {
      const db = await openEdited(openDb)
      await file(db, { title: 'Second' })
      await refuseProposed(db, await find(db))
      await file(db, { title: 'Second' })
      expect(await ask(db)).toBeUndefined()
      expect(await loadContested(db, 10)).toEqual([])
      await file(db, { title: 'Third' })
      expect((await ask(db))?.content.title).toBe('Third')
    })

    test('who sets the field anew, or as the file has it, has decided', async () => {
      const db = await openEdited(openDb)
      await file(db, { title: 'Second' })
      await editItem(db, ID, { title: 'Corrected again' }, LATER)
      expect(await ask(db)).toBeUndefined()
      await file(db, { title: 'Third' })
      await editItem(db, ID, { title: 'Third' }, LATER)
      expect(await ask(db)).toBeUndefined()
    })

    test('a file that changes under a story that was taken back proposes, until it is erased', async () => {
      const db = await openDb()
      await file(db, { title: 'First' })
      await retractItem(db, ID, 'Wrong.', NOW)
      await file(db, { title: 'Second' })
      expect((await find(db)).state).toBe('retracted')
      expect((await ask(db))?.fields).toEqual(['title'])
      await restoreItem(db, ID, NOW)
      expect((await ask(db))?.content.title).toBe('Second')
      await eraseItem(db, ID, 'In danger.', { now: NOW, toIndex })
      expect(await loadContested(db, 10)).toEqual([])
    })
  })
}
