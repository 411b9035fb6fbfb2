import { expect, test } from 'vitest'
import { araNews } from '../../feeds/ara-news.ts'
import { AT_ONCE } from '../../src/calm/calm.ts'
import { preview } from '../../src/intake/preview.ts'
import { standardLimits } from '../../src/net/fetch.ts'
import { toJsonPreview } from '../../src/publish/preview.ts'
import { finish } from '../../src/steps.ts'
import { findActive } from '../clean/markup/active.ts'

/** A preview is bounded, and as safe in what a feed says of itself as in its items. */

const net = {
  fetch: () => Promise.reject(new Error('nothing is fetched')),
  now: () => 0,
  allowPrivate: [],
  userAgent: 'test',
  limits: standardLimits,
}

async function read(text: string, contentType = 'application/xml') {
  const bytes = new TextEncoder().encode(text)
  const found = await preview(net, araNews, AT_ONCE, { bytes, contentType })
  return { found, json: finish(toJsonPreview(found.feed, found.items, undefined)) }
}

test('of a giant document the first items are shown, and how many there are is said', async () => {
  const { found } = await read(`<rss version="2.0"><channel>${'<item><title>a</title></item>'.repeat(6_000)}`)
  expect(found.items).toHaveLength(5_000)
  expect(found.feed.warnings).toContain('The preview shows the first 5000 of 6000 items.')
})

test('Content-Location is what the document’s own addresses and its people’s are relative to', async () => {
  const feed =
    '<rss version="2.0"><channel><title>D</title><link>/home</link><image><url>i.png</url></image><item><title>A</title><link>1</link></item></channel></rss>'
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>D</title><link href="home"/><author><name>Jo</name><uri>jo</uri></author><entry><id>x:1</id><title>A</title></entry></feed>'
  const origin = { url: 'https://a.example/feed', contentLocation: '/l/en.xml' }
  const show = async (text: string) => {
    const input = { bytes: new TextEncoder().encode(text), ...origin }
    const found = await preview(net, araNews, AT_ONCE, input)
    return finish(toJsonPreview(found.feed, found.items, found.url))
  }
  expect(await show(feed)).toMatchObject({
    home_page_url: 'https://a.example/home',
    icon: 'https://a.example/l/i.png',
    items: [{ url: 'https://a.example/l/1' }],
  })
  expect(await show(atom)).toMatchObject({
    home_page_url: 'https://a.example/l/home',
    authors: [{ name: 'Jo', url: 'https://a.example/l/jo' }],
  })
})

