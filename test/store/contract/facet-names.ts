import { describe, expect, test } from 'vitest'
import type { Content, Facet, Index } from '../../../src/model/content.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadFacetLabel } from '../../../src/store/feeds/facets.ts'
import { loadItems } from '../../../src/store/feeds/feeds.ts'
import { loadListAddresses, loadNames, loadSlugs } from '../../../src/store/feeds/names.ts'
import { editItem, loadRevisions } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveListAddresses } from '../../../src/store/saving/naming.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { toIndexingStep } from '../../../src/store/upgrade/reindexing.ts'
import { runSteps } from '../../../src/store/upgrade/upgrade.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, layOver, NOW, story, toIndex as toOldIndex } from '../stories.ts'

/** `a=word=slug` as a tag. */
function toTag({ name }: { readonly name: string }): Facet {
  const [label = '', value = '', slug = value] = name.split('=')
  return { kind: 'tag', value, slug, label }
}

const toIndex = (content: Content): Index => ({
  ...toOldIndex(content),
  text: `${content.contentText.toLowerCase()}\nstem`,
  facets: content.categories.map(toTag),
})

/** A story a list of tags, `urn:1` first. */
async function save(db: Db, ...tags: readonly string[]) {
  const items = tags.map((list, index) =>
    story({
      guid: `urn:${index + 1}`,
      title: `Story ${index + 1}`,
      text: `Text of ${index + 1}.`,
      categories: list.split(' ').map((name) => ({ name })),
    }),
  )
  await saveItems(db, items, arrival({ toIndex }))
}

async function tagged(db: Db, slug: string): Promise<string[]> {
  return (await loadItems(db, { tag: [slug], limit: 9 })).map(({ id }) => id).sort()
}

async function addresses(db: Db, ...typed: readonly string[]) {
  return loadSlugs(
    db,
    typed.map((name) => ({ kind: 'tag', typed: name, word: name, slug: name })),
  )
}

