import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { renderComments, renderCorrections } from '../../src/publish/notes.ts'
import { type RenderedDocument, render } from '../../src/publish/render.ts'
import type { DocumentHead } from '../../src/publish/view.ts'
import { findForbidden, type Node, readDocument } from './document.ts'
import { createDice, toCleaned, toDirty } from './generator.ts'
import { findBreaches } from './json-feed.ts'
import { CHECKS } from './validator.ts'
import { channel, full, toItem, toView } from './view.ts'

const reader: Channel = {
  ...channel,
  hosts: ['reader.example'],
  rights: '© ARA & friends',
  webMaster: { email: 'desk@aranews.net', name: 'ARA News' },
}
const text = ({ bytes }: RenderedDocument) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

const toHead = (format: Format): DocumentHead => {
  const { items, ...head } = toView([], { channel: reader, self: `https://feeds.example/feed.${format}` })
  return { ...head, hub: 'https://feeds.example/hub' }
}

/** Documents of every kind. */
function listDocuments(format: Format): string[] {
  const head = toHead(format)
  const stories = Array.from({ length: 20 }, (_, seed) => {
    const dice = createDice(seed * 7919 + 1)
    return Array.from({ length: 6 }, (_, row) => toCleaned(dice, row + 1, reader))
  })
  const retracted = toItem({ title: 'Gone' }, { row: 99, id: 'urn:x:1', state: 'retracted', reason: 'Wrong & <b>.' })
  const erased = toItem({}, { row: 98, id: 'urn:x:2', state: 'retracted', erased: true, withdrawn: 1e12 })
  const item = { ...full, content: { ...full.content, contentHtml: '<p>Tom &amp; Jerry</p>' } }
  const comment = { id: 'ü 1', author: 'A </b> B', html: '<p>x</p>', at: 1e12 }
  const page = (name: string) => `https://feeds.example/${name}.${format}`
  return [
    ...stories.map((items) => text(render(format, { ...head, items }))),
    text(
      render(format, {
        ...head,
        items: [item, retracted, erased],
        discussions: new Map([[1, { count: 2, updated: 1e12 }]]),
      }),
    ),
    text(
      render(format, { ...head, items: [], first: page('1'), next: page('3'), previous: page('1'), last: page('9') }),
    ),
    text(
      render(format, { ...head, items: [item], archive: true, current: page('feed'), prevArchive: page('archive/1') }),
    ),
    text(render(format, { ...head, items: [toItem({ title: '', summary: '' })] })),
    text(
      renderComments(format, {
        ...head,
        comments: [
          { comment, item: full },
          { comment: { ...comment, id: '2', parent: 'ü 1', author: '' }, item: full },
        ],
      }),
    ),
    text(
      renderCorrections(format, {
        ...head,
        corrections: [{ item: full, at: 1e12, seq: 4, kind: 'revise', note: 'Was <two>.' }],
      }),
    ),
  ]
}

describe.each(['rss', 'atom'] as const)('the W3C’s validator on %s', (format) => {
  const documents: readonly Node[] = listDocuments(format).map(readDocument)

  test.each(Object.entries(CHECKS))('%s', (_, check) => {
    expect(documents.flatMap(check)).toEqual([])
  })
})

test('every JSON Feed keeps the rules of version 1.1', () => {
  for (const document of listDocuments('json')) expect(findBreaches(document)).toEqual([])
})

test('every check can find something', () => {
  const root = readDocument(
    '<rss xmlns:m="http://search.yahoo.com/mrss/" xmlns:dc="urn:x:dc"><channel index="1"><nosuch/><item><link>x y</link><media:group/><enclosure/></item><title>a</title></channel></rss>',
  )
  const found = Object.entries(CHECKS).filter(([, check]) => check(root).length > 0)
  for (const name of [
    'MissingGuid',
    'InvalidFullLink',
    'MisplacedItem',
    'MissingNamespace',
    'MediaGroupWithoutAlternatives',
    'MissingAttribute',
    'MissingDescription',
    'MissingAtomSelfLink',
    'UseOfExtensionAttr',
    'InvalidRSSVersion',
    'NonstdPrefix',
    'ReservedPrefix',
    'UnexpectedAttribute',
    'UndefinedElement',
  ]) {
    expect(found.map(([one]) => one)).toContain(name)
  }
})

describe.each(['rss', 'atom', 'json'] as const)('%s of stories that nobody cleaned', (format) => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))('is a whole document, seed %i', (seed) => {
    const dice = createDice(seed * 104_729 + 3)
    const items = Array.from({ length: 6 }, (_, row) => toDirty(dice, row + 1))
    const title = `${items[0]?.content.title} search words \ud800`
    const shown = text(render(format, toView(items, { title })))
    expect(findForbidden(shown)).toEqual([])
    if (format === 'json') {
      const strings: string[] = []
      const collect = (_: string, value: unknown) => {
        if (typeof value === 'string') strings.push(value)
        return value
      }
      expect(JSON.parse(shown, collect).items).toHaveLength(6)
      expect(strings.flatMap(findForbidden)).toEqual([])
    } else {
      expect(XMLValidator.validate(shown)).toBe(true)
      const root = readDocument(shown)
      const list = format === 'rss' ? root.children[0]?.children : root.children
      expect(list?.filter(({ name }) => name === 'item' || name === 'entry')).toHaveLength(6)
    }
  })
})