test('a document may come as a gzip file; one that is broken is said to be', async () => {
  const packed = new Blob(['<rss version="2.0"><channel><item><title>A</title></item></channel></rss>'])
    .stream()
    .pipeThrough(new CompressionStream('gzip'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  const read = (bytes: Uint8Array) => preview(net, araNews, AT_ONCE, { bytes, contentType: 'application/gzip' })
  expect((await read(bytes)).items.map(({ content }) => content.title)).toEqual(['A'])
  await expect(read(bytes.slice(0, 30))).rejects.toThrow('gzip file that is broken')
  const small = { ...net, limits: { ...standardLimits, body: 10 } }
  await expect(preview(small, araNews, AT_ONCE, { bytes })).rejects.toThrow('more than 10 bytes when unpacked')
})

test('items that say nothing are none, however many there are', async () => {
  const { found } = await read(`<rss version="2.0"><channel><title>t</title>${'<item>'.repeat(100_000)}`)
  expect(found.items).toEqual([])
})

test('feed title, description and people can do nothing either', async () => {
  const attack = '<img src=x onerror=alert(1)>'
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: attack,
    description: attack,
    authors: [{ name: `Egid ${attack}`, url: 'javascript:alert(1)', avatar: 'javascript:alert(1)' }],
    items: [],
  }
  const { json } = await read(JSON.stringify(feed), 'application/feed+json')
  expect(json.authors).toEqual([{ name: 'Egid' }])
  expect([json.title, json.description ?? ''].flatMap(findActive)).toEqual([])
})

test('people of the feed are known by their address where they have no name, as those of items are', async () => {
  const { json } = await read(
    '<rss version="2.0"><channel><title>t</title><managingEditor>ed@aranews.org</managingEditor></channel></rss>',
  )
  expect(json.authors).toEqual([{ name: 'ed@aranews.org' }])
})

test('a headline about markup stays verbatim where it can do nothing', async () => {
  const { json } = await read(
    '<rss version="2.0"><channel><title>a &amp;lt;b&amp;gt; c</title><item><title>C++ &amp;lt;vector&amp;gt; tips</title></item></channel></rss>',
  )
  expect([json.title, json.items[0]?.title]).toEqual(['a <b> c', 'C++ <vector> tips'])
})

test('what the document says is shown: an address that is none of the web’s, the date when it was made where there is no other', async () => {
  const item = (link: string) =>
    `<item><title>t</title><link>${link}</link><pubDate>Sat, 01 Jan 2000 00:00:00 GMT</pubDate></item>`
  const made = '<item><title>t</title><dcterms:created>2000-01-01</dcterms:created></item>'
  const { found, json } = await read(
    `<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>t</title>${item('magnet:?xt=urn:btih:c1')}${item('javascript:alert(1)')}${item('https://Example.com/ê?utm_source=x')}${made}</channel></rss>`,
  )
  expect(json.items.map(({ url }) => url)).toEqual([
    'magnet:?xt=urn:btih:c1',
    undefined,
    'https://Example.com/ê',
    undefined,
  ])
  expect(json.items.map((one) => one.date_published?.slice(0, 4))).toEqual(['2000', '2000', '2000', '2000'])
  // What is given out leads to a page, and is from when it was made.
  expect(found.items.map(({ content }) => content.url)).toEqual([
    undefined,
    undefined,
    'https://Example.com/ê',
    undefined,
  ])
  expect(found.items[3]?.content.published).toBe(Date.UTC(2000, 0, 1))
})

test('an item has a language where the document or its words say one, not the channel’s', async () => {
  const titles = ['Setki rodzin wróciło do Kobane po otwarciu piekarni', 'Iran will save Assad']
  const long = 'Ribuan keluarga kembali ke rumah mereka sejak Senin pagi setelah toko roti dibuka lagi'
  const items = [...titles, long].map((title) => `<item><title>${title}</title></item>`).join('')
  const { json } = await read(`<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`)
  expect(json.items.map(({ language }) => language)).toEqual(['pl', 'en', undefined])
})

test('an item that names nobody has the authors of its feed, as JSON Feed has it; one that names them says so', async () => {
  const entry = (id: string, author: string) =>
    `<entry><title>${id}</title><id>urn:${id}</id><updated>2015-06-04T09:20:00Z</updated>${author}</entry>`
  const egid = '<author><name>Egid Yousef</name></author>'
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:feed</id><updated>2015-06-04T09:20:00Z</updated>
    ${egid}${entry('none', '')}${entry('same', egid)}${entry('other', '<author><name>Jan</name></author>')}</feed>`
  const { json } = await read(atom)
  expect(json.authors).toEqual([{ name: 'Egid Yousef' }])
  expect(json.items.map(({ authors }) => authors)).toEqual([undefined, [{ name: 'Egid Yousef' }], [{ name: 'Jan' }]])
})

test.each([
  ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom">LINK<entry><title>a</title>LINK</entry></feed>'],
  [
    'RSS',
    '<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel>LINK<item><title>a</title>LINK</item></channel></rss>',
  ],
])('a licence that is linked is what may be done with a feed and its items (%s)', async (format, document) => {
  const link = `<${format === 'RSS' ? 'a:' : ''}link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>`
  const { json } = await read(document.replaceAll('LINK', link))
  const rights = 'https://creativecommons.org/licenses/by/4.0/'
  expect([json._ara, json.items[0]?._ara]).toMatchObject([{ rights }, { rights }])
})

test('an item that takes back the language of its document has the one that its letters tell, else none', async () => {
  const titles = ['فتح الجسر أمام المارة بعد سنوات من الإغلاق', 'Xyzzy']
  const entries = titles.map((title) => `<entry xml:lang=""><title>${title}</title></entry>`).join('')
  const { json } = await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr">${entries}</feed>`)
  expect(json.items.map(({ language }) => language)).toEqual(['ar', undefined])
})

test('a document without a language of its own is in that of its header', async () => {
  const item = '<item><guid>1</guid><title>Kobane 2015</title></item>'
  const bytes = new TextEncoder().encode(`<rss version="2.0"><channel><title>x</title>${item}</channel></rss>`)
  const input = { bytes, contentType: 'application/rss+xml', contentLanguage: 'sv' }
  const { items } = await preview(net, araNews, AT_ONCE, input)
  expect(items[0]?.content.language).toBe('sv')
})
