import { writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { install } from '../installation.ts'
import { startServer, startService } from '../process.ts'
import { toExport, toPost } from './export.ts'
import { answerAsWordPress, type Site } from './site.ts'

/** Archives that are fetched, over real sockets. */

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const { base, close } = await startServer(answer)
  closing.push(close)
  return base
}

async function serveWordPress(facts: Omit<Site, 'asked'>): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = []
  const base = await serve((request, response) => answerAsWordPress({ ...facts, asked }, request, response))
  return { base, asked }
}

test('a site’s address leads to its REST, which is read to the last page, comments too', async () => {
  const installation = install()
  const { base, asked } = await serveWordPress({ posts: 130, comments: 12 })
  const told = await installation.importFrom(`${base}/`)
  expect(told.split('\n')).toEqual([
    expect.stringMatching(/^http.*: A post was left out because it is not public: private\.$/),
    expect.stringMatching(/^http.*: A post was left out because it is not public: behind a password\.$/),
    '128 added, 0 updated, 0 unchanged',
    'left out: 1 behind a password, 1 private',
  ])
  const pages = asked.filter((path) => path.includes('/posts')).map((path) => new URL(path, base).searchParams)
  expect(pages.map((query) => [query.get('page'), query.get('per_page'), query.get('_embed')])).toEqual([
    ['1', '100', '1'],
    ['2', '100', '1'],
  ])
  expect(await installation.all('SELECT id, parent, author, at FROM comments ORDER BY row LIMIT 2')).toEqual([
    { id: '1', parent: null, author: 'Reader 1', at: Date.UTC(2014, 9, 2, 3) },
    { id: '2', parent: '1', author: 'Reader 2', at: Date.UTC(2014, 9, 2, 3) },
  ])
  expect(await installation.all('SELECT count(*) AS n FROM comments')).toEqual([{ n: 12 }])
  const [story] = await installation.all(`SELECT shown, permalink FROM items WHERE public_id = '${base}/?p=1'`)
  expect(story?.permalink).toBe('/2014/09/story-1/')
  expect(JSON.parse(String(story?.shown))).toMatchObject({
    title: 'Story 1 – the river',
    authors: [{ name: 'Egid Yousef' }],
    categories: [{ name: 'Syria' }, { name: 'Floods' }],
    image: { url: `${base}/files/1.jpg`, caption: 'The river' },
    published: Date.UTC(2014, 8, 30, 22, 30),
    commentCount: 12,
  })
  expect(await installation.importFrom(`${base}/wp-json/wp/v2/posts`)).toMatch(/^0 added, 0 updated, 128 unchanged$/m)
})

test('where REST is closed, the feed is read page by page until there is none', async () => {
  const installation = install()
  const { base, asked } = await serveWordPress({ posts: 25, hasRest: false })
  expect(await installation.importFrom(`${base}/`)).toBe('25 added, 0 updated, 0 unchanged')
  expect(asked.filter((path) => path.startsWith('/feed/?')).map((path) => path.slice(7))).toEqual([
    'paged=2',
    'paged=3',
    'paged=4',
  ])
})

test('a feed that gives the same page for every number is read once', async () => {
  const installation = install()
  const item = '<item><guid isPermaLink="false">urn:a</guid><title>A</title></item>'
  const base = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/rss+xml' })
    response.end(`<rss version="2.0"><channel><title>T</title>${item}</channel></rss>`)
  })
  expect(await installation.importFrom(`${base}/rss`)).toBe('1 added, 0 updated, 0 unchanged')
})

