import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CleanContext, cleanFeed } from '../../../src/clean/clean.ts'
import { toIdentifyBy, toIdentity } from '../../../src/clean/identity/identity.ts'
import type { ParsedFeed, ParsedItem } from '../../../src/model/model.ts'
import { parse } from '../../../src/read/parse.ts'
import { channel, createFeed, createItem, html, text } from '../sample.ts'

const LEDE = 'Some seven thousand fighters stand around the capital, officials said on Thursday.'

function identify(item: Partial<ParsedItem>, context: Partial<CleanContext> = {}, feed: Partial<ParsedFeed> = {}) {
  const [cleaned] = cleanFeed(createFeed([createItem(item)], feed), {}, { channel, ...context })
  return cleaned?.identities ?? []
}

const toForms = (identities: readonly { kind: string; value: string }[]) =>
  identities.map(({ kind, value }) => `${kind} ${value}`)

describe('the forms an item is known by', () => {
  test('guid first, then addresses, text and file', () => {
    const kinds = identify(
      { guid: 'x', url: 'http://example.com/a/', title: text('Title'), content: text(LEDE) },
      { file: 'a.txt' },
      { format: 'story' },
    ).map((identity) => identity.kind)
    expect(kinds).toEqual(['guid', 'address', 'text', 'file'])
  })

  test('every address: alternates, and a guid on the channel’s own hosts', () => {
    expect(
      toForms(
        identify({
          guid: 'http://www.aranews.net/?p=12',
          url: 'http://aranews.net/files/2014/10/kurds-take-hill/?utm_source=x',
          alsoAt: ['http://example.com/copy/', 'http://m.aranews.net/?p=12'],
        }),
      ),
    ).toEqual([
      'guid http://www.aranews.net/?p=12',
      'address https://aranews.net/2014/10/kurds-take-hill',
      'address https://example.com/copy',
      'address https://aranews.net?p=12',
      'address https://aranews.net/kurds-take-hill',
    ])
  })

  test('guids count within their source only, addresses everywhere', () => {
    const item = { guid: '7', url: 'https://example.com/a' }
    const [one, address] = identify(item, { source: 'one' })
    const [two, same] = identify(item, { source: 'two' })
    expect(one?.hash).not.toBe(two?.hash)
    expect(address?.hash).toBe(same?.hash)
  })

  test('the hash covers kind, scope and value', () => {
    expect(toIdentity('guid', 'x', 'a').hash).toMatch(/^[0-9a-f]{64}$/)
    const hashes = [
      toIdentity('guid', 'x', 'a'),
      toIdentity('guid', 'x', 'b'),
      toIdentity('address', 'x', 'a'),
      toIdentity('guid', 'y', 'a'),
    ]
    expect(new Set(hashes.map((identity) => identity.hash)).size).toBe(4)
  })

  test('whether the headline is typed or pasted, the text is the same', () => {
    const one = identify({
      title: html('&ldquo;Goal&rdquo; in Kobane'),
      content: html(`<p>Kobane &#8211; ${LEDE}</p>`),
    })
    const other = identify({ title: text('"GOAL" in  Kobane'), content: text(`Kobane - ${LEDE.replace(/,/g, '')}`) })
    expect(one.at(-1)?.kind).toBe('text')
    expect(one.at(-1)?.hash).toBe(other.at(-1)?.hash)
  })

  test('text identifies only with a headline and a first paragraph of some length', () => {
    const kinds = (item: Partial<ParsedItem>) =>
      identify({ url: 'https://example.com/a', ...item }).map((each) => each.kind)
    expect(kinds({ title: text('News'), content: text('Short.') })).toEqual(['address'])
    expect(kinds({ content: text(LEDE) })).toEqual(['address'])
  })

  test('there is always one', () => {
    for (const item of [
      {},
      { title: text('x') },
      { content: text('…') },
      { url: 'javascript:x' },
      { url: 'https://aranews.net/' },
    ])
      expect(identify(item), JSON.stringify(item)).toHaveLength(1)
    expect(identify({ title: text('a') })[0]?.hash).not.toBe(identify({ title: text('b') })[0]?.hash)
  })
})

describe('a story without guid and address', () => {
  const bytes = readFileSync(new URL('../../fixtures/iran-will-save-assad.txt', import.meta.url))
  const feed = parse(bytes, { contentType: 'text/plain' })

  test('has the same key as a file and posted', () => {
    const [asFile] = cleanFeed(feed, { contentType: 'text/plain' }, { channel, file: 'iran.txt' })
    const [posted] = cleanFeed(feed, { contentType: 'text/plain; charset=utf-8' }, { channel })
    expect(asFile?.identities[0]?.hash).toBe(posted?.identities[0]?.hash)
    expect(asFile?.identities.at(-1)).toMatchObject({ kind: 'file', value: 'iran.txt' })
  })
})

