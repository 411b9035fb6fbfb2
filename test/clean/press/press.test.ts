import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../../src/clean/clean.ts'
import type { Channel, Item, ParsedFeed } from '../../../src/model/model.ts'
import { parse } from '../../../src/read/parse.ts'

const folder = new URL('../../fixtures/stories/', import.meta.url)
const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: '',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net', 'www.aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}

/** A story with what is expected of it in its head, one `name: value` a line, up to a line of dashes. */
type Fixture = { readonly head: ReadonlyMap<string, string>; readonly body: string }

function readFixture(name: string): Fixture {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const [head = '', body = ''] = text.split('\n---\n')
  const pairs = head.split('\n').filter((line) => !line.startsWith('#'))
  return {
    head: new Map(
      pairs.map((line) => [line.split(': ', 1)[0]?.replace(/:$/, '') ?? '', line.replace(/^[^:]*: ?/, '')]),
    ),
    body,
  }
}

/** Story text goes the way of a file; HTML that of a feed's item. */
function toItem({ head, body }: Fixture): Item | undefined {
  const feed =
    head.get('format') === 'text'
      ? parse(new TextEncoder().encode(body), { contentType: 'text/plain' })
      : toFeed(head, body)
  return cleanFeed(feed, {}, { channel })[0]
}

function toFeed(head: ReadonlyMap<string, string>, html: string): ParsedFeed {
  const author = head.get('item-author')
  const item = {
    url: 'http://aranews.net/2014/10/story/',
    title: { value: head.get('title') ?? '', type: 'text' },
    content: { value: html, type: 'html' },
    authors: author ? [{ name: author }] : [],
    categories: [],
    attachments: [],
    pictures: [],
  } as const
  return { format: 'rss', authors: [], hubs: [], hints: {}, warnings: [], items: [item] }
}

/** What the item says under each name that a fixture can expect. */
function toFound(item: Item | undefined): ReadonlyMap<string, string> {
  const content = item?.content
  const join = (values: readonly string[] | undefined) => (values ?? []).join('; ')
  return new Map([
    ['title', content?.title ?? ''],
    ['authors', join(content?.authors.map((author) => author.name))],
    ['contributors', join(content?.contributors.map((person) => person.name))],
    ['dateline', content?.dateline ?? ''],
    ['places', join(content?.places.map((place) => place.slug))],
    ['caption', content?.caption ?? ''],
    ['credit', content?.credit ?? ''],
    ['agency', content?.agency ?? ''],
    ['source', content?.source ?? ''],
    ['language', content?.language ?? ''],
    ['image', content?.image?.url ?? ''],
  ])
}

const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))

test('there are a hundred stories', () => {
  expect(names.length).toBeGreaterThanOrEqual(100)
})

describe('the agency’s lines are lifted out of', () => {
  test.each(names)('%s', (name) => {
    const fixture = readFixture(name)
    const item = toItem(fixture)
    const found = toFound(item)
    const expected = [...fixture.head].filter(([key]) => found.has(key))
    expect(Object.fromEntries(expected.map(([key]) => [key, found.get(key)]))).toEqual(Object.fromEntries(expected))
    const text = item?.content.contentText ?? ''
    expect(text.slice(0, (fixture.head.get('starts') ?? '').length)).toBe(fixture.head.get('starts'))
    expect(text.slice(-(fixture.head.get('ends') ?? '').length)).toBe(fixture.head.get('ends'))
    const html = item?.content.contentHtml ?? ''
    for (const gone of (fixture.head.get('without') ?? '').split('; ').filter(Boolean)) {
      expect(text).not.toContain(gone)
      expect(html).not.toContain(gone)
    }
    const address = fixture.head.get('address')
    if (address) expect(item?.identities.map((identity) => identity.value)).toContain(address)
  })
})