test('an archive is followed as its documents say (RFC 5005), a JSON Feed by next_url', async () => {
  const installation = install()
  const base = await serve((request, response) => {
    const [, format, number] = /^\/(atom|json)\/(\d)$/.exec(request.url ?? '') ?? []
    const next = Number(number) - 1
    if (format === 'json') {
      const more = next > 0 ? { next_url: `/json/${next}` } : {}
      const items = [{ id: `urn:json:${number}`, content_text: `Story ${number} of the chain` }]
      response.writeHead(200, { 'Content-Type': 'application/feed+json' })
      response.end(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', ...more, items }))
      return
    }
    const link = next > 0 ? `<link rel="prev-archive" href="/atom/${next}"/>` : ''
    response.writeHead(200, { 'Content-Type': 'application/atom+xml' })
    response.end(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:t</id>${link}
      <entry><id>urn:atom:${number}</id><title>Entry ${number}</title></entry></feed>`)
  })
  expect(await installation.importFrom(`${base}/atom/3`)).toBe('3 added, 0 updated, 0 unchanged')
  expect(await installation.importFrom(`${base}/json/3`)).toBe('3 added, 0 updated, 0 unchanged')
})

test('a newest archive that holds just what the feed does is not the end of it', async () => {
  const installation = install()
  const entry = (name: string) => `<entry><id>urn:a:${name}</id><title>Entry ${name}</title></entry>`
  const pages: Readonly<Record<string, string>> = {
    '/feed': `<link rel="prev-archive" href="/2"/>${entry('b')}`,
    '/2': `<link rel="prev-archive" href="/1"/>${entry('b')}`,
    '/1': `<link rel="prev-archive" href="/2"/>${entry('a')}`,
  }
  const base = await serve((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/atom+xml' })
    response.end(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:t</id>${pages[request.url ?? '']}</feed>`,
    )
  })
  expect(await installation.importFrom(`${base}/feed`)).toBe('2 added, 0 updated, 0 unchanged')
})

test('a site that is busy is asked again as it says; one that fails in the middle loses nothing of before', async () => {
  const installation = install()
  let busy = 1
  let isDown = true
  const { base } = await serveWordPress({
    posts: 110,
    first: (path) => {
      if (path.includes('page=2') && isDown) return 403
      return path.includes('/posts') && busy-- > 0 ? 429 : undefined
    },
  })
  await expect(installation.importFrom(`${base}/wp-json/wp/v2/posts`)).rejects.toThrow(/broke off.*403.*goes on/s)
  expect(await installation.all('SELECT count(*) AS n FROM items')).toEqual([{ n: 98 }])
  isDown = false
  expect(await installation.importFrom(`${base}/wp-json/wp/v2/posts`)).toMatch(/^10 added, 0 updated, 98 unchanged$/m)
})

test('a list of feeds becomes sources, each once', async () => {
  const installation = install()
  const file = join(installation.folder, 'feeds.opml')
  const outlines = [
    '<outline text="Wire" xmlUrl="https://wire.example/feed/"/>',
    '<outline text="B" xmlUrl="https://b.example/rss"/>',
  ]
  writeFileSync(file, `<opml version="2.0"><head><title>Feeds</title></head><body>${outlines.join('')}</body></opml>`)
  expect(await installation.importFrom(file)).toBe('2 sources added, 0 there already')
  expect(await installation.importFrom(file)).toBe('0 sources added, 2 there already')
  expect(await installation.all('SELECT url, title FROM sources ORDER BY url')).toEqual([
    { url: 'https://b.example/rss', title: 'B' },
    { url: 'https://wire.example/feed/', title: 'Wire' },
  ])
})

test('with --to the items go to a running service, in parcels that it takes', async () => {
  const installation = install()
  const other = install()
  const running = await startService({ DATABASE: other.database, ARCHIVE: other.folder, FEEDS: other.feeds })
  closing.push(running.stop)
  const file = join(installation.folder, 'wordpress.xml')
  const text = 'The river rose and fell in the night. '.repeat(400)
  writeFileSync(file, toExport(Array.from({ length: 130 }, (_, n) => toPost({ id: n + 1, text: `${n} ${text}` }))))
  expect(await installation.importFrom(file, { to: running.base })).toBe('130 added, 0 updated, 0 unchanged')
  expect(await installation.importFrom(file, { to: running.base })).toBe('0 added, 0 updated, 130 unchanged')
  const page = await running.call('/2014/10/story-77/')
  expect(await page.text()).toContain('Story 77 of the river')
  await expect(installation.importFrom(file, { to: 'http://127.0.0.1:9' })).rejects.toThrow(
    '127.0.0.1:9 could not be reached',
  )
})
