import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { saveComments } from '../../../src/store/feeds/comments.ts'
import { BASE, channel, openBackend, type TestBackend } from '../backend.ts'

/** Every address that the agency's WordPress answered. */

const STORIES = [
  {
    id: 'https://aranews.net/?p=17',
    url: 'https://aranews.net/2014/10/old-bridge-of-qamishli-opens/',
    title: 'Old bridge',
    tags: ['Syria', 'Rojava News'],
    authors: [{ name: 'Egid Yousef' }],
    date_published: '2014-10-05T10:00:00Z',
    content_text: 'The old bridge.',
    image: 'https://aranews.net/wp-content/uploads/2014/10/bridge.jpg',
  },
  {
    id: 'https://aranews.net/?p=18',
    url: 'https://aranews.net/2014/11/%d8%ac%d8%b3%d8%b1/',
    title: 'جسر',
    tags: ['Syria'],
    date_published: '2014-11-06T10:00:00Z',
    content_text: 'جسر جديد في القامشلي.',
  },
]

async function openArchive(stories: readonly object[] = STORIES, more: Parameters<typeof openBackend>[0] = {}) {
  const backend = openBackend(more)
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: stories }
  if (stories.length > 0) await backend.take(JSON.stringify(feed), 'application/feed+json')
  return backend
}

function toMany(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `https://aranews.net/?p=${100 + index}`,
    url: `https://aranews.net/2014/10/story-number-${index}/`,
    title: `Story ${index}`,
    content_text: `Text ${index}.`,
    date_published: new Date(Date.UTC(2014, 9, 1, 0, index)).toISOString(),
  }))
}

async function titles(backend: TestBackend, path: string): Promise<(string | undefined)[]> {
  const response = await backend.ask(path)
  expect(response.status, path).toBe(200)
  return parse(new Uint8Array(await response.arrayBuffer())).items.map(({ title }) => title?.value)
}

