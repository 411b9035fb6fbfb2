/** WebP (RFC 9649): chunks with name and length, padded to an even one. */
import { type Orientation, readOrientation, renderOrientation } from './orientation.ts'
import { join, toName, type Written } from './pieces.ts'

const HEAD = 12
const NEEDED = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that say what is there (section 2.7.1.1). */
const [EXIF, XMP] = [0x08, 0x04]

export function withoutWebpMetadata(bytes: Uint8Array): Written {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (let at = HEAD; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const name = toName(bytes, at, at + 4)
    const end = at + 8 + length + (length % 2)
    if (name === 'EXIF') orientation = readOrientation(bytes.subarray(at + 8, at + 8 + length))
    else if (NEEDED.has(name)) kept.push(bytes.slice(at, end))
    at = end
  }
  const exif = toExif(orientation)
  for (const chunk of kept) if (toName(chunk, 0, 4) === 'VP8X') setFlags(chunk, exif.length > 0)
  return { bytes: withSize(join([bytes.subarray(0, HEAD), ...kept, ...exif])), orientation }
}

function toExif(orientation: Orientation): Uint8Array[] {
  const block = renderOrientation(orientation)
  return block === undefined ? [] : [new TextEncoder().encode('EXIF'), Uint8Array.of(block.length, 0, 0, 0), block]
}

function setFlags(chunk: Uint8Array, hasExif: boolean): void {
  chunk[8] = ((chunk[8] ?? 0) & ~(EXIF | XMP)) | (hasExif ? EXIF : 0)
}

function withSize(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true)
  return bytes
}
