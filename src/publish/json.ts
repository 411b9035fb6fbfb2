import type { Channel, StoredItem } from '../model.ts'
import { toLink, toModified, toPermalink, toPublished, toRfc3339, toShortUrl } from './facts.ts'
import { type JsonItem, toContentFields, toExtension } from './json-item.ts'
import { withKeptPictures } from './kept.ts'
import { type FeedView, toSite } from './view.ts'

/** A JSON Feed 1.1 document. */
export type JsonFeed = {
  readonly version: 'https://jsonfeed.org/version/1.1'
  readonly title: string
  readonly home_page_url?: string
  readonly feed_url?: string
  readonly description?: string
  readonly next_url?: string
  readonly icon?: string
  readonly authors?: readonly { readonly name?: string; readonly url?: string; readonly avatar?: string }[]
  readonly language?: string
  readonly items: readonly JsonItem[]
}

/** A view as JSON Feed 1.1. */
export function renderJson(view: FeedView): string {
  return `${JSON.stringify(toJsonFeed(view))}\n`
}

/** A view as a JSON Feed value; the order of its members is fixed. */
export function toJsonFeed(view: FeedView): JsonFeed {
  const { channel, description, language } = view
  const { base, channels } = toSite(view)
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: view.title,
    home_page_url: view.home,
    feed_url: view.self,
    ...(description === '' ? {} : { description }),
    ...(view.next === undefined ? {} : { next_url: view.next }),
    ...(channel.icon === undefined ? {} : { icon: channel.icon }),
    authors: [{ name: channel.agency ?? channel.title }],
    ...(language === undefined ? {} : { language }),
    items: view.items.map((item) => toJsonItem(item, base, toChannel(item, channels) ?? channel)),
  }
}

/** A stored item as a JSON Feed item: the one JSON shape an item has, in feeds and in the API. */
export function toJsonItem(item: StoredItem, base: string, channel: Channel): JsonItem {
  const { content } = withKeptPictures(item, base)
  const url = toLink(item, { base, channels: [{ ...channel, id: item.channel }] })
  const modified = toModified(item)
  return {
    id: item.id,
    url,
    ...toContentFields(content),
    date_published: toRfc3339(toPublished(item)),
    ...(modified === undefined ? {} : { date_modified: toRfc3339(modified) }),
    _ara: {
      ...toExtension(content),
      ...(content.url === undefined || content.url === url ? {} : { original_url: content.url }),
      channel: item.channel,
      sources: item.sources,
      permalink: toPermalink(item, base),
      short_url: toShortUrl(item, base),
      code: item.code,
      key: item.key,
      revision: item.revision,
      first_seen: toRfc3339(item.firstSeen),
      ...(item.state === 'retracted' ? { retracted: item.reason ?? '' } : {}),
    },
  }
}

function toChannel(item: StoredItem, channels: readonly Channel[]): Channel | undefined {
  return channels.find((one) => one.id === item.channel)
}