describe('feeds', () => {
  test.each([
    ['/feed/', '/feed.rss'],
    ['/feed', '/feed.rss'],
    ['/feed/rss/', '/feed.rss'],
    ['/feed/rss2/', '/feed.rss'],
    ['/feed/rdf/', '/feed.rss'],
    ['/feed/feed/', '/feed.rss'],
    ['/feed/atom/', '/feed.atom'],
    ['/feed/atom', '/feed.atom'],
    ['/feed/json/', '/feed.json'],
    ['/rss', '/feed.rss'],
    ['/rss2/', '/feed.rss'],
    ['/atom', '/feed.atom'],
    ['/wp-rss2.php', '/feed.rss'],
    ['/wp-atom.php', '/feed.atom'],
    ['/index.php/feed/', undefined],
    ['/?feed=rss2', '/feed.rss'],
    ['/?feed=rss', '/feed.rss'],
    ['/?feed=rdf', '/feed.rss'],
    ['/?feed=feed', '/feed.rss'],
    ['/?feed=atom', '/feed.atom'],
    ['/feed/?utm_source=x', '/feed.rss'],
    ['/?feed=comments-rss2', '/comments/feed.rss'],
    ['/comments/feed/', '/comments/feed.rss'],
    ['/comments/feed/atom/', '/comments/feed.atom'],
    ['/wp-commentsrss2.php', '/comments/feed.rss'],
    ['/tag/syria/feed/', '/feed.rss?tag=syria'],
    ['/tag/syria/feed/atom/', '/feed.atom?tag=syria'],
    ['/?tag=syria&feed=rss2', '/feed.rss?tag=syria'],
    ['/category/syria/feed/', '/feed.rss?tag=syria'],
    ['/category/world/syria/feed/', '/feed.rss?tag=syria'],
    ['/?category_name=world/syria&feed=atom', '/feed.atom?tag=syria'],
    ['/author/egid-yousef/feed/', '/feed.rss?author=egid-yousef'],
    ['/?author_name=egid-yousef&feed=rss2', '/feed.rss?author=egid-yousef'],
    ['/search/bridge/feed/', '/feed.rss?q=bridge'],
    ['/?s=bridge&feed=rss2', '/feed.rss?q=bridge'],
    ['/feed/?paged=1', '/feed.rss'],
    ['/tag/syria/feed/?tag=rojava-news', '/feed.rss?tag=rojava-news&tag=syria'],
    ['/2014/10/feed/', '/feed.rss?date=2014-10'],
    ['/2014/feed/atom/', '/feed.atom?date=2014'],
    ['/2014/10/05/feed/', '/feed.rss?date=2014-10-05'],
    ['/?m=201410&feed=rss2', '/feed.rss?date=2014-10'],
    ['/?year=2014&monthnum=10&day=5&feed=atom', '/feed.atom?date=2014-10-05'],
    ['/2014/10/old-bridge-of-qamishli-opens/feed/', '/2014/10/old-bridge-of-qamishli-opens/feed.rss'],
    ['/files/2014/10/old-bridge-of-qamishli-opens/feed/atom/', '/2014/10/old-bridge-of-qamishli-opens/feed.atom'],
    ['/?feed=rss2&p=17', '/2014/10/old-bridge-of-qamishli-opens/feed.rss'],
  ])('%s is our own document, in place', async (old, own) => {
    const backend = await openArchive()
    const response = await backend.ask(old)
    if (own === undefined) {
      expect([response.status, response.headers.get('Location')]).toEqual([301, `${BASE}/feed/`])
      return
    }
    expect(response.status).toBe(200)
    const same = await backend.ask(own)
    expect(await response.text()).toBe(await same.text())
    for (const name of ['ETag', 'Content-Type', 'Link', 'Cache-Control', 'Vary', 'Last-Modified']) {
      expect(response.headers.get(name), name).toBe(same.headers.get(name))
    }
    const headers = { 'If-None-Match': same.headers.get('ETag') ?? '' }
    expect((await backend.ask(old, { headers })).status).toBe(304)
  })

  test.each([
    '/tag/nothing/feed/',
    '/author/nobody/feed/',
    '/2014/10/no-such-story/feed/',
    '/no-such-story/feed/',
    '/2013/feed/',
    '/2014/09/feed/',
    '/2014/13/feed/',
    '/2014/10/06/feed/',
    '/?feed=rss2&p=99',
    '/?feed=rss2&cat=5',
    '/?feed=podcast',
    '/feed/podcast/',
    '/?feed=__proto__',
    '/?cat=5',
    '/?author=3',
  ])('%s names nothing, and is no empty feed', async (path) => {
    const backend = await openArchive()
    expect((await backend.ask(path)).status).toBe(404)
    expect(backend.logged).toEqual([])
  })

  test('pages go back to the first story and end with 404', async () => {
    const backend = await openArchive(toMany(65))
    const first = await titles(backend, '/?feed=rss2&paged=1')
    const pages = [...(await titles(backend, '/feed/?paged=2')), ...(await titles(backend, '/feed/atom/?paged=3'))]
    expect(new Set([...first.slice(0, 30), ...pages]).size).toBe(65)
    expect((await backend.ask('/feed/?paged=4')).status).toBe(404)
    expect((await backend.ask('/feed/?paged=0')).status).toBe(400)
    expect((await backend.ask('/feed/?paged=99999999999')).status).toBe(404)
  })

  test('whoever was subscribed to the old site sees the ids that it had', async () => {
    const backend = await openArchive()
    const response = await backend.ask('/feed/')
    const { items } = parse(new Uint8Array(await response.arrayBuffer()))
    expect(items.map(({ guid }) => guid).sort()).toEqual(STORIES.map(({ id }) => id))
  })

  test('the comments of a retracted story are gone with it', async () => {
    const backend = await openArchive()
    await backend.ask('/api/items/https%3A%2F%2Faranews.net%2F%3Fp%3D17', {
      method: 'DELETE',
      token: true,
      json: { reason: 'Untrue.' },
    })
    const response = await backend.ask('/2014/10/old-bridge-of-qamishli-opens/feed/')
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('Untrue.')
  })
})

