import { describe, expect, test } from 'vitest'
import { pass } from '../../../src/store/db.ts'
import { loadArchives, loadSubscription } from '../../../src/store/feeds/archives.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
import { statement } from '../../../src/store/statements.ts'
import type { OpenDb } from '../contract.ts'
import { arrival, DAY, NOW, story } from '../stories.ts'
import { follow, HOUR, store, toRange, toRows, toSorted } from './archives.ts'

/** However many items are written at once, a client finds the same archive documents, and no old story among news. */
export function archiveBatchesContract(openDb: OpenDb): void {
  describe('archive documents of what comes in batches', () => {
    /** Dates by the place in the document: news come first, exports begin with the oldest, others have any order. */
    const ORDERS = { newest: (n: number) => -n, oldest: (n: number) => n, any: (n: number) => (n * 7_919) % 1_009 }
    const CALLS = [
      { count: 40, mode: 'live' },
      { count: 250, mode: 'import' },
      { count: 7, mode: 'import' },
      { count: 133, mode: 'first' },
      { count: 120, mode: 'live' },
      { count: 41, mode: 'import' },
    ] as const

    /** What a client finds after each call, where so many items are written at once. */
    async function walk(atOnce: number, toDate: (n: number) => number) {
      const db = { ...pass(await openDb()), atOnce }
      let stored = 0
      const found: unknown[] = []
      for (const { count, mode } of CALLS) {
        const items = toRange(stored + 1, stored + count).map((n) =>
          story({ guid: `urn:${n}`, title: `Story ${n}`, published: NOW - DAY + toDate(n) * 1_000 }),
        )
        await saveItems(db, items, arrival({ mode, now: NOW + stored * HOUR }))
        stored += count
        const { recent, archives } = await follow(db)
        const rows = [...recent, ...archives.flatMap(toRows)]
        expect(toSorted(rows)).toEqual(toRange(1, stored))
        found.push([recent.length, archives.map(({ number, size, at }) => ({ number, size, at }))])
      }
      return found
    }

    test.each(['newest', 'oldest', 'any'] as const)('have the same numbers and sizes, %s first', async (order) => {
      const whole = await walk(100, ORDERS[order])
      expect(await walk(20, ORDERS[order])).toEqual(whole)
      expect(await walk(7, ORDERS[order])).toEqual(whole)
    })

    test('old stories stand in the subscription document neither while they are imported nor after', async () => {
      const stored = await openDb()
      await store(stored, 1, 45)
      const shown: number[][] = []
      const db = { ...pass(stored), atOnce: 7 }
      const look = async () => void shown.push((await loadSubscription(db)).items.map(({ row }) => row))
      const old = toRange(1, 130).map((n) => story({ guid: `urn:old:${n}`, published: NOW - 9 * DAY - n }))
      await saveItems(db, old, arrival({ mode: 'import' }), [], look)
      expect(shown.length).toBeGreaterThan(10)
      for (const rows of shown) expect(rows).toEqual(toRange(1, 45))
      expect((await loadArchives(db, 0, 99)).map(({ size }) => size)).toEqual([50, 50, 30])
    })

    test('a first poll is seen from its first batch on', async () => {
      const db = { ...pass(await openDb()), atOnce: 7 }
      const seen: number[] = []
      const items = toRange(1, 90).map((n) => story({ guid: `urn:${n}`, published: NOW - DAY - n }))
      const look = async () => void seen.push((await follow(db)).recent.length)
      await saveItems(db, items, arrival({ mode: 'first' }), [], look)
      expect([...new Set(seen)]).toEqual([0, 7, 14, 21, 28, 30])
    })

    test('an import that broke off is finished by the next, whatever is new in that', async () => {
      const stored = await openDb()
      const old = toRange(1, 130).map((n) => story({ guid: `urn:${n}`, published: NOW - 9 * DAY - n }))
      const poison = statement('INSERT INTO faults (subject, sentence, at) VALUES (NULL, NULL, NULL)')
      const saving = saveItems({ ...pass(stored), atOnce: 60 }, old.slice(0, 61), arrival({ mode: 'import' }), [poison])
      await expect(saving).rejects.toThrow()
      expect((await follow(stored)).recent).toHaveLength(30)
      await saveItems(stored, old.slice(0, 60), arrival({ mode: 'import' }))
      expect((await follow(stored)).archives.map(({ size }) => size)).toEqual([30])
      await saveItems(stored, old, arrival({ mode: 'import' }))
      const { recent, archives } = await follow(stored)
      expect(toSorted([...recent, ...archives.flatMap(toRows)])).toEqual(toRange(1, 130))
    })
  })
}
