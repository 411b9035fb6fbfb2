/** A finished document. */
export type Entry = {
  /** The change log's number when it was rendered; a later number means: look again. */
  readonly seq: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  /** Milliseconds since 1970. */
  readonly lastModified?: number
}

/** Finished documents by address, bounded in bytes; what was used longest ago goes first. */
export type Cache = {
  readonly get: (key: string) => Entry | undefined
  readonly set: (key: string, entry: Entry) => void
}

/** What an entry takes besides its bytes, roughly; without it, ever new addresses of empty lists would pile up. */
const OVERHEAD = 512

/** An empty cache of at most `maxBytes`. */
export function createCache(maxBytes: number): Cache {
  const entries = new Map<string, Entry>()
  const state = { size: 0 }
  const remove = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    state.size -= toSize(key, entry)
  }
  const get = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return undefined
    // A Map keeps the order of insertion: the oldest key is always its first.
    entries.delete(key)
    entries.set(key, entry)
    return entry
  }
  const set = (key: string, entry: Entry) => {
    remove(key)
    if (toSize(key, entry) > maxBytes) return
    entries.set(key, entry)
    state.size += toSize(key, entry)
    for (const oldest of entries.keys()) {
      if (state.size <= maxBytes) break
      remove(oldest)
    }
  }
  return { get, set }
}

function toSize(key: string, entry: Entry): number {
  return entry.bytes.byteLength + key.length * 2 + OVERHEAD
}
