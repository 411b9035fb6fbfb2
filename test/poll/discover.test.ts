import { describe, expect, test } from 'vitest'
import { FetchError, ParseError } from '../../src/errors.ts'
import { discover } from '../../src/poll/discover.ts'
import { openNewsroom, serve, toRss } from './newsroom.ts'

const rss = serve(toRss([{ title: 'Found', guid: 'g' }]))
const page = (html: string) => serve(`<!doctype html>${html}`, { 'content-type': 'text/html' })
const SITE = 'https://a.example/'

function open(pages: Readonly<Record<string, ReturnType<typeof serve>>>) {
  const room = openNewsroom({})
  for (const [url, answer] of Object.entries(pages)) room.pages.set(new URL(url, SITE).href, answer)
  return { ...room, discover: (url = SITE) => discover(room.poller.net, url) }
}

describe('discovery', () => {
  test('takes a feed as it is', async () => {
    const room = open({ '/feed': rss })
    const { answer, feed } = await room.discover('https://a.example/feed')
    expect(answer.url).toBe('https://a.example/feed')
    expect(feed.items[0]?.title?.value).toBe('Found')
    expect(room.asked).toHaveLength(1)
  })

  test('follows what a page declares, before what it links to', async () => {
    const html = '<a href="/rss">b</a><link rel="alternate" type="application/rss+xml" href="/declared">'
    const room = open({ '/': page(html), '/declared': rss, '/rss': rss })
    expect((await room.discover()).answer.url).toBe('https://a.example/declared')
  })

  test('goes on where a declared feed is broken', async () => {
    const html = '<link rel="alternate" type="application/rss+xml" href="/gone"><a href="/news.rss">b</a>'
    const room = open({ '/': page(html), '/news.rss': rss })
    expect((await room.discover()).answer.url).toBe('https://a.example/news.rss')
  })

  test('takes the feed of comments last, and links that say what they are', async () => {
    const declared = '<link rel=alternate type="application/atom+xml" title="Comments" href="/comments/feed">'
    const room = open({
      '/': page(`${declared}<a href="/news.xml">RSS feed</a>`),
      '/news.xml': rss,
      '/comments/feed': rss,
    })
    const both = page(`${declared}<link rel=alternate type="application/rss+xml" href="/all">`)
    const other = open({ '/': both, '/all': rss, '/comments/feed': rss })
    expect((await other.discover()).answer.url).toBe('https://a.example/all')
    const linked = open({ '/': page('<a href="/news.xml">RSS feed</a>'), '/news.xml': rss })
    expect((await linked.discover()).answer.url).toBe('https://a.example/news.xml')
    expect((await room.discover()).answer.url).toBe('https://a.example/news.xml')
  })

  test('tries the usual places, a few of them', async () => {
    const room = open({
      '/about': page('<p>Nothing'),
      '/atom.xml': rss,
      '/feed/': page('<p>A page'),
      '/rss': serve('no feed'),
    })
    expect((await room.discover('https://a.example/about')).answer.url).toBe('https://a.example/atom.xml')
  })

  test.each(['feed/', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', '?feed=rss2'])(
    'tries beneath the page too: %s',
    async (name) => {
      for (const start of ['https://a.example/blog/', 'https://a.example/blog', 'https://a.example/blog/index.html']) {
        const { pathname } = new URL(start)
        const room = open({ [pathname]: page('<p>Nothing'), [`/blog/${name}`]: rss })
        expect((await room.discover(start)).answer.url).toBe(`https://a.example/blog/${name}`)
      }
    },
  )

  test('asks a host that wants to be left alone nothing more', async () => {
    const busy = () => new Response('', { status: 429 })
    const room = open({ '/': page('<link rel=feed href="https://b.example/feed">'), '/feed/': busy })
    room.pages.set('https://b.example/feed', busy)
    await expect(room.discover()).rejects.toThrow(ParseError)
    expect(room.asked.map(({ url }) => url)).toEqual([SITE, 'https://b.example/feed', `${SITE}feed/`])
  })

  test('keeps nobody waiting for a slow host', async () => {
    const room = open({ '/': page('<p>Nothing') })
    for (const name of ['feed/', 'rss.xml', 'feed.xml', 'atom.xml']) {
      room.pages.set(`${SITE}${name}`, () => {
        room.clock.now += 20_000
        return new Response('', { status: 404 })
      })
    }
    await expect(room.discover()).rejects.toThrow(ParseError)
    expect(room.asked.map(({ url }) => url)).toEqual([SITE, `${SITE}feed/`, `${SITE}rss.xml`])
  })

  test('gives up politely', async () => {
    const links = Array.from({ length: 50 }, (_, index) => `<link rel=feed href=/${index}>`).join('')
    const room = open({ '/blog/': page(links) })
    const error: unknown = await room.discover('https://a.example/blog/').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ParseError)
    expect((error as ParseError).message).toBe('a.example sent a page, and no feed was found from there.')
    expect(room.asked).toHaveLength(16)
  })

  test('fails as the address does', async () => {
    const room = open({ '/x.json': serve('{"a": 1}', { 'content-type': 'application/json' }) })
    await expect(room.discover()).rejects.toThrow(FetchError)
    await expect(room.discover('http://localhost/')).rejects.toThrow(/private/)
    await expect(room.discover('https://a.example/x.json')).rejects.toThrow(ParseError)
    expect(room.asked).toHaveLength(2)
  })

  test('is led to no private address by a page', async () => {
    const room = open({ '/': page('<link rel=feed href="http://127.0.0.1/feed">'), '/feed/': rss })
    expect((await room.discover()).answer.url).toBe('https://a.example/feed/')
    expect(room.asked.some(({ url }) => url.includes('127.0.0.1'))).toBe(false)
  })

  test('follows what HTTP names, of a page and of what is none', async () => {
    const link = '</feed.php>; rel="alternate"; type="application/rss+xml"; title="News"'
    for (const type of ['text/html', 'application/json']) {
      const site = serve(type === 'text/html' ? '<p>Nothing' : '{"a": 1}', { 'content-type': type, link })
      const room = open({ '/': site, '/feed.php': rss })
      expect((await room.discover()).answer.url).toBe('https://a.example/feed.php')
    }
  })

  test('goes on behind an entry, a sitemap and a story', async () => {
    const entry = serve('<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id><title>One</title></entry>')
    const map = serve('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/1</loc></url></urlset>')
    const named = ['/entry', '/map', '/story', '/feed'].map((href) => `<link rel=feed href="${href}">`).join('')
    const story = serve('All is well.', { 'content-type': 'text/plain' })
    const room = open({ '/': page(named), '/entry': entry, '/map': map, '/story': story, '/feed': rss })
    expect((await room.discover()).answer.url).toBe('https://a.example/feed')
  })

  test('looks on a page about feeds, and no further', async () => {
    const about = page('<a href="/news.rss">News</a><a href="/feeds">Feeds</a><a href="/">Home</a>')
    const room = open({ '/': page('<a href="/feeds">RSS</a>'), '/feeds': about, '/news.rss': rss })
    expect((await room.discover()).answer.url).toBe('https://a.example/news.rss')
    const next = (href: string) => page(`<a href="${href}" class="rss">RSS</a>`)
    const maze = open({ '/': next('/1'), '/1': next('/2'), '/2': next('/3'), '/3': rss })
    await expect(maze.discover()).rejects.toThrow(ParseError)
    expect(maze.asked.map(({ url }) => new URL(url).pathname)).not.toContain('/3')
    expect(new Set(maze.asked.map(({ url }) => url)).size).toBe(maze.asked.length)
  })
})
