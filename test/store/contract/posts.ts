import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadByHashes, loadBySlug, loadRows } from '../../../src/store/feeds/addresses.ts'
import { loadPart, loadParts } from '../../../src/store/feeds/archives.ts'
import { countAllComments, loadCommentsOf, saveComments } from '../../../src/store/feeds/comments.ts'
import { loadTerms, loadTermValues } from '../../../src/store/feeds/facets.ts'
import { countPosts, loadPosts, type PostQuery } from '../../../src/store/feeds/posts.ts'
import { loadPictureHash } from '../../../src/store/pictures.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, identity, NOW, ownArrival, story } from '../stories.ts'

const URL = 'https://news.example/one'

const STORIES = [
  story({
    guid: 'urn:1',
    title: 'One',
    slug: 'one',
    url: URL,
    categories: [{ name: 'Syria' }],
    authors: [{ name: 'Egid' }],
    published: NOW - 4 * DAY,
    image: { url: 'https://news.example/a.jpg' },
  }),
  story({ guid: 'urn:2', title: 'Two', slug: 'two', categories: [{ name: 'Iraq' }], published: NOW - 3 * DAY }),
  story({
    guid: 'urn:3',
    title: 'Three',
    slug: 'three',
    categories: [{ name: 'Syria' }, { name: 'Iraq' }],
    published: NOW - 2 * DAY,
  }),
  story({ guid: 'urn:4', title: 'Taken back', slug: 'four', categories: [{ name: 'Lost' }], published: NOW - DAY }),
]

async function openArchive(openDb: OpenDb): Promise<{ db: Db; rows: number[] }> {
  const db = await openDb()
  const saved = await saveItems(db, STORIES, ownArrival('import', { mode: 'import' }))
  await retractItem(db, 'urn:4', 'Untrue.', NOW)
  return { db, rows: saved.map(({ row }) => row) }
}

const PAGE: PostQuery = { by: 'date', order: 'desc', limit: 9, offset: 0 }

