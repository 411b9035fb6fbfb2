/** What readers wrote under a story. */
import type { Text } from './content.ts'

/** A reader's comment as received. Never an e-mail or IP address. */
export type Reply = {
  /** Names it among the comments of its item. */
  readonly id: string
  /** The id of the comment that it answers. */
  readonly parent?: string
  readonly author: string
  readonly url?: string
  readonly published?: number
  readonly content: Text
}

/** A reader's comment, ready to be stored and shown. */
export type Comment = {
  readonly id: string
  readonly parent?: string
  /** Plain text; empty where nobody is named. */
  readonly author: string
  readonly url?: string
  readonly at?: number
  /** Safe HTML. */
  readonly html: string
}