describe('stories', () => {
  const path = '/2014/10/old-bridge-of-qamishli-opens/'
  test.each([
    '/?p=17',
    '/?page_id=17',
    '/?p=17&preview=true',
    '/?name=old-bridge-of-qamishli-opens',
    '/index.php?p=17',
    '/old-bridge-of-qamishli-opens/',
    '/old-bridge-of-qamishli-opens',
    '/OLD-bridge-of-qamishli-opens/',
    '/files/2014/10/old-bridge-of-qamishli-opens/',
    '/files/2014/10/old-bridge-of-qamishli-opens',
    '/2014/10/05/old-bridge-of-qamishli-opens/',
    '/2013/01/old-bridge-of-qamishli-opens/',
    '/news/syria/old-bridge-of-qamishli-opens/',
    '/index.php/2014/10/old-bridge-of-qamishli-opens/',
    `${path}amp/`,
    `${path}page/2/`,
    `${path}2/`,
    `${path}comment-page-3/`,
    `${path}print/`,
    `${path}embed/`,
    `${path}trackback/`,
    `${path}comment-page-1/?replytocom=5`,
    path.slice(0, -1),
    '/files/2014/10/old-bridge-of-qamishli-opens/?utm_source=twitter&fbclid=x',
    '/%6Fld-bridge-of-qamishli-opens/',
  ])('%s leads to the story’s page', async (old) => {
    const backend = await openArchive()
    let response = await backend.ask(old)
    for (let hop = 0; hop < 3 && response.status === 301; hop++) {
      response = await backend.ask((response.headers.get('Location') ?? '').replace(BASE, ''))
    }
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(`<link rel="canonical" href="${BASE}${path}">`)
  })

  test('a page of one whose name ends with a digit leads there too', async () => {
    const response = await (await openArchive(toMany(3))).ask('/2014/10/story-number-1/2/')
    expect(response.headers.get('Location')).toBe(`${BASE}/2014/10/story-number-1/`)
  })

  test.each([`${path}?replytocom=5`, `${path}?utm_source=x`, `${path}?amp=1`])('%s is the page itself', async (old) => {
    expect((await (await openArchive()).ask(old)).status).toBe(200)
  })

  test.each(['/2014/11/%d8%ac%d8%b3%d8%b1/', '/2014/11/%D8%AC%D8%B3%D8%B1/', '/files/2014/11/%d8%AC%d8%b3%d8%b1/'])(
    'an Arabic name in any encoding: %s',
    async (old) => {
      const backend = await openArchive()
      const response = await backend.ask(old)
      const target = response.status === 200 ? old : (response.headers.get('Location') ?? '').replace(BASE, '')
      expect(await (await backend.ask(target)).text()).toContain('جسر جديد')
    },
  )

  test('a story without any old address is found by its name, and by the number that we give it', async () => {
    const backend = openBackend()
    await backend.take(
      'Iran will save Assad\n\nQamishli, Syria – Subsequent to the visit of the general, it is clear.\n',
    )
    const [post] = (await (await backend.ask('/wp-json/wp/v2/posts')).json()) as { id: number; link: string }[]
    for (const old of [`/?p=${post?.id}`, '/iran-will-save-assad/', '/files/2012/01/iran-will-save-assad/']) {
      expect((await backend.ask(old)).headers.get('Location'), old).toBe(post?.link)
    }
  })

  test('a retracted one says so at its old addresses', async () => {
    const backend = await openArchive()
    const json = { reason: 'It was <not> true.' }
    await backend.ask('/api/items/https%3A%2F%2Faranews.net%2F%3Fp%3D17', { method: 'DELETE', token: true, json })
    const moved = await backend.ask('/?p=17')
    const response = await backend.ask((moved.headers.get('Location') ?? '').replace(BASE, ''))
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('It was &lt;not&gt; true.')
  })

  test.each([
    '/?p=99',
    '/?p=abc',
    '/?p=9999999999999999',
    '/2014/10/',
    '/nothing/',
    '/index.php//evil.example/',
    '/2014/10/%ff/',
    '/%00/',
    `/${'a-'.repeat(1500)}/`,
    `/${'page/2/'.repeat(250)}`,
    '/wp-content/uploads/2014/10/none.jpg',
    '/tag/%ff/',
    '/tag//',
    '/author/a/b/c/feed/',
  ])('%s is a page that says that there is nothing', async (path) => {
    const backend = await openArchive([])
    const response = await backend.ask(path)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(backend.logged).toEqual([])
  })

  test('what is not found is searched for by the words of its address', async () => {
    const backend = await openArchive()
    const text = await (await backend.ask('/2015/06/iran-will-save-assad/')).text()
    expect(text).toContain('name="q" value="iran will save assad"')
  })
})

