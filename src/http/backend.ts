/**
 * What routes need of the rooms that they may not import. Promises nothing itself: `src/service.ts` hands in what has
 * this shape.
 */

import type { ClickCounter } from '../clicks/clicks.ts'
import type { Log } from '../log.ts'
import type { Refreshed } from '../model/document.ts'
import type { WrittenStory } from '../model/draft.ts'
import type { Channel, Item, ParsedFeed, Received } from '../model/model.ts'
import type { OldName } from '../model/old-name.ts'
import type { SourceOptions } from '../model/settings.ts'
import type { Db, Statement } from '../store/db.ts'
import type { Draft } from '../store/desk/drafts.ts'
import type { Blobs } from '../store/pictures.ts'
import type { Delivery } from '../store/push/webhooks.ts'
import type { Saved } from '../store/saving/saving.ts'
import type { DocumentCache } from './documents/cache.ts'
import type { Compress } from './documents/finished.ts'
import type { Lane } from './lane/aside.ts'
import type { CountRequest } from './limits.ts'
import type { Waiting } from './waiting.ts'

/** What routes need of the other rooms; service.ts hands it in. */
export type Backend = {
  readonly db: Db
  readonly channels: readonly Channel[]
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  /** API_TOKEN; without one only tokens that were made with it before open anything. */
  readonly token: string | undefined
  /** Why API_TOKEN opens nothing, in a sentence. */
  readonly tokenFault?: string
  /** A token was used; who may write it down does so later. */
  readonly noteUse?: (token: number, at: number) => void
  readonly version: string
  readonly now: () => number
  readonly log: Log
  /** What would be stored of an address or a document. @throws FetchError, ParseError, ConfigError */
  readonly preview: (input: PreviewInput) => Promise<ParsedPreview>
  /**
   * The address of the feed behind a site's where `follow` says so, or the address itself where it is a feed's.
   * @throws FetchError, ConfigError, ParseError where there is none
   */
  readonly discover: (url: string, how: Discovering) => Promise<string>
  /** Whether a text is a CSS selector that pages can be read with. */
  readonly isSelector: (text: string) => boolean
  /** Polls a source now, whether it is due or not. */
  readonly refresh: (source: string) => Promise<Refreshed>
  /** Takes in story text or a JSON Feed. @throws ParseError, VersionError where `how` forbids it */
  readonly takeDocument: (
    bytes: Uint8Array,
    contentType: string,
    owner: 'editor' | 'import',
    channel?: string,
    how?: TakingIn,
  ) => Promise<Saved[]>
  /** Keeps one story as a draft; `again`: one that was handed in before is that draft. @throws ParseError, RequestError */
  readonly writeDraft: (written: PostedDraft, how: 'new' | 'again') => Promise<WrittenOutcome>
  /** Puts what is written in the place of a draft. @throws ParseError, RequestError, VersionError */
  readonly rewriteDraft: (draft: Draft, written: WrittenStory) => Promise<void>
  /** Makes a draft public, of this version where one is given. @throws RequestError, VersionError */
  readonly publishDraft: (code: string, version?: number) => Promise<Saved>
  /** Takes in items that were read elsewhere, as received. */
  readonly takeReceived: (received: readonly Received[], channel?: string, drafts?: boolean) => Promise<Saved[]>
  /** Takes in what authors and terms were called on a site that moves here. */
  readonly takeNames: (names: readonly OldName[], channel?: string) => Promise<void>
  /** Keeps a picture, at the address that stories elsewhere have it at. @throws ParseError; RequestError 415, 503 */
  readonly takePicture: (bytes: Uint8Array, said: string, address?: string) => Promise<TakenPicture>
  readonly cache: DocumentCache
  /** Lets other work go on between the steps of a long one. */
  readonly pause?: () => Promise<void>
  /**
   * Grows whenever anything is written to the database, by whomever; costs next to nothing to ask. Without it the
   * change log is asked at each request.
   */
  readonly written?: () => number
  /** Without it documents are sent as they are. */
  readonly compress?: Compress
  /** Counts who follows short links, until service.ts writes the sums. */
  readonly clicks: ClickCounter
  /** Mirrored pictures; without it none is served. */
  readonly blobs?: Blobs
  /** Without it nothing is sent to anybody. */
  readonly push?: PushBackend
  /** Makes caches before this service let go of everything: something was taken back. @throws StoreError */
  readonly letGo?: () => Promise<void>
  /** Something may have been written that others want to hear of. */
  readonly wake?: () => void
  /** What keeps the service from its work, in sentences. */
  readonly findTroubles: () => Promise<readonly string[]>
  /** What a sender may ask for in a minute. */
  readonly limit: CountRequest
  /** Those who wait for changes. */
  readonly waiting: Waiting
  /** Without it no limit counts senders. */
  readonly sender?: Sender
  /** Without it costly answers are made in place, however many ask. */
  readonly lane?: Lane
}

