import { describe, expect, test } from 'vitest'
import { cleanItem } from '../../src/clean/clean.ts'
import { RULES, toStaged, withStage } from '../../src/clean/identity/fingerprint.ts'
import { createRules } from '../../src/clean/renewal.ts'
import type { ParsedItem, Received, StoredAndArriving } from '../../src/model/model.ts'
import { finish } from '../../src/steps.ts'
import { channel, createItem, html, text } from './sample.ts'

/** Two readings of one item: as an older version stored it, and as this one reads what arrives. */

const { renewInSteps } = createRules([channel], channel)
const rules = { renew: (pairs: readonly StoredAndArriving[]) => finish(renewInSteps(pairs)) }
const WORDS = 'Nine men of the village went to the river in the morning, and came back in the evening.'
const ARABIC = 'عودة مئات العائلات إلى كوباني بعد افتتاح المخابز 2015'

function item(fields: Partial<ParsedItem> = {}): ParsedItem {
  return createItem({
    guid: 'urn:1',
    url: 'https://example.com/1',
    title: text('Men at the river'),
    content: html(`<p>${WORDS}</p><p><a href="https://example.com/map">A map</a></p>`),
    authors: [{ name: 'Egid Yousef' }],
    ...fields,
  })
}

function old(fields: Partial<ParsedItem> = {}): Received {
  return { item: item(fields), context: {} }
}

function today(fields: Partial<ParsedItem> = {}, version = RULES): Received {
  return { item: item(fields), context: { rules: version } }
}

function pair(stored: Received, arriving: Received, isKnown = true): StoredAndArriving {
  return {
    stored,
    channel: channel.id,
    source: 'wire',
    arriving: cleanItem(arriving, { channel, source: 'wire' }),
    isKnown,
  }
}

function isSame(stored: Received, arriving: Received): boolean | undefined {
  return rules.renew([pair(stored, arriving)])[0]?.same
}

const toRecording = (name: string) => ({ attachments: [{ url: `https://example.com/${name}` }] })
const toCaption = (caption: string) => ({ pictures: [{ url: 'https://example.com/m.jpg', caption }] })
const toAlt = (alt: string) => ({ pictures: [{ url: 'https://example.com/m.jpg', alt }] })
const toGallery = (...names: string[]) => ({
  pictures: names.map((name) => ({ url: `https://example.com/${name}.jpg` })),
})
const mojibake = (said: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(said))