describe('lists', () => {
  test.each([
    ['/tag/syria/', 'Syria', 2],
    ['/category/syria/', 'Syria', 2],
    ['/category/world/syria/', 'Syria', 2],
    ['/?category_name=syria', 'Syria', 2],
    ['/tag/rojava-news/', 'Rojava News', 1],
    ['/author/egid-yousef/', 'Egid Yousef', 1],
    ['/?author_name=egid-yousef', 'Egid Yousef', 1],
    ['/?s=bridge', '“bridge”', 1],
    ['/search/bridge/', '“bridge”', 1],
    ['/2014/', '2014', 2],
    ['/2014/10/', 'October 2014', 1],
    ['/2014/11/', 'November 2014', 1],
  ])('%s is the list of %s', async (path, heading, count) => {
    const response = await (await openArchive()).ask(path)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain(`<h1 class="narrowed" dir="auto">${heading}</h1>`)
    expect(text.match(/<article/g)).toHaveLength(count)
  })

  test.each([
    ['/tag/syria', '/tag/syria/'],
    ['/2014/10', '/2014/10/'],
    ['/?m=201410', '/2014/10/'],
    ['/?year=2014&monthnum=9', '/2014/09/'],
    ['/page/2', '/page/2/'],
    ['/wp-sitemap.xml', '/sitemap.xml'],
    ['/news-sitemap.xml', '/sitemap-news.xml'],
  ])('%s leads to %s', async (old, own) => {
    const response = await (await openArchive()).ask(old)
    expect([response.status, response.headers.get('Location')]).toEqual([301, `${BASE}${own}`])
  })

  test('pages have every story once and end with 404', async () => {
    const backend = await openArchive(toMany(65))
    const pages = await Promise.all(
      ['/', '/page/2/', '/?paged=3'].map(async (path) => (await backend.ask(path)).text()),
    )
    const links = pages.flatMap((page) => page.match(/(?<=<h2><a href=")[^"]+/g) ?? [])
    expect([links.length, new Set(links).size]).toEqual([65, 65])
    expect(pages[1]).toContain('<a rel="next" href="/page/3/">')
    expect(pages[1]).toContain('<a rel="prev" href="/">')
    expect(pages[2]).not.toContain('rel="next"')
    expect((await backend.ask('/page/4/')).status).toBe(404)
    expect((await backend.ask('/2014/10/page/3/')).status).toBe(200)
    expect((await backend.ask('/2014/10/page/4/')).status).toBe(404)
  })

  test('a list names its own feeds before the site’s', async () => {
    const text = await (await (await openArchive()).ask('/tag/syria/')).text()
    const feeds = [...text.matchAll(/<link rel="alternate" type="([^"]+)"[^>]*href="([^"]+)"/g)].map(([, , url]) => url)
    expect(feeds.slice(0, 4)).toEqual([
      `${BASE}/feed.rss?tag=syria`,
      `${BASE}/feed.atom?tag=syria`,
      `${BASE}/feed.json?tag=syria`,
      `${BASE}/feed.rss`,
    ])
    expect(text).toContain(`<link rel="canonical" href="${BASE}/tag/syria/">`)
    expect(text).toContain(`<link rel="hub" href="${BASE}/hub">`)
  })

  test('so does a month, whose feed says what it is', async () => {
    const backend = await openArchive()
    const text = await (await backend.ask('/2014/10/')).text()
    expect(text).toContain(`href="${BASE}/feed.atom?date=2014-10"`)
    expect(text).toContain(`<link rel="canonical" href="${BASE}/2014/10/">`)
    const feed = parse(new Uint8Array(await (await backend.ask('/2014/10/feed/')).arrayBuffer()))
    expect(feed.title?.value).toBe('ARA News: stories of October 2014')
    expect(await titles(backend, '/2014/10/feed/')).toEqual(['Old bridge'])
    expect(await titles(backend, '/feed.rss?date=2014&tag=rojava-news')).toEqual(['Old bridge'])
  })
})

describe('the rest of a WordPress', () => {
  test.each([
    '/wp-login.php',
    '/wp-admin/',
    '/wp-admin/admin-ajax.php',
    '/wp-includes/js/x.js',
    '/wp-content/plugins/x/x.php',
    '/wp-trackback.php',
  ])('%s is gone, cheaply', async (path) => {
    const response = await (await openArchive()).ask(path)
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([410, 'public, max-age=86400'])
  })

  test('remote calls are gone too', async () => {
    const backend = await openArchive()
    expect((await backend.ask('/xmlrpc.php', { method: 'POST', body: '<methodCall/>' })).status).toBe(410)
  })

  test('a picture leads to our copy, whatever its size was', async () => {
    const backend = await openArchive()
    const at = '/wp-content/uploads/2014/10/bridge'
    expect((await backend.ask(`${at}.jpg`)).status).toBe(404)
    const hash = 'ab'.repeat(32)
    await backend.db.run(`UPDATE pictures SET state = 'kept', hash = ?, type = 'image/jpeg'`, hash)
    for (const path of [`${at}.jpg`, `${at}-300x200.jpg`]) {
      const response = await backend.ask(path)
      expect([response.status, response.headers.get('Location')]).toEqual([302, `${BASE}/media/${hash}`])
    }
  })
})

