import { describe, expect, test } from 'vitest'
import type { Comment } from '../../../src/model.ts'
import { loadComments, saveComments } from '../../../src/store/comments.ts'
import { saveItems } from '../../../src/store/items.ts'
import type { OpenDb } from '../contract.ts'
import { NOW, ownArrival, story } from '../stories.ts'

/** What readers wrote: once each, in the thread's order. */
export function commentsContract(openDb: OpenDb): void {
  describe('comments', () => {
    const thread: readonly Comment[] = [
      { id: '10', author: 'Azad', at: NOW - 2000, html: '<p>First</p>' },
      { id: '9', parent: '10', author: '', url: 'https://r.example/', at: NOW - 1000, html: '<p>Answer</p>' },
      { id: '11', author: 'Nasrin', html: '<p>Undated</p>' },
    ]

    test('are there once, however often they come, and as they came last', async () => {
      const db = await openDb()
      const saved = await saveItems(db, [story({ guid: '1' }), story({ guid: '2', title: 'B' })], ownArrival('import'))
      const [row = 0, other = 0] = saved.map((one) => one.row)
      expect(await saveComments(db, [{ row, comments: thread }])).toBe(3)
      expect(await saveComments(db, [{ row, comments: thread }])).toBe(0)
      const changed = { id: '9', author: 'Rojda', html: '<p>Answer</p>' }
      expect(
        await saveComments(db, [
          { row, comments: [changed] },
          { row: other, comments: [changed] },
        ]),
      ).toBe(2)
      expect(await loadComments(db, row)).toEqual([changed, thread[2], thread[0]])
      expect(await loadComments(db, other)).toEqual([changed])
    })

    test('of many items that are larger than one request to the database are stored in whole', async () => {
      const db = await openDb()
      const [saved] = await saveItems(db, [story({ guid: '1' })], ownArrival('import'))
      const comments = Array.from({ length: 30 }, (_, id) => ({ id: `${id}`, author: 'A', html: 'é'.repeat(40_000) }))
      expect(await saveComments(db, [{ row: saved?.row ?? 0, comments }])).toBe(30)
      expect(await loadComments(db, saved?.row ?? 0)).toEqual(comments)
    })
  })
}
