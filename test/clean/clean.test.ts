import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanFeed, cleanItem } from '../../src/clean/clean.ts'
import type { DocumentOrigin } from '../../src/model/document.ts'
import type { ParsedFeed, ParsedItem } from '../../src/model/model.ts'
import { parse } from '../../src/read/parse.ts'
import { channel, createFeed, createItem, html, text } from './sample.ts'

function cleanOne(item: Partial<ParsedItem>, feed: Partial<ParsedFeed> = {}, origin: DocumentOrigin = {}) {
  const [cleaned] = cleanFeed(createFeed([createItem(item)], feed), origin, { channel })
  if (!cleaned) throw new Error('The feed has an item.')
  return cleaned.content
}

describe('the agency’s own story', () => {
  const bytes = readFileSync(new URL('../fixtures/iran-will-save-assad.txt', import.meta.url))
  const [item] = cleanFeed(parse(bytes, { contentType: 'text/plain' }), {}, { channel, file: 'iran.txt' })

  test('comes out whole, without the lines around it', () => {
    expect(item?.content).toMatchObject({
      title: 'Iran will save Assad',
      authors: [{ name: 'Egid Yousef' }],
      dateline: 'Qamishli, Syria',
      caption: "Iran's Revolutionary Guards",
      credit: 'File photo',
      agency: 'ARA News',
      source: 'ARA News',
      language: 'en',
      direction: 'ltr',
    })
    expect(item?.content.places.map((place) => place.slug)).toEqual(['qamishli', 'syria'])
    expect(item?.content.contentText).toMatch(/^Subsequent to the recent gains.*new challenges in the north\.$/s)
    expect(item?.content.contentText).not.toMatch(/Repowering|Source|Twitter|Short link|Leave a comment|7 − 2/)
    expect(item?.content.contentHtml).not.toMatch(/Repowering|Source|Twitter|Short link|Leave a comment|7 − 2/)
    expect(item?.content.summary).toMatch(/^Subsequent to the recent gains.*protect the capital\.$/)
  })

  test('cleaned again as received is the same item', () => {
    expect(item && cleanItem(item.received, { channel })).toEqual(item)
  })
})

describe('what goes out as plain text', () => {
  test('can do nothing where a reader takes it for HTML', () => {
    const { contentHtml, contentText } = cleanOne({ content: html('<p>Write</p><pre>&lt;script src="x"></pre>') })
    expect(contentHtml).toBe('<p>Write</p><pre>&lt;script src=&quot;x&quot;&gt;</pre>')
    expect(contentText).toBe('Write\n\n‹script src="x">')
  })

  test('has no marks of sections that were escaped', () => {
    const { contentHtml, contentText } = cleanOne({ content: html('<p>Bread <![CDATA[in]]> bags</p>]]>') })
    expect([contentHtml, contentText]).toEqual(['<p>Bread in bags</p>', 'Bread in bags'])
  })

  test('has characters whole that were written as two halves', () => {
    const { contentHtml } = cleanOne({ content: html('<p>&#55357;&#56832;</p>&#10004;&#10004; &#12345;&#xd83d;') })
    expect(contentHtml).toBe('<p>😀</p>✔✔ 〹\ufffd')
  })

  test('a picture has a media type or none', () => {
    const toType = (type: string) => cleanOne({ pictures: [{ url: 'https://a.example/a', type }] }).image?.type
    expect(['<script>', 'Image/JPEG; q=1', 'photo'].map(toType)).toEqual([undefined, 'image/jpeg', undefined])
  })
})

