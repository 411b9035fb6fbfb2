/** PNG (third edition, section 5): chunks with length, name and checksum. */
import { type Orientation, readOrientation, renderOrientation } from './orientation.ts'
import { join, toName, type Written } from './pieces.ts'

const SIGNATURE = 8

/** What decides how the pixels look, those of an animation too. Names that begin with a capital are always needed. */
const NEEDED = new Set('tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '))

/** A chunk: `whole` with length, name and checksum, `data` without. */
export type PngChunk = { readonly name: string; readonly whole: Uint8Array; readonly data: Uint8Array }

/** Chunks in their order; what stands behind the end is none, and the last may be cut off. */
export function* readPngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = toName(bytes, at + 4, at + 8)
    yield { name, whole: bytes.subarray(at, at + 12 + length), data: bytes.subarray(at + 8, at + 8 + length) }
    if (name === 'IEND') return
    at += 12 + length
  }
}

export function withoutPngMetadata(bytes: Uint8Array): Written {
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (const { name, whole, data } of readPngChunks(bytes)) {
    if (name === 'eXIf') orientation = readOrientation(data)
    else if (/^[A-Z]/.test(name) || NEEDED.has(name)) kept.push(whole)
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
