/** Where the bytes of kept pictures are: a folder on Node, R2 on Workers. */
export interface Blobs {
  /** Keeps bytes under their SHA-256 (hex). Whole or not at all; the same bytes again are nothing new. */
  put(hash: string, bytes: Uint8Array, type: string): Promise<void>
  /** Undefined where there is nothing under this hash. */
  get(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Forgets the bytes; does nothing where there are none. */
  delete(hash: string): Promise<void>
}
