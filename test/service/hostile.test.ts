import { expect, test } from 'vitest'
import { openSites } from './sites.ts'

/** What somebody wrote to be too large: what is stored of it, whichever way it comes in. */

const FEED = 'https://large.example/feed'
const MEGABYTES = 9_000_000
const type = 'application/rss+xml'

function toRss(inside: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Large</title>${inside}</channel></rss>`
}

function repeat(count: number, toText: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => toText(n)).join('')
}

type Shown = {
  readonly title: string
  readonly tags?: readonly string[]
  readonly attachments?: readonly unknown[]
}

async function poll(item: string) {
  const sites = openSites({ [FEED]: { body: toRss(item), type } })
  await sites.add({ url: FEED, id: 'large' })
  const refreshed = (await sites.refresh('large')).json
  const { items } = (await sites.ask('/feed.json')).json as { readonly items: readonly Shown[] }
  return { refreshed, items }
}

test('a title of nine megabytes is stored as a line', async () => {
  const { refreshed, items } = await poll(`<item><title>${'word '.repeat(MEGABYTES / 5)}</title></item>`)
  expect(refreshed).toMatchObject({ outcome: 'changed', added: 1 })
  expect(items).toHaveLength(1)
  expect(items[0]?.title).toMatch(/^word word .*…$/)
  expect(items[0]?.title.length).toBeLessThanOrEqual(1_000)
})

test('of a hundred thousand categories and enclosures two hundred are stored', async () => {
  const more = repeat(100_000, (n) => `<category>tag ${n}</category><enclosure url="https://large.example/${n}.mp3"/>`)
  const { items } = await poll(`<item><title>Bridge</title>${more}</item>`)
  expect(items.map(({ title }) => title)).toEqual(['Bridge'])
  expect(items[0]?.tags).toHaveLength(200)
  expect(items[0]?.attachments).toHaveLength(200)
})

test('of three hundred thousand items a preview shows the first, and says so', async () => {
  const document = toRss(repeat(300_000, (n) => `<item><title>${n}</title></item>`))
  const { status, json } = await openSites({}).preview({ document })
  expect(status).toBe(200)
  expect(json.items).toHaveLength(5_000)
})

test.each([
  ['title', { title: 'a'.repeat(1_001), content_text: 'Open.' }],
  ['tags', { title: 'Bridge', content_text: 'Open.', tags: Array.from({ length: 201 }, (_, n) => `tag ${n}`) }],
])('a post whose %s is too large is refused by name, and nothing is stored', async (field, item) => {
  const sites = openSites({})
  const { status, json } = await sites.ask('/api/items', 'POST', item)
  expect(status).toBe(422)
  expect(JSON.stringify(json)).toContain(field)
  expect(await sites.titles()).toEqual([])
})

test('an import is cut', async () => {
  const sites = openSites({})
  const item = {
    guid: 'urn:1',
    title: { value: 'word '.repeat(100_000), type: 'text' },
    categories: Array.from({ length: 1_000 }, (_, n) => ({ name: `tag ${n}` })),
    authors: [],
    attachments: [],
    pictures: [],
  }
  const { status, json } = await sites.ask('/api/import', 'POST', { items: [{ item, context: {} }] })
  expect([status, json]).toEqual([200, { added: 1, updated: 0, unchanged: 0 }])
  const { items } = (await sites.ask('/feed.json')).json as { readonly items: readonly Shown[] }
  expect(items[0]?.title).toMatch(/^word word .*…$/)
  expect(items[0]?.title.length).toBeLessThanOrEqual(1_000)
  expect(items[0]?.tags).toHaveLength(200)
})
