/**
 * A document as it would be stored, as a JSON Feed. Promises: ids as the document has them; nothing here needs to be
 * stored.
 */

import { toAbsoluteAddress, toInertAddress } from '../clean/identity/url.ts'
import { toPlainTitle } from '../clean/markup/plain.ts'
import { toCleanPeople } from '../clean/press/people.ts'
import type { Content, Person } from '../model/content.ts'
import type { Item, ParsedFeed } from '../model/model.ts'
import type { Steps } from '../steps.ts'
import { toAuthor, toExtension } from './extension.ts'
import { toRfc3339 } from './facts.ts'
import { type JsonFeed, type JsonItem, toContentFields } from './json.ts'

/** A document as it would be stored, as a JSON Feed; ids are the document's own, verbatim; its own addresses are absolute. `leftOut`: why items would not be. */
export function* toJsonPreview(
  feed: ParsedFeed,
  items: readonly Item[],
  url: string | undefined,
  leftOut: ReadonlyMap<Item, string> = new Map(),
): Steps<JsonFeed> {
  const address = (name: string, value: string | undefined) => {
    const absolute = value === undefined ? undefined : toAbsoluteAddress(value)
    return absolute === undefined ? {} : { [name]: absolute }
  }
  const description = toPlainTitle(feed.description)
  const rights = feed.rights === undefined ? '' : toPlainTitle({ value: feed.rights, type: 'html' })
  // As safe as those of its items.
  const authors = toCleanPeople(feed.authors, undefined)
  const shown: JsonItem[] = []
  for (const item of items) {
    shown.push(toPreviewItem(item, authors, leftOut.get(item)))
    yield
  }
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: toPlainTitle(feed.title),
    ...address('home_page_url', feed.homeUrl),
    ...address('feed_url', feed.selfUrl ?? url),
    ...(description === '' ? {} : { description }),
    ...address('next_url', feed.nextUrl),
    ...address('icon', feed.icon ?? feed.image),
    ...(authors.length === 0 ? {} : { authors: authors.map(toAuthor) }),
    ...(feed.language === undefined ? {} : { language: feed.language }),
    ...(rights === '' ? {} : { _ara: { rights } }),
    items: shown,
  }
}

/**
 * What the document itself says: an address that is none of the web's too, and no authors that the item has from the
 * feed, which stand there.
 */
function toPreviewItem(item: Item, inherited: readonly Person[], leftOut: string | undefined): JsonItem {
  const { content, guid, received } = item
  const key = item.identities[0]?.hash ?? item.fingerprint
  const url = content.url ?? toInertAddress(received.item.url ?? '')
  return {
    id: guid ?? content.url ?? `urn:sha256:${key}`,
    ...(url === undefined ? {} : { url }),
    ...toContentFields(withoutUnknown(content), isInheriting(item, inherited) ? [] : content.authors),
    ...(content.published === undefined ? {} : { date_published: toRfc3339(content.published) }),
    ...(content.modified === undefined ? {} : { date_modified: toRfc3339(content.modified) }),
    _ara: { ...toExtension(content), key, ...(leftOut === undefined ? {} : { left_out: leftOut }) },
  }
}

function isInheriting({ content, received }: Item, inherited: readonly Person[]): boolean {
  return received.item.authors.length === 0 && isEqual(content.authors, inherited)
}

function isEqual(some: readonly Person[], others: readonly Person[]): boolean {
  return JSON.stringify(some.map(toAuthor)) === JSON.stringify(others.map(toAuthor))
}

/** In a feed `und` keeps an item from having the feed's language; of a document it says what nobody said. */
function withoutUnknown(content: Content): Content {
  const { language, ...rest } = content
  return language === 'und' ? rest : content
}
