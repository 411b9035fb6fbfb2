/**
 * Finished documents in memory. Promises: never more bytes than it was given, the longest unused go first, and none is
 * answered after what it shows has changed.
 */

import { LRUCache } from 'lru-cache'
import type { Pieces } from '../../publish/render.ts'
import type { FinishedDocument } from './finished.ts'

/** A finished document, and what it was made of. */
export type CacheEntry = FinishedDocument & {
  /** What the store said of everything the document shows; another word means: look again. */
  readonly mark: string | undefined
  /** How much had been written to the store when that was asked. */
  readonly written: number | undefined
  /** When it last changed, milliseconds since 1970; said as Last-Modified where it is past. */
  readonly changed: number | undefined
}

/** What was rendered before: whole documents by address, items by format and revision, and documents' hashes. */
export type DocumentCache = Pick<Bounded<CacheEntry>, 'get' | 'set'> & {
  readonly pieces: Pieces
  readonly hashes: Pick<Bounded<string>, 'get' | 'set'>
  /** Addresses of names by what was typed: one that was given stays. */
  readonly names: Pick<Bounded<string>, 'get' | 'set'>
  /** Drops everything: after an erasure no byte of the item may be left in memory. */
  readonly clear: () => void
}

/** An empty cache of at most `maxBytes`. */
export function createDocumentCache(maxBytes: number): DocumentCache {
  const documents = createBounded<CacheEntry>(maxBytes / 2, toSize)
  const pieces = createBounded<Uint8Array<ArrayBuffer>>((maxBytes * 3) / 8, (bytes) => bytes.byteLength)
  const hashes = createBounded<string>(maxBytes / 16, (hash) => hash.length)
  const names = createBounded<string>(maxBytes / 16, (name) => name.length * 2)
  const clear = () => {
    for (const part of [documents, pieces, hashes, names]) part.clear()
  }
  return { get: documents.get, set: documents.set, pieces, hashes, names, clear }
}

function toSize({ document, forms }: CacheEntry): number {
  return [...forms.values()].reduce((size, form) => size + form.bytes.byteLength, document.bytes.byteLength)
}

/** Values by key, bounded in bytes; what was used longest ago goes first. */
type Bounded<T> = {
  readonly get: (key: string) => T | undefined
  readonly set: (key: string, value: T) => void
  readonly clear: () => void
}

/** What an entry takes besides its bytes, roughly; without it, ever new keys of empty values would pile up. */
const OVERHEAD = 512

/** Nothing yet, of at most `maxBytes`; `toBytes` says what a value takes when it is set. */
function createBounded<T extends object | string>(maxBytes: number, toBytes: (value: T) => number): Bounded<T> {
  const sizeCalculation = (value: T, key: string) => toBytes(value) + key.length * 2 + OVERHEAD
  const entries = new LRUCache<string, T>({ maxSize: Math.floor(maxBytes), sizeCalculation })
  const set = (key: string, value: T) => {
    // An entry that has grown is the same value, whose size would not be asked again.
    entries.delete(key)
    entries.set(key, value)
  }
  return { get: (key) => entries.get(key), set, clear: () => entries.clear() }
}
