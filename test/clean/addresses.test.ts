import { describe, expect, test } from 'vitest'
import { cleanFeed, cleanItem, toEdit } from '../../src/clean/clean.ts'
import { toEdited } from '../../src/clean/edited.ts'
import { toBases, withOwnAddresses } from '../../src/clean/identity/base.ts'
import { toWritten } from '../../src/clean/story.ts'
import type { DocumentOrigin } from '../../src/model/document.ts'
import { parse } from '../../src/read/parse.ts'
import { toLaid } from '../../src/store/saving/editing.ts'
import { findActive } from './markup/active.ts'
import { channel, createFeed, createItem, html, text } from './sample.ts'

const PAGE = 'https://blog.example/p/1/'
const ORIGIN = { url: 'https://cdn.example/feeds/all.xml' }
const LINKS = ['?x=2', '../images/l.svg', 'n', '/x', '//host.example/x', 'https://o.example/y', 'mailto:a@b.example']
const BODY = LINKS.map((link) => `<a href="${link}">x</a>`).join('')
const toEscaped = (markup: string) => markup.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const toRss = (body: string, { head = '', root = '', link = PAGE, more = '' } = {}) =>
  `<rss version="2.0"${root}><channel><title>D</title><link>https://blog.example/</link>${head}<item><title>S</title>
  <link>${link}</link><guid isPermaLink="false">s1</guid>${more}<description>${toEscaped(body)}</description></item></channel></rss>`
