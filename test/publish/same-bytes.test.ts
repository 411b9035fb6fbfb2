import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import type { Channel, Item, StoredItem } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { parse } from '../../src/read/parse.ts'
import { createDice, toCleaned } from './generator.ts'
import { channel, full, toItem, toView } from './view.ts'

/** A channel that is not the publication's own, so that nothing folds and no press lines are lifted. */
const { agency, ...rest } = channel
const reader: Channel = { ...rest, hosts: ['reader.example'], linkTo: 'original' }

function readBack(format: Format, view: FeedView): Item[] {
  const { bytes, type } = render(format, view)
  const origin = { url: view.alternates[format], contentType: type }
  const feed = parse(bytes, origin)
  expect(feed.warnings).toEqual([])
  return cleanFeed(feed, origin, { channel: reader })
}

/** What was read, in the place of what was stored; only what no document says is taken from there. */
function toStoredAgain(item: Item | undefined, stored: StoredItem): StoredItem {
  if (item === undefined) throw new Error(`${stored.id} was not read.`)
  const { content } = item
  const updated = content.modified ?? content.published ?? 0
  return { ...stored, id: item.guid ?? '', content, updated, firstSeen: stored.firstSeen }
}

function again(format: Format, view: FeedView): FeedView {
  const items = readBack(format, view)
  return { ...view, items: view.items.map((stored, index) => toStoredAgain(items[index], stored)) }
}

const text = (format: Format, view: FeedView) => new TextDecoder().decode(render(format, view).bytes)

/** JSON is compared as a value first: of a line of text nobody would find the difference. */
function expectSame(format: Format, first: FeedView): void {
  const [before, after] = [text(format, first), text(format, again(format, first))]
  if (format === 'json') expect(JSON.parse(after)).toEqual(JSON.parse(before))
  expect(after).toBe(before)
}

describe.each(['rss', 'atom', 'json'] as const)('%s → own reader → the same', (format) => {
  const view = (items: readonly StoredItem[]) => toView(items, { channel: reader })

  test('is the same bytes for a story with a value in every place', () => {
    const content = {
      ...full.content,
      language: 'de',
      direction: 'ltr' as const,
      contentHtml: '<p title="a]]&gt;b">Tom &amp; Jerry</p>',
    }
    const first = view([{ ...full, content }])
    expectSame(format, first)
  })

  test('is the same bytes for a story with next to nothing', () => {
    const first = view([toItem({ title: '', contentHtml: '<p></p>', contentText: '', summary: '', language: 'en' })])
    expectSame(format, first)
  })

  test.each(Array.from({ length: 40 }, (_, seed) => seed))('is the same bytes for made-up stories, seed %i', (seed) => {
    const dice = createDice(seed * 977 + 5)
    const items = Array.from({ length: 5 }, (_, row) => toCleaned(dice, row + 1, reader))
    const first = view(items)
    expectSame(format, first)
  })
})
