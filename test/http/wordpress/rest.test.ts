import { describe, expect, test } from 'vitest'
import { BASE, openBackend, type TestBackend } from '../backend.ts'

/** `/wp-json/wp/v2/posts` as the clients of WordPress know it. */

const API = '/wp-json/wp/v2'

type Post = Readonly<Record<string, unknown>> & { readonly id: number; readonly slug: string }

const STORIES = [3, 2, 1].map((day) => ({
  id: `https://aranews.net/?p=${day}`,
  url: `https://aranews.net/2014/10/story-of-day-${day}/`,
  title: `Day ${day} & "more" <b>`,
  summary: `Summary of ${day}`,
  content_html: `<p>Text of <em>day</em> ${day}.</p>`,
  tags: day === 2 ? ['Syria', 'Kobanê'] : ['Syria'],
  authors: [{ name: day === 3 ? 'Egid Yousef' : 'Jan Nasro' }, { name: 'Second' }],
  date_published: `2014-10-0${day}T10:00:00Z`,
  image: `https://aranews.net/files/${day}.jpg`,
  language: 'en',
}))

async function openArchive(): Promise<TestBackend> {
  const backend = openBackend()
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: STORIES }
  await backend.backend.takeDocument(new TextEncoder().encode(JSON.stringify(feed)), 'application/feed+json', 'import')
  // As an import would have it: each at its date.
  await backend.db.run(`UPDATE items SET position = shown ->> '$.published'`)
  return backend
}

async function read<T = Post[]>(backend: TestBackend, path: string): Promise<T> {
  const response = await backend.ask(path)
  expect(response.status, path).toBe(200)
  return (await response.json()) as T
}

test('a post has the fields that clients use', async () => {
  const backend = await openArchive()
  const [post] = await read(backend, `${API}/posts?per_page=1`)
  expect(post).toMatchObject({
    id: 3,
    date: '2014-10-03T10:00:00',
    date_gmt: '2014-10-03T10:00:00',
    guid: { rendered: 'https://aranews.net/?p=3' },
    modified: '2014-10-03T10:00:00',
    modified_gmt: '2014-10-03T10:00:00',
    slug: 'story-of-day-3',
    status: 'publish',
    type: 'post',
    link: `${BASE}/2014/10/story-of-day-3/`,
    title: { rendered: 'Day 3 &#038; &#034;more&#034; &lt;b&gt;' },
    content: { rendered: '<p>Text of <em>day</em> 3.</p>', protected: false },
    excerpt: { rendered: '<p>Summary of 3</p>\n', protected: false },
    comment_status: 'closed',
    ping_status: 'closed',
    sticky: false,
    template: '',
    format: 'standard',
    meta: [],
    categories: [],
    _links: { self: [{ href: `${BASE}${API}/posts/3` }], collection: [{ href: `${BASE}${API}/posts` }] },
  })
  expect(post).not.toHaveProperty('_embedded')
  expect(await read(backend, `${API}/posts/3`)).toEqual(post)
  expect(await read(backend, `/?rest_route=/wp/v2/posts/3`)).toEqual(post)
})

test('what is embedded comes along when it is asked for', async () => {
  const backend = await openArchive()
  const [post] = await read<(Post & { _embedded: Record<string, unknown> })[]>(
    backend,
    `${API}/posts?per_page=1&_embed`,
  )
  expect(post?._embedded).toMatchObject({
    author: [{ name: 'Egid Yousef', slug: 'egid-yousef', link: `${BASE}/author/egid-yousef/` }, { name: 'Second' }],
    'wp:featuredmedia': [
      { source_url: 'https://aranews.net/files/3.jpg', media_type: 'image', id: post?.featured_media },
    ],
    'wp:term': [[], [{ name: 'Syria', slug: 'syria', taxonomy: 'post_tag' }]],
  })
  const [only] = await read<(Post & { _embedded: object })[]>(backend, `${API}/posts?per_page=1&_embed=author`)
  expect(Object.keys(only?._embedded ?? {})).toEqual(['author'])
})

