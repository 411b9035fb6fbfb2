import { describe, expect, test } from 'vitest'
import { cleanFeed } from '../../src/clean/clean.ts'
import type { Content } from '../../src/model/content.ts'
import type { Channel, Item } from '../../src/model/model.ts'
import type { Format } from '../../src/publish/formats.ts'
import { render } from '../../src/publish/render.ts'
import type { FeedView } from '../../src/publish/view.ts'
import { parse } from '../../src/read/parse.ts'
import { createDice, toCleaned } from './generator.ts'
import { channel, full, toView } from './view.ts'

const reader: Channel = { ...channel, hosts: ['reader.example'], linkTo: 'original' }

function read(format: Format, view: FeedView) {
  const { bytes, type } = render(format, view)
  const origin = { url: view.alternates[format], contentType: type }
  const feed = parse(bytes, origin)
  return { feed, items: cleanFeed(feed, origin, { channel: reader }) }
}

/** What all three can say, in one form. RSS names people without their addresses, and a category by its label alone. */
function toFacts({ guid, content }: Item) {
  const named = (people: Content['authors']) => people.map(({ name }) => name)
  return {
    guid,
    url: content.url,
    externalUrl: content.externalUrl,
    title: content.title,
    summary: content.summary,
    html: content.contentHtml,
    text: content.contentText,
    authors: named(content.authors),
    contributors: named(content.contributors),
    categories: content.categories.map(({ name, label }) => label ?? name),
    attachments: content.attachments.map(({ url, type, size, title, duration }) => ({
      url,
      type,
      size,
      title,
      duration,
    })),
    image: content.image,
    language: content.language,
    comments: [content.comments, content.commentsFeed, content.commentCount],
    origin: content.origin?.url,
    rights: content.rights,
    location: content.location,
    lines: [content.dateline, content.agency, content.source, content.caption, content.credit],
    // RSS counts seconds.
    published: Math.floor((content.published ?? 0) / 1000),
  }
}

/** RSS inherits no authors, so a story without one stays without. */
function withoutInherited(facts: ReturnType<typeof toFacts>) {
  return { ...facts, authors: facts.authors.filter((name) => name !== channel.agency) }
}

function expectSameFacts(view: FeedView): void {
  const [rss, atom, json] = (['rss', 'atom', 'json'] as const).map((format) =>
    read(format, view).items.map(toFacts).map(withoutInherited),
  )
  expect(atom).toEqual(json)
  expect(rss).toEqual(json)
}

describe('the three formats, read with our own reader, state the same facts', () => {
  test('of a story with a value in every place', () => {
    const content = {
      ...full.content,
      contentHtml: '<p>Tom &amp; Jerry</p>',
      language: 'de',
      image: { ...full.content.image, url: 'https://aranews.net/p.jpg', caption: 'The bridge', credit: 'File photo' },
      origin: { title: 'Other & Paper', url: 'https://paper.example/feed?a&b', id: 'https://paper.example/feed?a&b' },
    }
    expectSameFacts(toView([{ ...full, content }], { channel: reader }))
  })

  test.each(Array.from({ length: 30 }, (_, seed) => seed))('of made-up stories, seed %i', (seed) => {
    const dice = createDice(seed * 31_337 + 11)
    const items = Array.from({ length: 5 }, (_, row) => toCleaned(dice, row + 1, reader))
    expectSameFacts(toView(items, { channel: reader }))
  })

  test('of the document itself', () => {
    const rights = '© ARA & friends'
    const places = { hub: 'https://feeds.example/hub?a&b', next: 'https://feeds.example/feed?page=2&q=a' }
    const view = toView([full], { channel: { ...reader, rights }, ...places, self: 'https://feeds.example/feed.x' })
    for (const format of ['rss', 'atom', 'json'] as const) {
      const { feed } = read(format, view)
      expect({ ...feed, title: feed.title?.value, description: feed.description?.value }).toMatchObject({
        title: 'ARA News',
        description: 'News from the region',
        homeUrl: 'https://feeds.example/',
        selfUrl: 'https://feeds.example/feed.x',
        nextUrl: places.next,
        language: 'en',
        hubs: [places.hub],
        authors: [{ name: 'ARA News' }],
        ...(format === 'json' ? {} : { rights, updated: view.updated }),
      })
    }
  })
})
