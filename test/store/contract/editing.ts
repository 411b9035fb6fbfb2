import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges } from '../../../src/store/feeds/changes.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import { editItem, loadRevisions, recleanItems, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:x:1'
const LATER = { now: NOW + 1_000, toIndex, layOver }

async function kinds(db: Db): Promise<string[]> {
  return (await loadChanges(db, undefined, 100))?.changes.map(({ kind }) => kind) ?? []
}

/** docs/architecture.md, decisions 6, 7 and 9: versions, the editor's word, and when `updated` moves. */
export function editingContract(openDb: OpenDb): void {
  describe('editing', () => {
    test('a corrected headline stays through polls, an import and a file of the same item', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      await saveItems(db, [story({ guid: ID, url })], arrival())
      await editItem(db, ID, { title: 'Corrected' }, LATER)
      await saveItems(db, [story({ guid: ID, url, title: 'Changed', text: 'New text.' })], arrival())
      await saveItems(db, [story({ url, title: 'Imported', text: 'Newer.' })], ownArrival('import'))
      await saveItems(db, [story({ url, title: 'Filed', text: 'Newest.' })], ownArrival('archive'))
      const item = await loadItem(db, ID)
      expect([item?.content.title, item?.content.contentText]).toEqual(['Corrected', 'Newest.'])
      expect(await kinds(db)).toEqual(['create', 'revise', 'revise', 'revise'])
    })

    test('another date alone is a correction of who handed the story in, and of nobody else', async () => {
      const db = await openDb()
      const url = 'https://news.example/a'
      const outcomes = async (owner: 'archive' | 'import' | 'editor' | 'main', published: number) => {
        const from = owner === 'main' ? arrival() : ownArrival(owner)
        // No fingerprint covers dates.
        const one = { ...story({ url, published }), fingerprint: 'same' }
        return (await saveItems(db, [one], from)).map(({ outcome }) => outcome)
      }
      expect(await outcomes('archive', NOW - 2)).toEqual(['added'])
      expect([await outcomes('archive', NOW - 3), await outcomes('archive', NOW - 3)]).toEqual([
        ['updated'],
        ['unchanged'],
      ])
      expect((await loadItem(db, (await loadItems(db, { limit: 1 }))[0]?.id ?? ''))?.content.published).toBe(NOW - 3)
      for (const owner of ['main', 'import', 'editor'] as const) {
        expect(await outcomes(owner, NOW - 4)).not.toEqual(['updated'])
      }
      const [{ id } = { id: '' }] = await loadItems(db, { limit: 1 })
      await editItem(db, id, { published: NOW - 9 }, LATER)
      expect(await outcomes('archive', NOW - 5)).toEqual(['unchanged'])
      expect((await loadItem(db, id))?.content.published).toBe(NOW - 9)
    })

    test('a change beneath the editor’s field is kept as a proposal and changes nothing that is shown', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      const edited = await editItem(db, ID, { title: 'Corrected' }, { ...LATER, note: 'A slip' })
      const changed = story({ guid: ID, title: 'Changed', modified: NOW })
      const [saved] = await saveItems(db, [changed], arrival())
      const [again] = await saveItems(db, [changed], arrival())
      expect([saved?.outcome, again?.outcome]).toEqual(['proposed', 'unchanged'])
      expect(await loadItem(db, ID)).toEqual(edited)
      expect(await kinds(db)).toEqual(['create', 'revise'])
      const revisions = await loadRevisions(db, ID)
      expect(
        revisions.map(({ revision, by, note, proposed, content }) => [revision, by, note, proposed, content.title]),
      ).toEqual([
        [1, 'main', undefined, false, 'A headline'],
        [2, 'editor', 'A slip', false, 'Corrected'],
        [3, 'main', undefined, true, 'Changed'],
      ])
    })

    test('each version keeps its own text, whatever comes after', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, text: 'One.' })], arrival())
      await saveItems(db, [story({ guid: ID, text: 'Two.' })], arrival())
      await editItem(db, ID, { contentText: 'Three.' }, LATER)
      await saveItems(db, [story({ guid: ID, text: 'Four.', rights: 'R' })], arrival())
      await editItem(db, ID, { contentText: 'Five.' }, LATER)
      const texts = (await loadRevisions(db, ID)).map(({ content }) => content.contentText)
      expect(texts).toEqual(['One.', 'Two.', 'Three.', 'Four.', 'Five.'])
      expect((await loadItem(db, ID))?.revision).toBe(5)
    })

    test('edits add up, and the same edit again changes nothing', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, categories: [{ name: 'Old' }] })], arrival())
      await editItem(db, ID, { title: 'T' }, LATER)
      const second = await editItem(db, ID, { categories: [{ name: 'Kobane' }] }, LATER)
      expect(await editItem(db, ID, { title: 'T' }, LATER)).toEqual(second)
      expect([second?.content.title, second?.revision]).toEqual(['T', 3])
      expect(await loadItems(db, { tag: ['kobane'], words: 't', limit: 9 })).toHaveLength(1)
      expect(await loadItems(db, { tag: ['old'], limit: 9 })).toEqual([])
      expect(await loadItems(db, { words: 'headline', limit: 9 })).toEqual([])
      expect(await editItem(db, 'urn:no', { title: 'T' }, LATER)).toBeUndefined()
    })

    test('what is taken back is as the source says it now, and stays so when it is cleaned again', async () => {
      const db = await openDb()
      const said = (text: string) => story({ guid: ID, text })
      await saveItems(db, [said('One.')], arrival())
      await editItem(db, ID, { contentText: 'Mine.', contentHtml: '<p>Mine.</p>' }, LATER)
      const [saved] = await saveItems(db, [said('Two.')], arrival())
      expect(saved?.outcome).toBe('proposed')
      expect((await loadItem(db, ID))?.content).toMatchObject({ contentText: 'Mine.', summary: 'Mine.' })
      const back = await editItem(db, ID, { contentText: null, contentHtml: null }, LATER)
      expect(back?.content).toEqual(said('Two.').content)
      expect(await editItem(db, ID, { contentText: null, contentHtml: null }, LATER)).toEqual(back)
      expect(await recleanItems(db, () => said('Two.'), NOW + 9, { toIndex, layOver })).toBe(0)
      expect((await loadRevisions(db, ID)).map(({ by, proposed }) => [by, proposed])).toEqual([
        ['main', false],
        ['editor', false],
        ['main', false],
        ['editor', false],
      ])
    })

    test('a summary that was taken back follows the text from then on', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, text: 'One.' })], arrival())
      await editItem(db, ID, { summary: 'Mine.' }, LATER)
      await saveItems(db, [story({ guid: ID, text: 'Two.' })], arrival())
      expect((await loadItem(db, ID))?.content).toMatchObject({ contentText: 'Two.', summary: 'Mine.' })
      expect((await editItem(db, ID, { summary: null }, LATER))?.content.summary).toBe('Two.')
      await saveItems(db, [story({ guid: ID, text: 'Three.' })], arrival())
      expect((await loadItem(db, ID))?.content.summary).toBe('Three.')
    })

    test('an edit after a restoration brings nothing that the source sent meanwhile', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, text: 'One.' })], arrival())
      await retractItem(db, ID, 'Not true', NOW + 1)
      await saveItems(db, [story({ guid: ID, text: 'Two.' })], arrival())
      await restoreItem(db, ID, NOW + 2)
      const edited = await editItem(db, ID, { title: 'Corrected', places: null }, LATER)
      expect(edited?.content).toMatchObject({ title: 'Corrected', contentText: 'One.', summary: 'One.' })
      expect((await editItem(db, ID, { title: null }, LATER))?.content.contentText).toBe('Two.')
    })

    test('a retracted item is gone from feeds, stays so through polls, and comes back as it was', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [story({ guid: ID, categories: [{ name: 'Syria' }] })], arrival())
      const before = await loadItem(db, ID)
      const gone = await retractItem(db, saved?.code ?? '', 'Not true', NOW + 1)
      await retractItem(db, ID, 'Not true', NOW + 2)
      await retractItem(db, ID, 'Not true at all', NOW + 2)
      expect([gone?.state, gone?.reason]).toEqual(['retracted', 'Not true'])
      const [polled] = await saveItems(db, [story({ guid: ID, text: 'Again, with other words.' })], arrival())
      expect(polled?.outcome).toBe('proposed')
      for (const query of [
        {},
        { tag: ['syria'] },
        { words: 'headline' },
        { source: ['main'] },
        { channel: 'english' },
      ]) {
        expect(await loadItems(db, { ...query, limit: 9 })).toEqual([])
      }
      const [listed] = await loadItems(db, { state: 'retracted', limit: 9 })
      expect([listed?.id, listed?.reason]).toEqual([ID, 'Not true at all'])
      expect(await restoreItem(db, ID, NOW + 3)).toEqual({ ...before, updated: NOW + 3, seq: 4 })
      expect(await loadItems(db, { tag: ['syria'], words: 'headline', limit: 9 })).toHaveLength(1)
      await restoreItem(db, ID, NOW + 4)
      expect(await kinds(db)).toEqual(['create', 'retract', 'retract', 'restore'])
      expect(await retractItem(db, 'urn:no', 'x', NOW)).toBeUndefined()
    })
  })

  describe('when a story was taken back', () => {
    test('moves with what readers are told, and a restored story is later than that', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      const when = async (reason: string, now: number) => (await retractItem(db, ID, reason, now))?.withdrawn
      expect(await when('Wrong', NOW + 5)).toBe(NOW + 5)
      expect(await when('Wrong', NOW + 6)).toBe(NOW + 5)
      expect(await when('Wrong altogether', NOW + 7)).toBe(NOW + 7)
      // In the very same moment, too.
      expect(await restoreItem(db, ID, NOW + 7)).toMatchObject({ state: 'live', updated: NOW + 8 })
      expect(await restoreItem(db, ID, NOW + 99)).toMatchObject({ updated: NOW + 8 })
    })
  })

  describe('updated', () => {
    const words = Array.from({ length: 40 }, (_, index) => `word${index}`)
    const text = words.join(' ')
    const typo = text.replace('word7', 'word-7')
    const cases: [string, { text: string; modified?: number }, boolean][] = [
      ['stays when a typo is put right', { text: typo, modified: NOW - 9_000 }, false],
      ['moves when the source dates the change', { text: typo, modified: NOW - 1_000 }, true],
      [
        'moves when a tenth of the words changed',
        { text: [...words.slice(5), 'x'].join(' '), modified: NOW - 9_000 },
        true,
      ],
      ['stays when only the modified date moved', { text, modified: NOW - 1_000 }, false],
    ]
    test.each(cases)('%s', async (_, change, moves) => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, text, modified: NOW - 9_000 })], arrival())
      expect((await loadItem(db, ID))?.updated).toBe(NOW - 9_000)
      await saveItems(db, [story({ guid: ID, ...change })], arrival({ now: NOW + 5 }))
      expect((await loadItem(db, ID))?.updated).toBe(moves ? NOW + 5 : NOW - 9_000)
    })

    test('moves when the editor says so, and only then for a small edit', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, text, published: NOW - 9_000 })], arrival())
      const small = await editItem(db, ID, { contentText: typo }, LATER)
      const said = await editItem(db, ID, { caption: 'A picture' }, { ...LATER, substantive: true })
      expect([small?.updated, said?.updated]).toEqual([NOW - 9_000, LATER.now])
    })
  })

  describe('reclean', () => {
    test('makes the shown text again without moving key, code, position or updated', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, title: 'One' }), story({ guid: 'urn:x:2', title: 'Two' })], arrival())
      await editItem(db, ID, { caption: 'By the editor' }, LATER)
      const before = await loadItem(db, ID)
      const sources: (string | undefined)[] = []
      const count = await recleanItems(
        db,
        (received, _channel, source) => {
          sources.push(source)
          const title = received.item.title?.value ?? ''
          return story(title === 'One' ? { guid: ID, title, text: 'Cleaner.' } : { guid: 'urn:x:2', title })
        },
        NOW + 9,
        { toIndex, layOver },
      )
      expect([count, sources]).toEqual([1, ['main', 'main']])
      const after = await loadItem(db, ID)
      const content = {
        ...before?.content,
        contentText: 'Cleaner.',
        contentHtml: '<p>Cleaner.</p>',
        summary: 'Cleaner.',
      }
      expect(after).toEqual({ ...before, content, seq: 4 })
      expect(await kinds(db)).toEqual(['create', 'create', 'revise', 'reclean'])
      expect(await loadItems(db, { words: 'cleaner', limit: 9 })).toHaveLength(1)
      // The next poll finds what it knows.
      const [polled] = await saveItems(db, [story({ guid: ID, title: 'One', text: 'Cleaner.' })], arrival())
      expect(polled?.outcome).toBe('unchanged')
    })

    test('shows no proposal', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, title: 'One' })], arrival())
      await retractItem(db, ID, 'Wrong', NOW)
      await saveItems(db, [story({ guid: ID, title: 'Two' })], arrival())
      await restoreItem(db, ID, NOW)
      const clean = (title: string) => story({ guid: ID, title })
      await recleanItems(db, (received) => clean(received.item.title?.value ?? ''), NOW, { toIndex, layOver })
      expect((await loadItem(db, ID))?.content.title).toBe('One')
      expect((await saveItems(db, [clean('Two')], arrival()))[0]?.outcome).toBe('unchanged')
    })

    test('leaves an edit alone that came in between, and cleans what is beneath it', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID, title: 'One' })], arrival())
      let edited = false
      const busy: Db = {
        all: db.all.bind(db),
        first: db.first.bind(db),
        run: db.run.bind(db),
        batch: async (statements) => {
          if (!edited) await editItem(db, ID, { title: 'Corrected' }, LATER)
          edited = true
          return db.batch(statements)
        },
      }
      await recleanItems(busy, () => story({ guid: ID, title: 'One', text: 'Cleaner.' }), NOW, { toIndex, layOver })
      const [item] = await loadItems(db, { words: 'corrected cleaner', limit: 9 })
      expect([item?.content.title, item?.content.contentText]).toEqual(['Corrected', 'Cleaner.'])
    })

    test('goes through more items than one batch holds', async () => {
      const db = await openDb()
      const items = Array.from({ length: 60 }, (_, index) => story({ guid: `urn:${index}`, title: `${index}` }))
      await saveItems(db, items, arrival())
      const clean = (title: string) => story({ guid: `urn:${title}`, title, text: 'Cleaner.' })
      expect(await recleanItems(db, (one) => clean(one.item.title?.value ?? ''), NOW, { toIndex, layOver })).toBe(60)
    })
  })
}
