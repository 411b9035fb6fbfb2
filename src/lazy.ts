/** What takes time to make and is not always needed is made when it is first asked for, and once. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
