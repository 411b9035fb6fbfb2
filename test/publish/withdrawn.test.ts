import { describe, expect, test } from 'vitest'
import type { StoredItem } from '../../src/model/model.ts'
import { EVERY_FORMAT, type Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { readDocument } from './document.ts'
import { channel, toItem, toView } from './view.ts'

const at = Date.UTC(2015, 6, 1)
const story = toItem({ title: 'Bridge & ferry', contentHtml: '<p>Secret.</p>', contentText: 'Secret.' })
const retracted: StoredItem = { ...story, state: 'retracted', reason: 'Wrong <place> & date.', withdrawn: at }
const erased: StoredItem = { ...retracted, erased: true, reason: 'A source is in danger.' }

const show = (format: Format, item: StoredItem, fields: Partial<FeedView> = {}) =>
  new TextDecoder().decode(render(format, toView([item], fields)).bytes)

describe('a retracted story', () => {
  test('is a deleted entry in Atom (RFC 6721), and a notice in its place', () => {
    const xml = show('atom', retracted)
    expect(xml).toContain(
      '<at:deleted-entry ref="https://aranews.net/?p=17" when="2015-07-01T00:00:00.000Z">\n' +
        '<at:comment>Wrong &lt;place&gt; &amp; date.</at:comment>\n</at:deleted-entry>',
    )
    expect(xml).toContain('xmlns:at="http://purl.org/atompub/tombstones/1.0"')
    const entry = readDocument(xml).children.find(({ name }) => name === 'entry')
    expect(entry?.children.map(({ name, text, attributes }) => [name, text.trim() || attributes.href])).toEqual([
      ['id', 'https://aranews.net/?p=17'],
      ['title', 'Retracted: Bridge & ferry'],
      ['link', 'https://feeds.example/2015/06/a-bridge-opens/'],
      ['published', '2015-06-07T08:30:00.000Z'],
      ['updated', '2015-07-01T00:00:00.000Z'],
      ['summary', 'Wrong &lt;place&gt; &amp; date.'],
      ['content', '<p>Wrong &lt;place&gt; &amp; date.</p>'],
    ])
  })

  test.each([
    ['ar', 'خبر مسحوب'],
    ['ckb', 'هەواڵی کشێنراوە'],
    ['ku', 'Hat vekişandin'],
    ['kmr-Latn', 'Hat vekişandin'],
    ['tr', 'Geri çekildi'],
    ['fa', 'پس گرفته شد'],
    ['de', 'Retracted'],
  ])('says so in the story’s language, else the channel’s: %s', (language, word) => {
    const own = { ...story, content: { ...story.content, language } }
    // A title of the other direction is isolated.
    const headed = /[؀-ۿ]/.test(word) ? `${word}: \u2068Bridge` : `${word}: Bridge`
    const here = { channel: { ...channel, language } }
    for (const format of EVERY_FORMAT) {
      expect(show(format, { ...own, state: 'retracted' })).toContain(headed)
      expect(show(format, retracted, here)).toContain(headed)
      // The language of an erased story is a word of it.
      const notice = show(format, { ...own, state: 'retracted', erased: true })
      expect([notice.includes('Retracted'), notice.includes(`"${language}"`)]).toEqual([true, false])
    }
    expect(show('atom', { ...own, state: 'retracted' })).toContain(`<entry xml:lang="${language}">`)
  })

  test.each(EVERY_FORMAT)('has something to say in %s where nobody said why', (format) => {
    expect(show(format, { ...story, state: 'retracted', withdrawn: at })).toContain('The story was retracted.')
  })

  test('has the same time as the tombstone: RFC 6721 lets an entry that is later come back', () => {
    for (const item of [retracted, erased, { ...retracted, updated: at + 5 }]) {
      expect(show('atom', item)).toContain('when="2015-07-01T00:00:00.000Z"')
      expect(show('atom', item)).toContain('<updated>2015-07-01T00:00:00.000Z</updated>')
    }
  })

  test('keeps its guid in RSS, with the reason as its text', () => {
    const xml = show('rss', retracted)
    expect(xml).toContain('<title>Retracted: Bridge &amp; ferry</title>')
    expect(xml).toContain('<guid isPermaLink="false">https://aranews.net/?p=17</guid>')
    expect(xml).toContain('<description>Wrong &amp;lt;place&amp;gt; &amp;amp; date.</description>')
    expect(xml).toContain('<pubDate>Sun, 07 Jun 2015 08:30:00 GMT</pubDate>')
  })

  test('keeps its id in JSON Feed, with the reason as its text', () => {
    expect(JSON.parse(show('json', retracted)).items).toEqual([
      {
        id: 'https://aranews.net/?p=17',
        url: 'https://feeds.example/2015/06/a-bridge-opens/',
        title: 'Retracted: Bridge & ferry',
        content_html: '<p>Wrong &lt;place&gt; &amp; date.</p>',
        content_text: 'Wrong <place> & date.',
        date_published: '2015-06-07T08:30:00.000Z',
        date_modified: '2015-07-01T00:00:00.000Z',
        _ara: { state: 'retracted', retracted: 'Wrong <place> & date.' },
      },
    ])
  })

  test.each(EVERY_FORMAT)('shows nothing of its text in %s, and comes back when restored', (format) => {
    expect(show(format, retracted)).not.toContain('Secret')
    expect(show(format, { ...retracted, state: 'live' })).toContain('Secret')
  })

  test.each(EVERY_FORMAT)('shows not even its title in %s when it was erased', (format) => {
    const text = show(format, erased)
    expect(text).not.toMatch(/Secret|ferry|a-bridge-opens|Egid/)
    expect(text).toContain('https://feeds.example/s/k3xp9a')
    expect(text).toContain('A source is in danger.')
    expect(text).toContain('https://aranews.net/?p=17')
  })
})

describe('a part of the archive (RFC 5005 §4)', () => {
  const fields = {
    archive: true as const,
    self: 'https://feeds.example/archive/7.atom',
    current: 'https://feeds.example/feed.atom',
    prevArchive: 'https://feeds.example/archive/6.atom',
  }

  test('says so in Atom and RSS, and leads back', () => {
    for (const [format, link] of [
      ['atom', 'link'],
      ['rss', 'atom:link'],
    ] as const) {
      const xml = show(format, story, fields)
      expect(xml).toContain('<fh:archive/>')
      expect(xml).toMatch(new RegExp(`<${link} rel="current" [^>]*href="${fields.current}"/>`))
      expect(xml).toMatch(new RegExp(`<${link} rel="prev-archive" [^>]*href="${fields.prevArchive}"/>`))
    }
  })

  test('has the id of the feed that it is a part of', () => {
    expect(show('atom', story, fields)).toContain('<id>tag:aranews.net,2013:/feed.atom</id>')
  })

  test('goes on in JSON Feed as any list does', () => {
    const feed = JSON.parse(show('json', story, fields))
    expect(feed.next_url).toBe(fields.prevArchive)
    expect(feed._ara).toMatchObject({ archive: true, current: fields.current, prev_archive: fields.prevArchive })
  })
})

test('pages and the hub are named in every format', () => {
  const fields = {
    hub: 'https://h.example/',
    first: 'https://a.example/1',
    previous: 'https://a.example/2',
    next: 'https://a.example/4',
    last: 'https://a.example/9',
  }
  for (const format of ['rss', 'atom'] as const) {
    const xml = show(format, story, fields)
    for (const rel of ['first', 'previous', 'next', 'last', 'hub']) expect(xml).toContain(`rel="${rel}"`)
  }
  const feed = JSON.parse(show('json', story, fields))
  expect(feed.hubs).toEqual([{ type: 'WebSub', url: 'https://h.example/' }])
  expect(feed).toMatchObject({
    next_url: fields.next,
    _ara: { first: fields.first, previous: fields.previous, last: fields.last },
  })
})
