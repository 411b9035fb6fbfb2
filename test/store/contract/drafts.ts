import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../src/errors.ts'
import type { Received } from '../../../src/model/model.ts'
import type { Db } from '../../../src/store/db.ts'
import {
  addDraft,
  changeDraft,
  type DraftFields,
  deleteDraft,
  loadDraft,
  loadDraftCodes,
  loadDraftFiles,
  loadDrafts,
  loadDraftsByKey,
  loadDraftsOfFiles,
  loadDueDrafts,
  loadNextDue,
  toEndStatements,
  toPublicationStatements,
  unscheduleDraft,
} from '../../../src/store/desk/drafts.ts'
import { addLink } from '../../../src/store/links/editing.ts'
import { loadLink } from '../../../src/store/links/links.ts'
import { giveNames } from '../../../src/store/links/names.ts'
import { saveTransferredLinks } from '../../../src/store/links/transfer.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { NOW, ownArrival, story } from '../stories.ts'

const HOUR = 3_600_000

function fields(key: string, more: Partial<DraftFields> = {}): DraftFields {
  const item = { title: { type: 'text', value: key }, authors: [], categories: [], attachments: [], pictures: [] }
  return { channel: 'english', key, received: { item, context: {} } as Received, ...more }
}

/** Codes one after the other. */
function codes(...list: readonly string[]): () => string {
  const left = [...list]
  return () => left.shift() ?? 'zzzzzz'
}

const isRefused = (error: unknown) => expect(error).toMatchObject({ unique: true })

async function loadOne(db: Db, code: string) {
  const draft = await loadDraft(db, code)
  if (draft === undefined) throw new Error(`There is no draft ${code}.`)
  return draft
}

