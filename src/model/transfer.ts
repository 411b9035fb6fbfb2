/** What an item brings along from the service that it moves from. */
import type { Identity, Press } from './content.ts'

/**
 * The names and facts of an item as the service had them that it moves from (docs/architecture.md, decisions 4 and 5).
 */
export type Transferred = {
  readonly key?: string
  readonly code?: string
  /** `/2015/06/iran-will-save-assad/` */
  readonly permalink?: string
  /** The story's own address; the exported `url` may be a permalink of the other service. */
  readonly url?: string
  readonly channel?: string
  readonly identities: readonly Identity[]
  readonly press: Partial<Press>
}

/** A short link as an export carries it, with where it led before and how often it was followed. */
export type TransferredLink = {
  readonly code: string
  /** As it is spoken; absent for codes that were made of a key. */
  readonly name?: string
  readonly since?: number
  /** Key of the item that it leads to. */
  readonly item?: string
  /** Where it leads, of links that lead to no item. */
  readonly url?: string
  readonly channel?: string
  readonly retired?: { readonly reason?: string }
  /** `item`: key of the one that it led to. */
  readonly history?: readonly {
    readonly at: number
    readonly lead: string
    readonly item?: string
    readonly note?: string
  }[]
  /** Days since 1970 (UTC), each with the clicks of people, bots, previews and HEAD. */
  readonly clicks?: readonly (readonly number[])[]
  /** Hosts, each with the people's clicks that came from there. */
  readonly referrers?: readonly (readonly [string, number])[]
}

/** A story that was taken back where it comes from: names and the reason, so that nothing brings it back here. */
export type Withdrawn = {
  readonly id: string
  readonly key: string
  readonly code: string
  /** Of an erased story only its hash is there, among the forms. */
  readonly permalink?: string
  readonly channel?: string
  readonly published?: number
  /** When it was taken back. */
  readonly withdrawn: number
  readonly reason: string
  /** Nothing of it is to be left here either, where it is here. */
  readonly erased?: boolean
  /** SHA-256 of every form under which it is known. */
  readonly forms: readonly { readonly kind: Identity['kind']; readonly hash: string }[]
}
