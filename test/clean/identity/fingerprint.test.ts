import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../../src/clean/clean.ts'
import type { ParsedItem } from '../../../src/model/model.ts'
import { channel, createFeed, createItem, html, text } from '../sample.ts'

const BODY =
  '<p>One <b>two</b> <a href="https://example.com/a">three</a></p><p>four <img src="https://example.com/p.jpg"></p>'

function print(content: string, item: Partial<ParsedItem> = {}): string | undefined {
  const received = createItem({ url: 'https://example.com/x', title: text('Title'), content: html(content), ...item })
  return cleanFeed(createFeed([received]), {}, { channel })[0]?.fingerprint
}

describe('the same story', () => {
  test.each([
    [
      'other markup',
      '<div>One two <a href="https://example.com/a">three</a><br><br>four <img src="https://example.com/p.jpg"></div>',
    ],
    ['other blanks', ` ${BODY.replace(/ /g, '\n ')} `.replace(/<\n /g, '<').replace(/(<a|<img)\n /g, '$1 ')],
    ['tracking', BODY.replace('/a"', '/a?utm_source=rss#.VXBq1s_tlBc"')],
    ['https', BODY.replace(/https/g, 'http')],
    ['another size of the picture', BODY.replace('p.jpg', 'p-300x200.jpg?w=300')],
    ['scripts', `${BODY}<script>x</script><style>y</style>`],
    ['a counter', `${BODY}<img src="http://feeds.feedburner.com/~r/x/~4/y" width="1" height="1">`],
    ['the page’s furniture', `${BODY}<p>Leave a comment</p><p>7 − 2 =</p>`],
  ])('with %s', (_, content) => {
    expect(print(content)).toBe(print(BODY))
  })

  test.each(['http://example.com/x', 'https://example.com:443/x/', 'https://example.com/x?utm_source=rss#rss'])(
    'at %s',
    (url) => expect(print(BODY, { url })).toBe(print(BODY)),
  )

  test('with the signs that WordPress prints for those it stores', () => {
    expect(print(`${BODY}<p>“It’s 3×4 – and 5″ —…”</p>`)).toBe(print(`${BODY}<p>"It's 3x4 -- and 5" ---..."</p>`))
    expect(print(`${BODY}<p>a × b</p>`)).not.toBe(print(`${BODY}<p>a x b</p>`))
  })

  test('with another date, other tags, another order of authors', () => {
    const authors = [{ name: 'A' }, { name: 'B' }]
    expect(print(BODY, { authors, published: 1, categories: [{ name: 'x' }], guid: 'g' })).toBe(
      print(BODY, { authors: [{ name: 'B' }, { name: 'A' }], published: 2 }),
    )
  })
})

describe('another version', () => {
  test.each([
    ['a word', BODY.replace('four', 'five')],
    ['a link', BODY.replace('/a"', '/b"')],
    ['a picture', BODY.replace('p.jpg', 'q.jpg')],
    ['the caption', `${BODY}<p>x</p>`],
  ])('by %s', (_, content) => {
    expect(print(content)).not.toBe(print(BODY))
  })

  test('by its address', () => {
    expect(print(BODY, { url: 'https://example.com/y' })).not.toBe(print(BODY))
  })

  test('by title or author', () => {
    expect(print(BODY, { title: text('Other') })).not.toBe(print(BODY))
    expect(print(BODY, { authors: [{ name: 'A' }] })).not.toBe(print(BODY))
  })

  test('by the byline and the caption that are lifted out of the text', () => {
    const press = (name: string) => `<p>ARA News</p>${BODY}<p>Reporting by: ${name}</p>`
    expect(print(press('Egid Yousef'))).not.toBe(print(press('Jan Nasir')))
  })

  test('by the summary only where there is no content', () => {
    const one = { summary: text('one') }
    const two = { summary: text('two') }
    expect(print(BODY, one)).toBe(print(BODY, two))
    const bare = (summary: { summary: { value: string; type: 'text' } }) =>
      cleanFeed(createFeed([createItem({ url: 'https://example.com/x', ...summary })]), {}, { channel })[0]?.fingerprint
    expect(bare(one)).not.toBe(bare(two))
  })
})
