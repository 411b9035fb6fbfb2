/** Links of items and feeds: RSS puts the address in the text, Atom in `href` with a `rel`. */
import { toResolvedAddress } from '../../clean/identity/url.ts'
import { addAttachment, type FeedBuilder, type ItemBuilder, put, putFirst } from '../builder.ts'
import { toSeconds } from '../date/duration.ts'
import type { XmlElement } from '../xml/namespace.ts'

/** What an item's links come to before it is known which of them is the item's address. */
export type Links = { page?: string; other?: string }

type Link = {
  readonly url: string
  readonly rel: string
  readonly type: string
  readonly element: XmlElement
}

/** A `link` element; undefined where it leads nowhere. */
function readLink(element: XmlElement): Link | undefined {
  const { attributes } = element
  const url = readUrl(element, attributes.get('href') ?? attributes.get('url') ?? attributes.get('uri') ?? element.text)
  if (!url) return undefined
  const rel = (attributes.get('rel') ?? 'alternate').trim().toLowerCase()
  return {
    url,
    rel: rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/(?:relation|link-relations)\//, ''),
    type: (attributes.get('type') ?? '').trim().toLowerCase(),
    element,
  }
}

/**
 * An address as it stands in an element, trimmed; made absolute where the element has a base of its own.
 * Line breaks inside it come from wrapped markup and are none of the address.
 */
export function readUrl(element: XmlElement, raw: string): string | undefined {
  // Escaped once more than needed, `&amp;` would name another parameter.
  const url = raw
    .trim()
    .replace(/[\t\r\n]+\s*/g, '')
    .replaceAll('&amp;', '&')
  if (!url || !element.base || !element.attributes.has('xml:base')) return url || undefined
  return toResolvedAddress(url, element.base) ?? url
}

export function readItemLink(item: ItemBuilder, links: Links, element: XmlElement): void {
  const link = readLink(element)
  if (!link) return
  switch (link.rel) {
    case 'alternate':
      readAlternate(item, links, link)
      return
    case 'enclosure':
      addAttachment(item.attachments, toAttachment(link.url, element))
      return
    case 'related':
      putFirst(item, 'externalUrl', link.url)
      return
    case 'replies':
      readReplies(item, link)
      return
    case 'shortlink':
    case 'canonical':
    case 'bookmark':
      item.alsoAt.push(link.url)
      return
    case 'via':
      if (!item.origin) item.origin = { url: link.url }
      return
    case 'license':
      putFirst(item, 'rights', link.url)
      return
  }
}

/** As Universal Feed Parser has it: of several pages in HTML the last one is the item's. */
function readAlternate(item: ItemBuilder, links: Links, link: Link): void {
  const page = link.type === '' || link.type === 'html' || link.type.includes('html')
  if (!page) {
    links.other ??= link.url
    return
  }
  if (links.page) item.alsoAt.push(links.page)
  links.page = link.url
}

/** RFC 4685: the feed of the comments, or the page with them. */
function readReplies(item: ItemBuilder, link: Link): void {
  if (link.type.includes('html')) putFirst(item, 'comments', link.url)
  else putFirst(item, 'commentsFeed', link.url)
  const count = link.element.attributes.get('thr:count') ?? link.element.attributes.get('count')
  putFirst(item, 'commentCount', readCount(count))
}

/** A whole number of things; undefined for everything else. */
export function readCount(text: string | undefined): number | undefined {
  const digits = text?.trim()
  return digits && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}

export function toAttachment(url: string, element: XmlElement): ItemBuilder['attachments'][number] {
  const { attributes } = element
  const type = attributes.get('type')?.trim().toLowerCase()
  const size = readCount(attributes.get('length') ?? attributes.get('filesize'))
  const title = attributes.get('title')?.trim()
  const duration = toSeconds(attributes.get('duration'))
  return {
    url,
    ...(type ? { type } : {}),
    ...(size ? { size } : {}),
    ...(duration ? { duration } : {}),
    ...(title ? { title } : {}),
  }
}

export function readFeedLink(feed: FeedBuilder, element: XmlElement): void {
  const link = readLink(element)
  if (!link) return
  switch (link.rel) {
    case 'alternate':
      if (link.type === '' || link.type.includes('html')) put(feed, 'homeUrl', link.url)
      else putFirst(feed, 'homeUrl', link.url)
      return
    case 'self':
      put(feed, 'selfUrl', link.url)
      return
    case 'next':
      put(feed, 'nextUrl', link.url)
      return
    // An archive goes on there (RFC 5005 section 4), as a paged feed with `next`.
    case 'prev-archive':
      putFirst(feed, 'nextUrl', link.url)
      return
    case 'hub':
      if (!feed.hubs.includes(link.url)) feed.hubs.push(link.url)
      return
    case 'license':
      putFirst(feed, 'rights', link.url)
      return
  }
}
