import { describe, expect, test } from 'vitest'
import type { Item, Received } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges } from '../../../src/store/feeds/changes.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import { loadUndistributed, saveDistributed } from '../../../src/store/push/push.ts'
import { editItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { type Recleaning, toRecleaningStep } from '../../../src/store/upgrade/recleaning.ts'
import { runSteps } from '../../../src/store/upgrade/upgrade.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, layOver, NOW, story, toIndex } from '../stories.ts'

const LATER = NOW + 3_600_000
const STORIES = 60

/** Better rules: headlines get an exclamation mark. */
function clean(received: Received): Item {
  const { item } = received
  const title = item.title?.value ?? ''
  const made = story({ guid: item.guid ?? '', title })
  return {
    ...made,
    received,
    fingerprint: `0.2:${made.fingerprint}`,
    content: { ...made.content, title: `${title}!`, contentText: `Better text of ${title}` },
  }
}

const recleaning: Recleaning = {
  now: () => LATER,
  clean,
  isCurrent: (fingerprint) => fingerprint.startsWith('0.2:'),
  toIndex,
  layOver,
}

async function fill(db: Db): Promise<void> {
  const numbers = Array.from({ length: STORIES }, (_, index) => index + 1)
  await saveItems(
    db,
    numbers.map((number) => story({ guid: `urn:${number}`, title: `Story ${number}` })),
    arrival(),
  )
  await editItem(db, 'urn:4', { title: 'By hand' }, { now: NOW + 1, toIndex, layOver })
  await retractItem(db, 'urn:5', 'Wrong', NOW + 2)
  await eraseItem(db, 'urn:6', 'Danger', { now: NOW + 3, toIndex })
  await saveDistributed(db, (await loadUndistributed(db))?.to ?? 0)
}

async function lookAt(db: Db) {
  return [
    await db.all('SELECT id, public_id, revision, updated, position, permalink, code, edit, state FROM items'),
    await db.all('SELECT item, revision, at, by, note, proposed, received, edit FROM revisions'),
  ]
}

async function titles(db: Db): Promise<string[]> {
  const rows = await db.all<{ title: string }>(`SELECT shown ->> 'title' AS title FROM items ORDER BY id`)
  return rows.map(({ title }) => title)
}

const BETTER = Array.from({ length: STORIES }, (_, index) => {
  return ['By hand', 'Story 5!', ''][index - 3] ?? `Story ${index + 1}!`
})

export function recleaningContract(openDb: OpenDb): void {
  describe('better rules', () => {
    test('reach what is stored, a part at a time, and nobody is told', async () => {
      const db = await openDb()
      await fill(db)
      const [before, log] = [await lookAt(db), (await loadChanges(db, undefined, 500))?.changes ?? []]
      const told: unknown[] = []
      const options = { now: () => LATER, limit: 1, onPart: (...part: unknown[]) => void told.push(part) }
      const step = toRecleaningStep(2, recleaning)
      await runSteps(db, [step], options)
      expect((await titles(db)).filter((title) => title.endsWith('!'))).toHaveLength(24)
      for (let round = 0; round < 3; round++) await runSteps(db, [step], options)
      expect(await titles(db)).toEqual(BETTER)
      expect(await lookAt(db)).toEqual(before)
      const lines = ((await loadChanges(db, undefined, 500))?.changes ?? []).slice(log.length)
      // The edited one has its text anew; what was taken back is in no list.
      expect(lines.map(({ kind, quiet }) => [kind, quiet])).toEqual(Array(58).fill(['reclean', true]))
      expect(await loadUndistributed(db)).toMatchObject({ isNews: false })
      expect(await loadItems(db, { words: 'better', limit: 99 })).toHaveLength(58)
      expect((await loadItem(db, 'urn:4'))?.content).toMatchObject({
        title: 'By hand',
        contentText: 'Better text of Story 4',
      })
      expect(told.map((part) => (part as string[])[1])).toEqual(['26', '51', '60', undefined])
    })

    test('cost nothing where there is nothing left to do', async () => {
      const db = await openDb()
      await fill(db)
      const step = toRecleaningStep(2, recleaning)
      await runSteps(db, [step], { now: () => LATER })
      let asked = 0
      const counting: Db = {
        ...db,
        first: (...query) => {
          asked++
          return db.first(...query)
        },
        all: () => Promise.reject(new Error('Nothing is to be read.')),
        batch: () => Promise.reject(new Error('Nothing is to be written.')),
      }
      await runSteps(counting, [step], { now: () => LATER })
      expect(asked).toBe(1)
      // What these rules cleaned already is not cleaned by them again.
      const never = () => Promise.reject(new Error('Cleaned twice.')) as never
      await runSteps(db, [{ ...toRecleaningStep(2, { ...recleaning, clean: never }), name: 'again' }], {
        now: () => LATER,
      })
      expect(await titles(db)).toEqual(BETTER)
    })

    test('take no edit and no version back that came meanwhile, and two at once do nothing twice', async () => {
      const db = await openDb()
      await fill(db)
      const edit = async () => {
        await editItem(db, 'urn:1', { title: 'By hand too' }, { now: LATER, toIndex, layOver })
        await saveItems(db, [story({ guid: 'urn:2', title: 'News of 2' })], arrival())
      }
      let edited: Promise<void> | undefined
      const pause = () => {
        edited ??= edit()
        return edited
      }
      const step = toRecleaningStep(2, { ...recleaning, pause })
      await Promise.all([1, 2].map(() => runSteps(db, [step], { now: () => LATER })))
      expect((await titles(db)).slice(0, 4)).toEqual(['By hand too', 'News of 2!', 'Story 3!', 'By hand'])
      expect((await titles(db)).slice(4)).toEqual(BETTER.slice(4))
      const lines = ((await loadChanges(db, undefined, 500))?.changes ?? []).filter(({ kind }) => kind === 'reclean')
      expect(lines.length).toBe(58)
    })
  })
}