describe('old hosts', () => {
  const ask = (backend: TestBackend, host: string, path: string, headers = {}) =>
    backend.ask(path, { headers: { Host: host, ...headers } })

  test.each(['aranews.net', 'www.aranews.net', 'WWW.aranews.net', 'aranews.net:443'])(
    '%s leads to the same path here, for good',
    async (host) => {
      const backend = await openArchive()
      for (const path of ['/', '/feed/', '/2014/10/old-bridge-of-qamishli-opens/?a=1', '/feed.atom', '/%ff']) {
        const response = await ask(backend, host, path)
        expect([response.status, response.headers.get('Location')]).toEqual([301, `${BASE}${path}`])
      }
    },
  )

  test('certificates can be proved, and nothing that is sent is lost on the way', async () => {
    const backend = await openArchive()
    expect((await ask(backend, 'aranews.net', '/.well-known/acme-challenge/x')).status).toBe(404)
    const sent = await backend.ask('/hub', { method: 'POST', headers: { Host: 'aranews.net' }, body: '' })
    expect(sent.status).not.toBe(301)
  })

  test('the host that the service has itself, and strange ones, are answered in place', async () => {
    const backend = await openArchive(STORIES, { base: 'https://aranews.net' })
    for (const host of ['aranews.net', 'other.example', ''])
      expect((await ask(backend, host, '/feed/')).status).toBe(200)
    expect((await ask(backend, 'www.aranews.net', '/feed/')).headers.get('Location')).toBe('https://aranews.net/feed/')
  })

  test('nobody is sent to somebody’s own machine', async () => {
    const backend = await openArchive(STORIES, { base: 'http://localhost:8787' })
    expect((await ask(backend, 'aranews.net', '/feed/')).status).toBe(200)
  })

  test('the service does not read itself', async () => {
    const backend = await openArchive()
    const headers = { 'User-Agent': `ara-feeds/1.0.0 (+${BASE})` }
    const response = await ask(backend, 'aranews.net', '/feed/', headers)
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('take the source out of feeds/')
  })

  test('with several channels each one’s old addresses lead to its stories', async () => {
    const other = { ...channel, id: 'kurdish', title: 'ARA Kurdî', hosts: ['ku.example'], sources: [] }
    const backend = await openArchive(STORIES, { channels: [channel, other] })
    expect((await ask(backend, 'ku.example', '/?p=17')).status).toBe(301)
    expect((await backend.ask('/kurdish/')).status).toBe(200)
  })
})

test('comments of a story stand in its feed and in WordPress’s API', async () => {
  const backend = await openArchive()
  const [row] = await backend.db.all<{ id: number }>(
    `SELECT id FROM items WHERE public_id = 'https://aranews.net/?p=17'`,
  )
  const comments = [
    { id: '5', author: 'Reader', html: '<p>Well done.</p>', at: Date.UTC(2014, 9, 6) },
    { id: '6', parent: '5', author: '', html: '<p>Indeed.</p>' },
  ]
  await saveComments(backend.db, [{ row: row?.id ?? 0, comments }])
  const feed = await (await backend.ask('/2014/10/old-bridge-of-qamishli-opens/feed/')).text()
  expect(feed).toContain('Well done.')
  const listed = (await (await backend.ask('/wp-json/wp/v2/comments?post=17&order=asc')).json()) as { id: number }[]
  expect(listed).toMatchObject([
    { id: 6, post: 17, parent: 5, author_name: '', content: { rendered: '<p>Indeed.</p>' } },
    { id: 5, post: 17, parent: 0, author_name: 'Reader', date_gmt: '2014-10-06T00:00:00' },
  ])
  const second = await backend.ask('/wp-json/wp/v2/comments?per_page=1&page=2')
  expect([second.headers.get('X-WP-Total'), second.headers.get('X-WP-TotalPages')]).toEqual(['2', '2'])
  expect(await second.json()).toMatchObject([{ id: 6 }])
})