/** What WordPress's addresses and sitemaps ask for. */
export function postsContract(openDb: OpenDb): void {
  describe('lists as WordPress has them', () => {
    const cases: [string, Partial<PostQuery>, string[]][] = [
      ['newest first', {}, ['urn:3', 'urn:2', 'urn:1']],
      ['oldest first', { order: 'asc' }, ['urn:1', 'urn:2', 'urn:3']],
      ['a second page', { limit: 2, offset: 2 }, ['urn:1']],
      ['a page past the end', { offset: 3 }, []],
      ['by slug', { by: 'slug', order: 'asc' }, ['urn:1', 'urn:3', 'urn:2']],
      ['by row', { by: 'row', order: 'asc' }, ['urn:1', 'urn:2', 'urn:3']],
      ['any of two slugs', { slugs: ['two', 'three', 'nothing'] }, ['urn:3', 'urn:2']],
      ['any of two tags', { tags: ['syria', 'iraq'] }, ['urn:3', 'urn:2', 'urn:1']],
      ['a tag but not another', { tags: ['iraq'], withoutTags: ['syria'] }, ['urn:2']],
      ['an author', { authors: ['egid'] }, ['urn:1']],
      ['no name at all', { tags: [] }, []],
      ['words', { words: 'three' }, ['urn:3']],
      ['after a time', { after: NOW - 4 * DAY }, ['urn:3', 'urn:2']],
      ['before a time', { before: NOW - 2 * DAY }, ['urn:2', 'urn:1']],
      ['changed since', { modifiedAfter: NOW - 2 * DAY - 1 }, ['urn:3']],
      ['a channel', { channel: 'nobody' }, []],
      ['a month', { folder: '/2016/03/' }, ['urn:3', 'urn:2', 'urn:1']],
      ['a year', { folder: '/2016/' }, ['urn:3', 'urn:2', 'urn:1']],
      ['a month without stories', { folder: '/2016/04/' }, []],
    ]
    test.each(cases)('%s', async (_, query, ids) => {
      const { db } = await openArchive(openDb)
      expect((await loadPosts(db, { ...PAGE, ...query })).map(({ id }) => id)).toEqual(ids)
      const { limit, offset, ...filter } = query
      if (limit === undefined && offset === undefined) expect(await countPosts(db, filter)).toBe(ids.length)
    })

    test('named rows, in the order they are named in, and without others', async () => {
      const { db, rows } = await openArchive(openDb)
      const [one = 0, two = 0, three = 0, taken = 0] = rows
      const given = await loadPosts(db, { ...PAGE, by: 'given', rows: [two, taken, three, one] })
      expect(given.map(({ id }) => id)).toEqual(['urn:2', 'urn:3', 'urn:1'])
      expect((await loadPosts(db, { ...PAGE, withoutRows: [two, three] })).map(({ id }) => id)).toEqual(['urn:1'])
    })
  })

  describe('names as lists', () => {
    test('each once, with the stories that still have it', async () => {
      const { db } = await openArchive(openDb)
      expect(await loadTermValues(db, 'tag')).toEqual(['iraq', 'lost', 'syria'])
      expect(await loadTermValues(db, 'place')).toEqual([])
      expect(await loadTerms(db, 'tag', ['syria', 'lost', 'nothing', 'iraq'])).toEqual([
        { value: 'syria', label: 'Syria', count: 2 },
        { value: 'iraq', label: 'Iraq', count: 2 },
      ])
    })
  })

  describe('old addresses', () => {
    test('the first that is known counts; slugs and pictures are found too', async () => {
      const { db, rows } = await openArchive(openDb)
      const known = identity('address', URL).hash
      const [row] = rows
      expect(await loadByHashes(db, ['0', known])).toEqual({ row, permalink: '/2016/03/one/' })
      expect(await loadByHashes(db, ['0'])).toBeUndefined()
      expect(await loadRows(db, ['0', known])).toEqual(new Map([[known, row]]))
      expect(await loadBySlug(db, 'three')).toMatchObject({ permalink: '/2016/03/three/' })
      expect(await loadBySlug(db, 'hree')).toBeUndefined()
      await db.run(`UPDATE pictures SET hash = 'abc', state = 'kept'`)
      expect(await loadPictureHash(db, ['https://news.example/b.jpg', 'https://news.example/a.jpg'])).toBe('abc')
      expect(await loadPictureHash(db, ['https://news.example/b.jpg'])).toBeUndefined()
    })
  })

  describe('comments under several stories', () => {
    test('the first ones under each, and how many there are under those that are shown', async () => {
      const { db, rows } = await openArchive(openDb)
      const [one = 0, two = 0, , taken = 0] = rows
      const toComments = (count: number) =>
        Array.from({ length: count }, (_, at) => ({ id: `${at}`, author: 'A', html: '<p>x</p>', at: NOW - at }))
      await saveComments(db, [
        { row: one, comments: toComments(3) },
        { row: two, comments: [{ id: '7', parent: '6', author: '', html: '<p>y</p>', url: 'https://a.example/' }] },
        { row: taken, comments: toComments(2) },
      ])
      const replies = await loadCommentsOf(db, [one, two, 99], 2)
      expect([...replies.keys()]).toEqual([one, two])
      expect(replies.get(one)?.map(({ id }) => id)).toEqual(['2', '1'])
      expect(replies.get(two)).toEqual([
        { id: '7', parent: '6', author: '', html: '<p>y</p>', url: 'https://a.example/' },
      ])
      expect(await countAllComments(db)).toBe(4)
    })
  })

  describe('parts of the archive', () => {
    test('have every live story once, and stay as they are when others come', async () => {
      const { db } = await openArchive(openDb)
      const before = await loadParts(db, 2)
      expect(before.map(({ stories }) => stories).reduce((sum, one) => sum + one)).toBe(3)
      const paths = async () => (await Promise.all(before.map(({ number }) => loadPart(db, number, 2)))).flat()
      const first = await paths()
      expect(first.map(({ permalink }) => permalink)).toEqual(['/2016/03/one/', '/2016/03/two/', '/2016/03/three/'])
      await saveItems(
        db,
        [0, 1, 2, 3].map((n) => story({ guid: `urn:9${n}`, title: `New ${n}` })),
        arrival(),
      )
      expect((await loadPart(db, 0, 2)).length).toBe(1)
      expect((await loadParts(db, 2)).slice(0, 1)).toEqual(before.slice(0, 1))
    })
  })
}
