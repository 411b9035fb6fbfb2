import { expect, test } from 'vitest'
import { html, openSites } from './sites.ts'

/** JSON of any shape as a source: added, previewed, polled; and what is told where it is not as it was said. */

const API = 'https://site.example/api?page=1'
const body = JSON.stringify({
  data: { posts: [{ headline: 'Bridge opens', slug: 'bridge', body: '<p>It is <b>open</b>.</p>', at: 1433332800 }] },
})
const json = { items: 'data.posts', title: 'headline', link: '/news/{slug}', content: 'body', date: 'at' }
const answer = { body, type: 'application/json' }

test('it is previewed, added, polled and changed', async () => {
  const sites = openSites({ [API]: answer })
  const shown = await sites.preview({ url: API, json })
  expect(shown.json.items).toMatchObject([
    {
      title: 'Bridge opens',
      url: 'https://site.example/news/bridge',
      content_html: '<p>It is <b>open</b>.</p>',
      date_published: '2015-06-03T12:00:00.000Z',
    },
  ])
  const added = await sites.add({ url: API, id: 'api', json })
  expect([added.status, added.json.json]).toEqual([201, json])
  expect((await sites.refresh('api')).json).toMatchObject({ outcome: 'changed', added: 1 })
  expect(sites.asked.at(-1)?.headers.accept).toBe('application/json, */*;q=0.8')
  expect(await sites.titles()).toEqual(['Bridge opens'])
  const changed = await sites.ask('/api/sources/api', 'PATCH', { json: { ...json, items: 'data.stories' } })
  expect(changed.status).toBe(200)
  expect((await sites.refresh('api')).json).toMatchObject({
    outcome: 'failed',
    reason: `The JSON at ${API} has nothing at the path “data.stories”: “data” has posts.`,
  })
  expect((await sites.preview({ source: 'api' })).json.detail).toMatch(/nothing at the path “data\.stories”/)
  expect((await sites.preview({ source: 'api', json })).json.items).toHaveLength(1)
})

test('it may be declared, and stand in a page', async () => {
  const page = html('', `<script id="data" type="application/json">${body}</script>`)
  const declared = { id: 'page', url: 'https://site.example/', json: { ...json, in: '#data' } }
  const sites = openSites({ 'https://site.example/': page }, [declared])
  expect((await sites.refresh('page')).json).toMatchObject({ added: 1 })
  expect(sites.asked[0]?.headers.accept).toMatch(/^text\/html/)
})

test.each([
  [{ items: 'a..b' }, 'json.items'],
  [{ items: '' }, 'json.items'],
  [{ title: 'headline' }, 'json.items'],
  [{ items: 'a', link: '/{a' }, 'json.link'],
  [{ items: 'a', titel: 'b' }, 'json.titel'],
  [{ items: 'a', in: '>>' }, 'json.in'],
  [{ items: 'a'.repeat(501) }, 'json.items'],
])('%j is refused', async (wrong, field) => {
  const sites = openSites({ [API]: answer })
  const { status, json } = await sites.add({ url: API, json: wrong })
  expect([status, json.field]).toEqual([422, field])
  expect((await sites.preview({ url: API, json: wrong })).json.field).toBe(field)
})
