import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import worker, { type Env } from '../../src/worker/main.ts'

/** The old WordPress's addresses, the page of a feed and the sitemaps in workerd, over D1. */

const BASE = 'https://feeds.example'
const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext

async function call(path: string, init: RequestInit = {}, origin = BASE): Promise<Response> {
  const { DB } = env as unknown as Env
  const queue = { sendBatch: async () => {} } as never
  const bindings: Env = {
    DB,
    POLLS: queue,
    DELIVERIES: queue,
    CLICKS: queue,
    BASE_URL: BASE,
    API_TOKEN: 'secret-of-this-house',
  }
  const headers = { Authorization: 'Bearer secret-of-this-house', ...(init.headers as Record<string, string>) }
  const request = new Request(`${origin}${path}`, { ...init, headers, redirect: 'manual' })
  return (await worker.fetch?.(request as never, bindings, context)) ?? new Response(null, { status: 500 })
}

beforeEach(async () => {
  const { DB, MIGRATIONS } = env as unknown as { DB: D1Database; MIGRATIONS: never }
  await applyD1Migrations(DB, MIGRATIONS)
  const item = {
    id: 'https://aranews.net/?p=17',
    url: 'https://aranews.net/2014/10/old-bridge-of-qamishli-opens/',
    title: 'Old bridge',
    tags: ['Syria'],
    content_text: 'The bridge is open.',
    date_published: '2014-10-05T10:00:00Z',
  }
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(item) }
  expect((await call('/api/items', init)).status).toBeLessThan(300)
})

const PAGE = `${BASE}/2014/10/old-bridge-of-qamishli-opens/`

test('feeds answer in place, as the document of our own address', async () => {
  const own = await call('/feed.rss?tag=syria')
  const old = await call('/category/world/syria/feed/')
  expect([old.status, old.headers.get('ETag')]).toEqual([200, own.headers.get('ETag')])
  expect(await old.text()).toContain('<guid isPermaLink="false">https://aranews.net/?p=17</guid>')
  expect((await call('/?feed=atom')).headers.get('Content-Type')).toContain('application/atom+xml')
})

test('stories are found, and old hosts led on', async () => {
  for (const path of ['/?p=17', '/files/2014/10/old-bridge-of-qamishli-opens/', '/old-bridge-of-qamishli-opens/amp/']) {
    expect((await call(path)).headers.get('Location'), path).toBe(PAGE)
  }
  const moved = await call('/feed/', {}, 'https://www.aranews.net')
  expect([moved.status, moved.headers.get('Location')]).toEqual([301, `${BASE}/feed/`])
})

test('REST pages, filters and names', async () => {
  const response = await call('/wp-json/wp/v2/posts?per_page=1&search=bridge&after=2014-01-01&_embed')
  expect(response.headers.get('X-WP-Total')).toBe('1')
  expect(await response.json()).toMatchObject([
    { id: 17, link: PAGE, _embedded: { 'wp:term': [[], [{ name: 'Syria' }]] } },
  ])
  expect(await (await call('/wp-json/wp/v2/tags')).json()).toMatchObject([{ slug: 'syria', count: 1 }])
  expect(await (await call('/wp-json/wp/v2/comments?post=17')).json()).toEqual([])
})

test('a person gets a page, and no cache keeps it', async () => {
  const page = await call('/feed.atom', { headers: { 'Sec-Fetch-Dest': 'document' } })
  expect([page.headers.get('Content-Type'), page.headers.get('Cache-Control')]).toEqual([
    'text/html; charset=utf-8',
    'private, no-store',
  ])
  expect((await call('/feed.atom')).headers.get('Content-Type')).toContain('application/atom+xml')
})

test('sitemaps and lists', async () => {
  expect(await (await call('/sitemap.xml')).text()).toContain(`<loc>${BASE}/sitemap-0.xml</loc>`)
  expect(await (await call('/sitemap-0.xml')).text()).toContain(`<loc>${PAGE}</loc>`)
  expect(await (await call('/2014/10/')).text()).toContain('October 2014</h1>')
  expect((await call('/page/2/')).status).toBe(404)
})
