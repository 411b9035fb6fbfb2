import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadArchive, loadSubscription } from '../../../src/store/feeds/archives.ts'
import { loadMark } from '../../../src/store/feeds/changes.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import { addWebhook, distributeEvents, loadEvents } from '../../../src/store/push/webhooks.ts'
import { editItem, loadRevisions } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, identity, layOver, NOW, ownArrival, story, toIndex } from '../stories.ts'

const ID = 'urn:1'
const SPORT = { ...channel, id: 'sport', tag: 'sport.example,2014' }

/** Stories 1 to `count`, all closed at once in archive documents where they are imported. */
async function fill(db: Db, count: number, mode: 'import' | 'live' = 'import'): Promise<void> {
  const items = Array.from({ length: count }, (_, index) =>
    story({ guid: `urn:${index + 1}`, title: `Story ${index + 1}`, categories: [{ name: 'Roads' }] }),
  )
  await saveItems(db, items, arrival({ mode }))
}

function move(db: Db, to: string, patch = {}, id = ID) {
  const toForms = () => [identity('guid', id, to)]
  return editItem(db, id, patch, { now: NOW + 1_000, toIndex, layOver, move: { channel: to, toForms } })
}

const titles = async (db: Db, query: object) =>
  (await loadItems(db, { limit: 100, ...query })).map(({ content }) => content.title)

/** Titles in the closed documents of a channel that lead from its recent stories back to the first. */
async function archived(db: Db, of: string): Promise<string[]> {
  const found: string[] = []
  let { archive: number } = await loadSubscription(db, of)
  while (number !== undefined) {
    const one = await loadArchive(db, number, of)
    expect(one?.size).toBe(one?.items.length)
    found.push(...(one?.items.map(({ content }) => content.title) ?? []))
    number = one?.previous
  }
  return found
}

/** A story goes to another channel, with all its names. */
export function movingContract(openDb: OpenDb): void {
  describe('moving to another channel', () => {
    test('keeps id, key, code, permalink, position and history, and is one revision', async () => {
      const db = await openDb()
      await fill(db, 3)
      const before = await loadItem(db, ID)
      const after = await move(db, 'sport', { title: 'Moved' })
      expect(after).toMatchObject({ channel: 'sport', revision: 2, content: { title: 'Moved' } })
      const names = ({ id, key, code, permalink, position, firstSeen, owner }: typeof before & object) => [
        id,
        key,
        code,
        permalink,
        position,
        firstSeen,
        owner,
      ]
      expect(after && names(after)).toEqual(before && names(before))
      expect((await loadRevisions(db, ID)).map(({ revision, by }) => [revision, by])).toEqual([
        [1, 'main'],
        [2, 'editor'],
      ])
      const link = await db.first(`SELECT channel FROM links WHERE code = ?`, after?.code ?? '')
      expect(link).toEqual({ channel: 'sport' })
    })

    test('takes it out of every list of the one channel and into those of the other', async () => {
      const db = await openDb()
      await fill(db, 3)
      const marks = await Promise.all(['english', 'sport', undefined].map((id) => loadMark(db, id)))
      await move(db, 'sport')
      for (const query of [{}, { tag: ['roads'] }, { words: 'story' }]) {
        expect((await titles(db, { channel: 'english', ...query })).toSorted(), JSON.stringify(query)).toEqual([
          'Story 2',
          'Story 3',
        ])
        expect(await titles(db, { channel: 'sport', ...query }), JSON.stringify(query)).toEqual(['Story 1'])
        expect(await titles(db, query)).toHaveLength(3)
      }
      const now = await Promise.all(['english', 'sport', undefined].map((id) => loadMark(db, id)))
      for (const [index, mark] of now.entries()) expect(mark).not.toBe(marks[index])
    })

    test('leaves closed documents with all others in them, and stands among the recent ones of the other', async () => {
      const db = await openDb()
      await fill(db, 70)
      const closed = await archived(db, 'english')
      expect(closed).toContain('Story 40')
      await move(db, 'sport', {}, 'urn:40')
      expect((await archived(db, 'english')).toSorted()).toEqual(closed.filter((one) => one !== 'Story 40').toSorted())
      expect((await loadSubscription(db, 'sport')).items.map(({ id }) => id)).toEqual(['urn:40'])
      expect((await loadSubscription(db, 'english')).items.map(({ id }) => id)).not.toContain('urn:40')
    })

    test('there and back is where it was, and every story is in one place', async () => {
      const db = await openDb()
      await fill(db, 70)
      await move(db, 'sport', {}, 'urn:40')
      expect((await move(db, 'english', {}, 'urn:40'))?.channel).toBe('english')
      expect(await titles(db, { channel: 'sport' })).toEqual([])
      const recent = (await loadSubscription(db, 'english')).items.map(({ content }) => content.title)
      expect([...recent, ...(await archived(db, 'english'))].toSorted()).toEqual(
        Array.from({ length: 70 }, (_, index) => `Story ${index + 1}`).toSorted(),
      )
    })

    test('is known under the names of both channels', async () => {
      const db = await openDb()
      await fill(db, 1)
      await move(db, 'sport')
      const posted = { ...story({ guid: ID, scope: 'sport', title: 'Again' }) }
      await saveItems(db, [posted], ownArrival('editor', { channel: SPORT }))
      await saveItems(db, [story({ guid: ID, title: 'From its source' })], arrival())
      expect(await titles(db, {})).toHaveLength(1)
      expect((await loadItem(db, ID))?.channel).toBe('sport')
    })

    test('is told to the webhooks of both channels once, and to nobody else', async () => {
      const db = await openDb()
      await fill(db, 3)
      const secret = 'whsec_AAAA'
      const add = (id: string | null, kinds: readonly ('revise' | 'retract')[] | null = null) =>
        addWebhook(db, { url: 'https://partner.example/', channel: id, kinds, created: NOW, secret })
      const hooks = [
        await add(null),
        await add('english'),
        await add('sport'),
        await add('other'),
        await add('english', ['retract']),
        await add('english', ['revise']),
      ]
      await move(db, 'sport', { title: 'Moved' })
      await editItem(db, ID, { title: 'Later' }, { now: NOW + 2_000, toIndex, layOver })
      await distributeEvents(db, NOW + 3_000)
      const events = await Promise.all(hooks.map(({ id }) => loadEvents(db, id, 20)))
      expect(events.map((one) => one.length)).toEqual([2, 1, 2, 0, 0, 1])
      const told = await db.all<{ subject: number }>(`SELECT subject FROM errands WHERE kind = 'hook' ORDER BY subject`)
      expect(told.map(({ subject }) => subject)).toEqual([0, 1, 2, 5].map((index) => hooks[index]?.id))
    })
  })
}
