import { describe, expect, test } from 'vitest'
import { cleanItem, toReceived } from '../../src/clean/clean.ts'
import type { ParsedFeed, StoredItem } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import { parse } from '../../src/read/parse.ts'
import { channel, toItem, toView } from '../publish/view.ts'

const FORMATS = ['rss', 'atom', 'json'] as const
const at = Date.UTC(2015, 6, 1)
const live = toItem({ title: 'Another' }, { row: 2, id: 'urn:live', permalink: '/2015/06/another/' })
const gone: StoredItem = { ...toItem(), state: 'retracted', reason: 'Wrong & <b>.', withdrawn: at }
const URL = 'https://feeds.example/feed'

const write = (format: Format, items: readonly StoredItem[]) =>
  new TextDecoder().decode(render(format, toView(items)).bytes)

const read = (text: string): ParsedFeed => parse(new TextEncoder().encode(text), { url: URL })

describe.each(FORMATS)('what was taken back, in our own %s', (format) => {
  test('is no story, and names the one that was', () => {
    const { items } = read(write(format, [live, gone]))
    expect(items.map(({ guid, withdrawn }) => [guid, withdrawn])).toEqual([
      ['urn:live', undefined],
      [gone.id, { reason: 'Wrong & <b>.', at }],
    ])
    expect(items[1]).not.toHaveProperty('title')
    expect(items[1]).not.toHaveProperty('content')
  })

  test('is known by its guid and address alone, not by what the notice says', () => {
    const feed = read(write(format, [{ ...gone, reason: 'A reason that is as long as a first paragraph usually is.' }]))
    const items = toReceived(feed, { url: URL }, { channel }).map((one) => cleanItem(one, { channel, source: 'a' }))
    expect(items[0]?.identities.map(({ kind, value }) => [kind, value])).toEqual([
      ['guid', gone.id],
      ['address', 'https://feeds.example/2015/06/a-bridge-opens'],
      ['address', 'https://aranews.net?p=17'],
    ])
  })

  test('of an erased story too, and where nobody said why', () => {
    const { items } = read(
      write(format, [
        { ...gone, erased: true },
        { ...gone, id: 'urn:b', reason: '' },
      ]),
    )
    expect(items.map(({ guid, withdrawn }) => [guid, withdrawn])).toEqual([
      [gone.id, { reason: 'Wrong & <b>.', at }],
      ['urn:b', { reason: '', at }],
    ])
  })

  test('is no story either where the document breaks off', () => {
    const text = write(format, [live, gone])
    // Everywhere from where the notice says its title.
    for (let end = text.indexOf('Retracted'); end < text.length && format !== 'json'; end += 7) {
      const titles = read(text.slice(0, end)).items.map(({ title }) => title?.value)
      expect(titles.filter((title) => title?.startsWith('Retracted'))).toEqual([])
    }
  })
})

describe('a tombstone in Atom (RFC 6721)', () => {
  const toFeed = (inside: string, generator = 'ara-feeds') =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/atompub/tombstones/1.0"><title>A</title>
     <generator>${generator}</generator>${inside}</feed>`
  const entry = (updated: string) =>
    `<entry><id>urn:a</id><title>A story</title><updated>${updated}</updated><content>Text</content></entry>`
  const tombstone = `<t:deleted-entry ref="urn:a" when="2015-07-01T00:00:00Z"><t:comment>No.</t:comment></t:deleted-entry>`

  test.each([
    ['before its entry', tombstone + entry('2015-07-01T00:00:00Z')],
    ['after it', entry('2015-07-01T00:00:00Z') + tombstone],
    ['of an older entry', entry('2014-07-01T00:00:00Z') + tombstone],
    ['alone, as our documents had it before there were notices', tombstone],
  ])('takes a story back: %s', (_, inside) => {
    expect(read(toFeed(inside)).items).toMatchObject([{ guid: 'urn:a', withdrawn: { reason: 'No.', at } }])
  })

  test('is of the past where the entry was changed after it', () => {
    const [item, ...others] = read(toFeed(tombstone + entry('2015-07-01T00:00:01Z'))).items
    expect([item?.title?.value, item?.withdrawn, others]).toEqual(['A story', undefined, []])
  })

  test('without an entry’s id is nothing', () => {
    expect(
      read(toFeed(`<t:deleted-entry when="2015-07-01T00:00:00Z"/>${entry('2015-07-01T00:00:01Z')}`)).items,
    ).toHaveLength(1)
  })

  test('of another service is not heeded: there entries are said to be deleted that only grew old', () => {
    const [item, ...others] = read(toFeed(tombstone + entry('2014-07-01T00:00:00Z'), 'other')).items
    expect([item?.title?.value, item?.withdrawn, others]).toEqual(['A story', undefined, []])
  })
})

test.each([
  ['as it was before', { retracted: 'No.' }, 'No.'],
  ['without a reason', { retracted: '' }, ''],
  ['by its state alone', { state: 'retracted' }, ''],
])('the mark in JSON Feed is known %s', (_, own, reason) => {
  const item = { id: 'urn:a', title: 'Retracted: A', content_text: 'No.', _ara: own }
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [item] }
  expect(read(JSON.stringify(feed)).items).toMatchObject([{ guid: 'urn:a', withdrawn: { reason } }])
})
