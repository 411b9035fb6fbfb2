import { expect, test } from 'vitest'
import { parse, parseCalmly } from '../../src/read/parse.ts'

const toRss = (count: number) =>
  new TextEncoder().encode(
    `<rss version="2.0"><channel>${Array.from({ length: count }, (_, index) => `<item><guid>${index}</guid><description>${'word '.repeat(50)}</description></item>`).join('')}</channel></rss>`,
  )

test('a large feed is read in many steps, a small one in few, and either says the same as at once', async () => {
  for (const [count, least, most] of [
    [5, 1, 3],
    [5_000, 10, 100],
  ] as const) {
    let pauses = 0
    const bytes = toRss(count)
    const feed = await parseCalmly(bytes, {}, async () => {
      pauses++
    })
    expect(feed).toEqual(parse(bytes))
    expect(feed.items).toHaveLength(count)
    expect(pauses).toBeGreaterThanOrEqual(least)
    expect(pauses).toBeLessThanOrEqual(most)
  }
})

test('what is no feed fails in steps as it does at once', async () => {
  await expect(parseCalmly(new Uint8Array(), {}, async () => undefined)).rejects.toThrow('The document is empty.')
})
