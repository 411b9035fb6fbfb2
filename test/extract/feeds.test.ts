import { describe, expect, test } from 'vitest'
import { parseFeedLinks } from '../../src/extract/feeds.ts'

function read(body: string, head = ''): ReturnType<typeof parseFeedLinks> {
  const html = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
  return parseFeedLinks(new TextEncoder().encode(html), { url: 'https://gulan.example/2014/well/' })
}

function readUrls(body: string, head = ''): string[] {
  return read(body, head).map((link) => link.url)
}

const WORDPRESS = `<link rel="alternate" type="application/rss+xml" title="Gulan &raquo; The well Comments Feed" href="/2014/well/feed/">
<link rel="alternate" type="application/rss+xml" title="Gulan &raquo; Feed" href="/feed/">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/9"><link rel="alternate" type="application/json+oembed" href="/oembed">
<link rel="alternate" hreflang="ar" href="/ar/"><link rel="alternate" media="handheld" href="/m/"><link rel="stylesheet" type="text/xml" href="/feed.xsl">`

describe('feeds that a page names', () => {
  test('are its feed, then that of comments, and no API, translation or style', () => {
    expect(read('', WORDPRESS)).toEqual([
      { url: 'https://gulan.example/feed/', title: 'Gulan » Feed', type: 'application/rss+xml' },
      {
        url: 'https://gulan.example/2014/well/feed/',
        title: 'Gulan » The well Comments Feed',
        type: 'application/rss+xml',
      },
    ])
  })

  test.for([
    ['in the body', '<link rel="alternate" type="application/atom+xml" href="/atom.xml">', '/atom.xml'],
    [
      'with a parameter in its type',
      '<link rel="ALTERNATE" type="application/RSS+xml; charset=utf-8" href="/r">',
      '/r',
    ],
    ['as JSON', '<link rel="alternate" type="application/feed+json" href="/f">', '/f'],
    ['as JSON of old', '<link rel="alternate" type="application/json" href="/feed.json">', '/feed.json'],
    ['as XML', '<link rel="alternate" type="text/xml" title="RSS" href="/x.php?a=1">', '/x.php?a=1'],
    ['as XML of no telling name', '<link rel="alternate" type="text/xml" href="/news">', '/news'],
    ['by its relation alone', '<link rel="feed" href="/x">', '/x'],
    ['without a type', '<link rel="alternate" href="/rss.xml">', '/rss.xml'],
    [
      'with feed: as scheme',
      '<link rel="alternate" type="application/rss+xml" href="feed://gulan.example/r">',
      'http://gulan.example/r',
    ],
    ['as a link with its address', '<a href="/news/index.xml">News</a>', '/news/index.xml'],
    ['as a link with a query', '<a href="/?format=feed&amp;type=rss">News</a>', '/?format=feed&type=rss'],
    ['as a link with its name', '<a href="/syndication">RSS</a>', '/syndication'],
    ['as a picture', '<a href="/syndication"><img src="/i.png" alt="RSS feed"></a>', '/syndication'],
    ['at a feed’s host', '<a href="http://feeds.gulan.example/all">All</a>', 'http://feeds.gulan.example/all'],
  ])('%s', ([, html = '', url = '']) => {
    expect(readUrls(html)).toEqual([new URL(url, 'https://gulan.example/').href])
  })

  test.for([
    ['a link to a reader', '<a href="https://feedly.com/i/subscription/feed/https://gulan.example/rss">RSS</a>'],
    ['a form for feedback', '<a href="/feedback/">Feedback</a>'],
    ['a sitemap', '<a href="/sitemap.xml">XML</a>'],
    ['a script', '<a href="javascript:rss()">RSS</a>'],
    ['a word in a story', '<a href="/story/9">How the feed of sheep got dear</a>'],
    ['a mail', '<a href="mailto:rss@gulan.example">RSS</a>'],
  ])('are not %s', ([, html = '']) => {
    expect(readUrls(html)).toEqual([])
  })

  test('stand declared ones first, each once', () => {
    const head = '<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
    expect(
      readUrls('<a href="/rss.xml">RSS</a><a href="/atom.xml">Atom</a><a href="/comments/feed/">RSS</a>', head),
    ).toEqual([
      'https://gulan.example/atom.xml',
      'https://gulan.example/rss.xml',
      'https://gulan.example/comments/feed/',
    ])
  })

  test('are relative to the page’s base', () => {
    expect(readUrls('<a href="rss.xml">RSS</a>', '<base href="/x/y/">')).toEqual(['https://gulan.example/x/y/rss.xml'])
  })
})

