import type { Comment } from '../model/comment.ts'
import type { Attachment, Person, Picture } from '../model/content.ts'
import type { PageFeeds, Site } from './layout.ts'

/** A story's page. All addresses absolute, `contentHtml` made safe by `clean`. */
export type ItemView = {
  readonly site: Site
  readonly title: string
  readonly summary: string
  readonly contentHtml: string
  /** With the path of the list of their stories. */
  readonly authors: readonly (Person & { readonly path?: string | undefined })[]
  readonly dateline?: string | undefined
  readonly agency?: string | undefined
  readonly source?: string | undefined
  readonly image?: Picture | undefined
  /** Of the picture; shown without one too, for the agency's texts name pictures that are lost. */
  readonly caption?: string | undefined
  readonly credit?: string | undefined
  readonly attachments: readonly Attachment[]
  /** What people read, and the path of the list it stands for. */
  readonly tags: readonly { readonly label: string; readonly path: string }[]
  readonly language?: string | undefined
  readonly direction: 'ltr' | 'rtl'
  /** Milliseconds since 1970. */
  readonly published: number
  readonly modified?: number | undefined
  readonly address: string
  readonly shortUrl: string
  /** The story's own address, where that is not this page. */
  readonly original?: string | undefined
  /** The page with every version; absent while there is but one. */
  readonly versions?: string | undefined
  /** The feeds of its comments. */
  readonly feeds?: PageFeeds | undefined
  /** What was changed since, in the editor's words. */
  readonly corrections: readonly { readonly at: number; readonly note?: string | undefined }[]
  readonly rights?: string | undefined
  /** What readers wrote, oldest first. */
  readonly discussion?: readonly Comment[]
}