const toAtom = (body: string, { link = PAGE, root = '', attributes = '' } = {}) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${root}><id>x:f</id><title>D</title><entry><id>s1</id><title>S</title>
  <link href="${link}"/><content type="html"${attributes}>${toEscaped(body)}</content></entry></feed>`
const toJson = (body: string, { link = PAGE, home = 'https://blog.example/' } = {}) =>
  JSON.stringify({ home_page_url: home, items: [{ id: 's1', url: link, title: 'S', content_html: body }] })

function read(document: string, origin: DocumentOrigin = ORIGIN) {
  const [item] = cleanFeed(parse(new TextEncoder().encode(document), origin), origin, { channel })
  if (item === undefined) throw new Error('There is no item.')
  return item
}

function toLinks(document: string, origin?: DocumentOrigin) {
  const found = read(document, origin).content.contentHtml.matchAll(/(?:href|src)="([^"]*)"/g)
  return [...found].map(([, link]) => link)
}

describe('relative addresses in a text', () => {
  const others = ['https://o.example/y', 'mailto:a@b.example']

  test.each([
    ['RSS', toRss(BODY)],
    ['JSON Feed', toJson(BODY)],
    ['RSS with the address in its guid', toRss(BODY, { link: '', more: `<guid>${PAGE}</guid>` })],
    ['RSS with a relative link', toRss(BODY, { link: '/p/1/' })],
    [
      'RSS with a link that only counts who follows it',
      toRss(BODY, {
        root: ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
        link: 'http://feedproxy.google.com/~r/blog/~3/x/',
        more: `<feedburner:origLink>${PAGE}</feedburner:origLink>`,
      }),
    ],
    ['RSS 1.0', toRdf(BODY)],
    [
      'JSON Feed of what stands elsewhere',
      JSON.stringify({ items: [{ id: 'a', url: PAGE, external_url: 'https://fast.example/x', content_html: BODY }] }),
    ],
  ])('lead from the item’s own page in %s', (_, document) => {
    expect(toLinks(document)).toEqual([
      'https://blog.example/p/1/?x=2',
      'https://blog.example/p/images/l.svg',
      'https://blog.example/p/1/n',
      'https://blog.example/x',
      'https://host.example/x',
      ...others,
    ])
  })

  test('lead from the document in Atom', () => {
    expect(toLinks(toAtom(BODY))).toEqual([
      'https://cdn.example/feeds/all.xml?x=2',
      'https://cdn.example/images/l.svg',
      'https://cdn.example/feeds/n',
      'https://cdn.example/x',
      'https://host.example/x',
      ...others,
    ])
  })

  test.each<[string, string, DocumentOrigin, string]>([
    [
      'xml:base of the root in RSS',
      toRss('<a href="n">x</a>', { root: ' xml:base="https://b.example/d/"' }),
      ORIGIN,
      'https://b.example/d/n',
    ],
    ['a relative xml:base', toRss('<a href="n">x</a>', { root: ' xml:base="/d/"' }), ORIGIN, 'https://cdn.example/d/n'],
    ['an empty xml:base as from none', toRss('<a href="n">x</a>', { root: ' xml:base=""' }), ORIGIN, `${PAGE}n`],
    ['xml:base of content', toAtom('<a href="n">x</a>', { attributes: ` xml:base="${PAGE}"` }), ORIGIN, `${PAGE}n`],
    [
      'xml:base in xml:base',
      toAtom('<a href="n">x</a>', { root: ' xml:base="https://b.example/d/"', attributes: ' xml:base="e/"' }),
      ORIGIN,
      'https://b.example/d/e/n',
    ],
    [
      'Content-Location in RSS',
      toRss('<a href="n">x</a>'),
      { ...ORIGIN, contentLocation: '/l/' },
      'https://cdn.example/l/n',
    ],
    [
      'Content-Location in Atom',
      toAtom('<a href="n">x</a>'),
      { ...ORIGIN, contentLocation: 'https://l.example/' },
      'https://l.example/n',
    ],
    [
      'Content-Location in JSON Feed',
      toJson('<a href="n">x</a>'),
      { ...ORIGIN, contentLocation: '/l/' },
      'https://cdn.example/l/n',
    ],
    ['the site, where an item has no page', toRss('<a href="n">x</a>', { link: '' }), ORIGIN, 'https://blog.example/n'],
    [
      'the site, where an item’s link leads through a gate',
      toRss('<a href="n">x</a>', { link: 'https://t.co/x' }),
      ORIGIN,
      'https://blog.example/n',
    ],
    [
      'the document, where there is neither',
      toJson('<a href="n">x</a>', { link: 'urn:x', home: '' }),
      ORIGIN,
      'https://cdn.example/feeds/n',
    ],
    ['the page in Atom, where nobody knows the document', toAtom('<a href="n">x</a>'), {}, `${PAGE}n`],
    ['a base of its own', toRss('<base href="/q/"><a href="n">x</a>'), ORIGIN, 'https://blog.example/q/n'],
    ['a picture’s base', toRss('<img src="i.jpg" alt="">'), ORIGIN, `${PAGE}i.jpg`],
  ])('lead from %s', (_, document, origin, link) => {
    expect(toLinks(document, origin)).toEqual([link])
  })

  test('a page’s list is relative to the list', () => {
    expect(toBases({ format: 'page', homeUrl: 'https://blog.example/' }, ORIGIN)).toEqual({ base: ORIGIN.url })
  })
})

function toRdf(body: string): string {
  return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="https://cdn.example/"><title>D</title><link>https://blog.example/</link></channel>
    <item rdf:about="s1"><title>S</title><link>${PAGE}</link><description>${toEscaped(body)}</description></item></rdf:RDF>`
}

