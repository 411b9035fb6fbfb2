import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import type { Content } from '../../src/model/content.ts'
import type { Channel } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { parse } from '../../src/read/parse.ts'
import { channel, full, toItem, toView } from './view.ts'

const formats: readonly Format[] = ['rss', 'atom', 'json']

/** A channel that is not ours, so that nothing folds and no press lines are lifted. */
const reader: Channel = { ...channel, id: 'reader', hosts: ['reader.example'], linkTo: 'original' }

function readBack(format: Format, view: FeedView) {
  const { bytes, type } = render(format, view)
  const origin = { url: view.alternates[format], contentType: type }
  const feed = parse(bytes, origin)
  return { feed, items: cleanFeed(feed, origin, { channel: reader }) }
}

function only(format: Format, view: FeedView) {
  const [item, ...others] = readBack(format, view).items
  if (item === undefined || others.length > 0) throw new Error(`${format} did not give one item back.`)
  return item
}

describe.each(formats)('%s, read with our own reader', (format) => {
  test('says of the feed what the view says', () => {
    const { feed } = readBack(format, toView([full], { self: 'https://feeds.example/feed.x?a=1&b=2' }))
    expect(feed.title?.value).toBe('ARA News')
    expect(feed.description?.value).toBe('News from the region')
    expect(feed.homeUrl).toBe('https://feeds.example/')
    expect(feed.selfUrl).toBe('https://feeds.example/feed.x?a=1&b=2')
    expect(feed.language).toBe('en')
    expect(feed.authors.map(({ name }) => name)).toEqual(['ARA News'])
    expect(feed.warnings).toEqual([])
  })

  test('gives every fact of an item back', () => {
    const changes = { contentHtml: '<p title="a]]&gt;b">Tom &amp; Jerry</p>', language: 'de' }
    const item = { ...full, content: { ...full.content, ...changes } }
    const view = toView([item], { channel: { ...channel, linkTo: 'original' } })
    const { guid, content } = only(format, view)
    const { content: sent } = item
    expect(guid).toBe(full.id)
    expect(content.url).toBe(sent.url)
    expect(content.title).toBe(sent.title)
    expect(content.contentHtml).toBe(sent.contentHtml)
    expect(content.summary).toBe(sent.summary)
    expect(content.authors.map(({ name }) => name)).toEqual(['Egid Yousef', 'Adib Abdulmajid'])
    expect(content.categories.map(({ name }) => name)).toEqual(['syria', format === 'rss' ? 'Kobanê' : 'kobane'])
    expect(content.published).toBe(sent.published)
    expect(content.modified).toBe(sent.modified)
    expect(content.language).toBe('de')
    expect(content.attachments.map(({ url, type, size }) => ({ url, type, size }))).toEqual([
      { url: 'https://aranews.net/a.mp3?x=1&y=2', type: 'audio/mpeg', size: 1234 },
      { url: 'https://aranews.net/b.pdf', type: 'application/pdf', size: undefined },
    ])
    expect(content.image?.url).toBe(sent.image?.url)
    expect(content.image?.caption ?? content.caption).toBe('The bridge')
    expect(content.image?.credit ?? content.credit).toBe('File photo')
  })

  test('an item with next to nothing comes back with nothing added', () => {
    const fields: Partial<Content> = { title: '', summary: '', contentHtml: '<p>Only text.</p>' }
    const { content } = only(format, toView([toItem(fields)]))
    expect(content.title).toBe('')
    expect(content.contentHtml).toBe('<p>Only text.</p>')
    expect(content.attachments).toEqual([])
    expect(content.categories).toEqual([])
    // Atom has to give a time of change; it is no later than that of publishing.
    expect(content.modified ?? content.published).toBe(content.published)
  })

  test('names come back in any script', () => {
    const names = ['Jan & Nasro', 'إيغيد يوسف', 'Şêrko “Bêkes”']
    const fields = { authors: names.map((name) => ({ name })), categories: names.map((name) => ({ name })) }
    const { content } = only(format, toView([toItem(fields)]))
    expect(content.authors.map(({ name }) => name)).toEqual(names)
    expect(content.categories.map(({ name }) => name)).toEqual(names)
  })

  test.each([
    'a < b && c > d',
    '&amp;&lt;b&gt; literally',
    ']]> and ]]&gt; and a < b',
    '“quotes” \' "',
    'خبر عاجل: «القامشلي» — ۱۲۳',
    'Rojava 🏔️ नेपाल 𠮷',
    '100 % – %20 &#x41; &nosuch;',
  ])('text stays as it is: %s', (text) => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const fields = { summary: text, contentHtml: `<p>${escaped}</p>` }
    const item = toItem({ title: text, ...fields }, { id: `tag:aranews.net,2013:${text}` })
    const { guid, content } = only(format, toView([item]))
    expect(guid).toBe(item.id)
    expect(content.title).toBe(text)
    expect(content.summary).toBe(text)
    expect(content.contentText).toBe(text)
  })
})
