/** PNG (third edition, section 5): chunks with length, name and checksum. */
import { type Orientation, readOrientation, renderOrientation } from './orientation.ts'
import { join, toName, type Written } from './pieces.ts'

const SIGNATURE = 8

/** What decides how the pixels look, those of an animation too. Names that begin with a capital are always needed. */
const NEEDED = new Set('tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '))

/** What stands behind the end is no part of it. */
export function withoutPngMetadata(bytes: Uint8Array): Written {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = toName(bytes, at + 4, at + 8)
    const chunk = bytes.subarray(at, at + 12 + length)
    if (name === 'eXIf') orientation = readOrientation(chunk.subarray(8, 8 + length))
    else if (/^[A-Z]/.test(name) || NEEDED.has(name)) kept.push(chunk)
    if (name === 'IEND') break
    at += 12 + length
  }
  const [header, ...others] = kept
  const pieces = [bytes.subarray(0, SIGNATURE), ...(header ? [header] : []), ...toExif(orientation), ...others]
  return { bytes: join(pieces), orientation }
}

function toExif(orientation: Orientation): Uint8Array[] {
  const block = renderOrientation(orientation)
  if (block === undefined) return []
  const named = join([new TextEncoder().encode('eXIf'), block])
  return [toWord(block.length), named, toWord(toChecksum(named))]
}

function toWord(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

/** CRC-32 as annex D has it, bit by bit: of some thirty bytes. */
function toChecksum(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1
  }
  return ~rest >>> 0
}
