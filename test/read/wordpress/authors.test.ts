/** Posts of several authors, as WordPress's REST says them with the plug-ins that newsrooms have for that. */
import { expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'

const own = { id: 7, name: 'Nûpel Kaya', slug: 'nupel', link: 'https://a.example/author/nupel/' }
const term = (taxonomy: string, slug: string, name: string) => ({ id: 1, taxonomy, slug, name })

function toAuthors(members: object, embedded: object = {}): (string | undefined)[] {
  const post = {
    id: 1,
    link: 'https://a.example/2014/10/harvest/',
    title: { rendered: 'Harvest' },
    content: { rendered: '<p>Olives.</p>' },
    ...members,
    _embedded: { author: [own], ...embedded },
  }
  const bytes = new TextEncoder().encode(JSON.stringify([post]))
  return parse(bytes, { contentType: 'application/json' }).items[0]?.authors.map(({ name }) => name) ?? []
}

test.each<[string, string[], object, object?]>([
  ['one', ['Nûpel Kaya'], {}],
  [
    'Co-Authors Plus: terms, beside numbers',
    ['Nûpel Kaya', 'Egid Yousef'],
    { coauthors: [11, 12] },
    { 'wp:term': [[], [term('author', 'cap-nupel', 'nupel'), term('author', 'cap-egid', 'Egid Yousef')]] },
  ],
  [
    'Co-Authors Plus: a guest alone, whom somebody else saved',
    ['A Guest'],
    {},
    { 'wp:term': [[term('author', 'cap-guest', 'A Guest')]] },
  ],
  [
    'members of their own',
    ['Egid Yousef', 'Hêlîn'],
    { coauthors: [{ display_name: 'Egid Yousef', user_nicename: 'egid' }, { display_name: 'Hêlîn' }] },
  ],
  [
    'PublishPress Authors',
    ['Egid Yousef', 'Nûpel Kaya'],
    {
      authors: [
        { term_id: 5, slug: 'egid', display_name: 'Egid Yousef' },
        { term_id: 6, display_name: 'Nûpel Kaya' },
      ],
    },
  ],
  [
    'PublishPress Authors: terms alone',
    ['Egid Yousef', 'Hêlîn'],
    {},
    { 'wp:term': [[term('ppma_author', 'egid', 'Egid Yousef'), term('ppma_author', 'helin', 'Hêlîn')]] },
  ],
  [
    'nobody is called by an address',
    ['Nûpel Kaya'],
    {},
    { 'wp:term': [[term('author', 'cap-nupel', 'nupel@a.example'), term('author', 'cap-e', 'e@a.example')]] },
  ],
])('%s', (_, names, members, embedded) => {
  expect(toAuthors(members, embedded)).toEqual(names)
})

test('a person is no tag', () => {
  const bytes = new TextEncoder().encode(
    JSON.stringify([
      {
        link: 'https://a.example/x/',
        title: { rendered: 'X' },
        content: { rendered: 'X' },
        _embedded: { 'wp:term': [[term('ppma_author', 'egid', 'Egid'), term('post_tag', 'olives', 'Olives')]] },
      },
    ]),
  )
  const [item] = parse(bytes, { contentType: 'application/json' }).items
  expect(item?.categories.map(({ name }) => name)).toEqual(['Olives'])
})
