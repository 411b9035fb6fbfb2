/**
 * What callers say of a draft: a posted item, when it is to be public, and a note for the desk
 * (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { type PostedItem, postedItem } from './item.ts'
import { date, remark, toOptional } from './schema.ts'

export const writtenDraft = v.object({ ...postedItem.entries, ...toOptional({ publish_at: date, note: remark }) })

/** A story that is not public, and what is said beside it. */
export type WrittenStory = {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly channel?: string | undefined
  /** The JSON item that it is. */
  readonly posted?: PostedItem | undefined
  /** Milliseconds since 1970. */
  readonly publishAt?: number | undefined
  readonly note?: string | undefined
}
