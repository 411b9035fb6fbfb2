/**
 * Finished items. An item's bytes are the same in every document of a format, so a feed that one story was added to
 * is put together of the others as they were rendered before.
 */
export type Pieces = {
  readonly get: (key: string) => Uint8Array<ArrayBuffer> | undefined
  readonly set: (key: string, bytes: Uint8Array<ArrayBuffer>) => void
}
