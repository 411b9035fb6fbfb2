import { expect } from 'vitest'
import type { After } from './embargo.ts'

/** Each title is in every place once; of a feed as many as it has room for. */
export function expectOnce(after: After, titles: readonly string[]): void {
  const created = titles.map((title) => `create ${title}`)
  expect(after).toMatchObject({
    items: titles,
    pages: titles,
    sitemap: titles,
    posts: titles,
    changes: created,
    webhook: created,
  })
  for (const list of [after.feed, after.hub]) {
    const marked = list.filter((title) => titles.includes(title))
    expect(marked.length).toBeGreaterThanOrEqual(Math.min(titles.length, 20))
    expect(new Set(marked).size).toBe(marked.length)
  }
}
