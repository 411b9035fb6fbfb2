import { expect, test } from 'vitest'
import type { Comment } from '../../src/model/content.ts'
import { renderDiscussion } from '../../src/pages/item.ts'
import { toWording } from '../../src/pages/wording.ts'

const comment = (id: string, parent?: string, more: Partial<Comment> = {}): Comment => ({
  id,
  ...(parent === undefined ? {} : { parent }),
  author: `Reader ${id}`,
  html: `<p>Words of ${id}</p>`,
  ...more,
})

const render = (...comments: readonly Comment[]) => String(renderDiscussion(comments, 'en', toWording('en')))

test('an answer stands in a list of its own under what it answers', () => {
  const page = render(comment('1'), comment('2'), comment('3', '1')).replace(/\s+/g, ' ')
  expect(page).toMatch(/Words of 1<\/p><\/div> <ol><li id="comment-3">.*<\/ol><\/li><li id="comment-2">/)
})

test('an answer to what is not there, or comes later, stands by itself', () => {
  const page = render(comment('1', '99'), comment('2', '3'), comment('3', '2'))
  for (const id of ['1', '2', '3']) expect(page).toContain(`<p>Words of ${id}</p>`)
})

test('a long quarrel does not nest without end', () => {
  const chain = Array.from({ length: 5_000 }, (_, n) => comment(`${n + 1}`, n === 0 ? undefined : `${n}`))
  const page = render(...chain)
  expect(page).toContain('Words of 5000')
  expect(page.split('<ol>').length - 1).toBe(6)
})

test('names are text, links are marked as readers’ own, and nobody has no name', () => {
  const page = render(
    comment('1', undefined, { author: '<b>A</b>', url: 'https://r.example/?a="b"' }),
    comment('2', undefined, { author: '' }),
  )
  expect(page).toContain('&lt;b&gt;A&lt;/b&gt;')
  expect(page).toContain('rel="nofollow ugc"')
  expect(page).toContain('A reader')
})

test('a story without comments has no heading for them', () => {
  expect(render()).toBe('')
})
