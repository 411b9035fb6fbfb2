import type { Pieces } from '../publish/pieces.ts'
import { type Bounded, createBounded } from './bounded.ts'
import type { Finished } from './finished.ts'

/** A finished document, and what it was made of. */
export type Entry = Finished & {
  /** What the store said of everything the document shows; another word means: look again. */
  readonly mark: string | undefined
  /** How much had been written to the store when that was asked. */
  readonly written: number | undefined
  /** When it last changed, milliseconds since 1970; said as Last-Modified where it is past. */
  readonly changed: number | undefined
}

/** What was rendered before: whole documents by address, items by format and revision, and documents' hashes. */
export type Cache = Pick<Bounded<Entry>, 'get' | 'set'> & {
  readonly pieces: Pieces
  readonly hashes: Pick<Bounded<string>, 'get' | 'set'>
  /** Drops everything: after an erasure no byte of the item may be left in memory. */
  readonly clear: () => void
}

/** An empty cache of at most `maxBytes`. */
export function createCache(maxBytes: number): Cache {
  const documents = createBounded<Entry>(maxBytes / 2, toSize)
  const pieces = createBounded<Uint8Array<ArrayBuffer>>((maxBytes * 3) / 8, (bytes) => bytes.byteLength)
  const hashes = createBounded<string>(maxBytes / 8, (hash) => hash.length)
  const clear = () => {
    for (const part of [documents, pieces, hashes]) part.clear()
  }
  return { get: documents.get, set: documents.set, pieces, hashes, clear }
}

function toSize({ document, forms }: Entry): number {
  return [...forms.values()].reduce((size, form) => size + form.bytes.byteLength, document.bytes.byteLength)
}
