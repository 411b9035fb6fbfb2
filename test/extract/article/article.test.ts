import { describe, expect, test } from 'vitest'
import { ParseError } from '../../../src/errors.ts'
import { parseArticle } from '../../../src/extract/article/article.ts'
import type { ParsedItem } from '../../../src/model/model.ts'
import type { ArticleSelectors } from '../../../src/model/settings.ts'
import { toText } from '../page-fixtures.ts'

const URL_OF_PAGE = 'https://gulan.example/2015/06/12/the-well/'

/** Five sentences that are nobody's: the story of most pages here. */
const STORY = [
  'The well of the upper village was dug by two brothers who did not speak to each other.',
  'Each of them dug at night, and each of them believed that the other had given up.',
  'It is forty metres deep.',
  'On the day that they reached the water they are said to have nodded, once, and gone home.',
  'Their grandchildren drink from it and still use two buckets.',
]
const PARAGRAPHS = STORY.map((line) => `<p>${line}</p>`).join('\n')

function readItem(html: string, selectors?: ArticleSelectors, url = URL_OF_PAGE): ParsedItem {
  const feed = parseArticle(new TextEncoder().encode(html), { url }, selectors ? { selectors } : {})
  expect(feed.format).toBe('article')
  const [item, ...others] = feed.items
  if (!item) throw new Error('no item')
  expect(others).toEqual([])
  return item
}

