import type { Channel, StoredItem } from '../model.ts'
import type { Site } from './facts.ts'

export type Format = 'rss' | 'atom' | 'json'

/** What a feed document shows. All text is XML-safe, all URLs absolute. */
export type FeedView = {
  /** The channel whose name and tag stand for the document. */
  readonly channel: Channel
  /** Every channel that items may belong to, when there is more than that one. */
  readonly channels?: readonly Channel[]
  readonly title: string
  readonly description: string
  /** The document's own address in the format that is rendered. */
  readonly self: string
  /** The page that shows the same stories. */
  readonly home: string
  readonly language?: string
  /** Stored time of the last change, milliseconds since 1970. */
  readonly updated: number
  readonly items: readonly StoredItem[]
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  /** Address of the next page of the same list. */
  readonly next?: string
  /** The same document in each format. */
  readonly alternates: Readonly<Record<Format, string>>
}

/** What is needed to make the addresses of a view's items. */
export function toSite(view: FeedView): Site {
  return { base: view.base, channels: view.channels ?? [view.channel] }
}

/** The documents' media types, by format. */
export const mediaTypes: Readonly<Record<Format, string>> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}
