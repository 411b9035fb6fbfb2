import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { parseOpml } from '../../src/read/opml/opml.ts'

function read(text: string) {
  return parseOpml(new TextEncoder().encode(text))
}

describe('lists of feeds', () => {
  test('outlines are feeds, those around them their category', () => {
    const { title, outlines } =
      read(`<?xml version="1.0"?><opml version="2.0"><head><title>Feeds &amp; more</title></head>
      <body><outline text="News"><outline text="Syria"><outline type="rss" text="A &amp; B" title="A" xmlUrl="http://example.org/a"
      htmlUrl="http://example.org/"/></outline></outline><outline text="C" xmlUrl="http://example.org/c"/></body></opml>`)
    expect(title).toBe('Feeds & more')
    expect(outlines).toMatchObject([
      { title: 'A', xmlUrl: 'http://example.org/a', htmlUrl: 'http://example.org/', folders: ['News/Syria'] },
      { title: 'C', xmlUrl: 'http://example.org/c' },
    ])
  })

  test('OPML 1.0 in its spellings', () => {
    const { outlines } = read(
      `<OPML VERSION="1.0"><BODY><OUTLINE TEXT="A" XMLURL="http://example.org/a" CATEGORY="/News"/><outline type="rss" text="B" url="http://example.org/b"/><outline type="link" text="C" url="http://example.org/c"/></BODY></OPML>`,
    )
    expect(outlines).toMatchObject([
      { title: 'A', xmlUrl: 'http://example.org/a', folders: ['News'] },
      { title: 'B', xmlUrl: 'http://example.org/b' },
    ])
  })

  test('a list that is cut off, with bare ampersands', () => {
    const { outlines } = read(
      '<opml><body><outline text="A & B" xmlUrl="http://example.org/?a=1&b=2"/><outline text="C" xmlUrl="http://exa',
    )
    expect(outlines).toMatchObject([{ title: 'A & B', xmlUrl: 'http://example.org/?a=1&b=2' }])
  })

  test('what is commented out is none, with all that lies in it', () => {
    const { outlines } = read(
      `<opml version="2.0"><body><outline text="Old" isComment="true"><outline text="A" xmlUrl="http://example.org/a"/></outline>
      <outline text="B" xmlUrl="http://example.org/b"/><outline isComment="true" text="C" xmlUrl="http://example.org/c"/></body></opml>`,
    )
    expect(outlines).toMatchObject([{ title: 'B', xmlUrl: 'http://example.org/b' }])
  })

  test('addresses in the scheme that opened readers', () => {
    const { outlines } = read(
      '<opml><body><outline text="A" xmlUrl="feed://example.org/a"/><outline text="B" xmlUrl="feed:https://example.org/b"/></body></opml>',
    )
    expect(outlines.map(({ xmlUrl }) => xmlUrl)).toEqual(['http://example.org/a', 'https://example.org/b'])
  })

  test('another document is none', () => {
    expect(() => read('<rss version="2.0"><channel/></rss>')).toThrow(ParseError)
    expect(() => read('no list')).toThrow('The document is no OPML list of feeds.')
  })
})
