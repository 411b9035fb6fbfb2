/** What becomes of a stored item: edits, versions, and the log of changes. */

import type { Category, Content, Person, Picture, Place } from './content.ts'
import type { Received } from './model.ts'

/**
 * The fields an editor set over the source's, and nothing that follows from them. `null`: what was said, by the editor or
 * with a story that no source says again and again, is taken back, and it is derived.
 */
export type Edit = {
  readonly title?: string
  readonly summary?: string | null
  readonly contentHtml?: string
  readonly contentText?: string
  /** Whether the text was written with markup, and so with the pictures that belong in it. */
  readonly markup?: boolean
  readonly authors?: readonly Person[]
  readonly categories?: readonly Category[]
  readonly image?: Picture
  readonly language?: string | null
  /** Derived; only edits of older versions have it, and nothing reads it. */
  readonly direction?: 'ltr' | 'rtl'
  readonly published?: number
  readonly dateline?: string
  readonly places?: readonly Place[]
  readonly caption?: string
  readonly credit?: string
  readonly agency?: string
  readonly source?: string
  readonly url?: string
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

export type ChangeKind = 'create' | 'revise' | 'retract' | 'restore' | 'reclean' | 'erase' | 'link'

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
