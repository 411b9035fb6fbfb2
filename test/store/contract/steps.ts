import { describe, expect, test } from 'vitest'
import type { Content } from '../../../src/model/content.ts'
import type { Edit, Sent } from '../../../src/model/history.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges, loadCorrections } from '../../../src/store/feeds/changes.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import { loadUndistributed, saveDistributed } from '../../../src/store/push/push.ts'
import { editItem, loadRevisions, retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { type Following, toFollowingStep } from '../../../src/store/upgrade/refollowing.ts'
import { runSteps, type Step } from '../../../src/store/upgrade/upgrade.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, layOver, NOW, story, toIndex } from '../stories.ts'

const LATER = NOW + 3_600_000
const STORIES = 60

/** As it was done before: the fields of the edit, and nothing that follows from them. */
function layFieldsOver({ content }: Sent, edit: Edit): Content {
  return { ...content, ...edit } as Content
}

const summaryIndex = (content: Content) => ({ ...toIndex(content), text: content.summary.toLowerCase() })

/** Sixty stories, every second of which was corrected, and the first of those retracted. */
async function fill(db: Db): Promise<void> {
  const numbers = Array.from({ length: STORIES }, (_, index) => index + 1)
  await saveItems(
    db,
    numbers.map((number) => story({ guid: `urn:${number}`, title: `Story ${number}`, text: `Twelve of ${number}.` })),
    arrival({ toIndex: summaryIndex }),
  )
  const at = { now: NOW + 1, toIndex: summaryIndex, layOver: layFieldsOver, note: 'A number was wrong' }
  for (const number of numbers.filter((each) => each % 2 === 0)) {
    await editItem(db, `urn:${number}`, { contentText: `Twenty of ${number}.` }, at)
  }
  await retractItem(db, 'urn:2', 'Wrong', NOW + 2)
  await saveDistributed(db, (await loadUndistributed(db))?.to ?? 0)
}

const following: Following = { now: () => LATER, layOver, toIndex: summaryIndex }

/** What must not move: what readers, subscribers and editors were told. */
async function lookAt(db: Db) {
  const items = await db.all('SELECT id, public_id, revision, updated, position, fingerprint, edit, state FROM items')
  const revisions = await db.all('SELECT item, revision, at, by, note, proposed, received, edit FROM revisions')
  const corrections = await loadCorrections(db, { limit: 99 })
  return { items, revisions, corrections: corrections.map(({ kind, at, note }) => [kind, at, note]) }
}

async function summaries(db: Db): Promise<string[]> {
  const rows = await db.all<{ summary: string }>(`SELECT shown ->> 'summary' AS summary FROM items ORDER BY id`)
  return rows.map(({ summary }) => summary)
}

async function kinds(db: Db): Promise<string[]> {
  const { changes = [] } = (await loadChanges(db, undefined, 500)) ?? {}
  return changes.map(({ kind, quiet }) => (quiet ? `quiet ${kind}` : kind))
}

const RIGHT = Array.from({ length: STORIES }, (_, index) => `${index % 2 === 0 ? 'Twelve' : 'Twenty'} of ${index + 1}.`)

export function stepsContract(openDb: OpenDb): void {
  describe('a step of an upgrade', () => {
    test('puts right what was derived of edited stories, quietly and once', async () => {
      const db = await openDb()
      await fill(db)
      const [before, log] = [await lookAt(db), await kinds(db)]
      expect(await summaries(db)).not.toEqual(RIGHT)
      await runSteps(db, [toFollowingStep(following)], { now: () => LATER })
      expect(await summaries(db)).toEqual(RIGHT)
      expect(await lookAt(db)).toEqual(before)
      const lines = Array.from({ length: 29 }, () => 'quiet reclean')
      expect(await kinds(db)).toEqual([...log, ...lines])
      expect(await loadUndistributed(db)).toMatchObject({ isNews: false })
      expect(await loadItems(db, { words: 'twenty', limit: 99 })).toHaveLength(29)
      expect(await loadItems(db, { words: 'twelve', limit: 99 })).toHaveLength(30)
      expect((await loadRevisions(db, 'urn:4')).map(({ content }) => content.summary)).toEqual([
        'Twelve of 4.',
        'Twenty of 4.',
      ])
      const step = toFollowingStep(following)
      await runSteps(db, [{ ...step, load: () => Promise.reject(new Error('Done twice.')) }], { now: () => LATER })
      expect(await kinds(db)).toEqual([...log, ...lines])
      expect(await db.all('SELECT name, done FROM steps')).toEqual([{ name: 'derived-of-edits', done: LATER }])
    })

    test('goes on where it was broken off, and nothing is done twice by two at once', async () => {
      const db = await openDb()
      await fill(db)
      const log = await kinds(db)
      await runSteps(db, [toFollowingStep(following)], { now: () => LATER, limit: 1 })
      const first = (await kinds(db)).length - log.length
      expect(first).toBe(24)
      let left = 1
      const dying: Db = {
        ...bind(db),
        batch: (all) => (left-- > 0 ? Promise.reject(new Error('Killed.')) : db.batch(all)),
      }
      await expect(runSteps(dying, [toFollowingStep(following)], { now: () => LATER })).rejects.toThrow('Killed.')
      expect((await kinds(db)).length - log.length).toBe(first)
      const both = [1, 2].map(() => runSteps(db, [toFollowingStep(following)], { now: () => LATER }))
      await Promise.all(both)
      expect(await summaries(db)).toEqual(RIGHT)
      expect((await kinds(db)).length - log.length).toBe(29)
    })

    test('takes no edit back that is made meanwhile', async () => {
      const db = await openDb()
      await fill(db)
      let isEdited = false
      const step = toFollowingStep({
        ...following,
        pause: async () => {
          if (isEdited) return
          isEdited = true
          await editItem(db, 'urn:4', { summary: 'By hand' }, { now: LATER, toIndex: summaryIndex, layOver })
        },
      })
      await runSteps(db, [step], { now: () => LATER })
      expect((await loadItem(db, 'urn:4'))?.content).toMatchObject({ summary: 'By hand', contentText: 'Twenty of 4.' })
      expect((await summaries(db)).filter((_, index) => index !== 3)).toEqual(RIGHT.filter((_, index) => index !== 3))
    })

    test('comes after those before it', async () => {
      const db = await openDb()
      const done: string[] = []
      const toStep = (name: string): Step => ({
        name,
        load: async (_, cursor) => {
          done.push(`${name} ${cursor}`)
          return { statements: [], ...(cursor.length < 2 ? { next: `${cursor}x` } : {}) }
        },
      })
      const steps = [toStep('a'), toStep('b')]
      for (let round = 0; round < 4; round++) await runSteps(db, steps, { now: () => NOW, limit: 2 })
      expect(done).toEqual(['a ', 'a x', 'a xx', 'b ', 'b x', 'b xx'])
    })
  })
}

function bind(db: Db): Db {
  return {
    all: (sql, ...values) => db.all(sql, ...values),
    first: (sql, ...values) => db.first(sql, ...values),
    run: (sql, ...values) => db.run(sql, ...values),
    batch: (statements) => db.batch(statements),
  }
}
