import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadRecentNotices } from '../../../src/store/feeds/changes.ts'
import { restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, NOW, story, toIndex } from '../stories.ts'

/** What was taken back of late, for who subscribed to a part of a channel. */
export function recentNoticesContract(openDb: OpenDb): void {
  describe('recent notices', () => {
    const tagged = (number: number, tag: string) =>
      story({ guid: `urn:${number}`, title: `Story ${number}`, categories: [{ name: tag }], published: NOW - number })

    async function withArchive() {
      const db = await openDb()
      const items = Array.from({ length: 100 }, (_, number) => tagged(number, number % 2 === 0 ? 'even' : 'odd'))
      await saveItems(db, items, arrival({ mode: 'first' }))
      return db
    }

    const idsOf = async (db: Db, query: object) =>
      (await loadRecentNotices(db, { limit: 9, ...query })).map(({ id }) => id)

    test('are of stories that left a list long ago, where they have its name', async () => {
      const db = await withArchive()
      await retractItem(db, 'urn:90', 'Wrong', NOW)
      expect(await idsOf(db, { tag: ['even'] })).toEqual(['urn:90'])
      expect(await idsOf(db, { tag: ['even'], channel: channel.id, source: ['main'] })).toEqual(['urn:90'])
      for (const query of [{ tag: ['odd'] }, { channel: 'other' }, { source: ['second'] }, { words: 'story' }]) {
        expect(await idsOf(db, query)).toEqual([])
      }
      await restoreItem(db, 'urn:90', NOW + 1)
      expect(await idsOf(db, { tag: ['even'] })).toEqual([])
    })

    test('do not repeat what stands in its place', async () => {
      const db = await withArchive()
      await retractItem(db, 'urn:2', 'Wrong', NOW)
      expect(await idsOf(db, { tag: ['even'] })).toEqual([])
    })

    test('are of erased ones in every list of the channel: whose names they had nobody knows', async () => {
      const db = await withArchive()
      await eraseItem(db, 'urn:90', 'In danger', { now: NOW, toIndex })
      await eraseItem(db, 'urn:3', 'In danger', { now: NOW, toIndex })
      for (const query of [{ tag: ['even'] }, { tag: ['odd'] }, { author: ['nobody'] }, { words: 'story' }]) {
        expect(await idsOf(db, query)).toEqual(['urn:3', 'urn:90'])
      }
      expect(await idsOf(db, { channel: 'other' })).toEqual([])
    })

    test('are of erased ones in the lists of their year, month and day, of which no permalink tells any more', async () => {
      const db = await openDb()
      const dates = ['2014-12-31T23:59:59Z', '2015-01-01T00:00:00Z', '2015-01-31T23:59:59Z', '2015-02-01T00:00:00Z']
      const [eve, first, last, after] = ['urn:eve', 'urn:first', 'urn:last', 'urn:after']
      const ids = [eve, first, last, after]
      const items = ids.map((guid, index) => story({ guid, title: guid, published: Date.parse(dates[index] ?? '') }))
      await saveItems(db, items, arrival({ mode: 'first' }))
      for (const id of ids) await eraseItem(db, id, 'In danger', { now: NOW, toIndex })
      expect(await idsOf(db, { folder: '/2015/' })).toEqual([after, last, first])
      expect(await idsOf(db, { folder: '/2015/01/' })).toEqual([last, first])
      expect(await idsOf(db, { folder: '/2014/12/', tag: ['any'] })).toEqual([eve])
      const day = Date.UTC(2015, 0, 31)
      expect(await idsOf(db, { folder: '/2015/01/', between: [day, day + 86_400_000] })).toEqual([last])
    })
  })
}
