import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import { toShownPictures, withPicturesAt } from '../../src/clean/shown-pictures.ts'
import type { Content } from '../../src/model/content.ts'
import type { Channel } from '../../src/model/model.ts'
import { parse } from '../../src/read/parse.ts'

const channel: Channel = {
  id: 'ara',
  title: 'ARA News',
  description: '',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  sources: [],
}

/** The content of a JSON Feed item, cleaned as a source's is. */
function toContent(html: string, image?: string): Content {
  const item = { id: '1', url: 'https://aranews.net/1/', title: 'A story', content_html: html, image }
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [item] }
  const bytes = new TextEncoder().encode(JSON.stringify(feed))
  const [found] = cleanFeed(parse(bytes), { url: 'https://aranews.net/feed.json' }, { channel })
  if (found === undefined) throw new Error('There is no item.')
  return found.content
}

describe('the pictures of a story', () => {
  test('are its lead, those in its text, the largest form of each, and what thumbnails link to', () => {
    const html = `<p>Kobane</p>
      <a href="/up/market.jpg"><img src="/up/market-300.jpg"></a>
      <img src="/up/a-300.jpg" srcset="/up/a-300.jpg 300w, /up/a-1200.jpg 1200w, /up/a-600.jpg 600w">
      <picture><source srcset="/up/b.webp 1x, /up/b-2.webp 2x"><img src="/up/b.jpg?x=1&y=2"></picture>
      <video src="/up/c.mp4" poster="/up/c.jpg"></video>
      <a href="/2015/06/other/">Other</a>`
    expect(
      toShownPictures(toContent(html, '/up/lead.jpg')).map((url) => url.replace('https://aranews.net/up/', '')),
    ).toEqual([
      'lead.jpg',
      'market.jpg',
      'market-300.jpg',
      'a-300.jpg',
      'a-1200.jpg',
      'b-2.webp',
      'b.jpg?x=1&y=2',
      'c.jpg',
    ])
  })

  test('are each named once, and only where they have an address', () => {
    const html = `<img src="/a.jpg"><img src="/a.jpg"><img src="data:image/png;base64,${'A'.repeat(600)}">`
    expect(toShownPictures(toContent(html, '/a.jpg'))).toEqual(['https://aranews.net/a.jpg'])
    expect(toShownPictures(toContent('<p>None</p>'))).toEqual([])
  })

  test('are kept under one name, however they are written', () => {
    const name = 'https://aranews.net/up/%D8%B5%D9%88%D8%B1%D8%A9.jpg'
    expect(
      toShownPictures(toContent(`<img src="/up/صورة.jpg"><img src="${name}">`, 'https://ARANEWS.net/up/صورة.jpg')),
    ).toEqual([name])
    const content = withPicturesAt(toContent('<img src="/up/صورة.jpg">', '/up/صورة.jpg'), (url) =>
      url === name ? 'https://feeds.example/media/ab' : undefined,
    )
    expect([content.image?.url, content.contentHtml]).toEqual([
      'https://feeds.example/media/ab',
      '<img src="https://feeds.example/media/ab">',
    ])
  })

  test('of a text that only speaks of tags are none', () => {
    const html = '<p>Write &lt;img src="https://aranews.net/x.jpg"&gt; there.</p>'
    expect(toShownPictures(toContent(html))).toEqual([])
  })

  test('are no more than a story can have', () => {
    const html = Array.from({ length: 500 }, (_, index) => `<img src="/${index}.jpg">`).join('')
    expect(toShownPictures(toContent(html))).toHaveLength(50)
    expect(toShownPictures(toContent(`<img src="/${'x'.repeat(5000)}.jpg">`))).toEqual([])
  })
})

describe('pictures that moved', () => {
  const moved = (url: string) => (url.includes('lost') ? 'https://feeds.example/media/ab' : undefined)
  const htmlOf = (html: string) => withPicturesAt(toContent(html), moved).contentHtml

  test('are shown from where they are now, and the others from where they were', () => {
    const content = toContent('<p>Text</p><img src="/lost.jpg?a=1&b=2" alt="lost"><img src="/here.jpg">', '/lost.jpg')
    const { image, contentHtml } = withPicturesAt(content, moved)
    expect(image?.url).toBe('https://feeds.example/media/ab')
    expect(contentHtml).toBe(
      '<p>Text</p><img src="https://feeds.example/media/ab" alt="lost"><img src="https://aranews.net/here.jpg">',
    )
  })

  test('take their links and posters along', () => {
    expect(htmlOf('<a href="/lost.jpg"><img src="/here.jpg"></a><video src="/a.mp4" poster="/lost.jpg"></video>')).toBe(
      '<a href="https://feeds.example/media/ab"><img src="https://aranews.net/here.jpg"></a>' +
        '<video controls src="https://aranews.net/a.mp4" poster="https://feeds.example/media/ab"></video>',
    )
  })

  test('have no other sizes left but those that moved too', () => {
    expect(htmlOf('<img src="/lost.jpg" srcset="/a-300.jpg 300w, /lost-1200.jpg 1200w, /a-600.jpg 600w">')).toBe(
      '<img src="https://feeds.example/media/ab" srcset="https://feeds.example/media/ab 1200w">',
    )
    expect(htmlOf('<img src="/lost.jpg" srcset="/a-300.jpg 300w" alt="">')).toBe(
      '<img src="https://feeds.example/media/ab" alt="">',
    )
    const whole = '<img src="https://aranews.net/a.jpg" srcset="https://aranews.net/b.jpg 2x">'
    expect(htmlOf(whole)).toBe(whole)
  })

  test('change nothing that readers read', () => {
    const text = '<p>See &lt;img src=&quot;https://aranews.net/lost.jpg&quot;&gt; &amp; “lost”</p>'
    expect(htmlOf(text)).toBe(text)
  })
})
