import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { full, toContent, toItem, toView } from './view.ts'

/** What is between the tags of an element, as an XML parser reads it. */
function read(xml: string, name: string): string[] {
  type Node = { readonly name?: string; readonly data?: string; readonly children?: readonly Node[] }
  const text = (node: Node): string => node.data ?? (node.children ?? []).map(text).join('')
  const all = (node: Node): string[] =>
    (node.name === name ? [text(node)] : []).concat((node.children ?? []).flatMap(all))
  return all(parseDocument(xml, { xmlMode: true }) as Node)
}

const renderRss = (view: FeedView) => new TextDecoder().decode(render('rss', view).bytes)

describe('renderRss', () => {
  test('text comes out as it went in, whatever it holds', () => {
    const xml = renderRss(toView([full], { title: 'A & B &amp; <C>' }))
    expect(read(xml, 'title')[0]).toEqual('A & B &amp; <C>')
    expect(read(xml, 'content:encoded')).toEqual([
      `<div dir="rtl" lang="ar" class="ara-text">${full.content.contentHtml}</div>`,
    ])
    expect(read(xml, 'guid')).toEqual([full.id])
    expect(read(xml, 'dc:relation')).toEqual(['ARA News & AFP'])
  })

  test('a title is escaped once more only where readers would take it for HTML', () => {
    const title = (text: string) => read(renderRss(toView([toItem({ title: text })])), 'title').at(-1)
    expect(title('Tom & Jerry: 3 < 5')).toBe('Tom & Jerry: 3 < 5')
    expect(title('What “opens” <now>, and <b>')).toBe('What “opens” <now>, and <b>')
    expect(title('The <b>tag</b>')).toBe('The &lt;b&gt;tag&lt;/b&gt;')
    expect(title('How to write &amp;')).toBe('How to write &amp;amp;')
  })

  test('a plain summary is HTML in a description, and says which way it runs', () => {
    const describe = (summary: string, direction: 'ltr' | 'rtl') =>
      read(renderRss(toView([{ ...full, content: { ...full.content, summary, direction } }])), 'description')[1]
    expect(describe('السعر < 5', 'rtl')).toBe('<div dir="rtl" lang="ar" class="ara-text">السعر &lt; 5</div>')
    // A summary may run otherwise than its story.
    expect(describe('Costs < 5 & > 3 "dinars"', 'rtl')).toBe('Costs &lt; 5 &amp; &gt; 3 "dinars"')
    expect(describe('السعر < 5', 'ltr')).toBe('<div dir="rtl" class="ara-text">السعر &lt; 5</div>')
  })

  test('a guid is never a permalink, even where it is an address', () => {
    expect(renderRss(toView([toItem()]))).toContain('<guid isPermaLink="false">https://aranews.net/?p=17</guid>')
  })

  test('every author, category and enclosure is there', () => {
    const xml = renderRss(toView([full]))
    // In one line: readers that know one creator only show the first or the last of several.
    expect(read(xml, 'dc:creator')).toEqual(['ARA News', 'Egid Yousef, Adib Abdulmajid'])
    expect(read(xml, 'foaf:name')).toEqual(['Egid Yousef', 'Adib Abdulmajid'])
    expect(xml).toContain('<category domain="https://aranews.net/?tax=tag&amp;x=&quot;1&quot;">Kobanê</category>')
    expect(xml).toContain('<enclosure url="https://aranews.net/a.mp3?x=1&amp;y=2" length="1234" type="audio/mpeg"/>')
    expect(xml).toContain('<atom:link rel="enclosure" type="application/pdf" href="https://aranews.net/b.pdf"/>')
  })

  test('the picture carries the press’s caption and credit', () => {
    const xml = renderRss(toView([full]))
    expect(read(xml, 'media:description')).toEqual(['The bridge'])
    expect(read(xml, 'media:credit')).toEqual(['File photo'])
    expect(xml).toContain('<media:thumbnail url="https://aranews.net/pic.jpg?a=1&amp;b=2"')
  })

  test('no e-mail address is published', () => {
    expect(renderRss(toView([full]))).not.toContain('egid@')
  })

  test('an item with nothing in it is still a valid item', () => {
    const empty = toItem(toContent({ title: '', summary: '', contentHtml: '', contentText: '' }))
    expect(read(renderRss(toView([empty])), 'description')).toHaveLength(2)
  })

  test('every prefix is declared', () => {
    const xml = renderRss(toView([full], { next: 'https://feeds.example/feed.rss?before=1.1' }))
    const used = new Set([...xml.matchAll(/<\/?([a-z]+):/g)].map((match) => match[1]))
    for (const prefix of used) expect(xml).toContain(`xmlns:${prefix}=`)
    expect(used.size).toBeGreaterThan(5)
  })
})