export function facetNamesContract(openDb: OpenDb): void {
  describe('addresses of names', () => {
    test('two words that are written alike have one each, and keep it', async () => {
      const db = await openDb()
      await save(db, 'War=war=hrb Flight=flight=hrb', 'Flight=flight=hrb', 'Third=third=hrb Two=two=hrb-2')
      expect(await addresses(db, 'war', 'flight', 'third', 'two', 'none')).toEqual([
        'hrb',
        'hrb-3',
        'hrb-4',
        'hrb-2',
        undefined,
      ])
      expect([await tagged(db, 'hrb'), await tagged(db, 'hrb-3')]).toEqual([['urn:1'], ['urn:1', 'urn:2']])
      expect([await loadFacetLabel(db, 'tag', 'hrb'), await loadFacetLabel(db, 'tag', 'hrb-3')]).toEqual([
        'War',
        'Flight',
      ])
      const again = { now: NOW, toIndex, layOver }
      await editItem(db, 'urn:1', { categories: [{ name: 'Flight=flight=hrb' }] }, again)
      await editItem(db, 'urn:1', { categories: [{ name: 'War=war=hrb' }] }, again)
      expect(await addresses(db, 'war', 'flight')).toEqual(['hrb', 'hrb-3'])
    })

    test('spellings of a word are one, under the first address, and the others lead there', async () => {
      const db = await openDb()
      await save(db, 'Kobani=kobani=kwbany', 'Kobana=kobani=kwbana', 'Kobana=kobani=kwbana')
      expect(await addresses(db, 'kwbany', 'kwbana', 'kobani')).toEqual(['kwbany', 'kwbany', 'kwbany'])
      expect(await tagged(db, 'kwbany')).toEqual(['urn:1', 'urn:2', 'urn:3'])
      expect(await loadFacetLabel(db, 'tag', 'kwbany')).toBe('Kobana')
      const [row = 0] = (await loadItems(db, { tag: ['kwbany'], limit: 1 })).map((item) => item.row)
      expect((await loadNames(db, [row])).get(row)).toEqual([{ kind: 'tag', slug: 'kwbany', label: 'Kobani' }])
    })

    test('what is an address goes before what is a word', async () => {
      const db = await openDb()
      await save(db, 'War=war=hrb', 'HRB=hrb=hrb')
      expect(await addresses(db, 'hrb', 'war')).toEqual(['hrb', 'hrb'])
      expect(await tagged(db, 'hrb-2')).toEqual(['urn:2'])
    })

    test('nothing of a name is left that only an erased story had', async () => {
      const db = await openDb()
      await save(db, 'War=war=hrb Secret=secret=scrt', 'War=war=hrb')
      await editItem(db, 'urn:1', { categories: [{ name: 'Later=later=ltr' }] }, { now: NOW, toIndex, layOver })
      await eraseItem(db, 'urn:1', 'Danger', { now: NOW, toIndex })
      expect(await db.all('SELECT slug FROM names')).toEqual([{ slug: 'hrb' }])
    })
  })

  describe('addresses of names that move', () => {
    test('are the same elsewhere, in whatever order stories come there; what was given there stays', async () => {
      const from = await openDb()
      await save(from, 'War=war=hrb', 'Flight=flight=hrb', 'Kobani=kobani=kwbany Kobana=kobani=kwbana')
      const all = await loadListAddresses(from, undefined, undefined, 100)
      expect(all.map(({ slug, word, own }) => [slug, word, own])).toEqual([
        ['hrb', 'war', true],
        ['hrb-2', 'flight', true],
        ['kwbana', 'kobani', false],
        ['kwbany', 'kobani', true],
      ])
      const parts = [
        await loadListAddresses(from, undefined, undefined, 3),
        await loadListAddresses(from, all[2], undefined, 3),
      ]
      expect(parts.flat()).toEqual(all)
      expect(await loadListAddresses(from, undefined, 'another', 100)).toEqual([])
      // D1 has one database in a test.
      const to = await openDb()
      await save(to, 'Third=third=hrb-2')
      for (const part of [all, all]) await saveListAddresses(to, part)
      await save(to, 'Flight=flight=hrb', 'Kobana=kobani=kwbana', 'War=war=hrb')
      // The second of them was taken there: it gets the next that is free.
      expect(await addresses(to, 'war', 'flight', 'third', 'kobani', 'kwbana')).toEqual([
        'hrb',
        'hrb-3',
        'hrb-2',
        'kwbany',
        'kwbany',
      ])
    })
  })

  describe('the step that makes anew what stories are found by', () => {
    const STORIES = 130

    /** As an older version stored them: addresses in the place of words, no stems. */
    async function fill(db: Db): Promise<void> {
      const items = Array.from({ length: STORIES }, (_, index) =>
        story({
          guid: `urn:${index}`,
          title: `Story ${index}`,
          text: `Text of ${index}.`,
          categories: [{ name: index % 2 === 0 ? 'War=war=hrb' : 'Flight=flight=hrb' }],
        }),
      )
      await saveItems(db, items, arrival({ toIndex: toOldIndex }))
      await db.run('DELETE FROM names')
      await db.run(`UPDATE OR REPLACE facets SET value = 'hrb' WHERE kind = 'tag'`)
    }

    const look = async (db: Db) => [
      await db.all('SELECT id, revision, updated, position, fingerprint, shown FROM items ORDER BY id'),
      await db.all('SELECT * FROM changes'),
      (await loadRevisions(db, 'urn:1')).length,
    ]
    const found = async (db: Db, words: string) => (await loadItems(db, { words, limit: 200 })).length

    test('finds all by both, in parts, wherever it breaks off; no story is touched', async () => {
      const db = await openDb()
      await fill(db)
      const before = await look(db)
      const step = toIndexingStep('anew', { toIndex })
      expect([await found(db, 'text'), await found(db, 'stem')]).toEqual([STORIES, 0])
      await runSteps(db, [step], { now: () => NOW, limit: 1 })
      expect([await found(db, 'text'), await found(db, 'stem')]).toEqual([STORIES, 100])
      expect(await loadItems(db, { tag: ['hrb'], limit: 200 })).toHaveLength(50 + STORIES - 100)
      const both = [1, 2].map(() => runSteps(db, [step], { now: () => NOW }))
      await Promise.all(both)
      expect([await found(db, 'text'), await found(db, 'stem')]).toEqual([STORIES, STORIES])
      expect(await loadItems(db, { tag: ['hrb'], limit: 200 })).toHaveLength(STORIES / 2)
      expect(await loadItems(db, { tag: ['hrb-2'], limit: 200 })).toHaveLength(STORIES / 2)
      expect(await look(db)).toEqual(before)
    })

    test('takes nothing back that is changed or erased meanwhile', async () => {
      const db = await openDb()
      await fill(db)
      let isDone = false
      const pause = async () => {
        if (isDone) return
        isDone = true
        await editItem(db, 'urn:1', { contentText: 'Other words.' }, { now: NOW, toIndex, layOver })
        await eraseItem(db, 'urn:2', 'Danger', { now: NOW, toIndex })
      }
      await runSteps(db, [toIndexingStep('anew', { toIndex, pause })], { now: () => NOW })
      expect([await found(db, 'other'), await found(db, 'text')]).toEqual([1, STORIES - 2])
    })
  })
}
