import { describe, expect, test } from 'vitest'
import { loadItem, loadItemByAddress, loadItems } from '../../../src/store/feeds/feeds.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { loadLastReceived, loadNewestReceived, loadVersions } from '../../../src/store/saving/learning.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, identity, NOW, ownArrival, story, toIndex } from '../stories.ts'

/** docs/architecture.md, decisions 1 and 2: what is the same item, and who may revise it. */
export function identityContract(openDb: OpenDb): void {
  describe('identity', () => {
    test('an item keeps key, id and code while its address, then its headline change at the source', async () => {
      const db = await openDb()
      const [first] = await saveItems(db, [story({ guid: 'tag:x,1:a', url: 'https://news.example/a' })], arrival())
      const moved = story({ guid: 'tag:x,1:a', url: 'https://news.example/b', title: 'Another headline', text: 'New.' })
      const [second] = await saveItems(db, [moved], arrival())
      // Now by the address it moved to, under another guid.
      const renamed = story({ guid: 'tag:x,1:z', url: 'https://news.example/b', title: 'A third', text: 'Newer.' })
      const [third] = await saveItems(db, [renamed], arrival())
      expect([second, third]).toEqual([
        { ...first, outcome: 'updated' },
        { ...first, outcome: 'updated' },
      ])
      expect(await loadItems(db, { limit: 10 })).toHaveLength(1)
      expect((await loadItem(db, 'tag:x,1:a'))?.content.title).toBe('A third')
      const old = await loadItemByAddress(db, identity('address', 'https://news.example/a').hash)
      expect(old?.key).toBe(first?.key)
    })

    test('a story whose guid is its address keeps its names when the source moves it', async () => {
      const db = await openDb()
      const at = (url: string, more = {}) =>
        story({ guid: url, url, title: 'A bridge opens', published: NOW - 9_000, ...more })
      const [first] = await saveItems(db, [at('https://news.example/1')], arrival())
      const [moved] = await saveItems(db, [at('https://news.example/2')], arrival())
      expect(moved).toMatchObject({ key: first?.key, id: first?.id, code: first?.code })
      expect(await loadItems(db, { limit: 10 })).toHaveLength(1)
    })

    test('stories of one source that begin alike stay apart: in one document, or of different days', async () => {
      const db = await openDb()
      const at = (url: string, published?: number) =>
        story({ guid: url, url, title: 'Daily bulletin', ...(published === undefined ? {} : { published }) })
      await saveItems(db, [at('https://news.example/1', NOW - 9_000)], arrival())
      await saveItems(db, [at('https://news.example/2', NOW - 5_000)], arrival())
      const both = [at('https://news.example/2', NOW - 5_000), at('https://news.example/3', NOW - 5_000)]
      await saveItems(db, both, arrival())
      expect(await loadItems(db, { limit: 10 })).toHaveLength(3)
    })

    test('the key is the hash of the first identity an item came with', async () => {
      const db = await openDb()
      const item = story({ guid: '17', url: 'https://news.example/a' })
      const [saved] = await saveItems(db, [item], arrival())
      expect(saved?.key).toBe(identity('guid', '17', 'main').hash)
    })

    test('the same story of two sources is one item that names both', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      await saveItems(db, [story({ guid: '1', url })], arrival())
      const second = arrival({ owner: 'second', source: 'second', now: NOW + 1 })
      const [named] = await saveItems(db, [story({ guid: '7', scope: 'second', url })], second)
      const [again] = await saveItems(db, [story({ guid: '7', scope: 'second', url })], second)
      expect([named?.outcome, again?.outcome]).toEqual(['named', 'unchanged'])
      const items = await loadItems(db, { limit: 10 })
      expect(items.map(({ sources }) => sources)).toEqual([['main', 'second']])
    })

    test('guids that are alike in two sources are two items', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: '1', title: 'One' })], arrival())
      const second = arrival({ owner: 'second', source: 'second' })
      await saveItems(db, [story({ guid: '1', scope: 'second', title: 'Two' })], second)
      expect(await loadItems(db, { limit: 10 })).toHaveLength(2)
    })

    test('stories of one source that begin alike stay apart by their own names', async () => {
      const db = await openDb()
      const daily = ['1', '2', '3'].map((guid) => story({ guid, title: 'Bulletin', text: 'Good morning.' }))
      await saveItems(db, daily.slice(0, 2), arrival())
      await saveItems(db, daily, arrival())
      expect(await loadItems(db, { limit: 10 })).toHaveLength(3)
    })

    test('a story without guid and address is known by its text, then by its file', async () => {
      const db = await openDb()
      const [first] = await saveItems(db, [story({ file: 'a.txt' })], ownArrival('archive'))
      const [renamed] = await saveItems(db, [story({ file: 'b.txt' })], ownArrival('archive'))
      const [edited] = await saveItems(db, [story({ file: 'b.txt', title: 'B', text: 'Else.' })], ownArrival('archive'))
      expect([renamed?.outcome, edited?.outcome]).toEqual(['named', 'updated'])
      expect([renamed?.key, edited?.key]).toEqual([first?.key, first?.key])
    })

    test('a source’s stories are there as they were received, to be compared with what arrives', async () => {
      const db = await openDb()
      const at = (title: string, more = {}) => story({ guid: title, title, ...more })
      const [first] = await saveItems(db, [at('One')], arrival())
      await saveItems(db, [at('Two')], arrival({ now: NOW + 1 }))
      await saveItems(db, [at('One', { text: 'Put right.' })], arrival({ now: NOW + 2 }))
      await saveItems(db, [story({ guid: 'x', scope: 'second' })], arrival({ owner: 'second', source: 'second' }))
      const row = first?.row ?? 0
      expect(await loadNewestReceived(db, 'main', 5)).toHaveLength(2)
      expect(await loadNewestReceived(db, 'main', 1)).toHaveLength(1)
      expect([...(await loadLastReceived(db, [row, 99])).keys()]).toEqual([row])
      expect(await loadVersions(db, row, 5)).toHaveLength(2)
      await eraseItem(db, first?.id ?? '', 'Asked for.', { now: NOW + 3, toIndex })
      expect(await loadNewestReceived(db, 'main', 5)).toHaveLength(1)
      expect(await loadVersions(db, row, 5)).toEqual([])
    })

    test('an item twice in one call is stored once, as it came first', async () => {
      const db = await openDb()
      const twins = [story({ guid: '1', text: 'As it is.' }), story({ guid: '1', text: 'Otherwise.' })]
      const saved = await saveItems(db, twins, arrival())
      expect(saved.map(({ outcome }) => outcome)).toEqual(['added', 'named'])
      expect(saved[1]?.row).toBe(saved[0]?.row)
      expect((await saveItems(db, twins, arrival())).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
      expect((await loadItem(db, saved[0]?.id ?? ''))?.content.contentText).toBe('As it is.')
    })
  })

  describe('ownership', () => {
    test('a stranger who copies an address adds its name, and nothing else, to the item', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      await saveItems(db, [story({ guid: '1', url })], arrival())
      const stranger = arrival({ owner: 'stranger', source: 'stranger' })
      const copy = story({ guid: '1', scope: 'stranger', url, title: 'Stolen', text: 'Other words.' })
      const [saved] = await saveItems(db, [copy], stranger)
      expect(saved?.outcome).toBe('named')
      // The stranger's next address for it is not taken for one of the item's.
      const next = story({ guid: '1', scope: 'stranger', url: 'https://news.example/next', text: 'More.' })
      await saveItems(db, [next], stranger)
      const [own] = await saveItems(db, [story({ guid: '2', url: 'https://news.example/next', title: 'N' })], arrival())
      expect(own?.outcome).toBe('added')
      expect((await loadItems(db, { limit: 10 })).map(({ content }) => content.title)).toEqual(['N', 'A headline'])
    })

    test('a source that ranks above revises, and owns the item from then on', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      const [saved] = await saveItems(db, [story({ url })], arrival({ owner: 'second', source: 'second' }))
      await saveItems(db, [story({ url, text: 'From above.' })], arrival())
      await saveItems(db, [story({ url, text: 'From below.' })], arrival({ owner: 'second', source: 'second' }))
      const item = await loadItem(db, saved?.id ?? '')
      expect([item?.owner, item?.content.contentText]).toEqual(['main', 'From above.'])
    })

    test('an imported story goes on being revised by its source, and by no stranger', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      const [saved] = await saveItems(db, [story({ url, text: 'As exported.' })], ownArrival('import'))
      const text = async () => (await loadItem(db, saved?.id ?? ''))?.content.contentText
      const stranger = arrival({ owner: 'stranger', source: 'stranger' })
      await saveItems(db, [story({ guid: '1', scope: 'stranger', url, text: 'Stolen.' })], stranger)
      expect(await text()).toBe('As exported.')
      await saveItems(db, [story({ guid: '1', url, text: 'Put right at the source.' })], arrival())
      expect(await text()).toBe('Put right at the source.')
      await saveItems(db, [story({ url, text: 'As exported.' })], ownArrival('import'))
      expect(await text()).toBe('Put right at the source.')
    })

    test('a source named like a property of every object has no rank', async () => {
      const db = await openDb()
      const [one, two] = ['https://news.example/a', 'https://news.example/b']
      const odd = arrival({ owner: 'constructor', source: '__proto__' })
      await saveItems(db, [story({ url: one, title: 'One' })], arrival())
      await saveItems(db, [story({ url: two, title: 'Two' })], odd)
      const [copied] = await saveItems(db, [story({ url: one, text: 'Mine now.' })], odd)
      const [revised] = await saveItems(db, [story({ url: two, text: 'Put right.' })], arrival())
      expect([copied?.outcome, revised?.outcome]).toEqual(['named', 'updated'])
    })
  })
}
