import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges, loadLastChange, toEpochStatement } from '../../../src/store/feeds/changes.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, DAY, NOW, ownArrival, story } from '../stories.ts'

/** docs/architecture.md, decisions 8 and 10: feed order and the change log. */
export function orderContract(openDb: OpenDb): void {
  describe('order', () => {
    test('a late story comes to the top when it is polled, and a document keeps its order', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1', title: 'Today', published: NOW - 1 })], arrival())
      const late = story({ guid: '2', title: 'Late', published: NOW - 90 * DAY })
      await saveItems(db, [late, story({ guid: '3', title: 'Below it' })], arrival({ now: NOW + 60_000 }))
      expect(await titles(db)).toEqual(['Late', 'Below it', 'Today'])
    })

    test('a new source with 250 old items puts none of them above what is there', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: 'n', title: 'News' })], arrival())
      const old = Array.from({ length: 250 }, (_, index) => {
        const published = index % 3 === 0 ? {} : { published: NOW - (index + 1) * DAY }
        return story({ guid: `${index}`, title: `Old ${index}`, ...published })
      })
      const first = arrival({ owner: 'second', source: 'second', mode: 'first', now: NOW + 1 })
      // The first is undated: it stands just above the next dated one.
      await saveItems(db, old, first)
      const names = old.map((_, index) => `Old ${index}`)
      expect(await titles(db)).toEqual(['News', ...names])
    })

    test('undated items of a first poll go below everything, in the document’s order', async () => {
      const db = await openDb()
      const dated = story({ guid: 'd', title: 'Dated', published: NOW - 900 * DAY })
      await saveItems(db, [dated], arrival({ mode: 'first' }))
      const undated = Array.from({ length: 120 }, (_, index) => story({ guid: `${index}`, title: `${index}` }))
      await saveItems(db, undated, arrival({ mode: 'first', now: NOW + 1 }))
      expect(await titles(db)).toEqual(['Dated', ...undated.map((_, index) => `${index}`)])
    })

    test('a story whose only date is that of its last change is from then', async () => {
      const db = await openDb()
      const items = [
        story({ guid: '1', title: 'New', modified: NOW - DAY }),
        story({ guid: '2', title: 'Old', published: NOW - 90 * DAY }),
        story({ guid: '3', title: 'Between', modified: NOW - 30 * DAY }),
      ]
      await saveItems(db, items, arrival({ mode: 'first' }))
      expect(await titles(db)).toEqual(['New', 'Between', 'Old'])
    })

    test('an imported story takes its place by date; a future date counts as first seen', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1', title: 'Last week' })], arrival({ now: NOW - 7 * DAY }))
      const items = [
        story({ guid: '2', title: 'Future', published: NOW + DAY }),
        story({ guid: '3', title: 'Old', published: NOW - 30 * DAY }),
      ]
      await saveItems(db, items, ownArrival('import', { mode: 'import' }))
      expect(await titles(db)).toEqual(['Future', 'Last week', 'Old'])
      expect((await loadItems(db, { limit: 1 }))[0]).toMatchObject({ position: NOW, firstSeen: NOW, updated: NOW })
    })
  })

  describe('change log', () => {
    test('can be read in pieces from the first on, and goes on where a reader stopped', async () => {
      const db = await openDb()
      expect((await loadChanges(db, undefined, 10))?.changes).toEqual([])
      await saveItems(db, [story({ guid: 'urn:1' }), story({ guid: 'urn:2', title: 'B' })], arrival())
      await saveItems(db, [story({ guid: 'urn:1', text: 'New.' })], arrival({ mode: 'import' }))
      const first = await loadChanges(db, undefined, 2)
      const rest = await loadChanges(db, first?.next, 10)
      const all = [...(first?.changes ?? []), ...(rest?.changes ?? [])]
      expect(all).toEqual([
        { seq: all[0]?.seq, kind: 'create', at: NOW, item: 'urn:1', revision: 1, quiet: false },
        { seq: all[1]?.seq, kind: 'create', at: NOW, item: 'urn:2', revision: 1, quiet: false },
        { seq: all[2]?.seq, kind: 'revise', at: NOW, item: 'urn:1', revision: 2, quiet: true },
      ])
      expect((await loadChanges(db, rest?.next, 10))?.changes).toEqual([])
      const [zero] = rest?.next.split('.') ?? []
      expect((await loadChanges(db, `${zero}.0`, 10))?.changes).toHaveLength(3)
    })

    test('a source’s first poll and a poll without news tell nobody', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1' })], arrival({ mode: 'first' }))
      await saveItems(db, [story({ guid: '1' })], arrival())
      const log = await loadChanges(db, undefined, 10)
      expect(log?.changes.map(({ quiet }) => quiet)).toEqual([true])
    })

    test('refuses cursors of another epoch, from ahead of the log, and nonsense', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1' })], arrival())
      const next = (await loadChanges(db, undefined, 10))?.next ?? ''
      await db.batch([toEpochStatement()])
      const fresh = (await loadChanges(db, undefined, 10))?.next ?? ''
      for (const cursor of [next, `${fresh}9`, '', '1', `${fresh}.1`, `${fresh}e1`, 'deadbeef.0']) {
        expect(await loadChanges(db, cursor, 10), cursor).toBeUndefined()
      }
    })

    test('tells its last change, of all and of each channel', async () => {
      const db = await openDb()
      expect(await loadLastChange(db)).toBeUndefined()
      await saveItems(db, [story({ guid: '1' })], arrival())
      const other = arrival({ channel: { ...channel, id: 'arabic' }, now: NOW + 5 })
      await saveItems(db, [story({ guid: '2', title: 'B' })], other)
      const [all, own] = [await loadLastChange(db), await loadLastChange(db, 'english')]
      expect([all?.at, own?.at]).toEqual([NOW + 5, NOW])
      expect(await loadLastChange(db, 'kurdish')).toBeUndefined()
    })
  })
}

async function titles(db: Db): Promise<string[]> {
  return (await loadItems(db, { limit: 1_000 })).map(({ content }) => content.title)
}
