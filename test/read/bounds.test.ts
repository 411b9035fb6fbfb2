import { describe, expect, test } from 'vitest'
import { parseJsonList } from '../../src/extract/json.ts'
import { STORY } from '../../src/model/bounds/bounds.ts'
import { parse } from '../../src/read/parse.ts'

/** Documents too large to keep as files; each once cost more than linear time, a stack, or memory without end. */
const MANY = 100_000

function read(text: string) {
  return parse(new TextEncoder().encode(text))
}

function toRss(item: string): string {
  return `<rss version="2.0"><channel><title>K</title><item><title>A</title>${item}</item><item><title>B</title></item></channel></rss>`
}

describe('a document without bounds costs no more than its length', () => {
  test.each([
    ['elements', toRss('<x>'.repeat(MANY) + '</x>'.repeat(MANY))],
    ['elements that are never closed', toRss('<x>'.repeat(MANY))],
    ['elements with prefixes of their own', toRss('<p:x xmlns:p="http://example.org/p">'.repeat(MANY))],
    ['tags in a description', toRss(`<description>${'<i>'.repeat(MANY)}${'</i>'.repeat(MANY)}</description>`)],
    ['end tags that end nothing', toRss('</x>'.repeat(MANY))],
    ['less-than signs', toRss(`<description>${'<'.repeat(MANY)}</description>`)],
    ['ampersands', toRss(`<description>${'&'.repeat(MANY)}</description>`)],
    ['comments that begin', toRss('<!--'.repeat(MANY))],
    ['CDATA sections in each other', toRss(`<description>${'<![CDATA['.repeat(MANY)}]]></description>`)],
    [
      'references to an entity',
      `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(4000)}">]>${toRss(`<description>${'&a;'.repeat(MANY)}</description>`)}`,
    ],
  ])('%s, a hundred thousand of them', (_, text) => {
    const { items } = read(text)
    expect(items.map((item) => item.title?.value)).toEqual(['A', 'B'])
    expect(JSON.stringify(items).length).toBeLessThan(text.length * 3 + 2_000_000)
  })

  test.each([
    ['lists', '['.repeat(5_000_000)],
    ['lists that end', `${'['.repeat(600_000)}${']'.repeat(600_000)}`],
    ['objects', '{"items":[{"_a":'.repeat(300_000)],
    ['numbers', `{"items":[${'1,'.repeat(4_000_000)}1]}`],
    ['names', `{"items":[],${Array.from({ length: 600_000 }, (_, n) => `"n${n}":1`).join()}}`],
    ['items, broken', `{"items":[${'{"a":1},'.repeat(1_000_000)}`],
    ['lists behind a guard', `)]}',\n${'['.repeat(1_000_000)}`],
  ])('JSON with megabytes of %s is refused before it is parsed', (_, text) => {
    const bytes = new TextEncoder().encode(text)
    const why = 'The document is JSON of more than 500000 values.'
    expect(() => parse(bytes, { contentType: 'application/feed+json' })).toThrow(why)
    const paths = { items: 'items', title: 'a' }
    expect(() => parseJsonList(bytes, { contentType: 'application/json' }, paths)).toThrow(why)
  })

  test('JSON with hundreds of thousands of values is read', () => {
    const numbers = Array.from({ length: 400_000 }, () => 1).join()
    const text = `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","_y":[${numbers}],"_z":"${'['.repeat(900_000)}"}]}`
    expect(read(text).items.map(({ guid }) => guid)).toEqual(['1'])
  })

  test('of front matter with ever so many faults the first is told of, and no picture is drawn of any', () => {
    const wrong = `---\ntitle: A\ndate: ${'"'.repeat(20_000)}\n---\nThe well`
    const error = (() => {
      try {
        return read(wrong)
      } catch (thrown) {
        return thrown as Error
      }
    })()
    expect(error).toMatchObject({ message: expect.stringMatching(/is no YAML: .* at line 2, column 9$/) })
    expect(error).toMatchObject({ cause: { message: expect.not.stringContaining('^') } })
    expect(() => read(`---\ntitle: ${'a'.repeat(31_000)}\n---\nThe well`)).toThrow('front matter is longer than 30000')
  })

  test('a story of millions of paragraphs is cut, and front matter without measure is refused', () => {
    const { items, warnings } = read(`The well\n\n${'a\n\n'.repeat(MANY * 10)}`)
    expect(items[0]?.title?.value).toBe('The well')
    expect(items[0]?.content?.value.length).toBeGreaterThan(STORY - 20)
    expect(items[0]?.content?.value.length).toBeLessThanOrEqual(STORY)
    expect(warnings).toEqual(['The document says more than is kept: content.value has more than 1000000 characters.'])
    expect(() => read(`---\n${'a: 1\n'.repeat(MANY)}---\nThe well`)).toThrow('front matter is longer')
  })

  test('tags that are never closed, a hundred thousand of them', () => {
    expect(read(`<rss><channel><item><title>A</title>${'<a '.repeat(MANY)}`).items).toHaveLength(1)
    expect(read(`<rss><channel><item><title>A</title>${'</a'.repeat(MANY)}`).items).toHaveLength(1)
  })

  test('an item holds only so many of anything', () => {
    const { items } = read(
      toRss(
        Array.from(
          { length: MANY / 10 },
          (_, n) => `<category>${n}</category><author>${n}</author><enclosure url="http://example.org/${n}"/>`,
        ).join(''),
      ),
    )
    expect(items[0]?.categories).toHaveLength(200)
    expect(items[0]?.authors).toHaveLength(200)
    expect(items[0]?.attachments).toHaveLength(200)
  })

  test('items, a hundred thousand of them', () => {
    const { items } = read(`<rss><channel>${'<item><title>A</title></item>'.repeat(MANY)}</channel></rss>`)
    expect(items).toHaveLength(20_000)
  })

  test('entries of JSON without number, with nothing in them', () => {
    const empty = '{},'.repeat(MANY)
    const feed = read(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"},${empty}{"id":"2"}]}`)
    expect(feed.items.map(({ guid }) => guid)).toEqual(['1'])
    expect(feed.warnings).toEqual(['The document has 80002 items more than can be read at once.'])
    const post = '{"id":1,"link":"https://a.example/1","title":{"rendered":"A"}}'
    expect(read(`[${post},${empty}${post}]`).items).toHaveLength(1)
  })

  test('xhtml in divs, a hundred thousand deep', () => {
    const html = `${'<div>'.repeat(MANY)}x${'</div>'.repeat(MANY)}`
    const { items } = read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">${html}</content></entry></feed>`,
    )
    const [all, start] = [html.slice('<div>'.length), items[0]?.content?.value.slice(0, -1) ?? '']
    expect([start.length > 999_900, all.startsWith(start)]).toEqual([true, true])
  })

  test('JSON in lists, a hundred thousand deep', () => {
    const { items } = read(`{"items":[{"id":"1","x":${'['.repeat(MANY)}${']'.repeat(MANY)}}]}`)
    expect(items).toHaveLength(1)
  })

  test('dates of nothing but figures and marks', () => {
    const { items } = read(toRss(`<pubDate>${'1.1.1 : '.repeat(MANY)}</pubDate><pubDate>${'1 '.repeat(60)}</pubDate>`))
    expect(items[0]?.published).toBeUndefined()
  })
})
