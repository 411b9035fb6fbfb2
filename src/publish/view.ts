/** What a document shows, as values, before any format. All text is XML-safe, all addresses absolute. */

import type { Comment, Person } from '../model/content.ts'
import type { Channel, Correction, StoredItem } from '../model/model.ts'
import type { Format } from './formats.ts'

/** What a document says of itself, whatever it lists. All text is XML-safe, all URLs absolute. */
export type DocumentHead = {
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
  /** BASE_URL, without a trailing slash. */
  readonly base: string
  /** The same document in each format. */
  readonly alternates: Readonly<Record<Format, string>>
  /** Where subscribers may ask to be told of changes (WebSub). */
  readonly hub?: string
  /** Pages of the same list (RFC 5005 §3). */
  readonly first?: string
  readonly previous?: string
  readonly next?: string
  readonly last?: string
  /** The document is a closed part of the archive (RFC 5005 §4): `current` names the one to subscribe to. */
  readonly archive?: true
  readonly current?: string
  /** The next older and the next newer part of the archive. */
  readonly prevArchive?: string
  readonly nextArchive?: string
}

/** What a feed document shows. */
export type FeedView = DocumentHead & {
  /** Retracted and erased ones are shown as such. */
  readonly items: readonly StoredItem[]
  /** The comments that are kept here, by row of their item. */
  readonly discussions?: ReadonlyMap<number, DiscussionFacts>
}

/** How many comments a story has here, and when the newest was written. */
export type DiscussionFacts = { readonly count: number; readonly updated?: number }

/** What a feed of readers' comments shows, newest first. */
export type CommentsView = DocumentHead & {
  readonly comments: readonly { readonly comment: Comment; readonly item: StoredItem }[]
}

/** What a feed of corrections shows, newest first. */
export type CorrectionsView = DocumentHead & { readonly corrections: readonly Correction[] }

/** What somebody says of a story: a comment, a correction. Shorter than a story, and never a story itself. */
export type FeedNote = {
  /** A tag URI that never changes. */
  readonly id: string
  readonly title: string
  readonly link: string
  readonly at: number
  readonly author?: Person
  /** Safe HTML. */
  readonly html: string
  readonly language?: string
  /** What it answers, by id and address: the story, and the comment (RFC 4685). */
  readonly inReplyTo: readonly { readonly ref: string; readonly href: string }[]
}
