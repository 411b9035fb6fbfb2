import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { parseJsonList } from '../../src/extract/json.ts'
import { parsePath, parseTemplate } from '../../src/model/path.ts'
import type { JsonPaths } from '../../src/model/settings.ts'

const ORIGIN = { url: 'https://gulan.example/api/posts' }

function read(document: unknown, paths: JsonPaths, contentType = 'application/json') {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return parseJsonList(new TextEncoder().encode(text), { ...ORIGIN, contentType }, paths)
}

const POSTS = {
  meta: { total: 2 },
  data: {
    posts: [
      {
        uid: 7,
        slug: 'the well',
        headline: 'The well',
        teaser: 'Dug by <b>two</b> brothers.',
        body: ['<p>One.</p>', '<p>Two.</p>'],
        times: { created: 1433332800, changed: '2015-06-03T13:00:00Z' },
        writers: [{ name: 'Jane Doe' }, { display_name: 'Ali Can' }],
        media: [{ src: '/p/1.jpg' }, { src: '/p/2.jpg' }],
        topics: [{ label: 'Syria' }, { label: 'Water' }],
        'a.b': { c: 'dotted' },
        sound: { url: '/s/1.mp3', mimeType: 'audio/mpeg', duration: '1:01' },
      },
      {
        uid: 8,
        slug: 'خبر/2',
        headline: 'The mill',
        times: { created: '1433332800000' },
        writers: 'By Azad Ali and Rojda Can',
        topics: 'سوريا، ماء',
      },
    ],
  },
}

const PATHS: JsonPaths = {
  items: 'data.posts',
  id: 'uid',
  title: 'headline',
  link: 'https://gulan.example/p/{slug}?from={uid}',
  summary: 'teaser',
  content: 'body',
  date: 'times.created',
  modified: 'times.changed',
  author: 'writers',
  picture: 'media[].src',
  tags: 'topics',
  audio: 'sound',
}

