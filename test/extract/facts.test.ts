import { describe, expect, test } from 'vitest'
import { type PageFacts, readPageFacts } from '../../src/extract/facts/facts.ts'
import { parseTree } from '../../src/html/bounded.ts'

function read(html: string, address = 'https://gulan.example/well'): PageFacts {
  return readPageFacts(parseTree(html), address)
}

/** Each vocabulary alone has to be enough. */
const VOCABULARIES: readonly (readonly [name: string, html: string])[] = [
  [
    'Open Graph',
    '<meta property="og:type" content="article"><meta property="og:title" content="The well"><meta property="article:author" content="Jane Doe"><meta property="article:published_time" content="2015-06-12T10:00:00Z"><meta property="og:image" content="/w.jpg">',
  ],
  [
    'Dublin Core',
    '<meta name="DC.title" content="The well"><meta name="DC.creator" content="Jane Doe"><meta name="DC.date.issued" content="2015-06-12T10:00:00Z">',
  ],
  [
    'citations',
    '<meta name="citation_title" content="The well"><meta name="citation_author" content="Doe, Jane"><meta name="citation_publication_date" content="2015-06-12T10:00:00Z">',
  ],
  [
    'Parse.ly',
    '<meta name="parsely-title" content="The well"><meta name="parsely-author" content="Jane Doe"><meta name="parsely-pub-date" content="2015-06-12T10:00:00Z">',
  ],
  [
    'Sailthru',
    '<meta name="sailthru.title" content="The well"><meta name="sailthru.author" content="Jane Doe"><meta name="sailthru.date" content="2015-06-12T10:00:00Z">',
  ],
  [
    'JSON-LD',
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"The well","author":"Jane Doe","datePublished":"2015-06-12T10:00:00Z"}</script>',
  ],
  [
    'microdata',
    '<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">The well</h2><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jane Doe</b></span><time itemprop="datePublished" datetime="2015-06-12T10:00:00Z">12 June</time></div>',
  ],
  [
    'RDFa',
    '<div vocab="https://schema.org/" typeof="NewsArticle"><h2 property="headline">The well</h2><span property="author" typeof="Person"><b property="name">Jane Doe</b></span><time property="datePublished" datetime="2015-06-12T10:00:00Z">12 June</time></div>',
  ],
  [
    'hAtom',
    '<div class="hentry"><h2 class="entry-title">The well</h2><span class="author vcard"><a class="fn" href="/jane">Jane Doe</a></span><abbr class="published" title="2015-06-12T10:00:00Z">12 June</abbr></div>',
  ],
  [
    'h-entry',
    '<div class="h-entry"><h2 class="p-name">The well</h2><a class="p-author h-card">Jane Doe</a><time class="dt-published" datetime="2015-06-12T10:00:00Z">12 June</time></div>',
  ],
]

describe('what a page says of itself', () => {
  test.for(VOCABULARIES)('in %s alone', ([, html]) => {
    const facts = read(`<title>The well - Gulan</title><h1>The well</h1>${html}`)
    expect(facts.titles[0]).toBe('The well')
    expect(facts.authors.map((person) => person.name)).toEqual(['Jane Doe'])
    expect(facts.published).toEqual({ time: Date.UTC(2015, 5, 12, 10), isExact: true })
  })

  test('is the day from one source with the hour from another', () => {
    const facts = read(
      '<script type="application/ld+json">{"@type":"Article","headline":"The well","datePublished":"2015-06-12"}</script><meta property="article:published_time" content="2015-06-12T10:00:00Z">',
    )
    expect(facts.published?.time).toBe(Date.UTC(2015, 5, 12, 10))
  })

  test('names people before the site', () => {
    const facts = read(
      '<meta property="og:site_name" content="Gulan"><script type="application/ld+json">{"@type":"Article","headline":"The well","author":{"@type":"Organization","name":"Gulan"}}</script><meta name="author" content="Jane Doe">',
    )
    expect(facts.authors).toEqual([{ name: 'Jane Doe' }])
  })

  test('is undone of its character references and tags', () => {
    const facts = read(
      '<script type="application/ld+json">{"@type":"Article","headline":"The &quot;well&quot; &amp;#8211; <i>dug</i>"}</script>',
    )
    expect(facts.titles).toEqual(['The "well" – dug'])
  })

  test('finds nothing where nothing is said', () => {
    expect(read('<p>x')).toMatchObject({
      titles: [],
      authors: [],
      pictures: [],
      categories: [],
      isFree: true,
      isArticle: false,
    })
  })
})
