import { describe, expect, test } from 'vitest'
import { loadItem, loadItemAt, loadItems } from '../../../src/store/feeds/feeds.ts'
import { loadLink } from '../../../src/store/links/links.ts'
import { toCodes } from '../../../src/store/saving/decisions.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, NOW, ownArrival, story } from '../stories.ts'

/** docs/architecture.md, decisions 3, 4 and 5: public id, permalink, short code. */
export function namesContract(openDb: OpenDb): void {
  describe('public id', () => {
    const cases: [string, string | undefined, boolean][] = [
      ['an absolute IRI stands as it is', 'http://news.example/?p=17', true],
      ['so does a URN with letters of any script', 'urn:x:خبر', true],
      ['a bare number does not', '17', false],
      ['nor one with a blank', 'tag:x,1:a b', false],
      ['nor one on this service', 'https://feeds.example/2016/03/a/', false],
      ['nor one as long as a story', `urn:${'x'.repeat(2_000)}`, false],
      ['nor none', undefined, false],
    ]
    test.each(cases)('%s', async (_, guid, verbatim) => {
      const db = await openDb()
      const item = story({ ...(guid === undefined ? {} : { guid }), title: 'Named' })
      const [saved] = await saveItems(db, [item], arrival({ base: 'https://feeds.example' }))
      expect(saved?.id).toBe(verbatim ? guid : `tag:news.example,2013:${saved?.key}`)
      expect((await loadItem(db, saved?.id ?? ''))?.content.title).toBe('Named')
    })

    test('a guid that another source gave out first stays with the first', async () => {
      const db = await openDb()
      const [first] = await saveItems(db, [story({ guid: 'urn:x:1', title: 'One' })], arrival())
      const other = story({ guid: 'urn:x:1', scope: 'second', title: 'Two' })
      const [second] = await saveItems(db, [other], arrival({ owner: 'second', source: 'second' }))
      expect([first?.id, second?.id]).toEqual(['urn:x:1', `tag:news.example,2013:${second?.key}`])
    })
  })

  describe('permalink', () => {
    test('is made of the published month and the slug, and never changes', async () => {
      const db = await openDb()
      const published = Date.UTC(2015, 5, 30, 23, 59)
      const [saved] = await saveItems(db, [story({ guid: '1', slug: 'iran', published })], arrival())
      await saveItems(db, [story({ guid: '1', slug: 'syria', published: published + DAY, text: 'New.' })], arrival())
      expect((await loadItemAt(db, '/2015/06/iran/'))?.row).toBe(saved?.row)
    })

    test('falls back to first seen for a date that is missing, in the future or senseless', async () => {
      const db = await openDb()
      const items = [undefined, NOW + 60 * DAY, 1e18, -1e18].map((published, index) =>
        story({ guid: `${index}`, slug: `s${index}`, ...(published === undefined ? {} : { published }) }),
      )
      await saveItems(db, items, arrival())
      const permalinks = (await loadItems(db, { limit: 9 })).map(({ permalink }) => permalink)
      expect(permalinks.toSorted()).toEqual(['/2016/03/s0/', '/2016/03/s1/', '/2016/03/s2/', '/2016/03/s3/'])
    })

    test('is made of the code where there is no slug', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [story({ guid: '1' })], arrival())
      expect(await loadItemAt(db, `/2016/03/${saved?.code}/`)).toBeDefined()
    })

    test('gets the next free number on a clash, in one batch and over several', async () => {
      const db = await openDb()
      const daily = ['1', '2', '3', '4'].map((guid) => story({ guid, slug: 'daily' }))
      const other = story({ guid: '5', slug: 'daily-3' })
      await saveItems(db, [other, ...daily.slice(0, 2)], arrival())
      await saveItems(db, daily.slice(2), arrival())
      const permalinks = (await loadItems(db, { limit: 9 })).map(({ permalink }) => permalink)
      const numbered = ['-2', '-3', '-4', '-5', ''].map((suffix) => `/2016/03/daily${suffix}/`)
      expect(permalinks.toSorted()).toEqual(numbered)
    })
  })

  describe('short code', () => {
    test('is six signs of the key, and leads to the item', async () => {
      const db = await openDb()
      const [saved] = await saveItems(
        db,
        [story({ guid: 'urn:1', url: 'https://news.example/a', title: 'T' })],
        arrival(),
      )
      expect(saved?.code).toMatch(/^[0-9a-hjkmnp-tv-z]{6}$/)
      const link = await loadLink(db, saved?.code ?? '')
      expect(link).toMatchObject({
        item: {
          id: 'urn:1',
          permalink: `/2016/03/${saved?.code}/`,
          url: 'https://news.example/a',
          state: 'live',
          channel: 'english',
          title: 'T',
        },
        since: NOW,
      })
      expect(await loadLink(db, 'nosuch')).toBeUndefined()
    })

    test('is one sign longer where it is taken', async () => {
      const db = await openDb()
      const [first] = await saveItems(db, [story({ guid: '1', title: 'One' })], arrival())
      const twin = story({ guid: '2', title: 'Two' })
      const short = toCodes(twin.identities[0]?.hash ?? '')[0] ?? ''
      await db.run('UPDATE links SET code = ? WHERE item = ?', short, first?.row ?? 0)
      const [longer] = await saveItems(db, [twin], arrival())
      expect(longer?.code).toHaveLength(7)
      expect(longer?.code.slice(0, 6)).toBe(short)
      expect((await loadItem(db, ` ${longer?.code.toUpperCase()}. `))?.content.title).toBe('Two')
    })
  })

  describe('names that an item had before it moved', () => {
    const moving = (guid: string) => ({ ...story({ guid, title: guid }), permalink: '/2013/05/first/', code: '7k3xp9' })

    test('are given again where they are free', async () => {
      const db = await openDb()
      const [first, second] = await saveItems(db, [moving('1'), moving('2')], ownArrival('import'))
      expect(first?.code).toBe('7k3xp9')
      expect((await loadItemAt(db, '/2013/05/first/'))?.row).toBe(first?.row)
      expect(second?.code).toBe(toCodes(second?.key ?? '')[0])
      expect((await loadItem(db, second?.id ?? ''))?.permalink).toBe(`/2016/03/${second?.code}/`)
    })

    test('are not taken where they were given out before', async () => {
      const db = await openDb()
      await saveItems(db, [moving('1')], ownArrival('import'))
      const [later] = await saveItems(db, [moving('2')], ownArrival('import'))
      expect(later).toMatchObject({ outcome: 'added', code: toCodes(later?.key ?? '')[0] })
      expect((await loadItem(db, later?.id ?? ''))?.permalink).toBe(`/2016/03/${later?.code}/`)
    })

    test('are no code of a polled source’s choosing', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [moving('1')], arrival())
      expect(saved?.code).toBe(toCodes(saved?.key ?? '')[0])
    })
  })
}
