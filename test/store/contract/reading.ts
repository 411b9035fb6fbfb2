import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { countItems, loadFacetLabel } from '../../../src/store/feeds/facets.ts'
import { type ItemQuery, loadFeedItems, loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, NOW, story } from '../stories.ts'

const STORIES = [
  story({ guid: 'urn:1', title: 'Kobane free', categories: [{ name: 'Syria' }], language: 'en' }),
  story({
    guid: 'urn:2',
    title: 'Kobane rebuilt',
    categories: [{ name: 'Syria' }, { name: 'Kobane' }],
    language: 'en',
  }),
  story({
    guid: 'urn:3',
    title: 'كوباني حرة',
    authors: [{ name: 'Egid' }, { name: 'EGID' }],
    categories: [{ name: 'Syria' }],
    places: [{ name: 'Kobani', slug: 'kobane' }],
    language: 'ar',
  }),
]

async function openNews(openDb: OpenDb): Promise<Db> {
  const db = await openDb()
  await saveItems(db, STORIES, arrival())
  const arabic = arrival({ channel: { ...channel, id: 'arabic' }, owner: 'second', source: 'second', now: NOW - 999 })
  await saveItems(db, [story({ guid: 'urn:4', title: 'Other channel', categories: [{ name: 'Syria' }] })], arabic)
  return db
}

