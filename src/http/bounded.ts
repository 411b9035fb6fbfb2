/** Values by key, bounded in bytes; what was used longest ago goes first. */
export type Bounded<T> = {
  readonly get: (key: string) => T | undefined
  readonly set: (key: string, value: T) => void
  readonly clear: () => void
}

/** What an entry takes besides its bytes, roughly; without it, ever new keys of empty values would pile up. */
const OVERHEAD = 512

/** Nothing yet, of at most `maxBytes`; `toBytes` says what a value takes when it is set. */
export function createBounded<T>(maxBytes: number, toBytes: (value: T) => number): Bounded<T> {
  const entries = new Map<string, { readonly value: T; readonly size: number }>()
  const state = { size: 0, newest: '' }
  const remove = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    state.size -= entry.size
  }
  const get = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return undefined
    if (key === state.newest) return entry.value
    // A Map keeps the order of insertion: the oldest key is always its first.
    entries.delete(key)
    entries.set(key, entry)
    state.newest = key
    return entry.value
  }
  const set = (key: string, value: T) => {
    remove(key)
    const size = toBytes(value) + key.length * 2 + OVERHEAD
    if (size > maxBytes) return
    entries.set(key, { value, size })
    state.newest = key
    state.size += size
    for (const oldest of entries.keys()) {
      if (state.size <= maxBytes) break
      remove(oldest)
    }
  }
  const clear = () => {
    entries.clear()
    state.size = 0
  }
  return { get, set, clear }
}
