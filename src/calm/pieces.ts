/**
 * What comes of work that is done aside, in pieces, since a value of megabytes that arrives at once holds up all others:
 * first the value without its items, then some items at a time, each as JSON. Promises: what is unpacked is what was
 * packed, but for members that are undefined, which are absent.
 */

type Packable = { readonly items: readonly unknown[] }

/** Characters of a piece, where it has more than one item: a millisecond or two. */
const LARGEST = 100_000

export function pack({ items, ...head }: Packable): Uint8Array[] {
  const encoder = new TextEncoder()
  const pieces = [encoder.encode(JSON.stringify(head))]
  let some: string[] = []
  let size = 0
  const close = () => {
    if (some.length > 0) pieces.push(encoder.encode(`[${some.join(',')}]`))
    some = []
    size = 0
  }
  for (const item of items) {
    const text = JSON.stringify(item)
    if (size + text.length > LARGEST) close()
    some.push(text)
    size += text.length
  }
  close()
  return pieces
}

/** Lets other work go on between two pieces. */
export async function unpack<Value extends Packable>(
  [head, ...pieces]: readonly Uint8Array[],
  pause: () => Promise<void>,
): Promise<Value> {
  const decoder = new TextDecoder()
  const items: unknown[] = []
  for (const piece of pieces) {
    items.push(...(JSON.parse(decoder.decode(piece)) as unknown[]))
    await pause()
  }
  return { ...JSON.parse(decoder.decode(head)), items } as Value
}
