import { describe, expect, test } from 'vitest'
import type { Comment } from '../../../src/model/content.ts'
import { countComments, loadCommentList, loadComments, saveComments } from '../../../src/store/feeds/comments.ts'
import { retractItem } from '../../../src/store/saving/edits.ts'
import { saveItems } from '../../../src/store/saving/saving.ts'
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

    test('are listed newest first, with their stories, narrowed like any feed', async () => {
      const db = await openDb()
      const stories = [
        story({ guid: 'urn:1', categories: [{ name: 'Syria' }] }),
        story({ guid: 'urn:2', title: 'B' }),
        story({ guid: 'urn:3', title: 'C' }),
      ]
      const saved = await saveItems(db, stories, ownArrival('import'))
      const [row = 0, other = 0, third = 0] = saved.map((one) => one.row)
      const reply = { id: '9', author: 'Rojda', at: NOW - 500, html: '<p>“Yes”</p>' }
      const discussions = [
        { row, comments: thread },
        { row: other, comments: [reply] },
        { row: third, comments: [{ ...reply, at: NOW }] },
      ]
      await saveComments(db, discussions)
      await retractItem(db, 'urn:3', 'Wrong', NOW)
      const list = async (query: object) => {
        const found = await loadCommentList(db, { limit: 9, ...query })
        return found.map(({ comment, item }) => `${item.id.slice(4)} ${comment.id}`)
      }
      expect(await list({})).toEqual(['2 9', '1 9', '1 10', '1 11'])
      expect(await list({ limit: 2, offset: 1 })).toEqual(['1 9', '1 10'])
      expect(await list({ item: row })).toEqual(['1 9', '1 10', '1 11'])
      expect(await list({ tag: ['syria'], channel: 'english' })).toEqual(['1 9', '1 10', '1 11'])
      expect([await list({ channel: 'none' }), await list({ words: 'b' })]).toEqual([[], ['2 9']])
      expect((await loadCommentList(db, { limit: 2 })).map(({ comment }) => comment)).toEqual([reply, thread[1]])
      expect(await countComments(db, [row, other, 99])).toEqual(
        new Map([
          [row, { count: 3, updated: NOW - 1000 }],
          [other, { count: 1, updated: NOW - 500 }],
        ]),
      )
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
