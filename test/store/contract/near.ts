import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { type ItemQuery, loadItems } from '../../../src/store/feeds/feeds.ts'
import { countHits } from '../../../src/store/feeds/hits.ts'
import { countPosts, loadPosts, type PostQuery } from '../../../src/store/feeds/posts.ts'
import type { OpenDb } from '../contract.ts'

/** More than are looked at before the whole index is, in another order than that they came in. */
const STORIES = 1_500
const toPosition = (id: number) => (id * 7919) % STORIES

type Row = {
  readonly id: number
  readonly position: number
  readonly words: readonly string[]
  readonly channel: string
}

/** `every` story has it, `half` of them, those at the `end` of the list alone, or `few`. */
const ROWS: readonly Row[] = Array.from({ length: STORIES }, (_, index) => {
  const id = index + 1
  const position = toPosition(id)
  const words = [
    'every',
    ...(id % 2 === 0 ? ['half'] : []),
    ...(position < 100 ? ['end'] : []),
    ...(id % 300 === 7 ? ['few'] : []),
  ]
  return { id, position, words, channel: id % 3 === 0 ? 'b' : 'a' }
})

async function fill(openDb: OpenDb): Promise<Db> {
  const db = await openDb()
  const rows = JSON.stringify(ROWS.map(({ words, ...row }) => ({ ...row, words: words.join(' ') })))
  const key = `printf('%064x', value ->> 'id')`
  await db.batch([
    {
      sql: `INSERT INTO items (id, key, public_id, channel, owner, permalink, code, position, first_seen, updated, revision,
          fingerprint, shown)
        SELECT value ->> 'id', ${key}, 'urn:' || (value ->> 'id'), value ->> 'channel', 'import',
          '/2015/06/s-' || (value ->> 'id') || '/', value ->> 'id', value ->> 'position', 0, value ->> 'position', 1,
          ${key}, '{}' FROM json_each(?)`,
      values: [rows],
    },
    {
      sql: `INSERT INTO search (rowid, title, text)
        SELECT value ->> 'id', 'story', value ->> 'words' FROM json_each(?)`,
      values: [rows],
    },
  ])
  return db
}

/** Under names that all stories have, one of five, and one of a hundred. */
const NAMES = [
  ['lang', 'en', 1],
  ['tag', 'fifth', 5],
  ['place', 'rare', 100],
] as const

async function name(db: Db): Promise<void> {
  await db.batch(
    NAMES.map(([kind, value, each]) => ({
      sql: `INSERT INTO facets (kind, value, position, item, label, channel)
        SELECT ?, ?, position, id, ?, channel FROM items WHERE id % ? = 0`,
      values: [kind, value, value, each],
    })),
  )
}

function expectAll(words: string, channel?: string): Row[] {
  const sought = words.split(' ')
  return ROWS.filter((row) => sought.every((word) => row.words.includes(word)))
    .filter((row) => channel === undefined || row.channel === channel)
    .toSorted((a, b) => b.position - a.position || b.id - a.id)
}

/** By how many stories there are to one that has it. */
const NARROWED: readonly (readonly [Omit<ItemQuery, 'limit'>, each: number])[] = [
  [{ lang: ['en'] }, 1],
  [{ tag: ['fifth'] }, 5],
  [{ place: ['rare'] }, 100],
  [{ tag: ['fifth'], place: ['rare'], lang: ['en'] }, 100],
  [{ tag: ['fifth|none'], lang: ['en|de'] }, 5],
  [{ tag: ['none'] }, Number.POSITIVE_INFINITY],
]

/** Notes what is read. */
function watch(db: Db, seen: string[]): Db {
  return {
    all: (sql, ...values) => db.all(seen[seen.push(sql) - 1] ?? sql, ...values),
    first: (sql, ...values) => db.first(seen[seen.push(sql) - 1] ?? sql, ...values),
    run: (sql, ...values) => db.run(sql, ...values),
    batch: (statements) => db.batch(statements),
  }
}

