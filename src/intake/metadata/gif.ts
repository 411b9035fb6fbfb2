/** GIF (GIF89a specification): blocks of parts that say how long they are. */
import { join, toName, type Written } from './pieces.ts'

const [EXTENSION, COMMENT, APPLICATION] = [0x21, 0xfe, 0xff]
/** How often it is played, and its colours. */
const NEEDED = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])
export const [IMAGE, TRAILER] = [0x2c, 0x3b]

/** A block behind the head, `at` where it stands; the trailer is one, too. */
export type GifBlock = { readonly kind: number; readonly at: number; readonly bytes: Uint8Array }

/** Blocks in their order, up to the end or to where it was cut off. */
export function* readGifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  for (let at = toHead(bytes); at < bytes.length; ) {
    const kind = bytes[at] ?? TRAILER
    if (kind === TRAILER) yield { kind, at, bytes: bytes.subarray(at, at + 1) }
    if (kind !== EXTENSION && kind !== IMAGE) return
    const end = kind === IMAGE ? toPartsEnd(bytes, at + 11 + toTable(bytes[at + 9])) : toPartsEnd(bytes, at + 2)
    yield { kind, at, bytes: bytes.subarray(at, end) }
    at = end
  }
}

function toHead(bytes: Uint8Array): number {
  return 13 + toTable(bytes[10])
}

/** Comments, and what programs say for themselves (XMP), stand in blocks of their own. What stands behind the end is no part of it. */
export function withoutGifMetadata(bytes: Uint8Array): Written {
  const blocks = [...readGifBlocks(bytes)].filter(
    ({ kind, at }) => kind === IMAGE || (kind === EXTENSION && isKept(bytes, at)),
  )
  const kept = [bytes.subarray(0, toHead(bytes)), ...blocks.map((block) => block.bytes)]
  return { bytes: join([...kept, Uint8Array.of(TRAILER)]), orientation: 1 }
}

/** Bytes of a table of colours, by the flags before it. */
function toTable(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function toPartsEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (let length = bytes[at]; length !== undefined && length > 0; length = bytes[at]) at += 1 + length
  return Math.min(at + 1, bytes.length)
}

function isKept(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1]
  if (label === COMMENT) return false
  return label !== APPLICATION || NEEDED.has(toName(bytes, at + 3, at + 14))
}
