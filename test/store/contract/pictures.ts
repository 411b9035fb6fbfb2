import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { loadChanges } from '../../../src/store/feeds/changes.ts'
import { loadItem, loadItems } from '../../../src/store/feeds/feeds.ts'
import {
  claimPictures,
  isBeingPolled,
  loadDuePictures,
  loadPictureType,
  loadRefusedPictures,
  releasePictures,
  type StoredPicture,
  savePicture,
} from '../../../src/store/pictures.ts'
import { claimPoll, ensurePolls } from '../../../src/store/polls.ts'
import { editItem, recleanItems, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { loadSources } from '../../../src/store/sources.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, DAY, hash, layOver, NOW, story, toIndex } from '../stories.ts'

const HOST = 'news.example'
const A = `https://${HOST}/a.jpg`
const B = `https://${HOST}:8443/b.jpg`

const shows = (guid: string, url: string, published = NOW) =>
  story({ guid, title: guid, image: { url }, published, url: `https://${HOST}/${guid}` })

const dueUrls = async (db: Db, host = HOST) => (await loadDuePictures(db, host, NOW, 9)).map(({ url }) => url)

async function find(db: Db, url: string): Promise<StoredPicture> {
  const found = (await loadDuePictures(db, HOST, NOW + 1000 * DAY, 99)).find((one) => one.url === url)
  if (found === undefined) throw new Error(`There is no picture ${url}.`)
  return found
}

/** A picture of which the copy was kept, or whose original is gone since. */
async function keep(db: Db, url: string, state: 'kept' | 'gone' = 'kept', now = NOW): Promise<void> {
  const kept = { hash: hash(url), type: 'image/jpeg', size: 9, due: NOW + DAY }
  await savePicture(db, { ...(await find(db, url)), ...kept, state }, now)
}

async function lostOf(db: Db): Promise<Record<string, unknown>> {
  const items = await loadItems(db, { limit: 9 })
  return Object.fromEntries(items.map(({ id, lost }) => [id, lost]))
}

/** Copies of the pictures that stories show. */
export function picturesContract(openDb: OpenDb): void {
  describe('pictures', () => {
    test('are due once a story shows them, those of the newest story first, each address once', async () => {
      const db = await openDb()
      const old = arrival({ mode: 'import' })
      await saveItems(db, [shows('urn:old', A, NOW - 9 * DAY), shows('urn:new', B, NOW - DAY)], old)
      await saveItems(db, [shows('urn:same', A, NOW - 3 * DAY)], old)
      expect(await dueUrls(db)).toEqual([B, A])
      expect((await loadDuePictures(db, HOST, NOW, 1)).map(({ url }) => url)).toEqual([B])
      expect(await find(db, A)).toMatchObject({ state: 'due', failures: 0 })
      expect(await find(db, A)).not.toHaveProperty('hash')
    })

    test('that were given up are told with their story, the last ones first, until it is retracted', async () => {
      const db = await openDb()
      await saveItems(db, [shows('urn:a', A), shows('urn:b', B)], arrival({ mode: 'import' }))
      const refuse = async (url: string, now: number) => {
        const { due, ...rest } = await find(db, url)
        await savePicture(db, { ...rest, state: 'refused', fault: 'Too big.', refusedAt: now }, now)
      }
      await refuse(A, NOW)
      await refuse(B, NOW + 1)
      expect(await loadRefusedPictures(db, 9)).toMatchObject([
        { url: B, fault: 'Too big.', refusedAt: NOW + 1, title: 'urn:b', permalink: expect.stringMatching(/^\/2/) },
        { url: A, refusedAt: NOW },
      ])
      expect(await loadRefusedPictures(db, 1)).toHaveLength(1)
      await retractItem(db, 'urn:b', 'It was not so.', NOW)
      expect(await loadRefusedPictures(db, 9)).toMatchObject([{ url: A }])
    })

    test('of other hosts are not among them, and no address at all is none', async () => {
      const db = await openDb()
      await saveItems(db, [shows('urn:1', 'https://other.example/a.jpg'), shows('urn:2', 'nonsense')], arrival())
      expect(await dueUrls(db)).toEqual([])
      expect(await dueUrls(db, 'other.example')).toEqual(['https://other.example/a.jpg'])
    })

    test('that are gone are lost to the stories that show them, and to no others', async () => {
      const db = await openDb()
      await saveItems(db, [shows('urn:1', A), shows('urn:2', B), shows('urn:3', A)], arrival())
      await keep(db, A)
      expect(await lostOf(db)).toEqual({ 'urn:1': undefined, 'urn:2': undefined, 'urn:3': undefined })
      await keep(db, A, 'gone')
      expect(await lostOf(db)).toEqual({ 'urn:1': { [A]: hash(A) }, 'urn:2': undefined, 'urn:3': { [A]: hash(A) } })
      await keep(db, A)
      expect((await loadItem(db, 'urn:1'))?.lost).toBeUndefined()
    })

    test('that go or come back are in the change log, quietly, for each story that readers can see', async () => {
      const db = await openDb()
      await saveItems(db, [shows('urn:1', A), shows('urn:2', B), shows('urn:3', A)], arrival())
      await retractItem(db, 'urn:3', 'Wrong.', NOW)
      const before = (await loadChanges(db, undefined, 99))?.next
      await keep(db, A)
      await keep(db, A, 'gone', NOW + 1)
      await keep(db, A, 'gone', NOW + 2)
      await keep(db, A, 'kept', NOW + 3)
      const { changes = [] } = (await loadChanges(db, before, 99)) ?? {}
      const told = { kind: 'reclean', item: 'urn:1', revision: 1, quiet: true }
      expect(changes).toMatchObject([
        { ...told, at: NOW + 1 },
        { ...told, at: NOW + 3 },
      ])
      expect(changes).toHaveLength(2)
    })

    test('are those that a story shows now: after a revision, an edit, and cleaning again', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [shows('urn:1', A)], arrival())
      await keep(db, A, 'gone')
      await saveItems(db, [shows('urn:1', B)], arrival())
      expect(await lostOf(db)).toEqual({ 'urn:1': undefined })
      expect(await dueUrls(db)).toEqual([B])
      await editItem(db, saved?.id ?? '', { image: { url: A } }, { now: NOW, toIndex, layOver })
      expect(await lostOf(db)).toEqual({ 'urn:1': { [A]: hash(A) } })
      const [other] = await saveItems(db, [shows('urn:2', A)], arrival())
      await recleanItems(db, () => shows('urn:2', B), NOW, { toIndex, layOver })
      expect((await loadItem(db, other?.id ?? ''))?.lost).toBeUndefined()
    })

    test('have a type while a story that readers can see shows them', async () => {
      const db = await openDb()
      await saveItems(db, [shows('urn:1', A), shows('urn:2', A), shows('urn:3', B)], arrival())
      expect(await loadPictureType(db, hash(A))).toBeUndefined()
      await keep(db, A)
      expect(await loadPictureType(db, hash(A))).toBe('image/jpeg')
      await retractItem(db, 'urn:1', 'Wrong.', NOW)
      expect(await loadPictureType(db, hash(A))).toBe('image/jpeg')
      await retractItem(db, 'urn:2', 'Wrong.', NOW)
      expect(await loadPictureType(db, hash(A))).toBeUndefined()
      await restoreItem(db, 'urn:2', NOW)
      expect(await loadPictureType(db, hash(A))).toBe('image/jpeg')
      // An editor may have put our own address in place of the one the story was received with.
      await editItem(
        db,
        'urn:2',
        { image: { url: `https://feeds.example/media/${hash(A)}` } },
        { now: NOW, toIndex, layOver },
      )
      await editItem(db, 'urn:1', { image: { url: B } }, { now: NOW, toIndex, layOver })
      expect(await loadPictureType(db, hash(A))).toBe('image/jpeg')
    })

    test('are fetched by one at a time for each host, beside its polls', async () => {
      const db = await openDb()
      const claims = ['a', 'b'].map((token) => claimPictures(db, HOST, token, NOW, 1000))
      expect(await Promise.all(claims)).toEqual([true, false])
      expect(await claimPictures(db, 'other.example', 'b', NOW, 1000)).toBe(true)
      await ensurePolls(db, await loadSources(db, [channel]), NOW)
      expect(await isBeingPolled(db, HOST, NOW)).toBe(false)
      expect(await claimPoll(db, 'main', HOST, 'poll', NOW, 1000)).toBeDefined()
      expect(await isBeingPolled(db, HOST, NOW)).toBe(true)
      expect(await isBeingPolled(db, HOST, NOW + 1000)).toBe(false)
      await releasePictures(db, HOST, 'not the holder')
      expect(await claimPictures(db, HOST, 'b', NOW, 1000)).toBe(false)
      expect(await claimPictures(db, HOST, 'b', NOW + 1000, 1000)).toBe(true)
      await releasePictures(db, HOST, 'b')
      expect(await claimPictures(db, HOST, 'c', NOW, 1000)).toBe(true)
    })
  })
}