/** What is not public: kept, changed by one, taken out once, under a code that is nothing else's. */
export function draftsContract(openDb: OpenDb): void {
  describe('drafts', () => {
    test('come back as they were written, with every member and with none', async () => {
      const db = await openDb()
      const full = fields('a', { posted: { title: 'A' }, publishAt: NOW + HOUR, note: 'Wait.', file: 'a.md' })
      const [one, two] = [
        await addDraft(db, full, codes('aaaaaa'), NOW),
        await addDraft(db, fields('b'), codes('bbbbbb'), NOW + 1),
      ]
      const stamps = { version: 1, created: NOW, updated: NOW }
      expect(await loadDraft(db, one)).toEqual({ ...full, ...stamps, code: 'aaaaaa', row: 1 })
      expect(await loadDraft(db, two)).toEqual({
        ...fields('b'),
        version: 1,
        created: NOW + 1,
        updated: NOW + 1,
        code: 'bbbbbb',
        row: 2,
      })
      expect(await loadDraft(db, 'cccccc')).toBeUndefined()
    })

    test('are listed the last first, by channel and state, from one on', async () => {
      const db = await openDb()
      for (const [index, code] of ['a', 'b', 'c', 'd'].entries()) {
        const more = index % 2 === 0 ? {} : { publishAt: NOW + HOUR }
        await addDraft(db, fields(code, { ...more, channel: index < 2 ? 'english' : 'arabic' }), codes(code), NOW)
      }
      const list = async (selection: object) =>
        (await loadDrafts(db, { limit: 9, ...selection })).map(({ code }) => code)
      expect(await list({})).toEqual(['d', 'c', 'b', 'a'])
      expect(await list({ limit: 2, before: 4 })).toEqual(['c', 'b'])
      expect(await list({ state: 'draft' })).toEqual(['c', 'a'])
      expect(await list({ state: 'scheduled', channel: 'english' })).toEqual(['b'])
    })

    test('get a code that neither a link nor a draft has or had', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [story({ guid: 'urn:one' })], ownArrival('editor'))
      await addDraft(db, fields('a'), codes('aaaaaa'), NOW)
      expect(await deleteDraft(db, 'aaaaaa')).toBe(true)
      expect(await deleteDraft(db, 'aaaaaa')).toBe(false)
      expect(await addDraft(db, fields('b'), codes(saved?.code ?? '', 'aaaaaa', 'bbbbbb'), NOW)).toBe('bbbbbb')
      expect(await db.all('SELECT code FROM reserved_codes ORDER BY code')).toEqual([
        { code: 'aaaaaa' },
        { code: 'bbbbbb' },
      ])
    })

    test('keep their codes from whoever gives names', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [story({ guid: 'urn:one' })], ownArrival('editor'))
      const item = saved?.row ?? 0
      await addDraft(db, fields('a'), codes('abc123'), NOW)
      const lead = { item, channel: 'english', permalink: '/2016/03/one/' }
      expect(await addLink(db, 'ABC-123', lead, NOW)).toEqual({ outcome: 'reserved' })
      expect(
        await giveNames(
          db,
          [
            { name: 'abc123', item },
            { name: 'free', item },
          ],
          NOW,
        ),
      ).toEqual(['taken', 'added'])
      expect(await saveTransferredLinks(db, [{ code: 'abc123', item, channel: '' }], NOW)).toEqual([false])
      const alias = { ...story({ guid: 'urn:two' }), aliases: ['abc123', 'other'] }
      await saveItems(db, [alias], ownArrival('editor'))
      expect(await loadLink(db, 'abc123')).toBeUndefined()
      expect(await loadLink(db, 'other')).toBeDefined()
      // Nor is it a story's of its own, but for the one that it was promised to.
      const asking = (guid: string) => ({ ...story({ guid }), code: 'abc123' })
      const [other] = await saveItems(db, [asking('urn:three')], ownArrival('import'))
      expect(other?.code).not.toBe('abc123')
      const [own] = await saveItems(db, [asking('urn:four')], ownArrival('import', { promised: ['abc123'] }))
      expect(own?.code).toBe('abc123')
    })

    test('are changed, put off and taken out as they were read, and else not at all', async () => {
      const db = await openDb()
      const code = await addDraft(db, fields('a', { publishAt: NOW }), codes('aaaaaa'), NOW)
      const before = await loadOne(db, code)
      const changed = await Promise.all(
        [1, 2, 3].map((n) => changeDraft(db, before, fields(`a${n}`, { publishAt: NOW }), NOW + n)),
      )
      expect(changed.filter(Boolean)).toHaveLength(1)
      const after = await loadOne(db, code)
      expect(after.version).toBe(2)
      await unscheduleDraft(db, before, NOW)
      expect(await loadOne(db, code)).toEqual(after)
      await db.batch(toPublicationStatements(before, NOW)).catch(isRefused)
      expect(await loadDraft(db, code)).toBeDefined()
      const taken = await Promise.allSettled([1, 2, 3].map(() => db.batch(toPublicationStatements(after, NOW))))
      expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const one of taken) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StoreError)
      expect(await loadDraft(db, code)).toBeUndefined()
    })

    test('are due in the order of their times, and of their writing', async () => {
      const db = await openDb()
      for (const [code, at] of [
        ['c', 3],
        ['a', 1],
        ['d', 3],
        ['b', 2],
        ['e', 9],
      ] as const)
        await addDraft(db, fields(code, { publishAt: NOW + at }), codes(code), NOW)
      await addDraft(db, fields('f'), codes('f'), NOW)
      const due = async (now: number, limit: number) => (await loadDueDrafts(db, now, limit)).map(({ code }) => code)
      expect([await due(NOW, 9), await due(NOW + 3, 9), await due(NOW + 3, 2)]).toEqual([
        [],
        ['a', 'b', 'c', 'd'],
        ['a', 'b'],
      ])
      expect([await loadNextDue(db, NOW), await loadNextDue(db, NOW + 3), await loadNextDue(db, NOW + 9)]).toEqual([
        NOW + 1,
        NOW + 9,
        undefined,
      ])
      await unscheduleDraft(db, await loadOne(db, 'a'), NOW)
      expect(await due(NOW + 3, 1)).toEqual(['b'])
    })

    test('are found by file and by key', async () => {
      const db = await openDb()
      await addDraft(db, fields('k', { file: 'a.md' }), codes('a'), NOW)
      await addDraft(db, fields('k'), codes('b'), NOW)
      await addDraft(db, fields('l', { file: 'a.md' }), codes('c'), NOW)
      const toList = (drafts: readonly { readonly code: string }[]) => drafts.map(({ code }) => code)
      expect(toList(await loadDraftsByKey(db, 'k'))).toEqual(['b'])
      expect(toList(await loadDraftsOfFiles(db, ['b.md', 'a.md']))).toEqual(['a', 'c'])
      expect(await loadDraftFiles(db)).toEqual(['a.md'])
      expect(await loadDraftCodes(db, ['l', 'k', 'm'])).toEqual(
        new Map([
          ['l', 'c'],
          ['k', 'a'],
        ]),
      )
    })

    test('end when their stories are public, which their codes lead to whatever those are called', async () => {
      const db = await openDb()
      const item = story({ guid: 'urn:one' })
      const key = item.identities[0]?.hash ?? ''
      await addDraft(db, fields(key), codes('aaaaaa'), NOW)
      await addDraft(db, fields('other'), codes('bbbbbb'), NOW)
      const [saved] = await saveItems(db, [item], ownArrival('editor'), toEndStatements(['aaaaaa'], NOW))
      expect(saved?.code).not.toBe('aaaaaa')
      expect((await loadLink(db, 'aaaaaa'))?.item?.row).toBe(saved?.row)
      expect((await loadDrafts(db, { limit: 9 })).map(({ code }) => code)).toEqual(['bbbbbb'])
      expect(toEndStatements([], NOW)).toEqual([])
    })
  })
}