function readText(html: string, selectors?: ArticleSelectors): string {
  return toText(readItem(html, selectors).content?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

function toPage(body: string, head = '<title>The well</title>'): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
}

function toStory(extra: string): string {
  return toPage(
    `<h1>The well</h1><div class="text">${STORY.slice(0, 4)
      .map((line) => `<p>${line}</p>`)
      .join('')}${extra}<p>${STORY[4]}</p></div>`,
  )
}

describe('the text', () => {
  test('is the paragraphs, the short ones too, without the headline', () => {
    expect(readText(toPage(`<h1>The well</h1><div>${PARAGRAPHS}</div>`))).toBe(STORY.join(' '))
  })

  test.for([
    ['a share bar', '<div class="share-bar"><a href="#">Facebook</a> <a href="#">Twitter</a></div>'],
    ['a reference', '<p><strong>Read also:</strong> <a href="/2015/05/x">The mill that turned by itself</a></p>'],
    ['a line that is a link to another story', '<p><a href="/2015/05/x">The mill that turned by itself</a></p>'],
    [
      'a newsletter',
      '<div class="newsletter"><p>Sign up for our newsletter and get the best of the week, every Friday.</p></div>',
    ],
    ['an advertising label', '<div>Advertisement</div>'],
    [
      'a box of related stories',
      '<aside><h3>Related</h3><ul><li><a href="/x">The mill that turned by itself</a></li></ul></aside>',
    ],
    [
      'what is hidden',
      '<p style="display:none">You should never see this sentence, which was left here for a test of the site.</p>',
    ],
    ['a script and a style', '<script>var text = "nothing"</script><style>p { color: red }</style>'],
  ])('does not hold %s', ([, extra]) => {
    expect(readText(toStory(extra ?? ''))).toBe(STORY.join(' '))
  })

  test.for([
    ['a list', '<ul><li>two buckets</li><li>one rope</li></ul>', 'two buckets one rope'],
    ['a quotation', '<blockquote><p>Water has no grandfather.</p></blockquote>', 'Water has no grandfather.'],
    [
      'a subhead',
      '<h2>The water</h2><p>It tastes of iron, says everybody who has left the village for good.</p>',
      'The water It tastes of iron, says everybody who has left the village for good.',
    ],
    [
      'a table',
      '<table><tr><th>Year</th><th>Depth</th></tr><tr><td>1901</td><td>12 m</td></tr></table>',
      'Year Depth 1901 12 m',
    ],
    [
      'a picture with its caption',
      '<figure><img src="well.jpg"><figcaption>The well in May</figcaption></figure>',
      'The well in May',
    ],
    [
      'links to other sites',
      '<p><a href="https://wells.example/deep">The survey of wells of 1931</a></p>',
      'The survey of wells of 1931',
    ],
    ['code', '<pre><code>dig(40)</code></pre>', 'dig(40)'],
  ])('holds %s', ([, extra, text]) => {
    expect(readText(toStory(extra ?? ''))).toBe([...STORY.slice(0, 4), text, STORY[4]].join(' '))
  })

  test('ends before the comments, however many there are', () => {
    const comment = '<p>This is a comment that is longer than any sentence of the story, and it goes on, and on.</p>'
    const page = toPage(
      `<h1>The well</h1><div>${PARAGRAPHS}</div><div class="below"><h3>Leave a comment</h3>${comment.repeat(9)}</div>`,
    )
    expect(readText(page)).toBe(STORY.join(' '))
  })

  test('is not what stands under a heading of comments, where that is all there is beside links', () => {
    const comments =
      '<h3>31 comments</h3><p>I have seen this well, and it is not forty metres deep, it is thirty-nine.</p>'
    expect(() => readText(toPage(`<div>${comments}</div>`))).toThrow('holds no article')
  })

  test('is found in an article element that a newsletter names, beside longer comments', () => {
    const comment = '<p>This is a comment that is longer than any sentence of the story, and it goes on, and on.</p>'
    const page = toPage(
      `<article class="newsletter-post"><div class="title">The well</div>${PARAGRAPHS}</article><div class="reader-comments">${comment.repeat(9)}</div>`,
      '<title>x</title><meta property="og:title" content="The well">',
    )
    expect(readText(page)).toContain(STORY.join(' '))
  })

  test('of two candidates is the one that the page’s data agree with', () => {
    const other =
      '<p>The owner of this site lives in Gothenburg and likes boats, wind, and long letters with stamps.</p>'.repeat(6)
    const data = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The well","articleBody":"${STORY.join(' ')}"}</script>`
    const page = (head: string) =>
      toPage(`<div class="a"><b>The well</b>${PARAGRAPHS}</div><div class="b">${other}</div>`, head)
    expect(readText(page(data))).toBe(STORY.join(' '))
  })

  test('comes from the data where a script puts it into the page', () => {
    const data = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The well","articleBody":"${STORY.join('\\n')}"}</script>`
    expect(readText(toPage('<div id="root"></div>', data))).toBe(STORY.join(' '))
  })

  test('does not come from the data where it is for subscribers', () => {
    const data = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The well","isAccessibleForFree":false,"articleBody":"${STORY.join(' ')}"}</script>`
    const page = toPage(
      `<article><h1>The well</h1><div class="article-body"><p>${STORY[0]}</p><p>${STORY[1]}</p></div></article>`,
      data,
    )
    expect(readText(page)).toBe(`${STORY[0]} ${STORY[1]}`)
  })

  test('is read from pages without html, body or closed paragraphs', () => {
    expect(readText(`<title>The well</title><h1>The well</h1>${STORY.map((line) => `<p>${line}`).join('')}`)).toBe(
      STORY.join(' '),
    )
  })

  test('of ten words in Arabic is a story where the page says that it is one', () => {
    const head = '<meta property="og:type" content="article"><title>ماء</title>'
    expect(
      readText(
        toPage(
          '<h1>ماء</h1><div class="article-body"><p>وصل الماء إلى القرية، مساء الثلاثاء، بعد غياب طويل.</p></div>',
          head,
        ),
      ),
    ).toContain('وصل الماء')
  })
})

describe('what the page says of the story', () => {
  const linked = (data: object, body = PARAGRAPHS) =>
    toPage(
      `<h1>The well</h1><div>${body}</div>`,
      `<title>The well - Gulan</title><script type="application/ld+json">${JSON.stringify(data)}</script>`,
    )

  test('JSON-LD in a graph, people by reference, pictures as objects', () => {
    const item = readItem(
      linked({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', '@id': '#site', name: 'Gulan' },
          { '@type': 'Person', '@id': '#jane', name: 'Jane Doe', url: 'https://gulan.example/jane' },
          {
            '@type': ['NewsArticle'],
            headline: 'The well',
            author: [{ '@id': '#jane' }, { '@type': 'Person', name: 'Ali Can' }],
            datePublished: '2015-06-12T10:00:00+03:00',
            dateModified: '2015-06-13T10:00:00+03:00',
            image: {
              '@type': 'ImageObject',
              url: 'https://gulan.example/well.jpg',
              width: 1200,
              height: '800',
              caption: 'The well',
              creditText: 'Sara Ali',
            },
            keywords: 'wells, brothers',
            articleSection: 'Villages',
            inLanguage: 'en-GB',
          },
        ],
      }),
    )
    expect(item).toMatchObject({
      title: { value: 'The well', type: 'text' },
      authors: [{ name: 'Jane Doe', url: 'https://gulan.example/jane' }, { name: 'Ali Can' }],
      published: Date.UTC(2015, 5, 12, 7),
      modified: Date.UTC(2015, 5, 13, 7),
      pictures: [
        { url: 'https://gulan.example/well.jpg', width: 1200, height: 800, caption: 'The well', credit: 'Sara Ali' },
      ],
      categories: [{ name: 'Villages' }, { name: 'wells' }, { name: 'brothers' }],
      language: 'en',
    })
  })

  test('the story among those that the page lists as related', () => {
    const related = ['The mill', 'The oven'].map((headline) => ({
      '@type': 'NewsArticle',
      headline,
      datePublished: '2011-01-01',
    }))
    const item = readItem(
      linked([...related, { '@type': 'NewsArticle', headline: 'The well', datePublished: '2015-06-12' }] as object),
    )
    expect(item.published).toBe(Date.UTC(2015, 5, 12))
  })

  test('broken JSON-LD: line breaks in strings, a comma too many, CDATA', () => {
    const head =
      '<title>x</title><script type="application/ld+json">//<![CDATA[\n{"@type":"Article","headline":"The\n well","author":{"name":"Jane Doe"},}\n//]]></script>'
    expect(readItem(toPage(`<div>${PARAGRAPHS}</div>`, head))).toMatchObject({
      title: { value: 'The well' },
      authors: [{ name: 'Jane Doe' }],
    })
  })

  test('names of prototypes are names like any other', () => {
    const item = readItem(
      linked(
        JSON.parse(
          '{"@type":"Article","headline":"The well","__proto__":{"author":"Nobody"},"constructor":{"name":"x"}}',
        ) as object,
      ),
    )
    expect(item.authors).toEqual([])
  })

  test.for([
    ['By Jane Doe and Ali Can, ARA News', ['Jane Doe', 'Ali Can']],
    ['Jane Doe, Reuters', ['Jane Doe']],
    ['JANE DOE | Correspondent', ['JANE DOE']],
    ['بقلم: سامر العلي، ليلى حمو', ['سامر العلي', 'ليلى حمو']],
    ['Doe, Jane', ['Doe, Jane']],
    ['Jane Doe, Staff Writer, and Ali Can in Erbil', ['Jane Doe', 'Ali Can']],
    ['Por José García y María López', ['José García', 'María López']],
    ['Ortega y Gasset', ['Ortega y Gasset']],
    ['Martin Luther King, Jr.', ['Martin Luther King Jr.']],
    ['Repowering by: Egid Yousef', ['Egid Yousef']],
    ['Text: Jane Doe, Fotos: Ali Can', ['Jane Doe']],
    ['بقلم أحمد العلي ومحمد حسن', ['أحمد العلي', 'محمد حسن']],
    ['Автор: Сергей Иванов', ['Сергей Иванов']],
    ['admin', []],
    ['https://www.facebook.com/gulan', []],
  ] as const)('people in “%s”', ([line, names]) => {
    const head = `<title>The well</title><meta name="author" content="${line}">`
    expect(
      readItem(toPage(`<h1>The well</h1><div>${PARAGRAPHS}</div>`, head)).authors.map((person) => person.name),
    ).toEqual(names)
  })

  test.for([
    ['one of two has a page', '<p class="byline">By <a rel="author" href="/jane">Jane Doe</a> and Ali Can</p>'],
    ['microdata outside of an article', '<b itemprop="author">Jane Doe</b>, <b itemprop="author">Ali Can</b>'],
  ] as const)('people beside the headline: %s', ([, line]) => {
    const { authors } = readItem(toPage(`<h1>The well</h1>${line}<div>${PARAGRAPHS}</div>`))
    expect(authors.map(({ name }) => name)).toEqual(['Jane Doe', 'Ali Can'])
  })

  test('the day in the address, where nothing else says a date', () => {
    expect(readItem(toPage(`<h1>The well</h1><div>${PARAGRAPHS}</div>`)).published).toBe(Date.UTC(2015, 5, 12))
  })

  test('numbers begin with the day, but not in America', () => {
    const page = (lang: string) =>
      `<html lang="${lang}"><title>The well</title><h1>The well</h1><span class="date">03/04/2014</span><div>${PARAGRAPHS}</div>`
    expect(readItem(page('en-GB'), undefined, 'https://a.example/x').published).toBe(Date.UTC(2014, 3, 3))
    expect(readItem(page('en-US'), undefined, 'https://a.example/x').published).toBe(Date.UTC(2014, 2, 4))
  })

  test('a language that the text cannot be in is not believed', () => {
    const arabic =
      '<p>حفر الأخوان البئر في الليل، وكان كل منهما يظن أن الآخر قد استسلم، حتى وصلا إلى الماء معاً.</p>'.repeat(3)
    const page = `<html lang="en"><meta property="og:locale" content="ar_SY"><title>بئر</title><h1>بئر</h1><div>${arabic}</div>`
    expect(readItem(page).language).toBe('ar-SY')
    expect(readItem(page.replace('ar_SY', 'en_US')).language).toBeUndefined()
  })

  test('its address for itself, the address it was found at, and a short one', () => {
    const head =
      '<title>The well</title><link rel="canonical" href="/2015/06/the-well/"><link rel="shortlink" href="/?p=9">'
    const item = readItem(toPage(`<h1>The well</h1><div>${PARAGRAPHS}</div>`, head))
    expect(item.url).toBe('/2015/06/the-well/')
    expect(item.alsoAt).toEqual([URL_OF_PAGE, '/?p=9'])
  })

  test('a home page is not the address of a story', () => {
    const head = '<title>The well</title><link rel="canonical" href="https://gulan.example/">'
    expect(readItem(toPage(`<h1>The well</h1><div>${PARAGRAPHS}</div>`, head)).url).toBe(URL_OF_PAGE)
  })
})