describe('relative addresses', () => {
  test('in XHTML that says of its elements what they are relative to', () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/r/"><entry><title>t</title>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="d/"><p xml:base="https://b.example/p/"
      ><a href="x">1</a><b xml:base="q/"><a href="x">2</a></b><i xml:base="javascript:y"><a href="x">3</a></i></p
      ><a href="x">4</a></div></content></entry></feed>`
    const [item] = cleanFeed(parse(new TextEncoder().encode(text)), {}, { channel })
    expect([...(item?.content.contentHtml ?? '').matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'https://b.example/p/x',
      'https://b.example/p/q/x',
      'https://b.example/p/x',
      'https://a.example/r/d/x',
    ])
  })

  const item = { url: 'story', content: html('<a href="x">y</a>') }
  const toAddresses = (feed: Partial<ParsedFeed>, origin: DocumentOrigin, more: Partial<ParsedItem> = {}) => {
    const { url, contentHtml } = cleanOne({ ...item, ...more }, feed, origin)
    return [url, /href="([^"]+)"/.exec(contentHtml)?.[1]]
  }

  test.each([
    ['the document’s address', {}, { url: 'https://a.example/feed/' }, 'https://a.example/feed/'],
    [
      'its own link to itself',
      { selfUrl: 'https://b.example/b/' },
      { url: 'https://a.example/' },
      'https://b.example/b/',
    ],
    [
      'Content-Location',
      { selfUrl: 'https://b.example/' },
      { url: 'https://a.example/', contentLocation: '/c/' },
      'https://a.example/c/',
    ],
    ['xml:base', { base: '/d/' }, { url: 'https://a.example/', contentLocation: '/c/' }, 'https://a.example/d/'],
    ['its home page, where it says nothing else', { homeUrl: 'https://h.example/' }, {}, 'https://h.example/'],
  ])('lead from %s', (_, feed, origin, base) => {
    expect(toAddresses(feed, origin)).toEqual([`${base}story`, `${base}x`])
  })

  test('lead from the bases of item and text in turn', () => {
    expect(
      toAddresses({ base: 'https://a.example/a/' }, {}, { base: 'b/', content: { ...item.content, base: '../c/' } }),
    ).toEqual(['https://a.example/a/b/story', 'https://a.example/a/c/x'])
  })

  test('lead nowhere where nobody says from where', () => {
    expect(toAddresses({}, {})).toEqual([undefined, undefined])
  })
})

describe('the picture that stands for an item', () => {
  const base = { url: 'https://a.example/feed/' }
  const toImage = (item: Partial<ParsedItem>) => cleanOne(item, {}, base).image
  const body = html(
    '<p><img src="/smilies/x.gif"><img src="https://secure.gravatar.com/avatar/1"><img src="b.jpg" width="10" height="10"></p><figure><img src="c.jpg" width="640" height="400"><figcaption>Market. Photo: AFP</figcaption></figure><img src="d.jpg">',
  )

  test('is one that the document names', () => {
    expect(
      toImage({
        pictures: [{ url: 'javascript:x' }, { url: 'a.jpg', width: 640, caption: 'A &amp; <b>b</b>' }],
        content: body,
      }),
    ).toEqual({
      url: 'https://a.example/feed/a.jpg',
      width: 640,
      caption: 'A & b',
    })
  })
  test('else one that is attached', () => {
    const attachments = [
      { url: 'a.mp3', type: 'audio/mpeg' },
      { url: 'a.png', type: 'image/png', size: 7 },
    ]
    expect(toImage({ attachments, content: body })).toEqual({ url: 'https://a.example/feed/a.png', type: 'image/png' })
  })
  test('else the first of the text that is no smiley, face or icon, with its caption', () => {
    expect(toImage({ content: body })).toEqual({
      url: 'https://a.example/feed/c.jpg',
      width: 640,
      height: 400,
      caption: 'Market',
      credit: 'AFP',
    })
  })
  test('takes its caption from its figure, whoever named it', () => {
    expect(toImage({ pictures: [{ url: '/feed/c-1024x640.jpg' }], content: body })).toMatchObject({
      caption: 'Market',
      credit: 'AFP',
    })
  })
  test('is none where there is none', () => {
    expect(toImage({ content: html('<p>x</p>') })).toBeUndefined()
  })
})

describe('summaries', () => {
  const story =
    '<p>ARA News</p><p>Qamishli, Syria – The market opened again on Sunday after three weeks, traders said.</p><p>Prices were high.</p><p>Source: ARA News</p>'
  const toSummary = (summary: string, content = story) =>
    cleanOne({ summary: html(summary), content: html(content) }).summary

  test('are the source’s own', () => {
    expect(toSummary('<p>Traders are back.</p>')).toBe('Traders are back.')
    expect(toSummary('The market &hellip;', '<p>The market opened again.</p>')).toBe('The market …')
  })
  test('are the lede where the source only cut the agency’s story off', () => {
    const lede = 'The market opened again on Sunday after three weeks, traders said.'
    expect(
      toSummary('ARA News Qamishli, Syria – The market opened again on Sunday after three weeks, traders [&hellip;]'),
    ).toBe(lede)
    expect(toSummary('The market opened again on Sunday after [...]')).toBe(lede)
    expect(toSummary('')).toBe(lede)
  })
})

describe('people', () => {
  const press = '<p>ARA News</p><p>The market opened again on Sunday.</p><p>Reporting by: Egid Yousef</p>'
  const toAuthors = (authors: ParsedItem['authors'], content: string, feed: Partial<ParsedFeed> = {}) =>
    cleanOne({ authors, content: html(content) }, feed).authors

  test('of a byline come before whoever pressed the button', () => {
    expect(toAuthors([{ name: 'admin' }], press)).toEqual([{ name: 'Egid Yousef' }])
    expect(toAuthors([], press)).toEqual([{ name: 'Egid Yousef' }])
    expect(toAuthors([{ name: 'EGID YOUSEF', url: 'https://e.example/' }], press)).toEqual([
      { name: 'EGID YOUSEF', url: 'https://e.example/' },
    ])
  })
  test('are the feed’s where the item names none', () => {
    expect(
      toAuthors([], '<p>x</p>', { format: 'atom', authors: [{ name: 'Jane Doe', email: 'jane@example.com' }] }),
    ).toEqual([{ name: 'Jane Doe', email: 'jane@example.com' }])
  })
  test('are not the channel’s in RSS, where those are its editors', () => {
    expect(toAuthors([], '<p>x</p>', { format: 'rss', authors: [{ name: 'The Editor' }] })).toEqual([])
  })
  test('are named once, without markup, with addresses that lead somewhere', () => {
    expect(
      toAuthors(
        [{ name: '<b>Jane</b> Doe', url: 'javascript:x', email: 'no' }, { name: 'Jane Doe' }, { name: ' ' }],
        '<p>x</p>',
      ),
    ).toEqual([{ name: 'Jane Doe' }])
  })
})

describe('the rest of an item', () => {
  test('is resolved, said once, and never empty', () => {
    const content = cleanOne(
      {
        url: 'https://aranews.net/2015/06/x/',
        categories: [{ name: 'Syria &amp; Iraq' }, { name: 'Syria &amp; Iraq' }, { name: '' }],
        attachments: [{ url: '/a.mp3', type: 'audio/mpeg', size: 3 }, { url: '/a.mp3' }, { url: 'javascript:x' }],
        comments: '/2015/06/x/#comments',
        externalUrl: 'https://example.com/?utm_source=x',
        origin: { title: 'A <i>b</i>', url: '/o', id: 'a<script>b</script>' },
        rights: '&copy; 2015',
      },
      {},
      { url: 'https://aranews.net/feed/' },
    )
    expect(content).toMatchObject({
      categories: [{ name: 'Syria & Iraq' }],
      attachments: [{ url: 'https://aranews.net/a.mp3', type: 'audio/mpeg', size: 3 }],
      comments: 'https://aranews.net/2015/06/x/#comments',
      externalUrl: 'https://example.com/',
      origin: { title: 'A b', url: 'https://aranews.net/o', id: 'a‹script>b‹/script>' },
      rights: '© 2015',
    })
    expect(Object.values(content)).not.toContain(undefined)
    expect(Object.keys(content)).not.toContain('dateline')
  })

  test('without content shows its summary', () => {
    expect(cleanOne({ summary: html('<p>One</p><p>two</p>') })).toMatchObject({
      contentHtml: '<p>One</p><p>two</p>',
      summary: 'One\n\ntwo',
    })
  })
})

test('prototype names are ordinary words', () => {
  const item = createItem({
    guid: '__proto__',
    title: text('constructor'),
    content: html('<p constructor=x __proto__=y toString><constructor>a</constructor><__proto__>b</p>'),
    categories: [{ name: '__proto__' }, { name: 'toString' }],
    authors: [{ name: 'constructor' }],
  })
  const [cleaned] = cleanFeed(createFeed([item]), {}, { channel })
  expect(cleaned?.content).toMatchObject({
    title: 'constructor',
    contentText: 'a<__proto__>b',
    categories: [{ name: '__proto__' }, { name: 'toString' }],
  })
})

test('an item of megabytes is cut in each of its members, with a mark', () => {
  const flood = '<p>By x y. File photo, Kobane – 1. 2 Comments <a href=x>'.repeat(40_000)
  const content = cleanOne({
    title: text('x'.repeat(1_000_000)),
    content: html(flood),
    summary: html(flood),
    authors: [{ name: flood.slice(0, 100_000) }],
  })
  expect(content.contentText.slice(-1)).toBe('…')
  expect(content.contentText.length).toBeLessThan(1_000_000)
  expect(content.title).toBe(`${'x'.repeat(999)}…`)
  expect(content.summary.length).toBeLessThanOrEqual(10_000)
  expect(content.authors[0]?.name.length).toBeLessThanOrEqual(1_000)
}, 30_000)
