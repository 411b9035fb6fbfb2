/** Links of items and feeds: RSS puts the address in the text, Atom in `href` with a `rel`. */

import { toResolvedAddress } from '../../clean/identity/url.ts'
import { ENTRIES } from '../../model/bounds/bounds.ts'
import { addAttachment, type FeedBuilder, type ItemBuilder, put, putFirst, readLanguage } from '../builder.ts'
import { toSeconds } from '../date/duration.ts'
import type { XmlElement } from '../xml/namespace.ts'

type Link = {
  readonly url: string
  readonly rel: string
  readonly type: string
  readonly element: XmlElement
}

/** What an item's links come to before it is known which of them is the item's address. */
export type Links = { readonly alternates: Link[]; other?: string }

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
 * An address as it stands in an element, trimmed; made absolute where the element has a base of its own, or the one
 * `around` it, in which it is read. Line breaks inside it come from wrapped markup and are none of the address.
 */
export function readUrl(element: XmlElement, raw: string, around: XmlElement = element): string | undefined {
  // Escaped once more than needed, `&amp;` would name another parameter.
  const url = raw
    .trim()
    .replace(/[\t\r\n]+\s*/g, '')
    .replaceAll('&amp;', '&')
  const isBased = [element, around].some(({ attributes }) => attributes.has('xml:base'))
  if (!url || !element.base || !isBased) return url || undefined
  return toResolvedAddress(url, element.base) ?? url
}

export function readItemLink(item: ItemBuilder, links: Links, element: XmlElement): void {
  const link = readLink(element)
  if (!link) return
  switch (link.rel) {
    case 'alternate':
      if (links.alternates.length < ENTRIES) links.alternates.push(link)
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

export function readFeedLink(feed: FeedBuilder, links: Links, element: XmlElement): void {
  const link = readLink(element)
  if (!link) return
  switch (link.rel) {
    case 'alternate':
      if (links.alternates.length < ENTRIES) links.alternates.push(link)
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

// Which of several alternates is the address: a feed may name a story's page in other languages, for other media, in
// other formats.

/** The address, and those that lead to the same story; a translation is another one. */
export type Chosen = { readonly page?: string; readonly other?: string; readonly alsoAt: readonly string[] }

/** The page in the language of the entry, for no special medium; else the first. @param language of the entry */
export function chooseAlternate(alternates: readonly Link[], language: string | undefined): Chosen {
  const pages = alternates.filter(isPage)
  const other = alternates.find((link) => !isPage(link))?.url
  const general = pages.filter(isGeneral)
  const page = toBest(general.length > 0 ? general : pages, language)
  if (page === undefined) return { ...(other === undefined ? {} : { other }), alsoAt: [] }
  const same = pages.filter((link) => link !== page && isInLanguage(link, page, language))
  return { page: page.url, ...(other === undefined ? {} : { other }), alsoAt: same.map(({ url }) => url) }
}

function isPage({ type }: Link): boolean {
  return type === '' || type.includes('html')
}

/** Media Queries of a screen that is as it may be; no feed says more. */
function isGeneral({ element }: Link): boolean {
  const media = element.attributes.get('media')?.toLowerCase().split(',') ?? []
  return media.length === 0 || media.some((one) => ['', 'all', 'screen'].includes(one.trim()))
}

function toBest(links: readonly Link[], language: string | undefined): Link | undefined {
  const ranks = links.map((link) => toRank(toLinkLanguage(link), language))
  return links[ranks.indexOf(Math.max(...ranks))]
}

function toRank(said: string | undefined, language: string | undefined): number {
  if (said === undefined) return 1
  if (language === undefined) return 1
  return said === language ? 3 : isWithin(said, language) ? 2 : 0
}

function toLinkLanguage({ element }: Link): string | undefined {
  const language = readLanguage(element.attributes.get('hreflang'))?.toLowerCase()
  // Search engines' word for the page that asks which language one reads.
  return language === 'x-default' ? undefined : language
}

/** Whether one is the other, or a region or script of it. */
function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}-`) || other.startsWith(`${one}-`)
}

function isInLanguage(link: Link, page: Link, language: string | undefined): boolean {
  const [one, other] = [toLinkLanguage(link), toLinkLanguage(page) ?? language]
  return one === undefined || (other !== undefined && isWithin(one, other))
}
