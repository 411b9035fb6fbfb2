/** Documents and pages that show a story, or none, have its dates, and no day that nothing happened on. */
import { describe, expect, test } from 'vitest'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'
import { type Newsdesk, NOW, openNewsdesk } from './newsdesk.ts'

const read = async (response: Promise<Response>) => (await response).text()

test.each(['', '/ara-news', '/corrections', '/comments'])(
  '%s/feed that shows nothing is of the first day',
  async (folder) => {
    const desk = await openNewsdesk()
    for (const format of EVERY_FORMAT) {
      const text = await read(desk.ask(`${folder}/feed.${format}`))
      expect(text).not.toContain('1970')
      expect(text).toMatch(/2013-01-01T00:00:00|Tue, 01 Jan 2013/)
    }
  },
)

test('a story of before 1970 is of its own day everywhere', async () => {
  const desk = await openNewsdesk()
  const story = { id: 'urn:moon', title: 'Moon', content_text: 'They landed.', date_published: '1969-07-20T20:17:00Z' }
  const item = await desk.call('/api/items', 'POST', story)
  const paths = ['/feed.rss', '/feed.atom', '/feed.json', '/sitemap.xml', '/wp-json/wp/v2/posts', '/1969/07/']
  for (const path of [...paths, new URL(item._ara.permalink).pathname]) {
    const text = await read(desk.ask(path))
    expect(text, path).toMatch(/1969-07-20|20 Jul 1969|20 July 1969|July 1969/)
    // First seen, and stated as that.
    expect(text.replace(/"first_seen":"[^"]*"/, ''), path).not.toMatch(/1970|2015-06/)
  }
})

describe('a story with no date but that of its last change', () => {
  const own = '2012-03-01'
  const story = { id: 'urn:own', title: 'Only changed', content_text: 'It is old.', date_modified: `${own}T08:00:00Z` }
  const entry = `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>urn:x</id><entry><id>urn:own</id>
    <title>Only changed</title><updated>${own}T08:00:00Z</updated><content>It is old.</content></entry></feed>`
  const dc = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>urn:own</guid>
    <title>Only changed</title><dc:date>${own}T08:00:00Z</dc:date><description>It is old.</description></item></channel></rss>`

  test.each<[string, (desk: Newsdesk) => Promise<unknown>]>([
    ['posted', (desk) => desk.call('/api/items', 'POST', story)],
    ['polled from Atom', (desk) => poll(desk, entry)],
    ['polled from RSS with dc:date', (desk) => poll(desk, dc)],
  ])('is filed where it is shown: %s', async (_, take) => {
    const desk = await openNewsdesk()
    await take(desk)
    const { _ara, date_published } = await desk.call<{ _ara: { permalink: string }; date_published: string }>(
      '/api/items/urn%3Aown',
    )
    expect([date_published.slice(0, 10), new URL(_ara.permalink).pathname]).toEqual([own, '/2012/03/only-changed/'])
    for (const path of [
      '/2012/',
      '/2012/03/',
      '/2012/03/01/',
      '/?m=201203',
      '/wp-json/wp/v2/posts?before=2013-01-01T00:00:00',
    ])
      expect(await read(follow(desk, path)), path).toContain('Only changed')
    for (const path of ['/2015/06/', '/2015/06/10/'])
      expect(await read(desk.ask(path)), path).not.toContain('Only changed')
  })

  test('is no news where it is handed in late: nothing is pushed', async () => {
    const desk = await openNewsdesk()
    await desk.call('/api/items', 'POST', story)
    const { changes } = await desk.call<{ changes: object[] }>('/api/changes')
    expect(changes).toMatchObject([{ kind: 'create', quiet: true }])
  })
})

async function poll(desk: Newsdesk, body: string): Promise<void> {
  desk.source.body = body
  await desk.call('/api/sources/wire/refresh', 'POST')
}

async function follow(desk: Newsdesk, path: string): Promise<Response> {
  const response = await desk.ask(path)
  const { pathname, search } = new URL(response.headers.get('location') ?? path, 'https://feeds.example')
  return response.status === 301 ? desk.ask(pathname + search) : response
}

test('documents of feeds name the site as their page, and no other format', async () => {
  const desk = await openNewsdesk()
  const [rss, atom] = await Promise.all(['/feed.rss', '/feed.atom'].map((path) => read(desk.ask(path))))
  expect(rss).not.toContain('rel="alternate"')
  expect(atom?.match(/<link rel="alternate"[^>]*>/g)).toEqual([
    '<link rel="alternate" type="text/html" href="https://feeds.example/"/>',
  ])
})

test('the first version of a story that came late is as old as the story, and a correction of its headline is new', async () => {
  const desk = await openNewsdesk()
  const story = { title: 'Brigde', content_text: 'It is open.', date_published: '2014-03-01T08:00:00Z' }
  const item = await desk.call('/api/items', 'POST', story)
  desk.clock.now = NOW + 3_600_000
  await desk.patch(item.id, { title: 'Bridge' })
  const path = new URL(item._ara.permalink).pathname
  const versions = await read(desk.ask(`${path}versions/`))
  expect(versions).toMatch(/First published <time datetime="2014-03-01T08:00:00/)
  expect(await read(desk.ask(path))).toContain('"dateModified":"2015-06-10T13:00:00.000Z"')
})

describe('an id that a reader may make a link of', () => {
  const odd = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
  ]
  test.each([...odd, 'a b', '/relative', '//host.example/x', '4711'])('is not %s', async (id) => {
    const desk = await openNewsdesk()
    const item = await desk.call('/api/items', 'POST', { id, title: 'Bridge', content_text: 'It is open.' })
    expect(item.id).toMatch(/^tag:aranews\.net,2013:/)
    expect(await read(desk.ask('/feed.atom'))).toContain(`<id>${item.id}</id>`)
  })

  test.each(['urn:uuid:1', 'yt:video:abc', 'tag:a.example,2015:x', 'http://a.example/?p=1'])('is %s', async (id) => {
    const desk = await openNewsdesk()
    expect((await desk.call('/api/items', 'POST', { id, title: 'Bridge', content_text: 'Open.' })).id).toBe(id)
  })
})