const link = (more: string) => `<link rel="alternate" ${more}>`
const ATOM = 'type="application/atom+xml"'
const HERE = 'https://gulan.example'

describe('what is named beside a feed', () => {
  test.for([
    ['an entry', link('type="application/atom+xml;type=entry" href="/entry"')],
    ['an entry, quoted', link(`type='Application/Atom+XML; Type="entry"' href="/entry"`)],
    ['a link to an entry', '<a type="application/atom+xml; type=entry" href="/2014/entry.atom">Atom</a>'],
    ['a description for embedding', link('type="application/json+oembed" href="/embed?format=json&url=/feed/"')],
    ['one in XML', link('type="text/xml+oembed" title="Feed" href="/embed?format=xml"')],
    ['an API', link('type="application/json" title="JSON feed" href="/wp-json/wp/v2/pages/7"')],
    ['an API without pretty addresses', link('type="application/json" href="/?rest_route=/wp/v2/feed/7"')],
    ['a sitemap', link('type="application/xml" title="Sitemap" href="/sitemap_index.xml"')],
    ['another language', link('hreflang="ar" href="/ar/feed/"')],
  ])('%s is none', ([, html = '']) => {
    expect(readUrls('', html)).toEqual([])
    expect(readUrls('', html + link(`${ATOM} href="/f"`))).toEqual([`${HERE}/f`])
  })

  test.for([
    ['type=feed is a feed', link('type="application/atom+xml;type=feed" href="/f"'), ['/f']],
    [
      'comments come last, wherever they stand',
      link(`${ATOM} title="Comments" href="/c"`) + link(`${ATOM} href="/f"`),
      ['/f', '/c'],
    ],
    [
      'summaries come after what is whole',
      link(`${ATOM} title="News (excerpts)" href="/short"`) + link(`${ATOM} title="News" href="/whole"`),
      ['/whole', '/short'],
    ],
    [
      'other hosts come after the page’s own',
      link(`${ATOM} href="https://burner.example/f"`) + link(`${ATOM} href="/own"`),
      ['/own', 'https://burner.example/f'],
    ],
    [
      'JSON is one too',
      link('type="application/feed+json" href="/f.json"') + link('type="application/json" href="/feed.json"'),
      ['/f.json', '/feed.json'],
    ],
    ['base counts', `<base href="/deep/">${link(`${ATOM} href="f"`)}`, ['/deep/f']],
  ] as const)('%s', ([, html, urls]) => {
    expect(readUrls('', html)).toEqual(urls.map((url) => new URL(url, HERE).href))
  })

  test('a feed in the page’s language comes before one in another', () => {
    const links = link(`${ATOM} hreflang="en" href="/en"`) + link(`${ATOM} hreflang="ku" href="/ku"`)
    const bytes = new TextEncoder().encode(`<!doctype html><html lang="ku-Latn"><head>${links}`)
    expect(parseFeedLinks(bytes, { url: HERE }).map(({ url }) => url)).toEqual([`${HERE}/ku`, `${HERE}/en`])
  })

  test('HTTP names feeds as the page’s head does', () => {
    const sent = [
      { url: 'entry', rels: ['alternate'], type: 'application/atom+xml;type=entry' },
      { url: 'comments', rels: ['alternate'], type: 'application/rss+xml', title: 'Comments' },
      { url: 'api', rels: ['https://api.w.org/'] },
      { url: 'feed', rels: ['alternate'], type: 'application/rss+xml; charset=utf-8', title: 'News' },
      { url: 'ar/feed', rels: ['alternate'], hreflang: 'ar' },
    ]
    // What HTTP says is relative to the page's address, whatever the page says of its own links.
    const bytes = new TextEncoder().encode('<base href="https://other.example/"><p>x')
    expect(parseFeedLinks(bytes, { url: `${HERE}/a/` }, sent)).toEqual([
      { url: `${HERE}/a/feed`, title: 'News', type: 'application/rss+xml' },
      { url: `${HERE}/a/comments`, title: 'Comments', type: 'application/rss+xml' },
    ])
  })
})