describe('addresses beside the text', () => {
  const more =
    '<enclosure url="a.mp3" type="audio/mpeg"/><comments>c</comments><media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="t.jpg"/>'

  test('lead from the site in RSS', () => {
    const { content } = read(toRss('x', { link: 'p/1', more }))
    expect([content.url, content.attachments[0]?.url, content.comments, content.image?.url]).toEqual(
      ['p/1', 'a.mp3', 'c', 't.jpg'].map((path) => `https://blog.example/${path}`),
    )
  })

  test('lead from the document in Atom', () => {
    expect(read(toAtom('x', { link: 'p/1' })).content.url).toBe('https://cdn.example/feeds/p/1')
  })

  test('those of the document itself lead from it, and its pictures and people from the site', () => {
    const feed = createFeed([], {
      format: 'rss',
      homeUrl: '/blog/',
      selfUrl: 'all.xml',
      nextUrl: '?page=2',
      icon: 'i.png',
      image: 'https://o.example/i.png',
      authors: [{ name: 'Jo', url: 'jo' }, { name: 'Di' }],
      hubs: ['/hub'],
    })
    const { homeUrl, selfUrl, nextUrl, icon, image, authors, hubs } = withOwnAddresses(feed, {
      ...ORIGIN,
      contentLocation: 'https://l.example/f/',
    })
    expect([homeUrl, selfUrl, nextUrl, icon, image, authors[0]?.url, hubs[0]]).toEqual([
      'https://l.example/blog/',
      'https://l.example/f/all.xml',
      'https://l.example/f/?page=2',
      'https://l.example/f/i.png',
      'https://o.example/i.png',
      'https://l.example/f/jo',
      'https://l.example/hub',
    ])
    expect(withOwnAddresses(feed, ORIGIN)).toMatchObject({
      homeUrl: 'https://cdn.example/blog/',
      icon: 'https://cdn.example/blog/i.png',
      authors: [{ name: 'Jo', url: 'https://cdn.example/blog/jo' }, { name: 'Di' }],
    })
  })
})

const NOTE = '<p>Text<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">Note <a href="#r1">back</a></li></ol>'
const MARK = /s-[0-9a-f]{8}-/g

/** A text as it is shown, with `~` for the story's mark. */
const show = (body: string) => toShown(body).replace(MARK, '~')
const toShown = (body: string, more: Partial<Parameters<typeof createItem>[0]> = {}) =>
  cleanItem(
    { item: createItem({ title: text('S'), url: PAGE, content: html(body), ...more }), context: {} },
    { channel },
  ).content.contentHtml

