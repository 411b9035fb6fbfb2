/** What the three formats must agree on; each writer only decides where a fact goes. */

import { withFigures } from '../clean/markup/figures.ts'
import { withOutermost } from '../clean/markup/given.ts'
import { isShownIn } from '../clean/shown-pictures.ts'
import type { Content, Person, Picture } from '../model/content.ts'
import { toOwnDate } from '../model/dates.ts'
import type { Channel, StoredItem } from '../model/model.ts'
import { type Format, toFeedFile } from './formats.ts'
import type { DocumentHead } from './view.ts'

/** What is needed to make addresses of an item: our origin, and the channels that items may belong to. */
export type Site = { readonly base: string; readonly channels: readonly Channel[] }

/** What is needed to make the addresses of a document's items. */
export function toSite({ base, channel, channels }: DocumentHead): Site {
  return { base, channels: channels ?? [channel] }
}

/**
 * When readers are told the item was published: as its source says, else when it was first seen. A date that was still
 * to come when the item was last changed counts as first seen (docs/architecture.md, decision 8): readers would pin it
 * to the top till then.
 */
export function toPublished({ content, firstSeen, updated }: StoredItem): number {
  // Of two that are no date of publication the earlier one is nearer.
  const published = content.published ?? Math.min(toOwnDate(content) ?? firstSeen, firstSeen)
  if (published < YEAR_1 || published > Math.max(firstSeen, updated)) return firstSeen
  return published
}

/** No format can write an earlier one. */
const YEAR_1 = Date.parse('0001-01-01T00:00:00Z')

/**
 * When the item last changed in substance (docs/architecture.md, decision 9: the store knows); `undefined` when it
 * never did.
 */
export function toModified(item: StoredItem): number | undefined {
  return item.updated > toPublished(item) ? item.updated : undefined
}

/** Our own page of the item. */
export function toPermalink(item: Pick<StoredItem, 'permalink'>, base: string): string {
  return /^[\w/.~-]+$/.test(item.permalink) ? base + item.permalink : new URL(item.permalink, base).href
}

/** Where feeds send readers: our page or the story's own address, as the channel says. */
export function toReaderLink(item: StoredItem, site: Site): string {
  const channel = site.channels.find((one) => one.id === item.channel)
  const own = channel?.linkTo === 'original' ? item.content.url : undefined
  return own ?? toPermalink(item, site.base)
}

/** The short link. */
export function toShortUrl(item: Pick<StoredItem, 'code'>, base: string): string {
  return `${base}/s/${item.code}`
}

/** The main picture with the press's caption and credit where the picture has none of its own. */
export function toPicture(content: Content): Picture | undefined {
  if (content.image === undefined) return undefined
  const caption = content.image.caption ?? content.caption
  const credit = content.image.credit ?? content.credit
  return { ...content.image, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

/**
 * The text as documents give it out: further pictures stand below it, for readers that show none beside a text; with the
 * main one before them, which else would be missing among its own. What runs from right to left says so.
 */
export function toGivenHtml(content: Content): string {
  const { pictures = [], contentHtml } = content
  const main = pictures.length === 0 ? undefined : toPicture(content)
  const isShown = main !== undefined && isShownIn(contentHtml, main.url)
  return withOutermost(
    withFigures(contentHtml, main === undefined || isShown ? pictures : [main, ...pictures]),
    content,
  )
}

/** The page of a story's comments, and their feed. */
export function toCommentsPage(item: Pick<StoredItem, 'permalink'>, base: string): string {
  return `${toPermalink(item, base)}#comments`
}

export function toCommentsFeed(item: Pick<StoredItem, 'permalink'>, base: string, format: Format): string {
  return `${toPermalink(item, base)}${toFeedFile(format)}`
}

/** Tags as their source says them (Atom's term, not its label), each once. */
export function toTags(content: Content): string[] {
  return [...new Set(content.categories.map(({ label, name }) => name || label || '').filter((tag) => tag !== ''))]
}

/** RFC 3339 in UTC. */
export function toRfc3339(time: number): string {
  return new Date(time).toISOString()
}

// Of a document.

/** When a document last changed: the newest of these times, and where it shows nothing, the day its channel's tag is of. */
export function toNewest(times: readonly number[], { tag }: Pick<Channel, 'tag'>): number {
  return times.length > 0 ? times.reduce((newest, time) => Math.max(newest, time)) : toFirstDay(tag)
}

/** The date of a tag URI (RFC 4151 §2.1): `aranews.net,2013`, `aranews.net,2013-05-01`. */
function toFirstDay(tag: string): number {
  const day = Date.parse(/,(\d{4}(?:-\d\d){0,2})/.exec(tag)?.[1] ?? '')
  return Number.isNaN(day) ? 0 : day
}

/** Who stands for the whole document. */
export function toFeedAuthor({ channel }: DocumentHead): string {
  return channel.agency ?? channel.title
}

/** What items inherit of their document, and do not say again (RFC 4287 §4.2.1; JSON Feed 1.1, `authors`). */
export type Inherited = { readonly language: string; readonly author: string }

export function toInherited(view: DocumentHead): Inherited {
  return { language: toFeedLanguage(view), author: toFeedAuthor(view) }
}

/** Whether the authors are no others than the document's. */
export function isInherited(authors: readonly Person[], { author }: Inherited): boolean {
  const [first, ...others] = authors
  return others.length === 0 && first?.name === author && first.url === undefined && first.avatar === undefined
}

/** Several languages are `mul` (ISO 639-2). */
export function toFeedLanguage({ language }: DocumentHead): string {
  return language ?? 'mul'
}

/** The channel's own icon, else the service's. */
export function toFeedIcon({ channel, base }: DocumentHead): string {
  return channel.icon ?? `${base}/icon.png`
}

/** Where the list goes on: pages (RFC 5005 §3) and the archive (§4), by link relation. */
export function toPageLinks(view: DocumentHead): readonly (readonly [rel: string, href: string])[] {
  const links = [
    ['first', view.first],
    ['previous', view.previous],
    ['next', view.next],
    ['last', view.last],
    ['current', view.current],
    ['prev-archive', view.prevArchive],
    ['next-archive', view.nextArchive],
  ] as const
  return links.flatMap(([rel, href]) => (href === undefined ? [] : [[rel, href] as const]))
}

/**
 * A tag URI (RFC 4151) of what the document shows: it stays when the service moves, and is the same for any page,
 * part of the archive and number of items.
 */
export function toFeedId(view: DocumentHead): string {
  const { pathname, searchParams } = new URL(view.current ?? view.self)
  for (const name of ['limit', 'page', 'before']) searchParams.delete(name)
  const query = searchParams.toString()
  return `tag:${view.channel.tag}:${pathname}${query === '' ? '' : `?${query}`}`
}
