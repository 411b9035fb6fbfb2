import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/errors.ts'
import { type Db, pass, type Statement } from '../../../src/store/db.ts'
import { loadFaults, saveFault } from '../../../src/store/faults.ts'
import { loadChanges } from '../../../src/store/feeds/changes.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import { type Arrival, saveItems } from '../../../src/store/saving/saving.ts'
import { statement } from '../../../src/store/statements.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, story, toIndex } from '../stories.ts'

const MANY = Array.from({ length: 250 }, (_, index) => story({ guid: `urn:${index}`, title: `Story ${index}` }))
const POISON = statement('INSERT INTO meta (name, value) VALUES (?, NULL)', 'x')

async function countItems(db: Db): Promise<number> {
  return (await loadItems(db, { limit: 1_000 })).length
}

/**
 * The driver's promises, and docs/architecture.md, decision 11: batches that are whole or nothing, and may be repeated.
 */
export function writingContract(openDb: OpenDb): void {
  describe('driver', () => {
    test('answers rows, one row, and what was changed', async () => {
      const db = await openDb()
      expect(await db.run('INSERT INTO meta (name, value) VALUES (?, ?), (?, ?)', 'a', '1', 'b', 'é😀')).toBe(2)
      expect(await db.all('SELECT value FROM meta WHERE name IN (?, ?) ORDER BY name', 'a', 'b')).toEqual([
        { value: '1' },
        { value: 'é😀' },
      ])
      expect(await db.first('SELECT value FROM meta WHERE name = ?', 'b')).toEqual({ value: 'é😀' })
      expect(await db.first('SELECT value FROM meta WHERE name = ?', 'c')).toBeUndefined()
      expect(await db.first('SELECT ? AS number, ? AS empty', 1.5, null)).toEqual({ number: 1.5, empty: null })
    })

    test('a batch is written whole or not at all, and says what each statement changed', async () => {
      const db = await openDb()
      const insert = statement('INSERT INTO meta (name, value) VALUES (?, ?)', 'a', '1')
      await expect(db.batch([insert, POISON])).rejects.toBeInstanceOf(StoreError)
      expect(await db.first(`SELECT value FROM meta WHERE name = 'a'`)).toBeUndefined()
      const remove = statement('DELETE FROM meta WHERE name = ?', 'nothing')
      expect(await db.batch([insert, remove])).toEqual([1, 0])
      expect(await db.batch([])).toEqual([])
    })

    test('tells a uniqueness rule from other refusals', async () => {
      const db = await openDb()
      const insert = () => db.run('INSERT INTO meta (name, value) VALUES (?, ?)', 'a', '1')
      await insert()
      await expect(insert()).rejects.toMatchObject({ name: 'StoreError', unique: true })
      await expect(db.all('SELECT nonsense FROM nowhere')).rejects.toMatchObject({ name: 'StoreError', unique: false })
      await expect(db.first('SELECT')).rejects.toBeInstanceOf(StoreError)
    })

    test('keeps rows that point to each other', async () => {
      const db = await openDb()
      const orphan = db.run('INSERT INTO links (code, item, since) VALUES (?, ?, ?)', 'abc123', 999, 1)
      await expect(orphan).rejects.toBeInstanceOf(StoreError)
    })
  })

  describe('batches', () => {
    test('a call that breaks off leaves whole batches, and the same call again finishes it', async () => {
      const db = { ...pass(await openDb()), atOnce: 100 }
      await expect(saveItems(db, MANY, arrival(), [POISON])).rejects.toBeInstanceOf(StoreError)
      expect(await countItems(db)).toBe(200)
      const saved = await saveItems(db, MANY, arrival())
      const outcomes = saved.map(({ outcome }) => outcome)
      expect(outcomes).toEqual(MANY.map((_, index) => (index < 200 ? 'unchanged' : 'added')))
      expect(await countItems(db)).toBe(250)
      expect(new Set(saved.map(({ row }) => row)).size).toBe(250)
    })

    test('lets others work before and after each batch, and writes the last statements with the last one', async () => {
      const db = { ...pass(await openDb()), atOnce: 100 }
      const last = [statement('INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)', 's', 'Done', 1)]
      const seen = new Set<string>()
      await saveItems(db, MANY, arrival(), last, async () => {
        seen.add(`${await countItems(db)} and ${(await loadFaults(db)).length}`)
      })
      expect([...seen]).toEqual(['0 and 0', '100 and 0', '200 and 0', '250 and 1'])
    })

    test('tells what stories are found by before it writes, and others work meanwhile', async () => {
      const db = await openDb()
      const done: string[] = []
      const telling: Arrival['toIndex'] = (content) => {
        done.push('told')
        return toIndex(content)
      }
      const watched = {
        ...pass(db),
        batch: (statements: readonly Statement[]) => {
          done.push('written')
          return db.batch(statements)
        },
      }
      await saveItems(watched, MANY.slice(0, 3), arrival({ toIndex: telling }), [], async () => void done.push('pause'))
      expect(done).toEqual(['told', 'pause', 'told', 'pause', 'told', 'pause', 'written', 'pause'])
    })

    test('as many are written at once as the driver has', async () => {
      const db = await openDb()
      const sizes = new Set<number>()
      const look = async () => void sizes.add(await countItems(db))
      await saveItems({ ...pass(db), atOnce: 20 }, MANY.slice(0, 50), arrival(), [], look)
      expect([...sizes]).toEqual([0, 20, 40, 50])
    })

    test('writes the last statements where there are no items, or none that are new', async () => {
      const db = await openDb()
      const toLast = (subject: string) => [
        statement('INSERT INTO faults (subject, sentence, at) VALUES (?, ?, ?)', subject, 'Done', 1),
      ]
      expect(await saveItems(db, [], arrival(), toLast('none'))).toEqual([])
      await saveItems(db, [story({ guid: '1' })], arrival())
      await saveItems(db, [story({ guid: '1' })], arrival(), toLast('old'))
      expect((await loadFaults(db)).map(({ subject }) => subject)).toEqual(['none', 'old'])
    })

    test('an item twice in one document is one item although batches lie between', async () => {
      const db = await openDb()
      const twin = story({ guid: 'urn:0', title: 'Otherwise' })
      const saved = await saveItems(db, [...MANY.slice(0, 150), twin], arrival())
      expect(saved.at(-1)).toEqual({ ...saved[0], outcome: 'named' })
      expect((await loadChanges(db, undefined, 500))?.changes).toHaveLength(150)
    })

    test('the same document from two sides at once is stored once', async () => {
      const db = await openDb()
      const items = MANY.slice(0, 120)
      const [one, two] = await Promise.all([saveItems(db, items, arrival()), saveItems(db, items, arrival())])
      expect(await countItems(db)).toBe(120)
      expect(one.map(({ row }) => row)).toEqual(two.map(({ row }) => row))
      expect((await loadChanges(db, undefined, 500))?.changes).toHaveLength(120)
    })

    test('two revisions of an item at once leave it with one of them, and no version twice', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1' })], arrival())
      const [one, two] = ['One.', 'Two.'].map((text) => saveItems(db, [story({ guid: '1', text })], arrival()))
      await Promise.all([one, two])
      const [item] = await loadItems(db, { limit: 9 })
      const numbers = await db.all<{ revision: number }>('SELECT revision FROM revisions ORDER BY revision')
      expect(numbers.map(({ revision }) => revision)).toEqual([1, 2, 3])
      expect(item?.revision).toBe(3)
      expect(['One.', 'Two.']).toContain(item?.content.contentText)
    })

    test('stories of many kilobytes come in whole', async () => {
      const db = await openDb()
      const text = 'قوات '.repeat(20_000)
      const long = Array.from({ length: 12 }, (_, index) => story({ guid: `urn:${index}`, title: `${index}`, text }))
      const saved = await saveItems(db, long, arrival())
      expect(saved.map(({ outcome }) => outcome)).toEqual(long.map(() => 'added'))
      const items = await loadItems(db, { limit: 20 })
      expect(items.map(({ content }) => content.contentText === text)).toEqual(long.map(() => true))
    })

    test('text keeps every sign that JSON has to escape', async () => {
      const db = await openDb()
      const title = `“q” "q" \\ \\u0041 \t \n <b> & ' \u2028 😀 \u0001 €`
      await saveItems(db, [story({ guid: '1', title, categories: [{ name: '__proto__' }] })], arrival())
      const [item] = await loadItems(db, { tag: ['__proto__'], limit: 1 })
      expect(item?.content.title).toBe(title)
    })
  })

  describe('faults', () => {
    test('one sentence a subject, with the time it was first said', async () => {
      const db = await openDb()
      await saveFault(db, 'file:a', 'It is empty.', 1)
      await saveFault(db, 'file:a', 'It is empty.', 2)
      await saveFault(db, 'file:b', 'It is no text.', 3)
      await saveFault(db, 'file:b', 'It is no story.', 4)
      expect(await loadFaults(db)).toEqual([
        { subject: 'file:b', sentence: 'It is no story.', at: 4 },
        { subject: 'file:a', sentence: 'It is empty.', at: 1 },
      ])
    })
  })
}
