/** Documents and pages that show a story, or none, have its dates, and no day that nothing happened on. */
import { describe, expect, test } from 'vitest'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'
import { NOW, openNewsdesk } from './newsdesk.ts'

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
