/** What kind of picture bytes are, and how large it is, by the bytes themselves: what is said of them, anybody can say. */

type Kind = readonly [type: string, is: (bytes: Uint8Array) => boolean]

/** WHATWG MIME Sniffing, section 6.1, and AVIF by its file type box (ISO/IEC 14496-12, section 4.3). */
const KINDS: readonly Kind[] = [
  ['image/jpeg', (bytes) => has(bytes, 0, '\xff\xd8\xff')],
  ['image/png', (bytes) => has(bytes, 0, '\x89PNG\r\n\x1a\n')],
  ['image/gif', (bytes) => has(bytes, 0, 'GIF87a') || has(bytes, 0, 'GIF89a')],
  ['image/webp', (bytes) => has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBPVP8')],
  ['image/avif', (bytes) => has(bytes, 4, 'ftyp') && (has(bytes, 8, 'avif') || has(bytes, 8, 'avis'))],
  // "BM" alone is how texts begin, too: the four bytes that are reserved have to be 0.
  ['image/bmp', (bytes) => has(bytes, 0, 'BM') && has(bytes, 6, '\0\0\0\0')],
  ['image/x-icon', (bytes) => has(bytes, 0, '\0\0\x01\0') && !has(bytes, 4, '\0\0')],
]

/** The media type of a raster picture; undefined for anything else, SVG among it, which can hold scripts. */
export function toRasterType(bytes: Uint8Array): string | undefined {
  return KINDS.find(([, is]) => is(bytes))?.[0]
}

function has(bytes: Uint8Array, at: number, characters: string): boolean {
  return (
    bytes.length >= at + characters.length &&
    [...characters].every((character, index) => bytes[at + index] === character.charCodeAt(0))
  )
}

/** Width and height in pixels, where the format says them at its beginning and they make sense. */
export function toRasterSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const type = toRasterType(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 30) return undefined
  const [width, height] = type === undefined ? [0, 0] : (READERS[type]?.(view, bytes) ?? [0, 0])
  return width > 0 && height > 0 ? { width, height } : undefined
}

type Size = readonly [width: number, height: number]

const READERS: Readonly<Record<string, (view: DataView, bytes: Uint8Array) => Size>> = {
  // PNG, section 11.2.1.
  'image/png': (view) => [view.getUint32(16), view.getUint32(20)],
  'image/gif': (view) => [view.getUint16(6, true), view.getUint16(8, true)],
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/** The frame header of ISO/IEC 10918-1, section B.2.2, behind segments that say how long they are. */
function readJpeg(view: DataView): Size {
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)]
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return [0, 0]
}

/** RFC 9649, sections 2.5 to 2.7. */
function readWebp(view: DataView, bytes: Uint8Array): Size {
  if (has(bytes, 12, 'VP8X')) return [1 + toTriple(view, 24), 1 + toTriple(view, 27)]
  if (has(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)]
  }
  return has(bytes, 12, 'VP8 ') ? [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff] : [0, 0]
}

function toTriple(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}
