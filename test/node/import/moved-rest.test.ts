import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { install } from '../installation.ts'
import { startServer } from '../process.ts'

/** A WordPress that is moved here by its REST API, with what it shows beside its posts. */

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function toPost(base: string, id: number, type: string, more: object = {}) {
  return {
    id,
    type,
    slug: `entry-${id}`,
    status: 'publish',
    date: '2014-10-14T13:00:00',
    date_gmt: '2014-10-14T10:00:00',
    guid: { rendered: `${base}/?p=${id}` },
    link: `${base}/${type === 'post' ? '2014/10' : type}/entry-${id}/`,
    title: { rendered: `Entry ${id}` },
    content: {
      rendered: `<p>The olives of field ${id} were picked before the first rain came down.</p>`,
      protected: false,
    },
    ...more,
  }
}

/** Lists by their route; what is not here is closed. */
function toLists(base: string, isOpen: boolean): Readonly<Record<string, unknown>> {
  const category = {
    id: 3,
    slug: 'news-all',
    name: 'News &amp; All',
    taxonomy: 'category',
    link: `${base}/topics/news-all/`,
  }
  const region = {
    id: 21,
    slug: 'the-north',
    name: 'Northern Region',
    taxonomy: 'region',
    link: `${base}/where/the-north/`,
  }
  const user = { id: 7, slug: 'nupel', name: 'Nûpel Kaya', link: `${base}/author/nupel/` }
  const embedded = { author: [user], 'wp:term': [[category], [], [region]], 'wp:featuredmedia': [] }
  const lists = {
    posts: [
      toPost(base, 101, 'post', { _embedded: embedded, meta: { audio_file: `${base}/e.mp3`, duration: '1:05' } }),
    ],
    pages: [toPost(base, 110, 'page')],
    podcast: [toPost(base, 111, 'podcast')],
    media: [{ id: 51, post: 101, link: `${base}/2014/10/entry-101/tree/` }],
  }
  if (!isOpen) return { posts: lists.posts }
  return {
    ...lists,
    users: [user],
    categories: [
      { id: 2, slug: 'world', name: 'World', taxonomy: 'category', parent: 0 },
      { ...category, parent: 2 },
    ],
    tags: [{ id: 12, slug: '%d8%b3', name: 'س', taxonomy: 'post_tag' }],
    region: [region],
    taxonomies: {
      category: { rest_base: 'categories' },
      post_tag: { rest_base: 'tags' },
      region: { rest_base: 'region' },
      nav_menu: { rest_base: 'menus' },
    },
    types: {
      post: { rest_base: 'posts' },
      page: { rest_base: 'pages' },
      podcast: { rest_base: 'podcast' },
      attachment: { rest_base: 'media' },
    },
  }
}

async function serveSite(isOpen: boolean): Promise<string> {
  const site = await startServer((request: IncomingMessage, response: ServerResponse) => {
    const base = `http://${request.headers.host}`
    const url = new URL(request.url ?? '/', base)
    const lists = toLists(base, isOpen)
    const list = lists[/^\/wp-json\/wp\/v2\/(\w+)$/.exec(url.pathname)?.[1] ?? '']
    if (list === undefined || Number(url.searchParams.get('page') ?? 1) > 1) response.writeHead(404).end('{}')
    else {
      const counts = Array.isArray(list) ? { 'X-WP-Total': String(list.length), 'X-WP-TotalPages': '1' } : {}
      response.writeHead(200, { 'Content-Type': 'application/json', ...counts }).end(JSON.stringify(list))
    }
  })
  closing.push(site.close)
  return site.base
}

test('its addresses go on under logins, nicenames, numbers and the paths that it gave them', async () => {
  const house = install()
  const base = await serveSite(true)
  expect(await house.importFrom(`${base}/wp-json/`)).toBe(
    '1 added, 0 updated, 0 unchanged\nleft out: 1 page, 1 podcast',
  )
  for (const path of [
    ...['/author/nupel/', '/author/nupel/feed/', '/?author=7', '/?feed=rss2&author=7'],
    ...['/category/news-all/', '/?cat=3', '/feed/?cat=3', '/topics/news-all/', '/topics/news-all/feed/'],
    ...[
      '/category/world/',
      '/category/world/news-all/',
      '/where/the-north/',
      '/region/the-north/feed/',
      '/?region=the-north',
    ],
    ...['/wp-json/wp/v2/users/7', '/wp-json/wp/v2/categories/3'],
  ])
    expect((await house.ask(path)).status, path).toBe(path === '/region/the-north/feed/' ? 404 : 200)
  const [story] = await house.all('SELECT shown, id FROM items')
  expect(JSON.parse(String(story?.shown))).toMatchObject({
    categories: [{ name: 'News & All' }, { name: 'Northern Region' }],
    attachments: [{ url: `${base}/e.mp3`, type: 'audio/mpeg', duration: 65 }],
  })
  const [{ count }] = (await house.all(
    `SELECT count(*) AS count FROM identities WHERE value LIKE '%attachment_id=51' OR value LIKE '%/entry-101/tree'`,
  )) as [{ count: number }]
  expect(count).toBe(2)
  const names = await house.all('SELECT * FROM old_names ORDER BY taxonomy, name')
  expect(await house.importFrom(`${base}/wp-json/`)).toContain('0 added, 0 updated, 1 unchanged')
  expect(await house.all('SELECT * FROM old_names ORDER BY taxonomy, name')).toEqual(names)
})

test('where only the posts are open, they bring the names along', async () => {
  const house = install()
  const base = await serveSite(false)
  expect(await house.importFrom(`${base}/wp-json/`)).toBe('1 added, 0 updated, 0 unchanged')
  for (const path of ['/author/nupel/', '/?author=7', '/?cat=3', '/category/news-all/feed/', '/where/the-north/'])
    expect((await house.ask(path)).status, path).toBe(200)
})

test('other types are taken where they are asked for, and one that is not there is told of', async () => {
  const house = install()
  const base = await serveSite(true)
  await expect(house.importFrom(`${base}/wp-json/`, { types: 'post,podcast,video' })).rejects.toThrow(
    'The site shows no posts of the type video.',
  )
  expect(await house.all(`SELECT shown ->> '$.title' AS title FROM items ORDER BY title`)).toEqual([
    { title: 'Entry 101' },
    { title: 'Entry 111' },
  ])
})