describe('JSON as a source', () => {
  test('has its items as the paths say', () => {
    const [well, mill] = read(POSTS, PATHS).items
    expect(well).toEqual({
      guid: '7',
      url: 'https://gulan.example/p/the%20well?from=7',
      title: { value: 'The well', type: 'text' },
      summary: { value: 'Dug by <b>two</b> brothers.', type: 'html' },
      content: { value: '<p>One.</p>\n\n<p>Two.</p>', type: 'html' },
      published: 1433332800000,
      modified: 1433336400000,
      authors: [{ name: 'Jane Doe' }, { name: 'Ali Can' }],
      contributors: undefined,
      categories: [{ name: 'Syria' }, { name: 'Water' }],
      pictures: [{ url: '/p/1.jpg' }, { url: '/p/2.jpg' }],
      attachments: [{ url: '/s/1.mp3', type: 'audio/mpeg', duration: 61 }],
    })
    expect(mill).toMatchObject({
      url: 'https://gulan.example/p/خبر/2?from=8',
      published: 1433332800000,
      authors: [{ name: 'Azad Ali' }, { name: 'Rojda Can' }],
      categories: [{ name: 'سوريا' }, { name: 'ماء' }],
    })
  })

  test('finds what is not said where JSON Feed has it', () => {
    const entry = { id: 1, title: 'One', url: '/1', date: '2015-06-03', tags: ['a'], image: { url: '/1.jpg' } }
    expect(read({ list: [entry] }, { items: 'list' }).items[0]).toMatchObject({
      guid: '1',
      title: { value: 'One' },
      url: '/1',
      published: Date.UTC(2015, 5, 3),
      categories: [{ name: 'a' }],
      pictures: [{ url: '/1.jpg' }],
    })
  })

  const one = [{ title: 'One', url: '/1' }]
  test.for([
    ['all of it', one, '$'],
    ['a list in a list', { a: [[], one] }, 'a[1]'],
    ['the last of a list', { a: [{}, { b: one }] }, 'a[-1].b'],
    ['a place by its number', { a: [{}, { b: one }] }, 'a.1.b'],
    ['each of several lists', { groups: [{ posts: one }] }, 'groups[].posts'],
    ['each of several lists, unsaid', { groups: [{ posts: one }] }, 'groups.posts'],
    ['members of an object', { posts: { x: one[0] } }, 'posts.*'],
    ['members of an object, as each', { posts: { x: one[0] } }, 'posts[]'],
    ['one thing alone', { post: one[0] }, 'post'],
    ['a name with dots', { 'a.b': { c: one } }, '"a.b".c'],
    ['a name with dots in brackets', { 'a.b': { c: one } }, "$['a.b'].c"],
    ['a name with blanks and letters', { 'آخر الأخبار': one }, 'آخر الأخبار'],
    ['a name of the language', { constructor: one }, 'constructor'],
  ] as const)('stands at %s', ([, document, items]) => {
    expect(read(document, { items }).items.map(({ url }) => url)).toEqual(['/1'])
  })

  test.for([
    ['a mark', `\ufeff${JSON.stringify(one)}`],
    ['a guard', `)]}'\n${JSON.stringify(one)}`],
    ['another guard', `while(1);${JSON.stringify(one)}`],
    ['an empty object', `{}&&${JSON.stringify(one)}`],
    ['a call', `callback(${JSON.stringify(one)});`],
    ['a variable', `window.__DATA__ = ${JSON.stringify(one)};`],
    ['a comma too many', '[{"title": "One", "url": "/1"},]'],
  ])('may have %s around it', ([, text = '']) => {
    expect(read(text, { items: '$' }, 'text/javascript').items).toHaveLength(1)
  })

  test('may be an empty list', () => {
    expect(read({ posts: [] }, { items: 'posts' }).items).toEqual([])
  })

  test.for([
    [{ data: { entries: [] } }, 'data.posts', '“data.posts”: “data” has entries.'],
    [{ data: { entries: [] } }, 'posts', '“posts”: it has data.'],
    [{ posts: null }, 'posts', '“posts”: it has posts.'],
    [[{}, {}], 'posts', '“posts”: it is a list of 2.'],
    [{ data: 'x' }, 'data.posts', '“data.posts”: “data” is a string.'],
    [{ data: 'x' }, 'data', 'has no items at the path “data”, but a string.'],
    [{ data: [1, 2] }, 'data', 'has no items at the path “data”, but a number.'],
    [{ data: [{ a: 1, b: 2 }] }, 'data', 'have no titles, links or texts at the paths that are given: it has a, b.'],
    ['<!doctype html><p>{a}', 'data', 'The document at https://gulan.example/api/posts is no JSON.'],
    ['Not now', 'data', 'The document at https://gulan.example/api/posts is no JSON.'],
  ] as const)('%j: “%s” is told of', ([document, items, sentence]) => {
    expect(() => read(document, { items })).toThrow(ParseError)
    expect(() => read(document, { items })).toThrow(sentence)
  })

  test('may stand in a page', () => {
    const data = JSON.stringify({ props: { posts: one } })
    const script = (id: string, text: string) => `<script id="${id}" type="application/json">${text}</script>`
    const page = `<!doctype html><title>x</title>${script('other', '{"a": 1}')}${script('__NEXT_DATA__', data)}`
    const paths = { items: 'props.posts', in: 'script#__NEXT_DATA__' }
    expect(read(page, paths, 'text/html').items[0]?.url).toBe('/1')
    // Of several the one that has something there.
    expect(read(page, { ...paths, in: 'script' }, 'text/html').items[0]?.url).toBe('/1')
    const held = `<div id="app" data-page="${data.replaceAll('"', '&quot;')}"></div>`
    expect(read(held, { ...paths, in: '#app' }, 'text/html').items[0]?.url).toBe('/1')
    expect(() => read(page, { ...paths, in: '#gone' }, 'text/html')).toThrow('has no JSON at the selector “#gone”')
  })

  test('leaves out what a template has no word for', () => {
    const paths = { items: '$', title: 'name', link: '/p/{slug}' }
    expect(read([{ name: 'One' }], paths).items[0]?.url).toBeUndefined()
    expect(read([{ name: 'One', slug: 'a?b#c&d%41' }], paths).items[0]?.url).toBe('/p/a%3Fb%23c%26d%41')
  })

  test('is bounded', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(() => read(deep, { items: '[][][]' })).toThrow(ParseError)
    const many = {
      items: Array.from({ length: 30_000 }, (_, at) => ({ title: `T${at}`, tags: Array(1000).fill('x') })),
    }
    expect(read(JSON.stringify({ items: many.items.slice(0, 50) }), { items: 'items' }).items).toHaveLength(50)
  })
})

describe('a path', () => {
  test.each([
    '',
    ' ',
    '.',
    'a..b',
    'a[',
    'a]',
    'a[x]',
    '{a}',
    'a.{b}',
    '"a',
    'a[1',
    '[1]]',
    'a"b"',
    Array(60).fill('a').join('.'),
  ])('%j is none', (text) => expect(parsePath(text)).toBeUndefined())
  test.each(['{', 'x{}', 'x{a', 'x}a', '{a..b}', '{{a}}'])('%j is no template', (text) => {
    expect(parseTemplate(text)).toBeUndefined()
  })
  test('has steps', () => {
    expect(parsePath('$.a["b.c"][0][*].d-e.*')).toEqual([
      { name: 'a' },
      { name: 'b.c' },
      { name: '0' },
      { each: true },
      { name: 'd-e' },
      { each: true },
    ])
  })
})
