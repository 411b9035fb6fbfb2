import { describe, expect, test } from 'vitest'
import type { PageWall } from '../../../src/model/model.ts'
import { ensurePolls, loadPolls, savePoll } from '../../../src/store/polls.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { loadPageTexts } from '../../../src/store/saving/texts.ts'
import { loadSources } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, NOW, story } from '../stories.ts'

/** What polls of a source of summaries know of its stories' pages. */
export function pageTextsContract(openDb: OpenDb): void {
  describe('texts of pages', () => {
    test('are a source’s latest that came from a page', async () => {
      const db = await openDb()
      const [listed, whole] = [story({ guid: 'one', text: 'One.' }), story({ guid: 'two', text: 'Two.' })]
      const { identities } = whole
      const { received } = whole
      const taken = {
        ...whole,
        received: { ...received, context: { ...received.context, identities, fingerprint: 'f' } },
      }
      await saveItems(db, [listed, taken], arrival(), [], async () => undefined)
      const [found, ...others] = await loadPageTexts(db, arrival().source ?? '', 10)
      expect(others).toEqual([])
      expect(found).toMatchObject({ title: whole.content.title, text: whole.content.contentText })
      expect(identities.map(({ hash }) => hash)).toContain(found?.item)
      expect(await loadPageTexts(db, 'another', 10)).toEqual([])
    })

    test('that were not to be had are remembered with the source', async () => {
      const db = await openDb()
      await ensurePolls(db, await loadSources(db, [channel]), NOW)
      const wall: PageWall = {
        item: 'a'.repeat(64),
        host: 'news.example',
        kind: 'challenge',
        says: '“لحظة” 😀',
        times: 1,
        since: NOW,
        due: NOW + 1,
      }
      const state = (await loadPolls(db)).get('main')
      if (state === undefined) throw new Error('There is no state.')
      await savePoll(db, { ...state, walls: [wall] })
      expect((await loadPolls(db)).get('main')?.walls).toEqual([wall])
    })
  })
}
