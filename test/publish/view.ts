import type { Content } from '../../src/model/content.ts'
import type { Channel, StoredItem } from '../../src/model/model.ts'
import { toEachFormat } from '../../src/publish/formats.ts'
import type { FeedView } from '../../src/publish/view.ts'

export const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News from the region',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}

const plain: Content = {
  title: 'A bridge opens',
  summary: 'The bridge at Qamishli is open.',
  contentHtml: '<p>The bridge at Qamishli is open.</p>',
  contentText: 'The bridge at Qamishli is open.',
  places: [],
  authors: [],
  contributors: [],
  categories: [],
  attachments: [],
  direction: 'ltr',
}

export function toContent(fields: Partial<Content> = {}): Content {
  return { ...plain, ...fields }
}

export function toItem(fields: Partial<Content> = {}, stored: Partial<StoredItem> = {}): StoredItem {
  return {
    row: 1,
    key: 'ab'.repeat(32),
    id: 'https://aranews.net/?p=17',
    channel: 'ara-news',
    owner: 'aranews',
    permalink: '/2015/06/a-bridge-opens/',
    code: 'k3xp9a',
    position: Date.UTC(2015, 5, 7),
    firstSeen: Date.UTC(2015, 5, 7, 9),
    updated: Date.UTC(2015, 5, 7),
    revision: 1,
    state: 'live',
    sources: ['aranews'],
    content: toContent({ published: Date.UTC(2015, 5, 7, 8, 30), ...fields }),
    ...stored,
  }
}

export function toView(items: readonly StoredItem[], fields: Partial<FeedView> = {}): FeedView {
  return {
    channel,
    title: 'ARA News',
    description: 'News from the region',
    self: 'https://feeds.example/feed.rss',
    home: 'https://feeds.example/',
    language: 'en',
    updated: Date.UTC(2015, 5, 7, 10),
    items,
    base: 'https://feeds.example',
    alternates: toEachFormat((format) => `https://feeds.example/feed.${format}`),
    ...fields,
  }
}

/** An item with a value in every place. */
export const full: StoredItem = toItem(
  {
    title: 'Tom & Jerry’s <b>bridge</b> &amp; “more”',
    summary: 'Costs < 5 & > 3 "dinars"',
    contentHtml: '<p title="a]]>b]]>c">Tom &amp; Jerry</p>',
    contentText: 'Tom & Jerry',
    authors: [
      { name: 'Egid Yousef', url: 'https://aranews.net/author/egid?a=1&b=2', email: 'egid@aranews.net' },
      { name: 'Adib Abdulmajid' },
    ],
    contributors: [{ name: 'Jan Nasro' }],
    categories: [{ name: 'syria' }, { name: 'kobane', label: 'Kobanê', scheme: 'https://aranews.net/?tax=tag&x="1"' }],
    attachments: [
      { url: 'https://aranews.net/a.mp3?x=1&y=2', type: 'audio/mpeg', size: 1234, title: 'Interview', duration: 61 },
      { url: 'https://aranews.net/b.pdf' },
    ],
    image: { url: 'https://aranews.net/pic.jpg?a=1&b=2', type: 'image/jpeg', width: 640, height: 480 },
    caption: 'The bridge',
    credit: 'File photo',
    language: 'ar',
    direction: 'rtl',
    url: 'https://aranews.net/2015/06/a-bridge-opens/',
    externalUrl: 'https://example.org/else?a=1&b=2',
    comments: 'https://aranews.net/2015/06/a-bridge-opens/#comments',
    commentsFeed: 'https://aranews.net/2015/06/a-bridge-opens/feed/',
    commentCount: 7,
    origin: { title: 'Other & Paper', url: 'https://paper.example/feed?a&b', id: 'urn:paper' },
    rights: '© ARA & friends',
    location: { latitude: 37.05, longitude: 41.22, name: 'Qamishli' },
    modified: Date.UTC(2015, 5, 8),
    dateline: 'Qamishli, Syria',
    places: [{ name: 'Qamishli', slug: 'qamishli', latitude: 37.05, longitude: 41.22 }],
    agency: 'ARA News',
    source: 'ARA News & AFP',
  },
  { id: 'tag:aranews.net,2013:a&b', updated: Date.UTC(2015, 5, 8) },
)
