import { beforeAll, describe, expect, test } from 'vitest'
import { openBackend, type TestBackend } from '../backend.ts'
import { SEARCHES, STORIES } from './searches.ts'

type Found = { readonly items: readonly { readonly title: string }[] }

let backend: TestBackend
const keys = new Map(Object.entries(STORIES).map(([key, [title]]) => [title, key]))

beforeAll(async () => {
  backend = openBackend()
  for (const [title, content_text] of Object.values(STORIES)) {
    const response = await backend.ask('/api/items', { method: 'POST', token: true, json: { title, content_text } })
    expect(response.status).toBe(201)
  }
})

async function search(query: string): Promise<string[]> {
  const response = await backend.ask(`/feed.json?limit=99&q=${encodeURIComponent(query)}`)
  const { items } = (await response.json()) as Found
  return items.map(({ title }) => keys.get(title) ?? title).sort()
}

describe('search finds what is meant, and nothing else', () => {
  test.each(SEARCHES)('%s', async (query, found) => {
    expect(await search(query)).toEqual(found.split(' ').filter(Boolean).sort())
  })
})
