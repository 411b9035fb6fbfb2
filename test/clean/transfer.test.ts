import { describe, expect, test } from 'vitest'
import { cleanItem } from '../../src/clean/clean.ts'
import type { Channel, ParsedItem } from '../../src/model/model.ts'
import type { Transferred } from '../../src/model/transfer.ts'

const channel: Channel = {
  id: 'english',
  title: 'River News',
  description: '',
  language: 'en',
  tag: 'river.example,2013',
  hosts: ['river.example', 'www.river.example'],
  linkTo: 'permalink',
  sources: [],
}

const item = (more: Partial<ParsedItem>): ParsedItem => ({
  guid: 'https://river.example/?p=7',
  title: { value: 'Bridge opens', type: 'text' },
  content: { value: '<p>It is open.</p>', type: 'html' },
  authors: [],
  categories: [],
  attachments: [],
  pictures: [],
  ...more,
})

const moved: Transferred = {
  key: 'a'.repeat(64),
  code: '7k3xp9',
  permalink: '/2014/10/bridge/',
  identities: [{ kind: 'address', value: 'https://old.example/bridge', hash: 'b'.repeat(64) }],
  press: { dateline: 'Kobane, Syria', places: [{ name: 'Kobane', slug: 'kobane' }], agency: 'River News' },
}

const made = (more: Partial<ParsedItem>, source?: string) =>
  cleanItem({ item: item(more), context: {} }, { channel, ...(source === undefined ? {} : { source }) })

describe('an item that moves here', () => {
  const from = made({ url: 'https://feeds.example/2014/10/bridge/', moved })

  test('asks for the names it had, and is known by the forms it had', () => {
    expect(from).toMatchObject({ code: '7k3xp9', permalink: '/2014/10/bridge/', guid: 'https://river.example/?p=7' })
    expect(from.identities.slice(0, 2).map(({ hash }) => hash)).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    expect(from.identities.map(({ value }) => value)).toContain('https://river.example?p=7')
  })

  test('keeps the press lines that are not in its text any more', () => {
    expect(from.content).toMatchObject({
      dateline: 'Kobane, Syria',
      agency: 'River News',
      places: [{ slug: 'kobane' }],
    })
  })

  test('has its own address, and not the page of the service it comes from', () => {
    expect(from.content.url).toBeUndefined()
    const original = made({
      url: 'https://feeds.example/x/',
      moved: { ...moved, url: 'https://river.example/bridge/' },
    })
    expect(original.content.url).toBe('https://river.example/bridge/')
  })
})

test('a polled source chooses none of these names', () => {
  const polled = made({ url: 'https://feeds.example/2014/10/bridge/', moved }, 'wire')
  expect(polled.code).toBeUndefined()
  expect(polled.permalink).toBeUndefined()
  expect(polled.content).toMatchObject({ url: 'https://feeds.example/2014/10/bridge/' })
  expect(polled.identities.map(({ hash }) => hash)).not.toContain('a'.repeat(64))
})

test.each([
  ['https://www.river.example/2014/10/bridge/', '/2014/10/bridge/'],
  ['http://river.example/files/2014/10/bridge', '/2014/10/bridge/'],
  ['https://other.example/2014/10/bridge/', undefined],
  ['https://river.example/2014/13/bridge/', undefined],
  ['https://river.example/bridge/', undefined],
])('a story of the publication keeps the path of its page: %s', (url, permalink) => {
  expect(made({ url }).permalink).toBe(permalink)
})