/** Words are looked for near the front of a list first: what is found is the same wherever they stand. */
export function nearContract(openDb: OpenDb): void {
  describe('words near the front of a list, and far from it', () => {
    const WORDS = ['every', 'half', 'end', 'few', 'end half', 'none']

    test('a feed finds what looking everywhere would, from its front and from a cursor on', async () => {
      const db = await fill(openDb)
      for (const words of WORDS) {
        for (const channel of [undefined, 'b']) {
          const all = expectAll(words, channel)
          const load = async (query: Partial<ItemQuery>) => {
            const own = channel === undefined ? {} : { channel }
            return (await loadItems(db, { words, limit: 30, ...own, ...query })).map(({ row }) => row)
          }
          const expected = all.map(({ id }) => id)
          const what = `${words} of ${channel}`
          expect(await load({}), what).toEqual(expected.slice(0, 30))
          expect(await load({ limit: 200 }), what).toEqual(expected.slice(0, 200))
          expect(await load({ offset: 25 }), what).toEqual(expected.slice(25, 55))
          expect(await load({ offset: 4_000 }), what).toEqual(expected.slice(4_000))
          const [, , last] = all
          if (last === undefined) continue
          const before = { position: last.position, row: last.id }
          expect(await load({ before }), what).toEqual(expected.slice(3, 33))
        }
      }
    })

    test('a list as WordPress has it too, in each of its orders, and counted', async () => {
      const db = await fill(openDb)
      for (const words of WORDS) {
        const all = expectAll(words)
        expect(await countPosts(db, { words }), words).toBe(all.length)
        const orders: [PostQuery['by'], (row: Row) => number][] = [
          ['date', ({ position }) => position],
          ['modified', ({ position }) => position],
          ['row', ({ id }) => id],
        ]
        for (const [by, toNumber] of orders) {
          const ascending = all.toSorted((a, b) => toNumber(a) - toNumber(b)).map(({ id }) => id)
          for (const order of ['asc', 'desc'] as const) {
            const found = await loadPosts(db, { words, by, order, limit: 10, offset: 10 })
            const expected = order === 'asc' ? ascending : ascending.toReversed()
            expect(
              found.map(({ row }) => row),
              `${words} by ${by} ${order}`,
            ).toEqual(expected.slice(10, 20))
          }
        }
      }
    })

    test('how many there are under names is what looking at each story would count, and no story is read for it', async () => {
      const db = await fill(openDb)
      await name(db)
      const read: string[] = []
      const watched = watch(db, read)
      for (const words of WORDS) {
        for (const channel of [undefined, 'b', 'nowhere']) {
          for (const [query, each] of NARROWED) {
            const own = channel === undefined ? {} : { channel }
            const hits = expectAll(words, channel).filter(({ id }) => id % each === 0).length
            const what = `${words} of ${channel} under ${JSON.stringify(query)}`
            // Names that few stories have are put together, others looked for story by story.
            for (const longestSet of [20_000, 100]) {
              const counted = await countHits(watched, { words, ...own, ...query }, 100, longestSet)
              expect(counted, what).toEqual({ hits: Math.min(hits, 100), isMore: hits > 100 })
            }
          }
        }
      }
      expect(read.filter((sql) => /\bitems\b/.test(sql))).toEqual([])
    })

    test('words that many stories have are not put in order before the first are known', async () => {
      const db = await fill(openDb)
      const seen: string[] = []
      const watched = watch(db, seen)
      expect(await loadItems(watched, { words: 'every', limit: 30 })).toHaveLength(30)
      expect(seen.some((sql) => sql.includes('FROM search CROSS JOIN items'))).toBe(false)
      await loadItems(watched, { words: 'end', limit: 30 })
      expect(seen.some((sql) => sql.includes('FROM search CROSS JOIN items'))).toBe(true)
    })
  })
}
