import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { parsePage } from '../../src/extract/page.ts'
import type { ParsedFeed } from '../../src/model/model.ts'
import type { PageSelectors } from '../../src/model/settings.ts'

const ORIGIN = { url: 'https://gulan.example/news/' }

const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Gulan - News</title>
<meta property="og:site_name" content="Gulan"><meta name="description" content="All that happens"><link rel="next" href="/news/?page=2"><link rel="icon" href="/g.ico"></head>
<body><ul class="news">
<li class="n"><img src="/p/1.gif" data-src="/p/1.jpg"><h2><a href="/news/1">The well</a></h2><p class="s">Dug by <b>two</b> brothers.</p><span class="d">03/04/2014</span><span class="w">By Jane Doe and Ali Can</span></li>
<li class="n"><a href="/tag/mills">Mills</a><h2><a href="../news/2">The mill</a></h2><time datetime="2014-03-02T10:00:00Z">2 March</time></li>
<li class="n"><p>No link and no headline</p></li>
<li class="n"><a class="all" href="/news/3"><span class="t">The oven</span></a><div class="pic" style="background-image: url('/p/3.jpg')"></div></li>
</ul></body></html>`

function read(selectors: PageSelectors, html = PAGE): ParsedFeed {
  return parsePage(new TextEncoder().encode(html), ORIGIN, selectors)
}

describe('a page as a source', () => {
  test('has its items in the page’s order, links as written', () => {
    const feed = read({ item: '.n' })
    expect(feed.items.map((item) => [item.title?.value, item.url])).toEqual([
      ['The well', '/news/1'],
      ['The mill', '../news/2'],
      ['The oven', '/news/3'],
    ])
  })

  test('says what the page says of itself', () => {
    expect(read({ item: '.n' })).toMatchObject({
      format: 'page',
      title: { value: 'Gulan' },
      description: { value: 'All that happens' },
      homeUrl: 'https://gulan.example/news/',
      nextUrl: '/news/?page=2',
      icon: '/g.ico',
      language: 'en-GB',
    })
  })

  test('may itself be what stands at a selector', () => {
    const page = '<a class="n" href="/1">A bridge was opened.</a>'
    const { items } = parsePage(new TextEncoder().encode(page), {}, { item: '.n', title: ':scope', summary: ':scope' })
    expect(items).toMatchObject([
      { title: { value: 'A bridge was opened.' }, summary: { value: 'A bridge was opened.', type: 'html' } },
    ])
  })

  test('has summary, people, date and picture where the selectors say', () => {
    const [item] = read({ item: '.n', summary: '.s', author: '.w', date: '.d', picture: 'img' }).items
    expect(item).toMatchObject({
      summary: { value: 'Dug by <b>two</b> brothers.', type: 'html' },
      authors: [{ name: 'Jane Doe' }, { name: 'Ali Can' }],
      published: Date.UTC(2014, 3, 3),
      pictures: [{ url: '/p/1.jpg' }],
    })
  })

  test('takes the time element and the first picture where no selector says', () => {
    const [well, mill] = read({ item: '.n' }).items
    expect(well?.pictures).toEqual([{ url: '/p/1.jpg' }])
    expect(mill?.published).toBe(Date.UTC(2014, 2, 2, 10))
  })

  test('takes titles, links and background pictures at selectors', () => {
    const items = read({ item: '.n', title: '.t', link: '.all', picture: '.pic' }).items
    expect(items.at(-1)).toMatchObject({
      title: { value: 'The oven' },
      url: '/news/3',
      pictures: [{ url: '/p/3.jpg' }],
    })
  })

  test('may be a list of links', () => {
    expect(read({ item: '.n h2 a' }).items.map((item) => item.url)).toEqual(['/news/1', '../news/2'])
  })

  test('says which selector found nothing', () => {
    expect(() => read({ item: '.gone' })).toThrow(ParseError)
    expect(() => read({ item: '.gone' })).toThrow(
      'The page at https://gulan.example/news/ has no items at the selector “.gone”.',
    )
    expect(() => read({ item: '.d' })).toThrow('has no titles or links at the selector “.d”')
  })

  test('says which selector is none', () => {
    expect(() => read({ item: ':hover(' })).toThrow(/The selector “:hover\(” is none that can be used/)
  })

  test('keeps the base that relative links are relative to', () => {
    const html = PAGE.replace('<title>', '<base href="https://cdn.gulan.example/x/"><title>')
    expect(read({ item: '.n' }, html).base).toBe('https://cdn.gulan.example/x/')
  })

  const one = (inner: string, selectors: Partial<PageSelectors>) =>
    read({ item: '.n', ...selectors }, `<div class="n"><a href="/1">One</a>${inner}</div>`).items[0]

  test.for([
    ['a line', '<p class="t">Syria, Iraq; Kobane</p>', ['Syria', 'Iraq', 'Kobane']],
    ['a line in Arabic', '<p class="t">سوريا، العراق؛ كوباني</p>', ['سوريا', 'العراق', 'كوباني']],
    ['elements', '<b class="t">Syria</b> <b class="t">#Iraq</b>', ['Syria', 'Iraq']],
    ['a list', '<ul class="t"><li><a href="/t/1">Syria</a></li><li>Iraq</li></ul>', ['Syria', 'Iraq']],
    ['links', '<p class="t">Tags: <a href="/t/1">Syria</a> <a href="/t/2">Iraq</a></p>', ['Syria', 'Iraq']],
    ['data', '<meta class="t" content="Syria, Iraq">', ['Syria', 'Iraq']],
    ['the same twice', '<b class="t">Syria</b><b class="t">Syria</b>', ['Syria']],
    ['nothing', '<p class="t"> </p>', []],
  ] as const)('has tags of %s', ([, inner, names]) => {
    expect(one(inner, { tags: '.t' })?.categories).toEqual(names.map((name) => ({ name })))
  })

  test.for([
    ['a player', '<audio class="p" src="/a.mp3" data-duration="61"></audio>', { url: '/a.mp3', duration: 61 }],
    [
      'a player with sources',
      '<audio class="p"><source src="/a.ogg" type="audio/ogg; codecs=opus"><source src="/a.mp3" type="audio/mpeg"></audio>',
      { url: '/a.ogg', type: 'audio/ogg' },
    ],
    [
      'a source',
      '<audio><source class="p" src="/a.mp3" type="audio/mpeg"></audio>',
      { url: '/a.mp3', type: 'audio/mpeg' },
    ],
    ['a film', '<video class="p" src="/a.mp4" poster="/a.jpg"></video>', { url: '/a.mp4' }],
    ['a link', '<a class="p" href="a.mp3" data-size="1234">Listen</a>', { url: 'a.mp3', size: 1234 }],
    [
      'what is around a link',
      '<div class="p" ><time datetime="PT1H2M">62 minutes</time><a href="/a.mp3" duration="01:02:00">Listen</a></div>',
      { url: '/a.mp3', duration: 3720 },
    ],
    [
      'a time',
      '<p class="p"><a href="/a.mp3">x</a><time datetime="PT90S">x</time></p>',
      { url: '/a.mp3', duration: 90 },
    ],
    [
      'a script’s player',
      '<div class="p" data-audio="/a.m4a" data-duration="1:30"></div>',
      { url: '/a.m4a', duration: 90 },
    ],
    ['data', '<meta class="p" content="https://cdn.example/a.mp3">', { url: 'https://cdn.example/a.mp3' }],
    ['nothing', '<div class="p"><img src="/a.jpg"></div>', undefined],
    ['a blob', '<audio class="p" src="blob:https://gulan.example/1"></audio>', undefined],
  ] as const)('has the recording of %s', ([, inner, file]) => {
    expect(one(inner, { audio: '.p' })?.attachments).toEqual(file === undefined ? [] : [file])
  })

  test('has each recording once', () => {
    const inner = '<a class="p" href="/a.mp3">x</a><a class="p" href="/b.mp3">x</a><a class="p" href="/a.mp3">x</a>'
    expect(one(inner, { audio: '.p' })?.attachments).toEqual([{ url: '/a.mp3' }, { url: '/b.mp3' }])
  })

  test('has text, and everybody who wrote it', () => {
    const inner =
      '<p class="w">By Jane Doe</p><p class="w">Ali Can and Azad Ali</p><div class="c"><p>All of <b>it</b>.</p></div>'
    expect(one(inner, { author: '.w', content: '.c' })).toMatchObject({
      authors: [{ name: 'Jane Doe' }, { name: 'Ali Can' }, { name: 'Azad Ali' }],
      content: { value: '<p>All of <b>it</b>.</p>', type: 'html' },
    })
  })
})
