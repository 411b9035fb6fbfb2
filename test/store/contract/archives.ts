import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/store/db.ts'
import { type Archive, loadArchive, loadArchives, loadSubscription } from '../../../src/store/feeds/archives.ts'
import { loadItem } from '../../../src/store/feeds/feeds.ts'
import { savePicture } from '../../../src/store/pictures.ts'
import { editItem, recleanItems, restoreItem, retractItem } from '../../../src/store/saving/edits.ts'
import { eraseItem } from '../../../src/store/saving/erasure.ts'
import { type Arrival, saveItems } from '../../../src/store/saving/saving.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, channel, DAY, layOver, NOW, story, toIndex } from '../stories.ts'

const arabic = { ...channel, id: 'arabic' }
export const HOUR = 3_600_000

/** Stores new stories, numbered on from `from`; as in any document, the first is the newest. */
export async function store(db: Db, from: number, count: number, changes: Partial<Arrival> = {}): Promise<void> {
  const items = Array.from({ length: count }, (_, index) => {
    const number = from + index
    return story({ guid: `urn:${number}`, title: `Story ${number}`, published: NOW - DAY - number })
  })
  await saveItems(db, items, arrival({ now: NOW + from * HOUR, ...changes }))
}

/** Goes from the subscription document back to the first story, as a client does. */
export async function follow(db: Db, of?: string): Promise<{ recent: number[]; archives: Archive[] }> {
  const { items, archive } = await loadSubscription(db, of)
  const archives: Archive[] = []
  for (let number = archive; number !== undefined; number = archives.at(-1)?.previous) {
    archives.push(await demand(db, number, of))
  }
  return { recent: items.map(({ row }) => row), archives }
}

export function toRows({ items }: Archive): number[] {
  return items.map(({ row }) => row)
}

export function toSorted(rows: readonly number[]): number[] {
  return [...rows].sort((a, b) => a - b)
}

