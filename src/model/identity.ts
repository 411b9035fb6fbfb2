/** By what an item is known again (decision 1 of the design). */

/** One of the forms under which an item is known; `hash` is unique in the store. */
export type Identity = {
  readonly kind: 'guid' | 'address' | 'text' | 'file' | 'path'
  /**
   * The guid, canonical address, hash of normalised headline and first paragraph, or file name; nothing for a path,
   * which is a permalink or a name of an erased story.
   */
  readonly value: string
  /** SHA-256, lower-case hex, over kind, scope (the source of a guid) and value. */
  readonly hash: string
}

/** Which received facts identify an item within its source (decision 1 of the design). */
export type IdentifyBy = 'guid' | 'guid+address' | 'address'
