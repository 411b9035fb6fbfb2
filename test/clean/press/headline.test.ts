import { describe, expect, test } from 'vitest'
import { cleanItem } from '../../../src/clean/clean.ts'
import { toStoryText } from '../../../src/clean/story.ts'

const TEXT = '<p>Engineers who came to look at it on Monday found that its second arch has moved, the mayor said.</p>'
const AGAIN = '<h2>Bridge has moved</h2><p>Again.</p>'
const TITLE = 'Bridge has moved'
const channel = { agency: 'ARA News', hosts: [] }

const toHtml = (head: string, title = TITLE, isPage = false, text = TEXT) =>
  toStoryText({ value: head + text, type: 'html' }, {}, title, channel, { isPage }).html

describe('the headline at the beginning of a text', () => {
  test.each([
    '<h1>Bridge has moved</h1>',
    '<h2>Bridge has moved</h2>',
    '<h2><a href="https://news.example/1">Bridge has moved</a></h2>',
    '<header><h1>Bridge has moved</h1></header>',
    '<div><div><h1> Bridge  has\nmoved </h1></div></div>',
    '<h1>BRIDGE HAS MOVED!</h1>',
    '<h1>“Bridge has moved”</h1>',
    '<h1>Bridge has moved ¶</h1>',
    '<h1>Bridge has moved | Daily Site</h1>',
    '<h1>Bridge has moved – Daily Site</h1>',
    '<h1>Daily Site: Bridge has moved</h1>',
    '<p><strong>Bridge has moved</strong></p>',
    '<p><b><span>Bridge has moved.</span></b></p>',
    '<strong>Bridge has moved</strong><br>',
  ])('is taken off: %s', (head) => {
    expect(toHtml(head)).toBe(TEXT)
  })

  test.each([
    ['Bridge has moved - Daily Site', '<h1>Bridge has moved</h1>'],
    ['The bridge over the river has…', '<h1>The bridge over the river has moved since the spring</h1>'],
    ['انتقل الجسر من مكانه', '<h1>إنتقل الجسر مِن مكانه!</h1>'],
    ['Pira li ser çem lebitî', '<h1>PIRA LI SER ÇEM LEBITÎ</h1>'],
    ['پردەکە جووڵاوە', '<h2>پردەكه جووڵاوه</h2>'],
    ['桥梁移动了', '<h1>桥梁移动了</h1>'],
  ])('is known as %s in %s', (title, head) => {
    expect(toHtml(head, title)).toBe(TEXT)
  })

  test('is taken off below a section, a picture and who wrote it', () => {
    expect(toHtml('<p>Town</p><h1>Bridge has moved</h1>')).toBe(`<p>Town</p>${TEXT}`)
    const figure = '<figure><img src="https://news.example/b.jpg" alt=""></figure>'
    expect(toHtml(`${figure}<h1>Bridge has moved</h1>`)).toContain('b.jpg')
    expect(toHtml(`${figure}<h1>Bridge has moved</h1>`)).not.toContain('Bridge')
  })

  test('leaves a picture that stands in it', () => {
    const html = toHtml('<h1><img src="https://news.example/b.jpg" alt="">Bridge has moved</h1>')
    expect(html).toContain('b.jpg')
    expect(html).not.toContain('Bridge')
  })

  test('is taken off as a paragraph where the text is a page’s', () => {
    expect(toHtml('<p>Bridge has moved</p>', TITLE, true)).toBe(TEXT)
    expect(toHtml('Bridge has moved<br>', TITLE, true)).toBe(TEXT)
  })

  test.each([
    ['a paragraph of a feed', '<p>Bridge has moved</p>', TITLE, TEXT],
    ['all there is', '<h1>Bridge has moved</h1>', TITLE, ''],
    ['another headline', '<h2>Bridge has not moved</h2>', TITLE, TEXT],
    ['part of a longer one', '<h2>Syria</h2>', 'Syria - Turkey', TEXT],
    ['a heading further down', TEXT.replace('<p>', '<p>At last. ').repeat(3), TITLE, AGAIN],
    ['beside no headline', '<h2>Bridge has moved</h2>', '', TEXT],
    ['an item of a list', '<ul><li>Bridge has moved</li><li>Mill has burnt</li></ul>', TITLE, TEXT],
  ])('stays where it is %s', (_, head, title, text) => {
    const words = (html: string) => html.replace(/<[^>]*>/g, ' ').match(/\p{L}+/gu)
    expect(words(toHtml(head, title, false, text))).toEqual(words(head + text))
  })

  test('makes no agency’s story of one that is none', () => {
    expect(toHtml('<h1>Bridge has moved</h1>', TITLE, false, '<p>Qamishli – the bridge has moved.</p>')).toBe(
      '<p>Qamishli – the bridge has moved.</p>',
    )
  })

  test('is none of a story’s summary', () => {
    const context = { channel: { id: 'ara', title: 'ARA News', description: '', language: 'en', tag: 't' } }
    const item = { authors: [], categories: [], attachments: [], pictures: [] }
    const title = { value: TITLE, type: 'text' } as const
    const content = { value: `<h1>${TITLE}</h1>${TEXT}`, type: 'html' } as const
    const all = { ...context.channel, linkTo: 'permalink', sources: [], ...channel } as const
    expect(cleanItem({ item: { ...item, title, content }, context: {} }, { channel: all }).content.summary).toMatch(
      /^Engineers/,
    )
  })
})
