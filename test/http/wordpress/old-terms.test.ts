import { expect, test } from 'vitest'
import { saveOldNames } from '../../../src/store/feeds/old-names.ts'
import { openBackend } from '../backend.ts'

type Shown = { readonly id: number; readonly slug: string; readonly name: string }
type Post = { readonly title: { readonly rendered: string }; readonly tags: readonly number[] }

test('of two names that would share an address each keeps its stories and its old number', async () => {
  const backend = openBackend()
  for (const [index, tag] of ['حرب', 'هرب'].entries()) {
    const json = { title: `${index + 1}`, content_text: `Text ${index + 1}`, tags: [tag] }
    expect((await backend.ask('/api/items', { method: 'POST', token: true, json })).status).toBe(201)
  }
  const old = { taxonomy: 'post_tag', kind: 'tag', label: 'هرب' } as const
  const [channel] = await backend.db.all<{ channel: string }>('SELECT DISTINCT channel FROM items')
  await saveOldNames(
    backend.db,
    [
      { ...old, name: 'flight' },
      { ...old, name: '#7' },
    ],
    channel?.channel ?? '',
  )
  const ask = async (path: string) => (await backend.ask(path)).json()
  const terms = (await ask('/wp-json/wp/v2/tags')) as Shown[]
  expect(terms.map(({ slug, name }) => [slug, name]).sort()).toEqual([
    ['flight', 'هرب'],
    ['hrb', 'حرب'],
  ])
  expect(terms.find(({ slug }) => slug === 'flight')?.id).toBe(7)
  const posts = (await ask('/wp-json/wp/v2/posts?tags=7')) as Post[]
  expect(posts.map(({ title, tags }) => [title.rendered, tags])).toEqual([['2', [7]]])
  expect(await (await backend.ask('/tag/flight/feed/')).text()).toContain('>2</title>')
})
