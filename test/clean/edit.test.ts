import { describe, expect, test } from 'vitest'
import { cleanFeed, toEdit } from '../../src/clean/clean.ts'
import type { EditFields } from '../../src/model/item.ts'
import { findActive } from './markup/active.ts'
import { channel, createFeed, createItem, html, text } from './sample.ts'

const [item] = cleanFeed(
  createFeed([
    createItem({
      url: 'https://aranews.net/2015/06/x/',
      title: text('Title'),
      content: html('<p>Text of the story.</p>'),
      pictures: [{ url: 'https://aranews.net/a.jpg', caption: 'Old', credit: 'AFP' }],
    }),
  ]),
  {},
  { channel },
)

function edit(fields: EditFields) {
  if (!item) throw new Error('The feed has an item.')
  return toEdit(fields, item.content, channel)
}

describe('what an editor sets', () => {
  test('is only what was sent', () => {
    expect(edit({})).toEqual({})
    expect(edit({ summary: 'New' })).toEqual({ summary: 'New' })
  })

  test('is cleaned like a source’s', () => {
    const set = edit({ title: 'A\0 <script>', content_html: '<p onclick=x>a <a href="/b">c</a><script>d</script></p>' })
    expect(set).toEqual({
      title: 'A ‹script>',
      contentHtml: '<p>a <a href="https://aranews.net/b">c</a></p>',
      contentText: 'a c',
      markup: true,
    })
    expect(Object.values(set).flatMap((value) => findActive(String(value)))).toEqual([])
  })

  test('keeps press lines where the editor wrote them', () => {
    expect(edit({ content_text: 'Kobane – One.\n\nSource: ARA News' })).toMatchObject({
      contentHtml: '<p>Kobane – One.</p><p>Source: ARA News</p>',
      contentText: 'Kobane – One.\n\nSource: ARA News',
    })
  })

  test('names people, tags, dates and places', () => {
    expect(
      edit({
        authors: [{ name: 'Egid Yousef', url: 'javascript:x' }, {}],
        tags: ['Kobane', 'Kobane', ' '],
        date_published: '2015-06-04T10:00:00+03:00',
        language: 'KU_latn',
        url: 'http://ww.aranews.net/2015/06/x/',
        _ara: { dateline: 'Kobanê, Syria', source: 'AFP', agency: '' },
      }),
    ).toMatchObject({
      authors: [{ name: 'Egid Yousef' }],
      categories: [{ name: 'Kobane' }],
      published: Date.parse('2015-06-04T07:00:00Z'),
      language: 'ku-Latn',
      url: 'http://aranews.net/2015/06/x/',
      dateline: 'Kobanê, Syria',
      source: 'AFP',
      agency: '',
    })
    expect(
      edit({ _ara: { places: [{ name: 'عين العرب' }, { name: 'Tal Xanzir' }] } }).places?.map((place) => place.slug),
    ).toEqual(['kobane', 'tal-xanzir'])
    expect(edit({ date_published: 'yesterday', language: '??', url: 'javascript:x' })).toEqual({})
  })

  test('holds nothing that follows from what was set', () => {
    expect(edit({ title: 'عنوان القصة', content_text: 'نص القصة الجديد' })).not.toHaveProperty('direction')
    expect(edit({ _ara: { dateline: 'Kobanê, Syria', caption: 'New' } })).toEqual({
      dateline: 'Kobanê, Syria',
      caption: 'New',
    })
    expect(edit({ image: '/b.jpg' })).toEqual({ image: { url: 'https://aranews.net/b.jpg' } })
  })

  test('takes back places that older versions kept with a dateline as if they had been set', () => {
    if (!item) throw new Error('The feed has an item.')
    const of = (dateline: string, ...slugs: string[]) => {
      const content = { ...item.content, dateline, places: slugs.map((slug) => ({ name: slug, slug })) }
      return toEdit({ _ara: { dateline: 'Suruc' } }, content, channel)
    }
    expect(of('Erbil', 'erbil')).toEqual({ dateline: 'Suruc', places: null })
    expect(of('Erbil', 'kobane')).toEqual({ dateline: 'Suruc' })
  })

  test('is taken back with null', () => {
    expect(edit({ summary: null, tags: null, _ara: { caption: null } })).toEqual({
      summary: null,
      categories: null,
      caption: null,
    })
    const text = { contentHtml: null, contentText: null, markup: null }
    expect([edit({ content_html: null }), edit({ content_text: null })]).toEqual([text, text])
  })
})
