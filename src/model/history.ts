/**
 * What becomes of a stored item: edits, versions, and the log of changes; and what callers say of webhooks, which are
 * told of them.
 */

import * as v from 'valibot'
import type { Content, Direction, press } from './content.ts'
import type { Received } from './received.ts'
import { exactAddress, toOptional, type Value } from './schema.ts'

type Editable =
  | 'title'
  | 'contentHtml'
  | 'contentText'
  | 'authors'
  | 'categories'
  | 'image'
  | 'pictures'
  | 'published'
  | 'url'
  | keyof typeof press.entries

/**
 * The fields an editor set over the source's, and nothing that follows from them. `null`: what was said, by the editor or
 * with a story that no source says again and again, is taken back, and it is derived.
 */
export type Edit = Partial<Pick<Content, Editable>> & {
  readonly summary?: string | null
  readonly language?: string | null
  readonly direction?: Direction | null
  /** Of the main picture, whichever it is. */
  readonly alt?: string
  /** Whether the text was written with markup, and so with the pictures that belong in it. */
  readonly markup?: boolean
}

/** What an editor sets at once; `null` takes a field back, so that what the source says of it is shown again. */
export type Patch = { readonly [Name in keyof Edit]?: Edit[Name] | null }

/** What stands beneath an edit: an item as its source sent it, and as it was cleaned. */
export type Sent = {
  readonly received: Received
  readonly content: Content
  /** Id of the channel. */
  readonly channel: string
  /** Id of the polled source; absent for what was posted, imported or in a file. */
  readonly source?: string
}

/** One version of an item. */
export type Revision = {
  readonly revision: number
  readonly at: number
  /** A source's id, `archive`, `import` or `editor`. */
  readonly by: string
  readonly note?: string
  /** A change of the source beneath a field that the editor holds: kept, not shown. */
  readonly proposed: boolean
  readonly content: Content
}

const changeKind = v.picklist(['create', 'revise', 'retract', 'restore', 'reclean', 'erase', 'link'])
export type ChangeKind = Value<typeof changeKind>

/** One line of the change log. */
export type Change = {
  readonly seq: number
  readonly kind: ChangeKind
  readonly at: number
  /** The item's public id. */
  readonly item: string
  readonly revision: number
  /** Arrived with an import or a first poll: nobody is told. */
  readonly quiet: boolean
  /** Of kind `link`: which link or host, where it leads now, and why. */
  readonly link?: Readonly<Record<string, unknown>>
}

/** All changes of this kind are quiet: readers see a better form of what was there. */
const toldKind = v.pipe(
  changeKind,
  v.check((kind) => kind !== 'reclean', 'is a kind that nobody is told of: it stands in /api/changes alone'),
)

/** What callers say of a webhook: whom to tell of which changes. */
export const addedWebhook = v.object({
  url: exactAddress,
  ...toOptional({
    /** Null: every channel. */
    channel: v.nullable(v.string()),
    /** Null: every kind. */
    kinds: v.nullable(v.pipe(v.array(toldKind), v.minLength(1, 'is empty'))),
  }),
})

/** What they change of it. */
export const changedWebhook = v.object(toOptional({ ...addedWebhook.entries, paused: v.boolean() }))
