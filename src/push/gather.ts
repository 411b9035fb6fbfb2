/**
 * Asks for many things at once where they are asked for one by one: what is asked for before `pause` is over is
 * loaded together. A failure is everybody's who asked.
 */
export function gather<Key, Value>(
  pause: () => Promise<void>,
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  const open: { keys: Set<Key>; loading: Promise<ReadonlyMap<Key, Value>> | undefined } = {
    keys: new Set(),
    loading: undefined,
  }
  const begin = async () => {
    await pause()
    const keys = [...open.keys]
    open.keys = new Set()
    open.loading = undefined
    return load(keys)
  }
  return async (key) => {
    open.keys.add(key)
    open.loading ??= begin()
    return (await open.loading).get(key)
  }
}