describe('is explained by other rules', () => {
  test.each<[string, Partial<ParsedItem>, Partial<ParsedItem>]>([
    ['nothing at all', {}, {}],
    ['printed signs', { title: text('“Men” — here…') }, { title: text('"Men" -- here...') }],
    [
      'a headline that stood in the text',
      { title: text(''), content: html(`<p>A. ${WORDS}</p>`) },
      { title: text('A'), content: html(`<p>${WORDS}</p>`) },
    ],
    ['a text that was not read', { content: html('') }, {}],
    ['authors that were not read', { authors: [] }, {}],
    ['of several authors the first alone', {}, { authors: [{ name: 'Egid Yousef' }, { name: 'Lava Kobani' }] }],
    ['a name with its address', { authors: [{ name: '"Egid Yousef" <egid@example.com>' }] }, {}],
    [
      'a picture that was not read',
      {},
      { content: html(`<p>${WORDS}</p><p><a href="/map">A map</a><img src="/a.jpg"></p>`) },
    ],
    [
      'addresses under another base',
      {},
      { content: html(`<p>${WORDS}</p><p><a href="https://mirror.example/map">A map</a></p>`) },
    ],
    ['an address that was not read', { url: '' }, {}],
    ['references that were left standing', { title: text('Bread &amp; caf&eacute') }, { title: text('Bread & café') }],
    ['tags that were left standing', { title: text('Bread <i>and</i> tea') }, { title: text('Bread and tea') }],
    ['a summary that was not read', {}, { summary: text('Nobody drowned.') }],
    ['tags that were not read', {}, { categories: [{ name: 'Rivers' }] }],
    [
      'tags that are read no more',
      { categories: [{ name: 'Rivers' }, { name: 'x' }] },
      { categories: [{ name: 'Rivers' }] },
    ],
    [
      'tags of one more taxonomy',
      { categories: [{ name: 'Rivers' }] },
      { categories: [{ name: 'Rivers' }, { name: 'The north' }] },
    ],
    ['a recording that was not read', {}, { attachments: [{ url: 'https://example.com/a.mp3' }] }],
    [
      'pictures of which only some were read',
      { pictures: [{ url: 'https://example.com/a.jpg' }] },
      { pictures: [{ url: 'https://example.com/a.jpg' }, { url: 'https://example.com/b.jpg', alt: 'Bread' }] },
    ],
    [
      'a thumbnail that is shown no more',
      { pictures: [{ url: 'https://example.com/a.jpg' }, { url: 'https://example.com/t.jpg' }] },
      {
        pictures: [{ url: 'https://example.com/a.jpg' }, { url: 'https://example.com/t.jpg' }],
        spares: ['https://example.com/t.jpg'],
      },
    ],
    [
      'a caption that is an alternative text',
      { pictures: [{ url: 'https://example.com/a.jpg', caption: 'Bread' }] },
      { pictures: [{ url: 'https://example.com/a.jpg', caption: 'Bread', alt: 'Bread' }] },
    ],
    [
      'another main picture of the same',
      { pictures: [{ url: 'https://example.com/a.jpg' }, { url: 'https://example.com/b.jpg' }] },
      { pictures: [{ url: 'https://example.com/b-300x200.jpg' }, { url: 'https://example.com/a.jpg?w=3' }] },
    ],
    ['another coding', { title: text(mojibake(ARABIC)) }, { title: text(ARABIC) }],
  ])('%s', (_, before, after) => {
    expect(isSame(old(before), today(after))).toBe(true)
  })

  test('most of a document, whatever it is', () => {
    const reads = (title: string) => [0, 1, 2, 3, 4].map((number) => `${title} ${number}`)
    const pairs = reads('Episode').map((title, index) =>
      pair(old({ title: text(`Bread ${index}`) }), today({ title: text(title) })),
    )
    expect(rules.renew(pairs).every(({ same }) => same)).toBe(true)
    expect(rules.renew(pairs.slice(0, 3)).some(({ same }) => same)).toBe(false)
  })
})

describe('is an edit', () => {
  test.each<[string, Partial<ParsedItem>]>([
    ['another number', { content: html(`<p>${WORDS.replace('Nine', 'Ten')}</p><p><a href="/map">A map</a></p>`) }],
    ['another headline', { title: text('Women at the river') }],
    ['a paragraph more', { content: html(`<p>${WORDS}</p><p>It rained.</p><p><a href="/map">A map</a></p>`) }],
    ['a sentence less', { content: html('<p>Nine men of the village went to the river.</p>') }],
    ['another author', { authors: [{ name: 'Lava Kobani' }] }],
    ['another address', { url: 'https://example.com/2' }],
    ['another link', { content: html(`<p>${WORDS}</p><p><a href="https://example.com/plan">A map</a></p>`) }],
  ])('%s', (_, after) => {
    expect(isSame(old(), today(after))).toBe(false)
  })

  test.each<[string, Partial<ParsedItem>, Partial<ParsedItem>]>([
    ['summary', { summary: text('Nobody drowned.') }, { summary: text('Two drowned.') }],
    ['tag', { categories: [{ name: 'Rivers' }] }, { categories: [{ name: 'Lakes' }] }],
    ['recording', toRecording('a.mp3'), toRecording('b.mp3')],
    ['caption', toCaption('Azad'), toCaption('Berzan')],
    ['alternative text', toAlt('Bread'), toAlt('Tea')],
    ['further picture', toGallery('a', 'b'), toGallery('a', 'c')],
    ['language', { language: 'en-GB' }, { language: 'en-US' }],
  ])('another %s, in what is also read otherwise', (_, before, after) => {
    const [unread, read] = [{ authors: [] }, { authors: [{ name: 'Egid Yousef' }] }]
    expect(isSame(old({ ...before, ...unread }), today({ ...before, ...read }))).toBe(true)
    expect(isSame(old({ ...before, ...unread }), today({ ...after, ...read }))).toBe(false)
  })

  test('another picture', () => {
    const shows = (picture: string) => ({ content: html(`<p>${WORDS}</p><img src="https://example.com/${picture}">`) })
    expect(isSame(old(shows('a.jpg')), today(shows('b.jpg')))).toBe(false)
  })

  test('another Arabic headline that keeps a word', () => {
    expect(isSame(old({ title: text(ARABIC) }), today({ title: text(ARABIC.replace('عودة', 'نزوح')) }))).toBe(false)
  })

  test('a few of many items', () => {
    const pairs = Array.from({ length: 6 }, (_, index) => pair(old(), today(index < 2 ? { title: text('Other') } : {})))
    expect(rules.renew(pairs).map(({ same }) => same)).toEqual([false, false, true, true, true, true])
  })

  test('whatever differs in what never came from there', () => {
    const better = pair(old({ authors: [] }), today(), false)
    expect(rules.renew([better])[0]?.same).toBe(false)
    expect(rules.renew([pair(old(), today(), false)])[0]?.same).toBe(true)
  })
})

