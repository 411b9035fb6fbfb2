import { describe, expect, test } from 'vitest'
import type { Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { full, toItem, toView } from './view.ts'

const formats = ['rss', 'atom', 'json'] as const

function text(format: Format, view: FeedView): string {
  return new TextDecoder().decode(render(format, view).bytes)
}

describe('render', () => {
  test.each(formats)('%s: the same state gives the same bytes', (format) => {
    const view = toView([full, toItem()])
    expect(text(format, view)).toBe(text(format, structuredClone(view)))
  })

  test('names each format’s own type', () => {
    const types = formats.map((format) => render(format, toView([])).type)
    expect(types).toEqual([
      'application/rss+xml; charset=utf-8',
      'application/atom+xml; charset=utf-8',
      'application/feed+json; charset=utf-8',
    ])
  })

  test.each(formats)('%s: an undated item is dated by when it was first seen', (format) => {
    const { published, ...content } = toItem().content
    const undated = { ...toItem(), content }
    expect(published).toBeDefined()
    expect(text(format, toView([undated]))).toContain(
      format === 'rss' ? 'Sun, 07 Jun 2015 09:00:00 GMT' : '2015-06-07T09:00:00.000Z',
    )
  })

  test.each(formats)('%s: links lead where the channel says', (format) => {
    const item = toItem({ url: 'https://aranews.net/old/' })
    const original = toView([item], { channel: { ...toView([]).channel, linkTo: 'original' } })
    const main: Readonly<Record<(typeof formats)[number], (url: string) => string>> = {
      rss: (url) => `<link>${url}</link>`,
      atom: (url) => `<link rel="alternate" type="text/html" href="${url}"/>`,
      json: (url) => `"url":"${url}"`,
    }
    expect(text(format, toView([item]))).toContain(main[format]('https://feeds.example/2015/06/a-bridge-opens/'))
    expect(text(format, original)).toContain(main[format]('https://aranews.net/old/'))
  })

  test.each(formats)('%s: addresses go out as URIs, however their source writes them', (format) => {
    const item = toItem({
      url: 'https://Bücher.example/خبر/١?a={b}|c',
      comments: 'https://bücher.example/ş#ü',
      attachments: [{ url: 'https://bücher.example/ê.mp3', type: 'audio/mpeg', size: 1 }],
      image: { url: 'https://bücher.example/صورة.jpg', type: 'image/jpeg' },
      authors: [{ name: 'Lava', url: 'https://bücher.example/~ö' }],
    })
    const given = text(format, toView([item], { channel: { ...toView([]).channel, linkTo: 'original' } }))
    expect(given).toContain('https://xn--bcher-kva.example/%D8%AE%D8%A8%D8%B1/%D9%A1?a=%7Bb%7D%7Cc')
    expect(given).toContain('https://xn--bcher-kva.example/%C3%AA.mp3')
    expect(given).not.toMatch(/https:[^"<\s]*[^\0-\x7f]/)
  })

  test('an Atom feed keeps its id whatever the limit, and has one for each narrowing', () => {
    const id = (self: string) => /<id>(.*?)<\/id>/.exec(text('atom', toView([], { self })))?.[1]
    expect(id('https://a.example/feed.atom?limit=5')).toBe('tag:aranews.net,2013:/feed.atom')
    expect(id('https://b.example/feed.atom?tag=kobane&limit=5')).toBe('tag:aranews.net,2013:/feed.atom?tag=kobane')
  })

  test('an item of another channel links as that channel says', () => {
    const other = { ...toView([]).channel, id: 'other', linkTo: 'original' as const }
    const view = toView([toItem({ url: 'https://other.example/1' }, { channel: 'other' })])
    const json = JSON.parse(text('json', { ...view, channels: [view.channel, other] }))
    expect(json.items[0].url).toBe('https://other.example/1')
  })
})
