import { describe, expect, test } from 'vitest'
import type { TransferredLink } from '../../src/model/transfer.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import type { Db } from '../../src/store/db.ts'
import { loadArchive, loadArchives, loadSubscription } from '../../src/store/feeds/archives.ts'
import { loadCorrections } from '../../src/store/feeds/changes.ts'
import { countComments, loadCommentList } from '../../src/store/feeds/comments.ts'
import { loadFacetLabel } from '../../src/store/feeds/facets.ts'
import { type ItemQuery, loadFeedItems, loadItems } from '../../src/store/feeds/feeds.ts'
import { toRarest, toSelection } from '../../src/store/feeds/selection.ts'
import { loadLink, loadLinks, loadTarget } from '../../src/store/links/links.ts'
import { giveNames, loadItemRows } from '../../src/store/links/names.ts'
import { type ArrivedLink, loadTransferredLinks, saveTransferredLinks } from '../../src/store/links/transfer.ts'
import { loadDuePictures, loadPictureType, savePicture } from '../../src/store/pictures.ts'
import { retractItem } from '../../src/store/saving/edits.ts'
import { eraseItem } from '../../src/store/saving/erasure.ts'
import { saveItems } from '../../src/store/saving/saving.ts'
import { arrival, story, toIndex } from './stories.ts'

/** How SQLite goes about a statement, one step a line. */
async function explain(db: Db, sql: string, values: readonly (string | number | null)[]): Promise<string[]> {
  const steps = await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
  return steps.map(({ detail }) => detail)
}

/** Passes statements on and keeps their texts. */
function watch(db: Db, seen: string[]): Db {
  return {
    all: (sql, ...values) => db.all(seen[seen.push(sql) - 1] ?? sql, ...values),
    first: (sql, ...values) => db.first(seen[seen.push(sql) - 1] ?? sql, ...values),
    run: (sql, ...values) => db.run(seen[seen.push(sql) - 1] ?? sql, ...values),
    batch: (statements) => {
      seen.push(...statements.map(({ sql }) => sql))
      return db.batch(statements)
    },
  }
}

