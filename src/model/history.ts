/** What becomes of a stored item: edits, versions, and the log of changes. */
import type { Category, Content, Person, Picture, Place } from './content.ts'

/** The fields an editor may set over the source's. */
export type Edit = {
  readonly title?: string
  readonly summary?: string
  readonly contentHtml?: string
  readonly contentText?: string
  readonly authors?: readonly Person[]
  readonly categories?: readonly Category[]
  readonly image?: Picture
  readonly language?: string
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
