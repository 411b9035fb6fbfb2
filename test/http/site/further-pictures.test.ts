import { expect, test } from 'vitest'
import { BASE, openBackend, type TestBackend } from '../backend.ts'

/** A story of four pictures, one of them in its text: wherever it is shown each stands once, with what it shows. */

const SOURCE = `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Daily</title><link>https://aranews.net/</link><item><title>Bazaar</title><guid isPermaLink="false">s1</guid>
<description><![CDATA[<p>At the bazaar <img src="https://aranews.net/up/t-300x200.jpg" alt="Tea"></p>]]></description>
${['a', 'b', 't', 'c'].map(toMedia).join('')}<media:content url="https://aranews.net/up/b-150x150.jpg" medium="image"/>
<media:content url="https://aranews.net/up/spacer.gif" medium="image"/></item></channel></rss>`

function toMedia(name: string): string {
  return `<media:content url="https://aranews.net/up/${name}.jpg" type="image/jpeg" medium="image" width="800" height="600"><media:description type="plain">Alt ${name} &amp; “more”</media:description></media:content>`
}

async function open(): Promise<TestBackend & { readonly path: string }> {
  const backend = openBackend()
  await backend.take(SOURCE, 'application/rss+xml')
  const { items } = (await (await backend.ask('/feed.json')).json()) as { items: { _ara: { permalink: string } }[] }
  return { ...backend, path: items[0]?._ara.permalink.slice(BASE.length) ?? '' }
}

const read = async ({ ask }: TestBackend, path: string) => (await ask(path)).text()
const toImages = (html: string) =>
  [...html.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g)].map(([, src, alt]) => [src, alt])
const image = (name: string) => [`https://aranews.net/up/${name}.jpg`, `Alt ${name} &amp; “more”`]
const TEA = ['https://aranews.net/up/t-300x200.jpg', 'Tea']

test.each(['/feed.rss', '/feed.atom', '/feed.json'])('in the text of %s', async (path) => {
  const text = await read(await open(), path)
  const html = path.endsWith('.json') ? JSON.parse(text).items[0].content_html : text
  expect(toImages(html)).toEqual([TEA, image('a'), image('b'), image('c')])
})

test.each(['/feed.rss', '/feed.atom'])('in Media RSS of %s, each with its size and words', async (path) => {
  const text = await read(await open(), path)
  const found = [...text.matchAll(/<media:content ([^>]*)>\s*<media:description type="plain">([^<]*)</g)]
  expect(found.map(([, attributes, words]) => [attributes, words])).toEqual(
    ['a', 'b', 'c'].map((name) => [
      `url="https://aranews.net/up/${name}.jpg" type="image/jpeg" medium="image" width="800" height="600"`,
      `Alt ${name} &amp; “more”`,
    ]),
  )
})

test('in JSON beside the text', async () => {
  const { items } = JSON.parse(await read(await open(), '/feed.json'))
  const facts = { type: 'image/jpeg', width: 800, height: 600 }
  expect(items[0].image).toBe('https://aranews.net/up/a.jpg')
  expect(items[0]._ara.image).toEqual({ ...facts, alt: 'Alt a & “more”' })
  expect(items[0]._ara.pictures).toEqual(
    ['b', 'c'].map((name) => ({ url: `https://aranews.net/up/${name}.jpg`, ...facts, alt: `Alt ${name} & “more”` })),
  )
})

test('on its page, and in what machines are told of it', async () => {
  const backend = await open()
  const page = await read(backend, backend.path)
  expect(toImages(page)).toEqual([image('a'), TEA, image('b'), image('c')])
  const toAll = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, url]) => url)
  const urls = ['a', 'b', 'c'].map((name) => `https://aranews.net/up/${name}.jpg`)
  expect(toAll(/property="og:image" content="([^"]+)"/g)).toEqual(urls)
  expect(JSON.parse(toAll(/<script type="application\/ld\+json">([^<]*)</g)[0] ?? '').image).toEqual(urls)
})

test('through WordPress, whose readers show the main one above', async () => {
  const [post] = JSON.parse(await read(await open(), '/wp-json/wp/v2/posts?_embed=wp:featuredmedia'))
  expect(toImages(post.content.rendered)).toEqual([TEA, image('b'), image('c')])
  const [media] = post._embedded['wp:featuredmedia']
  expect([media.source_url, media.alt_text]).toEqual(['https://aranews.net/up/a.jpg', 'Alt a & “more”'])
})

test('in the sitemap of news', async () => {
  const backend = await open()
  const text = await read(backend, '/sitemap-news.xml')
  expect([...text.matchAll(/<image:loc>([^<]+)</g)].map(([, url]) => url?.split('/').at(-1))).toEqual([
    'a.jpg',
    't-300x200.jpg',
    'b.jpg',
    'c.jpg',
  ])
})

test('in the sitemap of all stories, but for those of the text', async () => {
  const text = await read(await open(), '/sitemap-0.xml')
  expect(text).toContain('xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"')
  const found = [...text.matchAll(/<image:loc>([^<]+)</g)].map(([, url]) => url?.split('/').at(-1))
  expect(found).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
})

test('and are kept here where they are the publication’s own', async () => {
  const { db } = await open()
  const rows = await db.all<{ url: string }>('SELECT url FROM pictures ORDER BY url')
  expect(rows.map(({ url }) => url.split('/').at(-1))).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 't-300x200.jpg'])
})

test('edited, and taken back; what is sent back whole changes nothing', async () => {
  const backend = await open()
  const [item] = JSON.parse(await read(backend, '/feed.json')).items
  const path = `/api/items/${encodeURIComponent(item.id)}`
  const patch = async (json: unknown) => (await backend.ask(path, { method: 'PATCH', token: true, json })).json()
  const before = JSON.parse(await (await backend.ask(path, { token: true })).text())
  expect((await patch({ ...before, title: 'The bazaar' })).content_html).toBe(before.content_html)
  const one = { url: 'https://aranews.net/up/d.jpg', alt: 'Dates', caption: 'Dates of Basra', credit: 'Kobane Press' }
  const main = { url: 'https://aranews.net/up/a-640x480.jpg' }
  const edited = await patch({ _ara: { image: { alt: 'Sacks' }, pictures: [one, main] } })
  expect([edited._ara.image.alt, edited._ara.pictures]).toEqual([
    'Sacks',
    [{ url: one.url, caption: one.caption, alt: one.alt, credit: one.credit }],
  ])
  const taken = await patch({ _ara: { image: { alt: null }, pictures: null } })
  expect([taken._ara.image.alt, taken._ara.pictures]).toEqual([before._ara.image.alt, before._ara.pictures])
  const moved = await patch({ image: 'https://aranews.net/up/c.jpg' })
  expect([moved.image, moved._ara.pictures.map(({ url }: { url: string }) => url)]).toEqual([
    'https://aranews.net/up/c.jpg',
    ['https://aranews.net/up/b.jpg'],
  ])
})

test('one picture alone is the main one, and the text stays as it is', async () => {
  const backend = openBackend()
  const [, one] = /(<media:content.*?<\/media:content>)/s.exec(SOURCE) ?? []
  const text = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item><title>A</title><description>Text</description>${one}</item></channel></rss>`
  await backend.take(text, 'application/rss+xml')
  const [item] = JSON.parse(await read(backend, '/feed.json')).items
  expect([item.content_html, item.image]).toEqual(['Text', 'https://aranews.net/up/a.jpg'])
})
