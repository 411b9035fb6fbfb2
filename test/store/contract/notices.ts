import { describe, expect, test } from 'vitest'
import type { Item } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges, loadCorrections } from '../../../src/store/feeds/changes.ts'
import { loadFeedItems, loadItem } from '../../../src/store/feeds/feeds.ts'
import { restoreItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const HOUR = 3_600_000

/** What a source shows in place of a story that it took back. */
function notice(guid: string, at: number | undefined = NOW, reason = 'Wrong.'): Item {
  const { identities, ...item } = story({ guid, title: 'Retracted: A headline', text: reason })
  return { ...item, identities: identities.slice(0, 1), withdrawn: { reason, ...(at === undefined ? {} : { at }) } }
}

async function kinds(db: Db): Promise<string[]> {
  return ((await loadChanges(db, undefined, 99))?.changes ?? []).map(({ kind }) => kind)
}

/** Notices that a story was taken back where it comes from. */
export function noticesContract(openDb: OpenDb): void {
  describe('a notice that a story was taken back', () => {
    test('retracts the story of its source, once, with the reason, and readers are told', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      const late = arrival({ now: NOW + HOUR })
      const saved = await saveItems(db, [notice(ID), story({ guid: 'urn:2', title: 'Another' })], late)
      expect(saved.map(({ outcome, id }) => [outcome, id])).toEqual([
        ['retracted', ID],
        ['added', 'urn:2'],
      ])
      expect(await loadItem(db, ID)).toMatchObject({ state: 'retracted', reason: 'Wrong.', withdrawn: NOW + HOUR })
      expect((await saveItems(db, [notice(ID)], late)).map(({ outcome }) => outcome)).toEqual(['passed'])
      expect(await kinds(db)).toEqual(['create', 'retract', 'create'])
      expect(await loadCorrections(db, { limit: 9 })).toMatchObject([{ kind: 'retract', note: 'Wrong.' }])
    })

    test.each([
      ['another source that ranks lower', arrival({ owner: 'second', source: 'second' })],
      ['an import', ownArrival('import')],
      ['a stranger', arrival({ owner: 'nobody', source: 'nobody' })],
    ])('does nothing to somebody else’s: %s', async (_, other) => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      expect(await saveItems(db, [notice(ID)], other)).toMatchObject([{ outcome: 'passed', row: 0 }])
      expect(await loadItem(db, ID)).toMatchObject({ state: 'live', sources: ['main'] })
      expect(await kinds(db)).toEqual(['create'])
    })

    test('is heeded of who ranks higher', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival({ owner: 'second', source: 'second' }))
      expect(await saveItems(db, [notice(ID)], arrival())).toMatchObject([{ outcome: 'retracted', id: ID }])
    })

    test('is never stored, of a story that was never here or by itself', async () => {
      const db = await openDb()
      const nameless = { ...notice('urn:no'), identities: [] }
      const saved = await saveItems(db, [notice('urn:no'), nameless], arrival())
      expect(saved.map(({ outcome }) => outcome)).toEqual(['passed', 'passed'])
      expect([await kinds(db), await loadFeedItems(db, { limit: 9 })]).toEqual([[], []])
    })

    test('does not outlive that an editor restored the story after it; a later one does', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      await saveItems(db, [notice(ID)], arrival())
      await restoreItem(db, ID, NOW + HOUR)
      const outcomes = async (item: Item) =>
        (await saveItems(db, [item], arrival({ now: NOW + DAY }))).map(({ outcome }) => outcome)
      expect(await outcomes(notice(ID))).toEqual(['passed'])
      expect(await outcomes(notice(ID, undefined))).toEqual(['passed'])
      expect((await loadItem(db, ID))?.state).toBe('live')
      expect(await outcomes(notice(ID, NOW + 2 * HOUR))).toEqual(['retracted'])
    })

    test('of an erased story changes nothing', async () => {
      const db = await openDb()
      await saveItems(db, [story({ guid: ID })], arrival())
      const gone = await eraseItem(db, ID, 'In danger', { now: NOW, toIndex })
      expect(await saveItems(db, [notice(ID, NOW + DAY)], arrival())).toMatchObject([{ outcome: 'passed' }])
      expect(await loadItem(db, ID)).toEqual(gone)
    })

    test('goes with more than one batch holds', async () => {
      const db = await openDb()
      const ids = Array.from({ length: 230 }, (_, number) => `urn:${number}`)
      await saveItems(
        db,
        ids.map((guid) => story({ guid, title: guid })),
        arrival(),
      )
      const saved = await saveItems(
        db,
        ids.map((guid) => notice(guid)),
        arrival(),
      )
      expect(saved.filter(({ outcome }) => outcome === 'retracted')).toHaveLength(230)
    })
  })
}
