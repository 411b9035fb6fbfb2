import type { Log } from '../log.ts'
import type { Channel, Item, ParsedFeed, Received } from '../model.ts'
import type { Blobs } from '../store/blobs.ts'
import type { Db } from '../store/db.ts'
import type { Saved } from '../store/items.ts'
import type { Cache } from './cache.ts'

/** What routes need of the other rooms; service.ts hands it in. */
export type Desk = {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  /** API_TOKEN; without one every call that needs it answers 401. */
  readonly token: string | undefined
  readonly version: string
  readonly now: () => number
  readonly log: Log
  /** What would be stored of an address or a document. @throws FetchError, ParseError */
  readonly preview: (input: PreviewInput) => Promise<ParsedPreview>
  /** The address of the feed behind a site's, or the address itself where it is a feed's. @throws FetchError, ParseError */
  readonly discover: (url: string) => Promise<string>
  /** Whether a text is a CSS selector that pages can be read with. */
  readonly isSelector: (text: string) => boolean
  /** Polls a source now, whether it is due or not. */
  readonly refresh: (source: string) => Promise<Refreshed>
  /** Takes in story text or a JSON Feed. @throws ParseError */
  readonly takeDocument: (
    bytes: Uint8Array,
    contentType: string,
    owner: 'editor' | 'import',
    channel?: string,
  ) => Promise<Saved[]>
  /** Takes in items that were read elsewhere, as received. */
  readonly takeReceived: (received: readonly Received[], channel?: string) => Promise<Saved[]>
  readonly cache: Cache
  /** Kept pictures; without it none is served. */
  readonly blobs?: Blobs
}

export type PreviewInput = {
  /** Where to fetch the document, or where the given one is from. */
  readonly url?: string
  readonly bytes?: Uint8Array
  readonly contentType?: string
  /** Take the page's own article as the one item. */
  readonly as?: 'article'
}

export type ParsedPreview = { readonly feed: ParsedFeed; readonly items: readonly Item[]; readonly url?: string }

/** How a refresh went; `next` is when the source is polled again, milliseconds since 1970. */
export type Refreshed = {
  readonly outcome: 'changed' | 'unchanged' | 'failed' | 'skipped'
  readonly reason?: string
  readonly added: number
  readonly updated: number
  readonly next: number
}
