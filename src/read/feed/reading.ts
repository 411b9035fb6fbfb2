/** What is known of an item or a feed while its elements are read, and rules that several vocabularies share. */
import type { Person, Text } from '../../model/content.ts'
import { type FeedBuilder, type ItemBuilder, putPublished } from '../builder.ts'
import type { Dates } from '../date/date.ts'
import type { XmlElement } from '../xml/namespace.ts'
import type { Spot } from './constructs.ts'
import type { Links } from './link.ts'
import type { Media } from './media.ts'
import type { ParsedTombstone } from './tombstone.ts'

/** An item while its elements are read. */
export type ItemState = {
  readonly item: ItemBuilder
  readonly links: Links
  readonly media: Media
  readonly spot: Spot
  readonly dates: Dates
  /** RSS's plain text may be HTML; Atom says what it is. */
  readonly guess: boolean
  /** The first guid that may be taken for the item's address. */
  permalink?: string
  /** Texts that call themselves the content, with how much they are to be trusted; the first of the most trusted wins. */
  readonly contents: { readonly text: Text; readonly rank: number }[]
  /** Authors of the feed that an Atom entry was copied from. */
  sourceAuthors?: readonly Person[]
  /** What it is called where nothing is its title. */
  spareTitle?: Text
  /** Its text where no other is. */
  spareContent?: Text
  /** What it is about where nothing else says so. */
  spareSummary?: Text
  /** People of a podcast: its authors, where nobody else is. */
  readonly hosts: Person[]
  /** Seconds, of the item's recording. */
  duration?: number
}

export type ItemReader = (state: ItemState, element: XmlElement) => void

/** A feed while its elements are read. */
export type FeedState = {
  readonly feed: FeedBuilder
  readonly links: Links
  readonly dates: Dates
  /** Whether the format leaves open what is HTML. */
  guess: boolean
  rooted: boolean
  /** The document is one of this service. */
  own?: boolean
  /** Entries that it says were deleted. */
  readonly tombstones: ParsedTombstone[]
  /** Whom Apple writes to about a podcast: its author where nobody else is. */
  owner?: Person
  /** Items that were too many. */
  left: number
  readonly syndication: { period?: string; frequency?: number }
}

export type FeedReader = (state: FeedState, element: XmlElement) => void

/**
 * Texts in the order they come, as Universal Feed Parser has it: the first is the summary;
 * a second one, where nothing else is the content, is the content; where something is, it is the summary in its place.
 */
export function addSummary(state: ItemState, text: Text | undefined): void {
  if (!text) return
  if (!state.item.summary || state.contents.length > 0) state.item.summary = text
  else if (state.item.summary.value !== text.value) state.contents.push({ text, rank: 0 })
}

export function addContent(state: ItemState, text: Text | undefined, rank: number): void {
  if (text) state.contents.push({ text, rank })
}

export function readPublished({ item, dates }: ItemState, element: XmlElement): void {
  putPublished(item, element.text, dates)
}

export function readGuid(state: ItemState, element: XmlElement): void {
  const guid = element.text.trim()
  if (!guid) return
  state.item.guid = guid
  if (element.attributes.get('ispermalink')?.trim().toLowerCase() !== 'false') state.permalink ??= guid
}