describe('plans', () => {
  const walks: [Omit<ItemQuery, 'limit'>, string][] = [
    [{}, 'SCAN i USING COVERING INDEX items_by_position'],
    [{ channel: 'a' }, 'SEARCH i USING COVERING INDEX items_by_channel (channel=?)'],
    [{ channel: 'a', before: { position: 1, row: 1 } }, 'SEARCH i USING COVERING INDEX items_by_channel'],
    [{ tag: ['a'], lang: ['b'], source: ['c'] }, 'SEARCH f USING PRIMARY KEY (kind=? AND value=?)'],
    [{ tag: ['a'], before: { position: 1, row: 1 } }, 'SEARCH f USING PRIMARY KEY (kind=? AND value=?'],
    // Whatever other channels have under the name is not gone through.
    [
      { tag: ['a'], channel: 'b' },
      'SEARCH f USING COVERING INDEX facets_by_channel (channel=? AND kind=? AND value=?)',
    ],
    [{ tag: ['a'], channel: 'b', state: 'any' }, 'SEARCH f USING COVERING INDEX facets_by_channel'],
    [{ source: ['a'], channel: 'b' }, 'SEARCH s USING COVERING INDEX item_sources_by_source (source=?)'],
    [{ state: 'retracted' }, 'SCAN i USING COVERING INDEX items_retracted'],
  ]
  test.each(walks)('the feed of %j walks an index in order and sorts nothing', async (query, walk) => {
    const db = openDatabase(':memory:')
    const { sql, values } = toSelection({ ...query, limit: 30 })
    const steps = await explain(db, sql, values)
    const page = steps.slice(0, steps.indexOf('SCAN page'))
    expect(page[1]).toContain(walk)
    expect(page.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  })

  test('a batch of a hundred items takes few statements more than one of two: large texts go fifty at a time', async () => {
    const counts: number[] = []
    for (const size of [2, 100]) {
      const seen: string[] = []
      const db = watch(openDatabase(':memory:'), seen)
      const toItems = (text: string) =>
        Array.from({ length: size }, (_, index) =>
          story({ guid: `urn:${index}`, slug: 'same', title: `${index}`, text, categories: [{ name: 'Syria' }] }),
        )
      await saveItems(db, toItems('One.'), arrival())
      await saveItems(db, [...toItems('Two.').slice(1), story({ guid: 'urn:new' })], arrival())
      counts.push(seen.length)
    }
    expect(counts[0]).toBeLessThan(45)
    expect((counts[1] ?? 0) - (counts[0] ?? 0)).toBeLessThanOrEqual(6)
  })

  test('of several names the rarest is walked, whatever their kinds', async () => {
    const db = openDatabase(':memory:')
    const toStory = (index: number) =>
      story({
        guid: `urn:${index}`,
        title: `${index}`,
        authors: [{ name: 'Egid' }],
        categories: [{ name: 'Syria' }, ...(index === 1 ? [{ name: 'Kobane' }] : [])],
      })
    await saveItems(db, [1, 2, 3].map(toStory), arrival())
    const query = { author: ['egid'], tag: ['kobane', 'syria'], channel: 'english', limit: 9 }
    const asked = toRarest(query)
    const found = await db.first<{ place: number }>(asked?.sql ?? '', ...(asked?.values ?? []))
    expect(toSelection(query, found?.place).values.slice(0, 3)).toEqual(['tag', 'kobane', 'english'])
    expect((await loadItems(db, query)).map(({ id }) => id)).toEqual(['urn:1'])
    expect(toRarest({ tag: ['syria'], limit: 9 })).toBeUndefined()
  })

  test('of a month nothing but its own stories is gone through', async () => {
    const db = openDatabase(':memory:')
    for (const query of [{ channel: 'a' }, { tag: ['a'], state: 'any' as const }, { source: ['b'], lang: ['c'] }]) {
      const { sql, values } = toSelection({ ...query, folder: '/2014/10/', limit: 30 })
      const steps = await explain(db, sql, values)
      expect(steps[1]).toContain('(permalink>? AND permalink<?)')
    }
  })

  test('no statement of a refresh, a feed or a short link goes through a whole table', async () => {
    const seen: string[] = []
    const database = openDatabase(':memory:')
    const db = watch(database, seen)
    const image = { url: 'https://news.example/a.jpg' }
    const [saved] = await saveItems(db, [story({ guid: 'urn:1', categories: [{ name: 'A' }], image })], arrival())
    await saveItems(db, [story({ guid: 'urn:1', text: 'New.' }), story({ guid: 'urn:2', title: 'B' })], arrival())
    await loadLink(db, saved?.code ?? '')
    await loadLinks(db, { limit: 9, named: true })
    await loadTarget(db, 'Kobanê', true)
    await giveNames(db, [{ name: 'Kobanê', item: saved?.row ?? 0 }], 1)
    await loadItemRows(db, [{ url: 'https://news.example/1', hashes: ['a'], permalink: '/2015/06/x/' }])
    await saveTransferredLinks(
      db,
      await loadTransferredLinks(db, '', 'english', 9).then((links) => links.map(toArrived)),
      1,
    )
    await loadSubscription(db, 'english')
    await loadArchive(db, 1, 'english')
    await loadArchives(db, 0, 9, 'english')
    await loadFeedItems(db, { tag: ['a'], offset: 1, limit: 30 })
    await loadFeedItems(db, { tag: ['a', 'b'], folder: '/2014/', limit: 30 })
    await loadFeedItems(db, { tag: ['a', 'b'], place: ['c'], limit: 30 })
    await loadCorrections(db, { channel: 'english', tag: ['a'], limit: 30 })
    await loadCommentList(db, { item: 1, limit: 30 })
    await countComments(db, [1])
    await loadFacetLabel(db, 'tag', 'a', 'english')
    await retractItem(db, 'urn:1', 'Wrong', 1)
    await eraseItem(db, 'urn:1', 'Danger', { now: 1, toIndex })
    await loadItems(db, { channel: 'english', limit: 30 })
    await loadDuePictures(db, 'news.example', 0, 9)
    await loadPictureType(db, 'ab')
    await savePicture(db, { id: 1, url: image.url, state: 'gone', failures: 0 }, 0)
    // Of lost hosts there is an index of their own, which is mostly empty. Erasing, which is rare, goes through what is
    // little: links to addresses, names, what editors did to links, what the hub was asked, and clicks of some seconds.
    const tables =
      /^SCAN (?!json_each|page|others|counted|closing|closed|next|own|\(subquery|search VIRTUAL|[chjkr] (?:EXISTS )?VIRTUAL|original_hosts USING INDEX original_hosts_lost|links USING INDEX links_to_addresses|link_history|link_changes|names$|hub_requests|subscriptions|topics|click_journal)/
    for (const sql of seen) {
      const values = Array.from(sql.matchAll(/\?/g), () => '[]')
      const steps = await explain(database, sql, values)
      expect(
        steps.filter((step) => tables.test(step)),
        sql,
      ).toEqual([])
    }
  })
})

function toArrived({ item, url = '', channel = '', ...link }: TransferredLink): ArrivedLink {
  return { ...link, channel, lead: url, history: [{ at: 1, lead: '/x/', item: item ?? '' }] }
}