describe('what is kept', () => {
  test('is what arrives, where it says the same', () => {
    const one = pair(old(), today())
    expect(rules.renew([one])).toEqual([{ item: one.arriving, same: true }])
  })

  test('is what is stored, cleaned again, where it does not, and it is looked into no more', () => {
    const one = pair(old(), today({ title: text('Women at the river') }))
    const [renewed] = rules.renew([one])
    expect(renewed?.item.received).toEqual(one.stored)
    const version = (fingerprint = '') => fingerprint.replace(/:.*/, '')
    expect(version(renewed?.item.fingerprint)).toBe(version(one.arriving.fingerprint))
    expect(renewed?.item.fingerprint).not.toBe(one.arriving.fingerprint)
  })

  test('is what a newer version read, where an older one sends it again', () => {
    const stored = today()
    const one = pair(stored, old({ authors: [{ name: 'Egid Yousef (mailto:)' }] }))
    const [renewed] = rules.renew([pair(stored, old())])
    expect(renewed).toMatchObject({ same: true, item: { received: stored } })
    expect(one.arriving.fingerprint).not.toBe(cleanItem(stored, { channel }).fingerprint)
  })

  test('is the text of the page, under the names and the fingerprint of the feed’s item', () => {
    const listed = { content: html('<p>A summary.</p>') }
    const page = { ...item(listed), summary: html('<p>A summary.</p>'), content: html(`<p>${WORDS}</p>`) }
    const stored = withStage({ item: page, context: { identities: [] } }, 'whole', '2')
    const one = pair(stored, today(listed))
    const [renewed] = rules.renew([one])
    expect(renewed?.same).toBe(true)
    expect(renewed?.item.content.contentText).toBe(WORDS)
    expect(renewed?.item.fingerprint).toBe(toStaged(one.arriving.fingerprint, 'whole'))
    expect(renewed?.item.identities).toEqual(one.arriving.identities)
    expect(isSame(stored, today({ content: html('<p>Another summary.</p>') }))).toBe(false)
  })

  test('is an item whose page was not to be had', () => {
    const stored = withStage(old(), 'missing', '2')
    const one = pair(stored, today())
    expect(rules.renew([one])[0]?.item.fingerprint).toBe(toStaged(one.arriving.fingerprint, 'missing'))
  })
})

test('addresses that were resolved otherwise, and another of several pages, are no edit', () => {
  const body = html(`<p>${WORDS}</p><p><a href="?x=2">a</a><a href="n">b</a><img src="i.jpg"></p>`)
  const fields = { content: body, url: 'https://example.com/2', alsoAt: ['https://example.com/1'] }
  const stored: Received = { item: item(fields), context: { base: 'https://cdn.example/feeds/all.xml' } }
  const context = { rules: RULES, base: 'https://example.com/', ofItem: true } as const
  const arriving: Received = { item: item({ ...fields, url: 'https://example.com/1', alsoAt: [] }), context }
  expect(isSame(stored, arriving)).toBe(true)
  const moved = { ...arriving, item: item({ ...fields, url: 'https://example.com/3' }) }
  expect(isSame(stored, moved)).toBe(false)
})
