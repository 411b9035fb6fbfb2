/** WebP (RFC 9649): chunks with name and length, padded to an even one. */
import { type Orientation, readOrientation, renderOrientation } from './orientation.ts'
import { join, toName, type Written } from './pieces.ts'

const HEAD = 12
const NEEDED = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that say what is there (section 2.7.1.1). */
const [EXIF, XMP] = [0x08, 0x04]

/** A chunk, padded; the last may be cut off. */
export type WebpChunk = { readonly name: string; readonly whole: Uint8Array; readonly data: Uint8Array }

export function* readWebpChunks(bytes: Uint8Array): Generator<WebpChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = HEAD; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    yield {
      name: toName(bytes, at, at + 4),
      whole: bytes.subarray(at, end),
      data: bytes.subarray(at + 8, at + 8 + length),
    }
    at = end
  }
}

export function withoutWebpMetadata(bytes: Uint8Array): Written {
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (const { name, whole, data } of readWebpChunks(bytes)) {
    if (name === 'EXIF') orientation = readOrientation(data)
    else if (NEEDED.has(name)) kept.push(whole.slice())
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
