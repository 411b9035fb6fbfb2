/** GIF (GIF89a specification): blocks of parts that say how long they are. */
import { join, toName, type Written } from './pieces.ts'

const [EXTENSION, IMAGE, COMMENT, APPLICATION] = [0x21, 0x2c, 0xfe, 0xff]
/** How often it is played, and its colours. */
const NEEDED = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])
const TRAILER = 0x3b

/** Comments, and what programs say for themselves (XMP), stand in blocks of their own. What stands behind the end is no part of it. */
export function withoutGifMetadata(bytes: Uint8Array): Written {
  const head = 13 + toTable(bytes[10])
  const kept = [bytes.subarray(0, head)]
  for (let at = head; at < bytes.length; ) {
    const block = bytes[at]
    if (block !== EXTENSION && block !== IMAGE) break
    const end = block === IMAGE ? toPartsEnd(bytes, at + 11 + toTable(bytes[at + 9])) : toPartsEnd(bytes, at + 2)
    if (block === IMAGE || isKept(bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
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
