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

  test('in the other form of Unicode, whatever of it is in that', () => {
    const said = (form: 'NFC' | 'NFD') => {
      const as = (words: string) => words.normalize(form)
      return print(
        `<p>${as('Serê Kaniyê, İzmir, كوبانيّ أُ')}</p><img src="https://example.com/p.jpg" alt="${as('Şêx')}">`,
        {
          title: text(as('Şêx Meqsûd, آرا')),
          authors: [{ name: as('Egîd Yûsiv') }],
          categories: [{ name: as('Kurdî') }],
          summary: text(as('Kurtî')),
        },
      )
    }
    expect(said('NFD')).toBe(said('NFC'))
  })

  test('with the signs that WordPress prints for those it stores', () => {
    expect(print(`${BODY}<p>“It’s 3×4 – and 5″ —…”</p>`)).toBe(print(`${BODY}<p>"It's 3x4 -- and 5" ---..."</p>`))
    expect(print(`${BODY}<p>a × b</p>`)).not.toBe(print(`${BODY}<p>a x b</p>`))
  })

  test('with another date, another order of authors and tags, another number of comments', () => {
    const [a, b] = [{ name: 'A' }, { name: 'B' }]
    expect(print(BODY, { authors: [a, b], categories: [a, b], published: 1, commentCount: 1, guid: 'g' })).toBe(
      print(BODY, { authors: [b, a], categories: [b, a], published: 2, modified: 3, commentCount: 2 }),
    )
  })

  test.each(['One two', 'One two three…', '<p>One two three four</p>', 'One two [&#8230;]'])(
    'with the summary “%s”, drawn from the text',
    (summary) => expect(print(BODY, { summary: html(summary) })).toBe(print(BODY)),
  )

  test('with the main picture and an enclosure in other sizes, and under other parameters', () => {
    const pictures = (query: string) => [{ url: `https://example.com/m${query}` }]
    const files = (query: string) => [{ url: `https://example.com/a.mp3${query}`, type: 'audio/mpeg' }]
    const shown = (picture: string, file: string) =>
      print(BODY, { pictures: pictures(picture), attachments: files(file) })
    expect(shown('-300x200.jpg?w=300', '?t=1')).toBe(shown('.jpg', '?t=2'))
  })

  test('with its own picture named once more', () => {
    expect(print(BODY, { pictures: [{ url: 'https://example.com/p.jpg' }] })).toBe(print(BODY))
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

  const picture = { url: 'https://example.com/m.jpg', caption: 'Azad', credit: 'ARA' }

  test.each<[string, Partial<ParsedItem>, Partial<ParsedItem>]>([
    ['summary', { summary: text('Nine died, officials said.') }, { summary: text('Five died, officials said.') }],
    ['a summary of its own, taken back', { summary: text('Nine died.') }, {}],
    ['the only text', { content: html(''), summary: text('one') }, { content: html(''), summary: text('two') }],
    ['caption', { pictures: [picture] }, { pictures: [{ ...picture, caption: 'Berzan' }] }],
    ['credit', { pictures: [picture] }, { pictures: [{ ...picture, credit: 'AFP' }] }],
    ['main picture', { pictures: [picture] }, { pictures: [{ ...picture, url: 'https://example.com/n.jpg' }] }],
    ['recording', toRecording('a.mp3'), toRecording('b.mp3')],
    ['tags', { categories: [{ name: 'Azad' }] }, { categories: [{ name: 'Berzan' }] }],
    ['contributors', { contributors: [{ name: 'A' }] }, { contributors: [{ name: 'B' }] }],
    ['the page it is about', { externalUrl: 'https://example.net/a' }, { externalUrl: 'https://example.net/b' }],
    ['language', { language: 'ku' }, { language: 'tr' }],
    ['dateline', toPress({ dateline: 'Kobane' }), toPress({ dateline: 'Qamishli' })],
  ])('by %s alone', (_, one, other) => {
    expect(print(BODY, one)).not.toBe(print(BODY, other))
  })
})

function toRecording(name: string): Partial<ParsedItem> {
  return { attachments: [{ url: `https://example.com/${name}`, type: 'audio/mpeg' }] }
}

function toPress(press: ParsedItem['press']): Partial<ParsedItem> {
  return press === undefined ? {} : { press }
}