export function toRange(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The subscription document and the closed ones behind it (RFC 5005). */
export function archivesContract(openDb: OpenDb): void {
  describe('archive documents', () => {
    test('live stories stay in the subscription document until fifty of them are older than the newest thirty', async () => {
      const db = await openDb()
      await store(db, 1, 79)
      expect(await follow(db)).toEqual({ recent: toRange(1, 79), archives: [] })
      await store(db, 80, 1)
      const { recent, archives } = await follow(db)
      expect(recent).toEqual([80, ...toRange(1, 29)])
      expect(archives.map(toRows)).toEqual([toRange(30, 79)])
      expect(archives[0]).toMatchObject({ number: 1, size: 50, at: NOW + 80 * HOUR })
    })

    test('what is imported is closed at once, so that old stories do not stand in the subscription document', async () => {
      const db = await openDb()
      await store(db, 1_000, 40)
      await store(db, 1, 130, { mode: 'import' })
      const { recent, archives } = await follow(db)
      // Ten live ones wait for their document to be full, and readers see them.
      expect(recent).toEqual(toRange(1, 40))
      expect(archives.map(({ items }) => items.length)).toEqual([30, 50, 50])
      expect(toSorted(archives.flatMap(toRows))).toEqual(toRange(41, 170))
    })

    test('each channel has documents of its own, with numbers that all of them share', async () => {
      const db = await openDb()
      await store(db, 1, 80, { mode: 'first' })
      await store(db, 101, 80, { channel: arabic, mode: 'first' })
      await store(db, 201, 50)
      expect(await loadArchives(db, 0, 9)).toMatchObject([
        { number: 1, size: 50, next: 2 },
        { number: 2, size: 50, previous: 1, next: 3 },
        { number: 3, size: 50, previous: 2 },
      ])
      expect((await loadArchives(db, 1, 9, 'english')).map(({ number }) => number)).toEqual([3])
      expect((await loadArchives(db, 0, 1)).map(({ number }) => number)).toEqual([1])
      expect(await loadArchive(db, 3, 'english')).toMatchObject({ number: 3, previous: 1 })
      expect(await loadArchive(db, 1, 'english')).toMatchObject({ number: 1, next: 3 })
      expect(await loadArchive(db, 2)).toMatchObject({ number: 2, previous: 1, next: 3 })
      expect([await loadArchive(db, 2, 'english'), await loadArchive(db, 4)]).toEqual([undefined, undefined])
      expect([await loadSubscription(db), await loadSubscription(db, 'arabic')]).toMatchObject([
        { archive: 3 },
        { archive: 2 },
      ])
      expect((await follow(db, 'arabic')).recent).toEqual(toRange(81, 110))
      expect((await follow(db)).recent).toHaveLength(60)
    })

    test('a corrected, retracted, restored or erased story is recent again, and its document says so', async () => {
      const db = await openDb()
      await store(db, 1, 80)
      const before = await loadArchives(db, 0, 9)
      await editItem(db, 'urn:33', { title: 'Corrected' }, { now: NOW + DAY, toIndex, layOver })
      expect((await follow(db)).recent).toEqual([...toRange(1, 30), 33])
      expect((await loadArchives(db, 0, 9))[0]).toEqual({ ...before[0], seq: 81, at: NOW + DAY })
      await retractItem(db, 'urn:32', 'Wrong', NOW + DAY)
      await eraseItem(db, 'urn:31', 'Danger', { now: NOW + DAY, toIndex })
      const recent = (await loadSubscription(db)).items.slice(30)
      expect(recent.map(({ row, state, erased }) => [row, state, erased])).toEqual([
        [31, 'retracted', true],
        [32, 'retracted', undefined],
        [33, 'live', undefined],
      ])
      await restoreItem(db, 'urn:32', NOW + 2 * DAY)
      const { archives } = await follow(db)
      expect(archives.map(toRows)).toEqual([toRange(31, 80)])
      expect(archives[0]).toMatchObject({ seq: 84, at: NOW + 2 * DAY })
    })

    test('only the twenty that changed last come back', async () => {
      const db = await openDb()
      await store(db, 1, 80)
      await store(db, 81, 80, { channel: arabic })
      for (const number of toRange(31, 55)) await retractItem(db, `urn:${number}`, 'Wrong', NOW)
      await retractItem(db, 'urn:31', 'Wrong, too', NOW)
      expect((await follow(db, 'english')).recent.slice(30)).toEqual([31, ...toRange(37, 55)])
      await retractItem(db, 'urn:111', 'Wrong', NOW)
      const all = (await follow(db)).recent
      expect(all).toHaveLength(80)
      expect([111, 37, 38].map((row) => all.includes(row))).toEqual([true, false, true])
    })

    test('a picture that goes, and a better cleaner, change the document but bring nothing back', async () => {
      const db = await openDb()
      const image = { url: 'https://news.example/a.jpg' }
      await saveItems(db, [story({ guid: 'urn:1', image, published: NOW - DAY })], arrival({ mode: 'import' }))
      await store(db, 2, 80)
      const [first] = await loadArchives(db, 0, 9)
      const kept = { id: 1, url: image.url, state: 'gone', hash: 'ab', type: 'image/png', failures: 0 } as const
      await savePicture(db, kept, NOW + 1)
      const [gone] = await loadArchives(db, 0, 9)
      expect(gone?.seq).toBeGreaterThan(first?.seq ?? 0)
      const clean = (number: number) => story({ guid: `urn:${number}`, title: 'Cleaner' })
      let number = 0
      expect(await recleanItems(db, () => clean(++number), NOW + 2, { toIndex, layOver })).toBe(81)
      const [recleaned] = await loadArchives(db, 0, 9)
      expect(recleaned?.seq).toBeGreaterThan(gone?.seq ?? 0)
      expect((await follow(db)).recent).not.toContain(1)
    })
  })

  describe('following the archive', () => {
    test.each([1, 2])('gives every story, and every one once unless it was corrected (%i)', async (seed) => {
      const db = await openDb()
      const random = createRandom(seed)
      const closed = new Map<number, number[]>()
      let count = 0
      for (let step = 0; step < 26; step++) {
        const corrects = step >= 15 && random() < 0.6
        if (corrects) await correct(db, count, random)
        else count += await storeSome(db, count, random)
        const { recent, archives } = await follow(db)
        const rows = [...recent, ...archives.flatMap(toRows)]
        expect(toSorted([...new Set(rows)])).toEqual(toRange(1, count))
        if (step < 15) expect(rows).toHaveLength(count)
        for (const one of archives) closed.set(one.number, closed.get(one.number) ?? toRows(one))
        // Those that nothing leads to any more are there still.
        for (const [number, members] of closed) expect(toRows(await demand(db, number))).toEqual(members)
        expect((await loadArchives(db, 0, 999)).map(({ number }) => number)).toEqual(
          archives.map(({ number }) => number).reverse(),
        )
      }
    })

    test.each([undefined, 'english'])('old stories that come one by one fill documents, of %s', async (of) => {
      const db = await openDb()
      await store(db, 1, 30)
      const walks: Walk[] = []
      for (let number = 31; number <= 150; number++) {
        const some = number % 40 === 0 ? 'live' : 'import'
        await store(db, number, 1, { mode: some, channel: number % 7 === 0 ? arabic : channel })
        for (const walk of walks) await step(db, walk)
        if (number % 5 === 0) walks.push(await begin(db, of))
      }
      for (const walk of walks) {
        while (walk.next !== undefined) await step(db, walk)
        expect(toSorted(walk.rows)).toEqual(walk.expected)
      }
      const { archives, recent } = await follow(db, of)
      const sizes = archives.map(({ size }) => size)
      expect(sizes.every((size) => size <= 50)).toBe(true)
      // Two that stand side by side would not fit into one.
      expect(sizes.slice(1).every((size, index) => size + (sizes[index] ?? 0) > 50)).toBe(true)
      expect(archives.map(({ items }) => items.length)).toEqual(sizes)
      expect(recent.length).toBeLessThan(70)
    })
  })
}

/** A client on its way from the subscription document, a document with every step, while stories come in. */
type Walk = {
  next: number | undefined
  readonly rows: number[]
  readonly of: string | undefined
  readonly expected: number[]
}

async function begin(db: Db, of: string | undefined): Promise<Walk> {
  const { items, archive } = await loadSubscription(db, of)
  const all = await db.all<{ id: number }>(
    'SELECT id FROM items WHERE channel = coalesce(?, channel) ORDER BY id',
    of ?? null,
  )
  return { next: archive, rows: items.map(({ row }) => row), of, expected: all.map(({ id }) => id) }
}

async function step(db: Db, walk: Walk): Promise<void> {
  if (walk.next === undefined) return
  const archive = await demand(db, walk.next, walk.of)
  walk.rows.push(...toRows(archive))
  walk.next = archive.previous
}

async function demand(db: Db, number: number, of?: string): Promise<Archive> {
  const archive = await loadArchive(db, number, of)
  if (archive === undefined) throw new Error(`There is no document ${number}.`)
  return archive
}

/** Numbers from 0 up to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Stores some more stories, in any way, of any channel; answers how many. */
async function storeSome(db: Db, count: number, random: () => number): Promise<number> {
  const mode = (['live', 'live', 'first', 'import'] as const)[Math.floor(random() * 4)] ?? 'live'
  const more = Math.ceil(random() ** 2 * 120)
  const items = Array.from({ length: more }, (_, index) => {
    const number = count + 1 + index
    return story({ guid: `urn:${number}`, title: `${number}`, published: NOW - Math.floor(random() * 9) * DAY })
  })
  const now = NOW + count * HOUR
  await saveItems(db, items, arrival({ mode, now, channel: random() < 0.3 ? arabic : channel }))
  return more
}

/** Does something to a story that readers notice. */
async function correct(db: Db, count: number, random: () => number): Promise<void> {
  const id = `urn:${Math.ceil(random() * count)}`
  const way = Math.floor(random() * 5)
  if (way === 0) await editItem(db, id, { title: `Corrected ${random()}` }, { now: NOW, toIndex, layOver })
  if (way === 1) await retractItem(db, id, `Wrong ${random()}`, NOW)
  if (way === 2) await restoreItem(db, id, NOW)
  if (way === 3) await eraseItem(db, id, 'Danger', { now: NOW, toIndex })
  if (way === 4) await saveItems(db, [story({ guid: id, title: `Revised ${random()}` })], arrival())
  const { recent } = await follow(db)
  const item = await loadItem(db, id)
  // A source's word on a retracted story is kept and not shown, and there may be nothing to restore.
  if (way === 1 || way === 3) expect(recent).toContain(item?.row)
}