test('pages have their headers, follow each other and end with WordPress’s error', async () => {
  const backend = await openArchive()
  const first = await backend.ask(`${API}/posts?per_page=2`)
  expect([first.headers.get('X-WP-Total'), first.headers.get('X-WP-TotalPages')]).toEqual(['3', '2'])
  expect(first.headers.get('Link')).toContain(`<${BASE}${API}/posts?per_page=2&page=2>; rel="next"`)
  expect(first.headers.get('Access-Control-Expose-Headers')).toContain('X-WP-TotalPages')
  expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*')
  const second = await backend.ask(`${API}/posts?per_page=2&page=2`)
  expect(second.headers.get('Link')).toContain('rel="prev"')
  expect(second.headers.get('Link')).not.toContain('rel="next"')
  expect(((await second.json()) as Post[]).map(({ id }) => id)).toEqual([1])
  const past = await backend.ask(`${API}/posts?per_page=2&page=3`)
  expect(past.status).toBe(400)
  expect(await past.json()).toMatchObject({ code: 'rest_post_invalid_page_number', data: { status: 400 } })
  const again = await backend.ask(`${API}/posts?per_page=2`, {
    headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect((await backend.ask(`${API}/posts`, { method: 'HEAD' })).headers.get('X-WP-Total')).toBe('3')
})

describe('parameters', () => {
  test.each([
    ['', [3, 2, 1]],
    ['order=asc', [1, 2, 3]],
    ['orderby=id&order=asc', [3, 2, 1]],
    ['orderby=slug&order=asc', [1, 2, 3]],
    ['orderby=modified', [3, 2, 1]],
    ['after=2014-10-01T10:00:00', [3, 2]],
    ['after=2014-10-01T10:00:00Z&before=2014-10-03T10:00:00%2B00:00', [2]],
    ['before=2014-10-03T12:00:00+02:00', [2, 1]],
    ['after=2014-10-03', [3]],
    ['modified_after=2014-10-02T10:00:00', [3]],
    ['modified_before=2014-10-02T10:00:00', [1]],
    ['slug=story-of-day-2', [2]],
    ['slug=story-of-day-2,story-of-day-1', [2, 1]],
    ['slug[]=story-of-day-2&slug[]=nothing', [2]],
    ['include=1,3', [3, 1]],
    ['include[]=1&include[]=3&orderby=include', [1, 3]],
    ['include=99', []],
    ['exclude=3', [2, 1]],
    ['offset=2', [1]],
    ['search=day', [3, 2, 1]],
    ['search=kobane', [2]],
    ['search=nothing-of-the-kind', []],
    ['categories=4', []],
    ['sticky=true', []],
    ['status=publish', [3, 2, 1]],
    ['unknown=1', [3, 2, 1]],
  ])('%s', async (query, ids) => {
    const backend = await openArchive()
    expect((await read(backend, `${API}/posts?${query}`)).map(({ id }) => id)).toEqual(ids)
  })

  test.each([
    ['per_page=101', 'per_page'],
    ['per_page=0', 'per_page'],
    ['per_page=x', 'per_page'],
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['offset=-1', 'offset'],
    ['order=up', 'order'],
    ['orderby=title', 'orderby'],
    ['after=yesterday', 'after'],
    ['modified_after=2014-13-45T99:00:00', 'modified_after'],
    ['include=a', 'include'],
    ['status=draft', 'status'],
    ['context=none', 'context'],
    [`include=${Array.from({ length: 101 }, (_, n) => n).join()}`, 'include'],
  ])('%s is refused in WordPress’s words', async (query, name) => {
    const backend = await openArchive()
    const response = await backend.ask(`${API}/posts?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      code: 'rest_invalid_param',
      message: `Invalid parameter(s): ${name}`,
      data: { status: 400, params: { [name]: expect.any(String) } },
    })
  })

  test('only the fields that are asked for', async () => {
    const backend = await openArchive()
    expect(await read(backend, `${API}/posts?per_page=1&_fields=id,title.rendered,nothing`)).toEqual([
      { id: 3, title: { rendered: 'Day 3 &#038; &#034;more&#034; &lt;b&gt;' } },
    ])
    expect(await read(backend, `${API}/posts/3?_fields[]=slug`)).toEqual({ slug: 'story-of-day-3' })
    const [brief] = await read(backend, `${API}/posts?context=embed`)
    expect(brief).not.toHaveProperty('content')
    expect((await backend.ask(`${API}/posts?context=edit`)).status).toBe(401)
  })
})

test('tags and authors are known by number, name and story', async () => {
  const backend = await openArchive()
  const tags = await read<{ id: number; slug: string; count: number }[]>(backend, `${API}/tags`)
  expect(tags.map(({ slug, count }) => [slug, count])).toEqual([
    ['kobane', 1],
    ['syria', 3],
  ])
  const [kobane] = tags
  expect((await read(backend, `${API}/posts?tags=${kobane?.id}`)).map(({ id }) => id)).toEqual([2])
  expect((await read(backend, `${API}/posts?tags_exclude=${kobane?.id}`)).map(({ id }) => id)).toEqual([3, 1])
  expect(await read(backend, `${API}/tags/${kobane?.id}`)).toMatchObject({
    name: 'Kobanê',
    link: `${BASE}/tag/kobane/`,
  })
  expect(await read(backend, `${API}/tags?slug=syria`)).toMatchObject([{ name: 'Syria' }])
  expect(await read(backend, `${API}/tags?post=2&search=kob`)).toMatchObject([{ slug: 'kobane' }])
  const [egid] = await read(backend, `${API}/users?slug=egid-yousef`)
  const posts = await read(backend, `${API}/posts?author=${egid?.id}`)
  expect(posts).toMatchObject([{ id: 3, author: egid?.id }])
  const page = await backend.ask(`/?author=${egid?.id}`)
  expect(await page.text()).toContain('Egid Yousef</h1>')
  expect((await backend.ask(`${API}/tags/1`)).status).toBe(404)
  expect((await backend.ask(`${API}/users/1`)).status).toBe(404)
})

test('a story that no WordPress numbered has a number of ours, which leads to it', async () => {
  const backend = openBackend()
  await backend.take('جسر جديد\n\nالقامشلي – افتتح المجلس جسراً جديداً في المدينة يوم الخميس.\n')
  const [post] = await read(backend, `${API}/posts`)
  expect(post?.id).toBeGreaterThan(1_000_000_000)
  expect(post?.id).toBeLessThan(2_147_483_648)
  expect(post).toMatchObject({ lang: 'ar' })
  expect(await read(backend, `${API}/posts/${post?.id}`)).toEqual(post)
  expect(await read(backend, `${API}/posts?slug=${post?.slug}`)).toEqual([post])
})

test('errors are in WordPress’s form, whatever is asked', async () => {
  const backend = await openArchive()
  const cases: [string, string, number, string][] = [
    ['GET', `${API}/posts/99`, 404, 'rest_post_invalid_id'],
    ['GET', `${API}/posts/999999999999999`, 404, 'rest_post_invalid_id'],
    ['GET', `${API}/nothing`, 404, 'rest_no_route'],
    ['GET', '/wp-json/__proto__', 404, 'rest_no_route'],
    ['GET', '/?rest_route=/oembed/1.0/embed', 404, 'rest_no_route'],
    ['POST', `${API}/posts`, 401, 'rest_cannot_edit'],
    ['DELETE', `${API}/posts/3`, 401, 'rest_cannot_edit'],
  ]
  for (const [method, path, status, code] of cases) {
    const response = await backend.ask(path, { method })
    expect([response.status, response.headers.get('Content-Type')], path).toEqual([
      status,
      'application/json; charset=UTF-8',
    ])
    expect(await response.json()).toMatchObject({ code, message: expect.any(String), data: { status } })
  }
  expect(
    (await backend.ask(`${API}/posts`, { method: 'OPTIONS' })).headers.get('Access-Control-Allow-Methods'),
  ).toContain('GET')
  expect(backend.logged).toEqual([])
})

test('a retracted story is gone from the lists, and says why under its number', async () => {
  const backend = await openArchive()
  const json = { reason: 'It was not so.' }
  await backend.ask('/api/items/https%3A%2F%2Faranews.net%2F%3Fp%3D3', { method: 'DELETE', token: true, json })
  expect((await read(backend, `${API}/posts`)).map(({ id }) => id)).toEqual([2, 1])
  const response = await backend.ask(`${API}/posts/3`)
  expect(response.status).toBe(410)
  expect(await response.text()).toContain('It was not so.')
})

test('the root says what there is, and pages lead to it', async () => {
  const backend = await openArchive()
  const root = await read<{ namespaces: string[]; routes: object; name: string }>(backend, '/wp-json/')
  expect(root).toMatchObject({ name: 'ARA News', url: BASE, home: BASE, namespaces: ['wp/v2'], gmt_offset: 0 })
  expect(Object.keys(root.routes)).toContain('/wp/v2/posts')
  expect(await (await backend.ask('/')).text()).toContain(`<link rel="https://api.w.org/" href="${BASE}/wp-json/">`)
  expect(await read(backend, `${API}/categories`)).toEqual([])
})
