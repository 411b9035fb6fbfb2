/**
 * Whether a picture in an address (`data:`) shows nothing: one colour, a few pixels, a blur of a picture that comes
 * later. Nothing is drawn: a picture of one colour is told by how few bytes it takes for its size. Promises: linear time,
 * nothing is thrown.
 */

/** A blur takes a thousand letters; longer ones are pictures. */
const LONGEST = 16_000
const LEAST_JPEG = 512
const LEAST_WEBP = 160

/** @param url a raster `data:` in base64 */
export function isPlain(url: string): boolean {
  if (url.length > LONGEST) return false
  const bytes = toBytes(url.slice(url.indexOf(',') + 1))
  if (bytes === undefined) return false
  switch (bytes[0]) {
    case 0x47:
      return isPlainGif(bytes)
    case 0x89:
      return isPlainPng(bytes)
    // What else a picture has to have takes most of so few bytes.
    case 0xff:
      return bytes.length < LEAST_JPEG
    case 0x52:
      return bytes.length < LEAST_WEBP
    default:
      return false
  }
}

/** Undefined where it is no base64. */
function toBytes(text: string): Uint8Array | undefined {
  const plain = text.replace(/%2b/gi, '+').replace(/%2f/gi, '/').replace(/%3d/gi, '=')
  const [, digits = ''] = /^([a-z0-9+/]*)={0,2}$/i.exec(plain) ?? []
  if (digits === '' || digits.length % 4 === 1) return undefined
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0))
}

/** Of one colour the codes of LZW grow by a pixel each, so that as many of them are needed as the root of its pixels. */
function isPlainGif(bytes: Uint8Array): boolean {
  const pixels = toShort(bytes, 6) * toShort(bytes, 8)
  const frame = findFrame(bytes)
  if (frame < 0) return false
  if (pixels <= 1) return true
  const local = bytes[frame + 9] ?? 0
  const data = frame + 10 + ((local & 0x80) === 0 ? 0 : 3 * 2 ** ((local & 7) + 1))
  const codes = Math.ceil(Math.sqrt(2 * pixels)) + 3
  const bits = Math.ceil(Math.log2(codes + 2 ** (bytes[data] ?? 2) + 2))
  return toBlocks(bytes, data + 1).size <= Math.ceil((codes * bits) / 8) + 1
}

/** Where the first frame is described; -1 where there is none. */
function findFrame(bytes: Uint8Array): number {
  const packed = bytes[10] ?? 0
  let at = 13 + ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1))
  while (bytes[at] === 0x21) at = toBlocks(bytes, at + 2).end
  return bytes[at] === 0x2c ? at : -1
}

function toBlocks(bytes: Uint8Array, start: number): { readonly size: number; readonly end: number } {
  let size = 0
  let at = start
  while (at < bytes.length && bytes[at] !== 0) {
    size += bytes[at] ?? 0
    at += (bytes[at] ?? 0) + 1
  }
  return { size, end: at + 1 }
}

function toShort(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
}

/** Rows that are all alike shrink to a few hundredths, and never below a few bytes. */
function isPlainPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer)
  let size = 0
  let raw = 0
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (name === 'IHDR' && at + 18 <= bytes.length) raw = toRaw(view, at + 8)
    if (name === 'IDAT') size += length
    at += length + 12
  }
  return raw > 0 && size <= 20 + raw / 150
}

/** Bytes before they were packed. */
function toRaw(view: DataView, at: number): number {
  const [width, height, depth, kind] = [
    view.getUint32(at),
    view.getUint32(at + 4),
    view.getUint8(at + 8),
    view.getUint8(at + 9),
  ]
  const channels = [1, 1, 3, 1, 2, 1, 4][kind] ?? 1
  return height * (1 + Math.ceil((width * depth * channels) / 8))
}