describe('selectors', () => {
  const page = toPage(
    `<div class="t">The other title</div><h1>The well</h1><div class="w">Jane Doe; Ali Can</div><div class="d">12 June 2014</div>
     <div class="x"><p>${STORY[0]}</p><div class="q">Not this box, it says nothing that anybody would miss in here.</div><p>${STORY[1]}</p></div>
     <div class="y">${PARAGRAPHS}</div>`,
  )

  test('say where the parts stand', () => {
    const selectors = { content: '.x', title: '.t', author: '.w', date: '.d', remove: ['.q'] }
    const item = readItem(page, selectors)
    expect(item).toMatchObject({
      title: { value: 'The other title' },
      authors: [{ name: 'Jane Doe' }, { name: 'Ali Can' }],
      published: Date.UTC(2014, 5, 12),
    })
    expect(readText(page, selectors)).toBe(`${STORY[0]} ${STORY[1]}`)
  })

  test('that find nothing are named', () => {
    expect(() => readItem(page, { content: '.gone' })).toThrow(
      `The page at ${URL_OF_PAGE} holds no article at “.gone”.`,
    )
  })

  test('that are none are named', () => {
    expect(() => readItem(page, { content: 'div[' })).toThrow(/^The selector “div\[” is none that can be used/)
  })
})

describe('no article', () => {
  test.for([
    ['an empty document', ''],
    ['an empty page', toPage('')],
    [
      'links alone',
      toPage(
        '<ul><li><a href="/a">One thing that happened</a></li><li><a href="/b">Another thing that happened</a></li></ul>',
      ),
    ],
    ['JSON', '{"title": "The well", "text": "The well of the upper village was dug by two brothers <p>"}'],
    [
      'a feed',
      `<?xml version="1.0"?><rss version="2.0"><channel><item><description>&lt;p>${STORY.join(' ')}</description></item></channel></rss>`,
    ],
    ['plain text', STORY.join('\n\n')],
  ])('in %s', ([, html]) => {
    const read = () => parseArticle(new TextEncoder().encode(html), { url: URL_OF_PAGE })
    expect(read).toThrow(ParseError)
    expect(read).toThrow(`The page at ${URL_OF_PAGE} holds no article.`)
  })
})

describe('hostile pages', () => {
  const head = `<title>The well</title><h1>The well</h1>${PARAGRAPHS}`
  test.for([
    ['elements in each other', '<div>'.repeat(200_000)],
    [
      'formatting that is never closed',
      Array.from({ length: 20_000 }, (_, at) => `<b id=${at}>`).join('') + '<p>x'.repeat(20_000),
    ],
    ['text in tables', `<table>${'a<b></b>'.repeat(100_000)}`],
    ['attributes', `<p ${Array.from({ length: 200_000 }, (_, at) => `a${at}`).join(' ')}>`],
    ['a word of a million letters', `<p>${'a'.repeat(1_000_000)}`],
    [
      'JSON-LD in itself',
      `<script type="application/ld+json">${'{"author":'.repeat(100_000)}1${'}'.repeat(100_000)}</script>`,
    ],
    [
      'things in each other',
      '<div itemscope itemtype="http://schema.org/Article"><b itemprop="headline">x'.repeat(20_000),
    ],
    ['null characters and lone surrogates', '<p>\0\ud800x'.repeat(1_000)],
  ])('of %s give the story that stands before', ([, tail]) => {
    expect(readText(`${head}<hr>${tail}`)).toContain(STORY.join(' '))
  })

  test('of ten megabytes of paragraphs give an article', () => {
    const page = `<title>The well</title>${`<p>${STORY[0]}</p>`.repeat(100_000)}`
    expect(readText(page)).toContain(STORY[0])
  })
})

describe('the one heading of an article', () => {
  test('is its headline where the page is called by its site alone', () => {
    const page = toPage(`<article><h1>The two wells</h1>${PARAGRAPHS}</article>`, '<title>Daily Site</title>')
    expect(readItem(page).title?.value).toBe('The two wells')
    expect(readText(page)).toBe(STORY.join(' '))
  })

  test('is not where it stands outside, or is one of several', () => {
    const two = `<article><h1>Part one</h1>${PARAGRAPHS}<h1>Part two</h1>${PARAGRAPHS}</article>`
    expect(readItem(toPage(two, '<title>Daily Site</title>')).title?.value).toBe('Daily Site')
  })
})