describe('a link to a place in the story', () => {
  test.each([
    ['RSS', toRss(NOTE)],
    ['Atom', toAtom(NOTE)],
    ['JSON Feed', toJson(NOTE)],
    ['Atom with xml:base', toAtom(NOTE, { root: ' xml:base="https://b.example/"' })],
  ])('leads there and back in %s', (_, document) => {
    expect(read(document).content.contentHtml.replace(MARK, '~')).toBe(
      '<p>Text<sup><a href="#~fn1" id="~r1">1</a></sup></p><ol><li id="~fn1">Note <a href="#~r1">back</a></li></ol>',
    )
  })

  test.each([
    ['the page’s own address', `<a href="${PAGE}#n">1</a><p id="n">N</p>`, '<a href="#~n">1</a><p id="~n">N</p>'],
    [
      'with tracking and another scheme',
      '<a href="http://blog.example/p/1?utm_source=rss#n">1</a><p id="n">N</p>',
      '<a href="#~n">1</a><p id="~n">N</p>',
    ],
    ['a name', '<a href="#n">1</a><p><a name="n"></a>N</p>', '<a href="#~n">1</a><p><span id="~n"></span>N</p>'],
    ['a name with words', '<a href="#n">1</a><a name="n">N</a>', '<a href="#~n">1</a><span id="~n"></span>N'],
    ['letters beyond ASCII', '<a href="#%D8%AD">1</a><p id="ح">N</p>', '<a href="#~ح">1</a><p id="~ح">N</p>'],
    [
      'signs',
      '<a href="#fn:1">1</a><a href="#a%20b">2</a><p id="fn:1">N</p><p id="a b">M</p>',
      '<a href="#~fn:1">1</a><a href="#~a-b">2</a><p id="~fn:1">N</p><p id="~a-b">M</p>',
    ],
    ['a percent sign', '<a href="#50%">1</a><p id="50%">N</p>', '<a href="#~50-">1</a><p id="~50-">N</p>'],
    [
      'two names that would be one',
      '<a href="#a+b">1</a><a href="#a/b">2</a><p id="a+b">N</p><p id="a/b">M</p>',
      '<a href="#~a-b">1</a><a href="#~a-b-2">2</a><p id="~a-b">N</p><p id="~a-b-2">M</p>',
    ],
    [
      'the first of a name',
      '<a href="#n">1</a><p id="n">N</p><p id="n">M</p>',
      '<a href="#~n">1</a><p id="~n">N</p><p>M</p>',
    ],
    [
      'a place in an element that goes',
      '<a href="#n">1</a><p><x-note id="n">N</x-note></p>',
      '<a href="#~n">1</a><p><span id="~n"></span>N</p>',
    ],
    [
      'a place in a font',
      '<a href="#n">1</a><p><font id="n">N</font></p>',
      '<a href="#~n">1</a><p><span id="~n">N</span></p>',
    ],
    [
      'a cell',
      '<a href="#n">1</a><table><tr><td id="n">N</td></tr></table>',
      '<a href="#~n">1</a><table><tbody><tr><td id="~n">N</td></tr></tbody></table>',
    ],
    ['no place', '<a href="#n">1</a>', `<a href="${PAGE}#n">1</a>`],
    ['a place that is not shown', '<a href="#n">1</a><svg id="n"></svg>', `<a href="${PAGE}#n">1</a>`],
    [
      'a place in what is hollow',
      '<a href="#n">1</a><p id="n"><iframe src="x"></iframe></p>',
      `<a href="${PAGE}#n">1</a>`,
    ],
    [
      'a place of another page',
      '<a href="https://blog.example/p/2/#n">1</a><p id="n">N</p>',
      '<a href="https://blog.example/p/2/#n">1</a><p>N</p>',
    ],
    ['a place nobody links to', '<p id="n">N</p>', '<p>N</p>'],
    [
      'a name that pages’ scripts know',
      '<a href="#location">1</a><p id="location">N</p>',
      '<a href="#~location">1</a><p id="~location">N</p>',
    ],
    ['nothing', '<a href="">1</a>', '1'],
  ])('%s', (_, body, shown) => {
    expect(show(body)).toBe(shown)
    expect(findActive(toShown(body))).toEqual([])
  })

  test('has a mark of the story’s own, which does not move with its text', () => {
    const toMark = (guid: string, more = '') =>
      MARK_OF.exec(
        cleanItem({ item: createItem({ guid, url: PAGE, content: html(NOTE + more) }), context: {} }, { channel })
          .content.contentHtml,
      )?.[0]
    expect(toMark('a')).toBe(toMark('a', '<p>More</p>'))
    expect(toMark('a')).not.toBe(toMark('b'))
  })

  test('is no address of the fingerprint, and what is read again says the same', () => {
    const first = read(toRss(`${NOTE}<a href="#gone">x</a>`))
    const again = read(toRss(first.content.contentHtml))
    expect(again.content.contentHtml).toBe(first.content.contentHtml)
    expect(again.fingerprint).toBe(first.fingerprint)
    expect(read(toAtom(first.content.contentHtml)).fingerprint).toBe(first.fingerprint)
    const elsewhere = read(toRss(first.content.contentHtml, { link: 'https://mirror.example/9' }))
    expect(elsewhere.content.contentHtml.match(MARK)).toHaveLength(4)
  })

  test('stays what it is where an editor sends the text back', () => {
    const { content, received } = read(toRss(NOTE))
    const sent = { content, received, channel: channel.id }
    const edit = (body: string) =>
      toEdited(sent, toLaid({}, toEdit({ content_html: body }, content, channel)), channel).contentHtml
    expect(edit(`${content.contentHtml}<p>More</p>`)).toBe(`${content.contentHtml}<p>More</p>`)
    const cut = content.contentHtml.replace(/<ol>.*/, '')
    expect(edit(cut)).toBe(`<p>Text<sup><a href="${PAGE}#fn1">1</a></sup></p>`)
    expect(edit('<a href="#n">1</a><p id="n">N</p>').replace(MARK, '~')).toBe('<a href="#~n">1</a><p id="~n">N</p>')
  })

  test('in what is written twice stays one', () => {
    const { html: once } = toWritten(html(`${NOTE}<math><mi>x</mi></math>`), { name: 'a' })
    expect(toWritten(html(once), { name: 'a' }).html).toBe(once)
    expect(toWritten(html(once), {}).html).toBe(once)
  })
})

const MARK_OF = /s-[0-9a-f]{8}-/