describe('what a document shares identifies none of its items', () => {
  const page = 'https://example.com/news'

  test('one address under several guids', () => {
    const items = cleanFeed(
      createFeed([
        createItem({ guid: '1', url: page }),
        createItem({ guid: '2', url: page }),
        createItem({ guid: '3', url: `${page}/3` }),
      ]),
      {},
      { channel },
    )
    expect(items.map((item) => toForms(item.identities))).toEqual([
      ['guid 1'],
      ['guid 2'],
      ['guid 3', `address ${page}/3`],
    ])
  })

  test('but page#entry links are addresses of their own', () => {
    const items = cleanFeed(
      createFeed([createItem({ url: `${page}#a` }), createItem({ url: `${page}#b` })]),
      {},
      { channel },
    )
    expect(items.map((item) => toForms(item.identities))).toEqual([[`address ${page}#a`], [`address ${page}#b`]])
  })

  test('nor is a fragment part of an address that every item has', () => {
    const forms = (...urls: string[]) =>
      cleanFeed(createFeed(urls.map((url) => createItem({ url }))), {}, { channel }).map(
        ({ identities: [first] }) => first?.value,
      )
    expect(forms(`${page}/1#rss`, `${page}/2#rss`)).toEqual([`${page}/1`, `${page}/2`])
    expect(forms(`${page}/1#rss`, `${page}/2`)).toEqual([`${page}/1#rss`, `${page}/2`])
    expect(forms(`${page}/1#a`, `${page}/1#b`, `${page}/2#a`)).toEqual([`${page}/1#a`, `${page}/1#b`, `${page}/2#a`])
    expect(forms(`${page}/1#a`)).toEqual([`${page}/1#a`])
  })

  test('the document’s own addresses', () => {
    const feed = createFeed([createItem({ guid: '1', url: page })], { homeUrl: `${page}/` })
    expect(toForms(cleanFeed(feed, {}, { channel })[0]?.identities ?? [])).toEqual(['guid 1'])
  })
})

describe('what identifies the items of a source', () => {
  const feed = (items: [string | undefined, string | undefined][]) =>
    createFeed(items.map(([guid, url]) => createItem({ ...(guid ? { guid } : {}), ...(url ? { url } : {}) })))

  test('is the guid, unless one guid stands on several addresses', () => {
    expect(
      toIdentifyBy(
        feed([
          ['1', 'https://e.x/1'],
          ['2', 'https://e.x/2'],
        ]),
        undefined,
      ),
    ).toBe('guid')
    expect(
      toIdentifyBy(
        feed([
          ['1', 'https://e.x/1'],
          ['1', 'https://e.x/2'],
        ]),
        undefined,
      ),
    ).toBe('guid+address')
    expect(
      toIdentifyBy(
        feed([
          ['1', 'https://e.x/1'],
          ['1', 'http://e.x/1/'],
        ]),
        undefined,
      ),
    ).toBe('guid')
  })

  test('is the guid and a title where every item has the same, and no address of its own', () => {
    for (const url of [undefined, 'https://example.com/', 'https://example.com/news']) {
      const items = ['One', 'Two'].map((title) =>
        createItem({ guid: 'g', title: text(title), ...(url ? { url } : {}) }),
      )
      const forms = cleanFeed(createFeed(items), {}, { channel }).map(({ identities }) => toForms(identities))
      expect(forms).toEqual([['guid g one'], ['guid g two']])
    }
  })

  test('is the guid where one story is there twice', () => {
    const items = ['One', 'Two', 'Two!'].map((title, index) =>
      createItem({ guid: `${Math.min(index, 1)}`, url: 'https://e.x/1', title: text(title) }),
    )
    expect(toIdentifyBy(createFeed(items), undefined)).toBe('guid')
  })

  test('is remembered', () => {
    expect(toIdentifyBy(feed([['1', 'https://e.x/1']]), 'guid+address')).toBe('guid+address')
    expect(toIdentifyBy(feed([['1', 'https://e.x/1']]), 'address')).toBe('address')
  })

  test('makes the first form', () => {
    const item = { guid: 'same', url: 'https://example.com/a/' }
    expect(toForms(identify(item, { identifyBy: 'guid+address' }))[0]).toBe('guid same https://example.com/a')
    expect(toForms(identify(item, { identifyBy: 'address' }))).toEqual(['address https://example.com/a'])
    expect(toForms(identify({ guid: 'same' }, { identifyBy: 'address' }))).toEqual(['guid same'])
  })
})

test('a file is the same however its system writes letters with marks', () => {
  const name = 'Şırnak-Kobanê-çatışma.txt'
  const toFiles = (file: string) =>
    identify({ title: text('Title'), content: text(LEDE) }, { file }, { format: 'story' })
      .filter(({ kind }) => kind === 'file')
      .map(({ hash }) => hash)
  const [composed, apart] = [toFiles(name.normalize('NFC')), toFiles(name.normalize('NFD'))]
  expect(composed).toHaveLength(2)
  expect(new Set([...composed, ...apart]).size).toBe(2)
  expect(toFiles('plain.txt')).toHaveLength(1)
})