/** How a document is taken in. */
export type TakingIn = {
  /** Another way to the same database, which refuses what may not be written over. */
  readonly db?: Db
  /** What is there already is refused. */
  readonly isNewOnly?: true
  /** What is written with it. */
  readonly keep?: (saved: Saved) => readonly Statement[]
}

/** `keep`: what is written with it where it is a new draft. */
export type PostedDraft = WrittenStory & {
  readonly keep?: ((kept: { readonly code: string }) => readonly Statement[]) | undefined
}

/** `public`, `retracted`: the story of this code is here already. */
export type WrittenOutcome = {
  readonly outcome: 'added' | 'updated' | 'unchanged' | 'public' | 'retracted'
  readonly code: string
}

/** What an address is to become a source of. */
export type Discovering = { readonly source: SourceOptions; readonly follow: boolean }

/** A picture that was kept; `size` in bytes. */
export type TakenPicture = {
  readonly isNew: boolean
  readonly hash: string
  readonly type: string
  readonly size: number
  readonly width?: number
  readonly height?: number
}

/**
 * The address that a request was sent from; undefined where nobody knows.
 * @param env what the runtime hands in with each request
 */
export type Sender = (request: Request, env: unknown) => string | undefined

/** What routes need of whoever tells others of changes. */
export type PushBackend = {
  /** Why an address is never called, in a sentence; undefined where it may be. */
  readonly refuse: (url: string) => string | undefined
  /** A secret for a new webhook. */
  readonly createSecret: () => string
  /** Sends a webhook a test; undefined: there is none of this id. */
  readonly test: (webhook: number) => Promise<Delivery | undefined>
  /** Answers a hub that verifies a subscription; undefined: nothing like it was asked for. */
  readonly confirm: (token: string, question: HubVerification) => Promise<string | undefined>
  /** Whether a hub may send anything under this token; asked before it is read. */
  readonly expects: (token: string) => Promise<boolean>
  /** Takes in what a hub sent. */
  readonly receive: (token: string, push: HubContent) => Promise<'taken' | 'later' | 'gone'>
}

/** The `hub.` parameters of a verification, as they were sent. */
type HubVerification = {
  readonly mode?: string
  readonly topic?: string
  readonly challenge?: string
  readonly leaseSeconds?: string
  readonly reason?: string
}

/** A document that a hub sent, with the headers that say whose it is. */
type HubContent = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly contentType?: string
  /** X-Hub-Signature. */
  readonly signature?: string
  readonly link?: string
}

export type PreviewInput = {
  /** Where to fetch the document, or where the given one is from. */
  readonly url?: string
  readonly bytes?: Uint8Array
  readonly contentType?: string
  readonly contentLocation?: string
  readonly contentLanguage?: string
  /** Take the page's own article as the one item. */
  readonly as?: 'article'
  /**
   * How a source is asked, read and kept that the address is, or is to become, one of; or that the given document is of.
   */
  readonly settings?: SourceOptions
  readonly channel?: string
}

export type ParsedPreview = {
  readonly feed: ParsedFeed
  readonly items: readonly Item[]
  readonly url?: string
  /** Why items would not be taken in: what keep and block rules say of them. */
  readonly leftOut?: ReadonlyMap<Item, string>
}
