import { describe, expect, test } from 'vitest'
import type { OldName } from '../../../src/model/old-name.ts'
import {
  loadBelow,
  loadNamesOf,
  loadOldNames,
  loadTermsNumbered,
  saveOldNames,
} from '../../../src/store/feeds/old-names.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { NOW, ownArrival, story, toIndex } from '../stories.ts'

const category = (name: string, label: string, parent?: string): OldName => ({
  taxonomy: 'category',
  name,
  kind: 'tag',
  label,
  ...(parent === undefined ? {} : { parent }),
})
const NUPEL: OldName = { taxonomy: 'author', name: 'nupel', kind: 'author', label: 'Nûpel Kaya' }

/** What a site that moved here called its authors and terms. */
export function oldNamesContract(openDb: OpenDb): void {
  describe('names of a site that moved here', () => {
    test('are written once, and the last word counts', async () => {
      const db = await openDb()
      expect(await saveOldNames(db, [NUPEL, category('#3', 'News')], 'one')).toBe(2)
      expect(await saveOldNames(db, [NUPEL, category('#3', 'News')], 'one')).toBe(0)
      expect(await saveOldNames(db, [{ ...NUPEL, label: 'N. Kaya' }], 'one')).toBe(1)
      expect(await saveOldNames(db, [], 'one')).toBe(0)
      const asked = [category('#3', ''), { taxonomy: 'author', name: 'nupel' }, { taxonomy: 'author', name: 'nobody' }]
      expect(await loadOldNames(db, asked)).toEqual([category('#3', 'News'), { ...NUPEL, label: 'N. Kaya' }])
      expect(await loadOldNames(db, [])).toEqual([])
    })

    test('keep what they stand in, whoever says it', async () => {
      const db = await openDb()
      await saveOldNames(db, [category('north', 'North', 'world')], 'one')
      expect(await saveOldNames(db, [category('north', 'North')], 'one')).toBe(0)
      expect(await loadOldNames(db, [category('north', '')])).toEqual([category('north', 'North', 'world')])
    })

    test('of several channels do not take each other’s place', async () => {
      const db = await openDb()
      await saveOldNames(db, [NUPEL], 'one')
      await saveOldNames(db, [{ ...NUPEL, label: 'Another' }], 'two')
      expect((await loadOldNames(db, [NUPEL])).map(({ label }) => label)).toEqual(['Nûpel Kaya', 'Another'])
    })

    test('lead down a tree, which may be a circle', async () => {
      const db = await openDb()
      const tree = [category('a', 'A', 'c'), category('b', 'B', 'a'), category('c', 'C', 'b'), category('d', 'D')]
      await saveOldNames(db, [...tree, { ...category('e', 'E', 'a'), taxonomy: 'region' }], 'one')
      expect((await loadBelow(db, 'tag', 'A')).sort()).toEqual(['A', 'B', 'C'])
      expect(await loadBelow(db, 'tag', 'D')).toEqual(['D'])
      expect(await loadBelow(db, 'tag', 'nothing')).toEqual([])
    })

    test('are found by number and by label', async () => {
      const db = await openDb()
      await saveOldNames(db, [NUPEL, category('#3', 'News'), category('news', 'News')], 'one')
      expect(await loadTermsNumbered(db, 'tag', ['#3', '#4'])).toEqual([category('#3', 'News')])
      expect(await loadTermsNumbered(db, 'author', ['#3'])).toEqual([])
      expect((await loadNamesOf(db, 'tag', ['News'])).map(({ name }) => name)).toEqual(['#3', 'news'])
      expect(await loadNamesOf(db, 'author', ['News'])).toEqual([])
    })

    test('go with the last story that has them', async () => {
      const db = await openDb()
      const people = { authors: [{ name: 'Nûpel Kaya' }], categories: [{ name: 'News' }] }
      const others = story({ guid: 'urn:2', title: 'Two', categories: [{ name: 'News' }], published: NOW })
      await saveItems(
        db,
        [story({ guid: 'urn:1', title: 'One', ...people, published: NOW }), others],
        ownArrival('import'),
      )
      await saveOldNames(db, [NUPEL, category('news', 'News')], 'one')
      await eraseItem(db, 'urn:1', 'In danger.', { now: NOW, toIndex })
      expect(await loadNamesOf(db, 'author', ['Nûpel Kaya'])).toEqual([])
      expect(await loadNamesOf(db, 'tag', ['News'])).toHaveLength(1)
    })
  })
}