/** What readers and routes ask for. */
export function readingContract(openDb: OpenDb): void {
  describe('reading', () => {
    const cases: [string, Omit<ItemQuery, 'limit'>, string[]][] = [
      ['everything', {}, ['urn:1', 'urn:2', 'urn:3', 'urn:4']],
      ['a channel', { channel: 'english' }, ['urn:1', 'urn:2', 'urn:3']],
      ['no such channel', { channel: 'x' }, []],
      ['a tag', { tag: ['syria'] }, ['urn:1', 'urn:2', 'urn:3', 'urn:4']],
      ['a tag in a channel', { tag: ['syria'], channel: 'arabic' }, ['urn:4']],
      [
        'a tag, a place, an author and a language',
        { tag: ['syria'], place: ['kobane'], author: ['egid'], lang: ['ar'] },
        ['urn:3'],
      ],
      ['a tag and a language', { tag: ['syria'], lang: ['en'] }, ['urn:1', 'urn:2']],
      ['a source', { source: ['second'] }, ['urn:4']],
      ['a source and a tag', { source: ['main'], tag: ['kobane'] }, ['urn:2']],
      ['a word', { words: 'kobane' }, ['urn:1', 'urn:2']],
      ['words, all of them', { words: ' rebuilt  kobane ' }, ['urn:2']],
      ['words in Arabic script', { words: 'كوباني' }, ['urn:3']],
      ['a word, a tag and a source', { words: 'kobane', tag: ['kobane'], source: ['main'] }, ['urn:2']],
      ['words that are operators of the index', { words: 'kobane OR other' }, []],
      ['words with signs', { words: '"kobane* NEAR( -free' }, []],
      ['signs only', { words: ' " * ( ' }, ['urn:1', 'urn:2', 'urn:3', 'urn:4']],
      ['a name of the language', { tag: ['__proto__'] }, []],
    ]
    test.each(cases)('%s', async (_, query, ids) => {
      const db = await openNews(openDb)
      expect((await loadItems(db, { ...query, limit: 9 })).map(({ id }) => id)).toEqual(ids)
    })

    test.each([{}, { channel: 'english' }, { tag: ['syria'] }, { source: ['main'] }, { words: 'paragraph' }])(
      'pages of %j follow each other without gap or repetition',
      async (query) => {
        const db = await openNews(openDb)
        const whole = await loadItems(db, { ...query, limit: 9 })
        const pages: string[] = []
        let before: ItemQuery['before']
        for (let page = 0; page < whole.length; page++) {
          const [item] = await loadItems(db, { ...query, limit: 1, ...(before ? { before } : {}) })
          pages.push(item?.id ?? '')
          before = item && { position: item.position, row: item.row }
        }
        expect(pages).toEqual(whole.map(({ id }) => id))
        expect(await loadItems(db, { ...query, limit: 1, ...(before ? { before } : {}) })).toEqual([])
      },
    )

    test('feeds show what was retracted where it stood, and no more than is asked for', async () => {
      const db = await openDb()
      const stories = Array.from({ length: 8 }, (_, index) =>
        story({ guid: `urn:${index}`, title: `Story ${index}`, categories: [{ name: index < 6 ? 'Syria' : 'Iraq' }] }),
      )
      await saveItems(db, stories, arrival())
      for (const index of [0, 2, 4, 7]) await retractItem(db, `urn:${index}`, 'Wrong', NOW)
      const ids = async (query: object) =>
        (await loadFeedItems(db, { limit: 9, ...query })).map(({ id }) => Number(id.slice(4)))
      expect(await ids({})).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
      expect(await ids({ limit: 2 })).toEqual([0, 1])
      expect(await ids({ limit: 3, offset: 3 })).toEqual([3, 4, 5])
      expect(await ids({ channel: 'english', limit: 3, offset: 5 })).toEqual([5, 6, 7])
      expect(await ids({ channel: 'arabic' })).toEqual([])
      expect(await ids({ tag: ['syria'], limit: 3 })).toEqual([0, 1, 2])
      expect(await ids({ tag: ['iraq'], channel: 'english' })).toEqual([6, 7])
      const third = await loadItem(db, 'urn:3')
      expect(
        await ids({ source: ['main'], limit: 1, before: third && { position: third.position, row: third.row } }),
      ).toEqual([4])
      expect(await ids({ words: 'story' })).toEqual([1, 3, 5, 6])
    })

    test('of several names of one kind all have to be there', async () => {
      const db = await openDb()
      const toStory = (guid: string, ...names: string[]) =>
        story({ guid, title: guid, categories: names.map((name) => ({ name })), published: Date.UTC(2014, 9, 5) })
      const stories = [
        toStory('urn:1', 'Syria', 'Kobane'),
        toStory('urn:2', 'Kobane'),
        toStory('urn:3', 'Syria', 'Iraq'),
      ]
      await saveItems(db, stories, arrival())
      await saveItems(db, stories.slice(0, 1), arrival({ source: 'second' }))
      const ids = async (query: Omit<ItemQuery, 'limit'>) =>
        (await loadItems(db, { ...query, limit: 9 })).map(({ id }) => id)
      expect(await ids({ tag: ['kobane', 'syria'] })).toEqual(['urn:1'])
      expect(await ids({ tag: ['syria', 'iraq'], channel: 'english' })).toEqual(['urn:3'])
      expect(await ids({ tag: ['kobane', 'iraq'] })).toEqual([])
      expect(await ids({ source: ['main', 'second'] })).toEqual(['urn:1'])
      expect(await countItems(db, { tag: ['kobane', 'syria'], lang: ['en'] })).toBe(0)
    })

    test('a month has the stories of its permalinks, a day those that were published on it', async () => {
      const db = await openDb()
      const times = [Date.UTC(2014, 9, 5, 23), Date.UTC(2014, 9, 6), Date.UTC(2014, 10, 1), Date.UTC(2015, 0, 1)]
      const stories = times.map((published, index) =>
        story({
          guid: `urn:${index}`,
          title: `${index}`,
          slug: `s${index}`,
          published,
          categories: [{ name: 'Syria' }],
        }),
      )
      await saveItems(db, stories, arrival())
      await retractItem(db, 'urn:1', 'Wrong', NOW)
      const ids = async (query: Omit<ItemQuery, 'limit'>) =>
        (await loadFeedItems(db, { ...query, limit: 9 })).map(({ id }) => id)
      expect(await ids({ folder: '/2014/10/' })).toEqual(['urn:0', 'urn:1'])
      expect(await ids({ folder: '/2014/' })).toEqual(['urn:0', 'urn:1', 'urn:2'])
      const day = [Date.UTC(2014, 9, 5), Date.UTC(2014, 9, 6)] as const
      expect(await ids({ folder: '/2014/10/', between: day, tag: ['syria'], channel: 'english' })).toEqual(['urn:0'])
      expect(await ids({ folder: '/2013/' })).toEqual([])
      expect(await countItems(db, { folder: '/2014/10/' })).toBe(1)
    })

    test('lists can be counted, and left out from their beginning', async () => {
      const db = await openNews(openDb)
      const counts = [
        {},
        { channel: 'english' },
        { tag: ['syria'], lang: ['en'] },
        { words: 'kobane' },
        { tag: ['none'] },
      ]
      const found = await Promise.all(counts.map((query) => countItems(db, query)))
      expect(found).toEqual([4, 3, 2, 2, 0])
      expect((await loadItems(db, { tag: ['syria'], limit: 2, offset: 1 })).map(({ id }) => id)).toEqual([
        'urn:2',
        'urn:3',
      ])
      await retractItem(db, 'urn:1', 'Wrong', NOW)
      expect([await countItems(db), await countItems(db, { tag: ['syria'] })]).toEqual([3, 3])
      expect(await countItems(db, { state: 'retracted' })).toBe(1)
    })

    test('a name is called what most stories call it, of several the first, and nothing where no story has it', async () => {
      const db = await openNews(openDb)
      await saveItems(
        db,
        [story({ guid: 'urn:5', title: 'Five', categories: [{ name: 'SYRIA' }] })],
        arrival({ now: NOW + 1 }),
      )
      expect(await loadFacetLabel(db, 'tag', 'syria')).toBe('Syria')
      expect(await loadFacetLabel(db, 'tag', 'syria', 'arabic')).toBe('Syria')
      expect(await loadFacetLabel(db, 'tag', 'kobane', 'arabic')).toBeUndefined()
      expect(await loadFacetLabel(db, 'place', 'syria')).toBeUndefined()
      expect(await loadFacetLabel(db, 'author', '__proto__')).toBeUndefined()
    })

    test('an item is what was stored', async () => {
      const db = await openDb()
      const item = story({ guid: 'urn:1', slug: 'a', url: 'https://news.example/a', published: NOW - 5 })
      const [saved] = await saveItems(db, [item], arrival())
      expect(await loadItem(db, 'urn:1')).toEqual({
        row: saved?.row,
        key: saved?.key,
        id: 'urn:1',
        channel: 'english',
        owner: 'main',
        permalink: '/2016/03/a/',
        code: saved?.code,
        position: NOW,
        firstSeen: NOW,
        updated: NOW - 5,
        revision: 1,
        state: 'live',
        sources: ['main'],
        content: item.content,
        seq: 1,
      })
      expect(await loadItem(db, 'urn:none')).toBeUndefined()
      expect(await loadItem(db, 'nosuchcode')).toBeUndefined()
    })
  })
}
