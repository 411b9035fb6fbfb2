/**
 * A list of items and how it goes on. Promises: page by page every item comes once, whatever is published meanwhile.
 */

import { joinIsolated } from '../../clean/language/isolate.ts'
import type { Channel, StoredItem } from '../../model/model.ts'
import { toNewest, toPublished } from '../../publish/facts.ts'
import { type Format, toEachFormat } from '../../publish/formats.ts'
import type { FeedView } from '../../publish/view.ts'
import { loadItems } from '../../store/feeds/feeds.ts'
import type { Backend } from '../backend.ts'
import { toChannel } from '../route.ts'
import { type Narrowing, toNextSearch, toSelfSearch } from './narrowing.ts'

/** Items of a list and, when there are more, the query of the address that goes on. */
export type StoryListing = { readonly items: readonly StoredItem[]; readonly next?: string }

/** Loads a list; one item more than asked for tells whether it goes on. */
export async function loadListing(
  backend: Backend,
  narrowing: Narrowing,
  state?: StoredItem['state'],
): Promise<StoryListing> {
  const query = { ...narrowing.query, limit: narrowing.limit + 1, ...(state === undefined ? {} : { state }) }
  const found = await loadItems(backend.db, query)
  const items = found.slice(0, narrowing.limit)
  const last = items.at(-1)
  return last === undefined || found.length === items.length
    ? { items }
    : { items, next: toNextSearch(narrowing, last) }
}

/** Where a list stands: the path of each format, and the page of the same stories. */
type Place = { readonly paths: Readonly<Record<Format, string>>; readonly self: string }

/** A list as a feed document shows it. */
export function toFeedView(backend: Backend, narrowing: Narrowing, listing: StoryListing, place: Place): FeedView {
  const { base, channels } = backend
  const channel = toChannel(backend, narrowing.query.channel)
  const search = toSelfSearch(narrowing)
  const language = toCommonLanguage(narrowing.query.channel === undefined ? channels : [channel])
  return {
    channel,
    channels,
    title: toTitle(backend, narrowing),
    description: channel.description,
    self: `${base}${place.self}${search}`,
    home: `${base}/${toHomeSearch(narrowing)}`,
    ...(language === undefined ? {} : { language }),
    updated: toUpdated(listing.items, channel),
    items: listing.items,
    base,
    alternates: toEachFormat((format) => `${base}${place.paths[format]}${search}`),
  }
}

/** The newest change among the items themselves: the same list is the same document, whatever changed elsewhere. */
function toUpdated(items: readonly StoredItem[], channel: Channel): number {
  const times = items.flatMap((item) => [item.updated, toPublished(item)])
  return toNewest(times, channel)
}

function toTitle(backend: Backend, { query, words }: Narrowing): string {
  const name = query.channel === undefined ? toSiteTitle(backend) : toChannel(backend, query.channel).title
  return words === undefined ? name : joinIsolated([name, words], ' – ', 'ltr')
}

/** The query of the page that shows the same stories: the front page takes the channel as a query. */
export function toHomeSearch({ query, search }: Narrowing): string {
  if (query.channel === undefined || search.includes('channel=')) return search
  return `?channel=${query.channel}${search.replace('?', '&')}`
}

/** What the whole service is called: its channels' names. */
export function toSiteTitle({ channels }: Backend): string {
  return channels.map(({ title }) => title).join(' · ')
}

/** The language of all of the channels, where they have one. */
export function toCommonLanguage(channels: readonly Channel[]): string | undefined {
  const languages = new Set(channels.map(({ language }) => language))
  return languages.size === 1 ? channels[0]?.language : undefined
}
