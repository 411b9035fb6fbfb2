/** Rendering a cold feed of 50 stories, beside the writers of the field. The same content is given to all of them. */
import { Feed } from 'feed'
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { cleanFeed } from '../src/clean/clean.ts'
import type { Content } from '../src/model/content.ts'
import type { Channel, Item, StoredItem } from '../src/model/model.ts'
import { toEachFormat, toFeedFile } from '../src/publish/formats.ts'
import { render } from '../src/publish/render.ts'
import { toUtf8 } from '../src/publish/safe.ts'
import type { FeedView } from '../src/publish/view.ts'
import { parse } from '../src/read/parse.ts'
import { createRss } from './documents.ts'
import { type Contender, isMet, measure, printRates, type Rates } from './rate.ts'

const STORIES = 50
const BASE = 'https://feeds.example'

const channel: Channel = {
  id: 'site',
  title: 'Site',
  description: 'News',
  language: 'en',
  tag: 'site.example,2013',
  hosts: ['site.example'],
  linkTo: 'original',
  sources: [],
}

/** What the other writers can write. */
type Compared = 'atom' | 'json' | 'rss'

/** Prints documents a second and says whether the floors of issue 4 are met. */
export async function benchRender(): Promise<boolean> {
  const view = createView()
  const floors: Readonly<Record<Compared, number>> = { atom: 2, json: 2, rss: 0.9 }
  const met: boolean[] = []
  for (const format of ['atom', 'json', 'rss'] as const) {
    const rates = await measure(toContenders(format, view), 7, 200)
    printRates(`A cold ${format} document of ${STORIES} stories`, rates, 'documents/s')
    met.push(
      isMet(`ara-feeds ÷ ${format === 'rss' ? 'feed' : 'the better of both'}`, toRatio(format, rates), floors[format]),
    )
  }
  return met.every(Boolean)
}

function toRatio(format: Compared, rates: Rates): number {
  const [own = 0, feed = 0, feedsmith = 0] = ['ara-feeds', 'feed', 'feedsmith'].map((name) => rates.get(name) ?? 0)
  return own / (format === 'rss' ? feed : Math.max(feed, feedsmith))
}

/** Every contender ends with bytes, which is what is sent. */
function toContenders(format: Compared, view: FeedView): Contender[] {
  return [
    { name: 'ara-feeds', run: () => render(format, view).bytes },
    { name: 'feed', run: () => toUtf8(renderByFeed(format, view)) },
    { name: 'feedsmith', run: () => toUtf8(renderByFeedsmith(format, view)) },
  ]
}

function toItems(): StoredItem[] {
  const bytes = new TextEncoder().encode(createRss(STORIES))
  const origin = { url: 'https://site.example/feed/', contentType: 'application/rss+xml' }
  return cleanFeed(parse(bytes, origin), origin, { channel }).map(toStored)
}

function toStored({ content, guid = '' }: Item, row: number): StoredItem {
  const at = content.published ?? 0
  return {
    row,
    key: row.toString(16).padStart(64, '0'),
    id: guid,
    channel: channel.id,
    owner: 'site',
    permalink: `/2015/06/story-${row}/`,
    code: row.toString(32).padStart(6, '0'),
    position: at,
    firstSeen: at,
    updated: at,
    revision: 1,
    state: 'live',
    sources: ['site'],
    content,
  }
}

/** Fifty stories as they are read from a document. */
export function createView(): FeedView {
  return toView(toItems())
}

function toView(items: readonly StoredItem[]): FeedView {
  return {
    channel,
    title: channel.title,
    description: channel.description,
    self: `${BASE}/feed.atom`,
    home: `${BASE}/`,
    language: 'en',
    updated: items[0]?.updated ?? 0,
    items,
    base: BASE,
    alternates: toEachFormat((format) => `${BASE}/${toFeedFile(format)}`),
  }
}

function renderByFeed(format: Compared, view: FeedView): string {
  const feed = new Feed({
    title: view.title,
    description: view.description,
    id: view.home,
    link: view.home,
    language: 'en',
    updated: new Date(view.updated),
    feed: view.self,
  })
  for (const { id, content } of view.items) {
    feed.addItem({
      id,
      title: content.title,
      link: content.url ?? '',
      date: new Date(content.published ?? 0),
      published: new Date(content.published ?? 0),
      description: content.summary,
      content: content.contentHtml,
      author: content.authors.map(({ name }) => ({ name })),
      category: content.categories.map(({ name }) => ({ name, term: name })),
      ...(content.image === undefined ? {} : { image: content.image.url }),
      // It has no option for the text and the language, but takes what it does not know as an extension.
      ...(format === 'json' ? { extensions: toJsonExtensions(content) } : {}),
    })
  }
  return { atom: () => feed.atom1(), json: () => feed.json1(), rss: () => feed.rss2() }[format]()
}

function toJsonExtensions({ contentText, language }: Content) {
  return [
    { name: 'content_text', objects: contentText as unknown as Record<string, unknown> },
    { name: 'language', objects: language as unknown as Record<string, unknown> },
  ]
}

function renderByFeedsmith(format: Compared, view: FeedView): string {
  return { atom: renderAtomByFeedsmith, json: renderJsonByFeedsmith, rss: renderRssByFeedsmith }[format](view)
}

function renderAtomByFeedsmith(view: FeedView): string {
  return generateAtomFeed({
    id: view.home,
    title: { value: view.title },
    subtitle: { value: view.description },
    updated: new Date(view.updated),
    links: [{ href: view.self, rel: 'self' }, { href: view.home }],
    entries: view.items.map(({ id, content }) => ({
      id,
      title: { value: content.title },
      links: [
        { href: content.url ?? '' },
        ...(content.image ? [{ href: content.image.url, rel: 'enclosure', type: 'image/jpeg' }] : []),
      ],
      published: new Date(content.published ?? 0),
      updated: new Date(content.published ?? 0),
      summary: { value: content.summary },
      content: { value: content.contentHtml, type: 'html' },
      authors: content.authors.map(({ name }) => ({ name })),
      categories: content.categories.map(({ name }) => ({ term: name })),
    })),
  })
}

function renderJsonByFeedsmith(view: FeedView): string {
  const feed = generateJsonFeed({
    title: view.title,
    description: view.description,
    home_page_url: view.home,
    feed_url: view.self,
    language: 'en',
    items: view.items.map(({ id, content }) => ({
      id,
      title: content.title,
      url: content.url ?? '',
      date_published: new Date(content.published ?? 0),
      summary: content.summary,
      content_html: content.contentHtml,
      content_text: content.contentText,
      authors: content.authors.map(({ name }) => ({ name })),
      tags: content.categories.map(({ name }) => name),
      ...(content.language === undefined ? {} : { language: content.language }),
      ...(content.image === undefined ? {} : { image: content.image.url }),
    })),
  })
  return typeof feed === 'string' ? feed : JSON.stringify(feed)
}

function renderRssByFeedsmith(view: FeedView): string {
  return generateRssFeed({
    title: view.title,
    link: view.home,
    description: view.description,
    language: 'en',
    lastBuildDate: new Date(view.updated),
    atom: { links: [{ href: view.self, rel: 'self' }] },
    items: view.items.map(({ id, content }) => ({
      title: content.title,
      link: content.url ?? '',
      guid: { value: id, isPermaLink: false },
      pubDate: new Date(content.published ?? 0),
      description: content.summary,
      content: { encoded: content.contentHtml },
      dc: { creators: content.authors.map(({ name }) => name) },
      categories: content.categories.map(({ name }) => ({ name })),
      ...(content.image ? { enclosures: [{ url: content.image.url, length: 0, type: 'image/jpeg' }] } : {}),
    })),
  })
}
