/**
 * Whether a picture that an editor hands in is one that every reader can show: whole, of one frame, in colours of a
 * screen. Promises: it is told by the bytes alone, in time linear in them, and nothing is decoded.
 */
import { ParseError, RequestError } from '../errors.ts'
import { toRasterSize, toRasterType } from '../model/raster.ts'
import { IMAGE, readGifBlocks, TRAILER } from './metadata/gif.ts'
import { END, readSegments, SCAN } from './metadata/jpeg.ts'
import { toName } from './metadata/pieces.ts'
import { readPngChunks } from './metadata/png.ts'
import { readWebpChunks } from './metadata/webp.ts'

const NAMES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
}
const KINDS = 'PNG, JPEG, GIF or WebP'

/** What old programs call them. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
}

/** What is handed in by mistake, by how it begins (ISO/IEC 14496-12, section 4.3, for what stands at 4). */
const OTHERS: readonly (readonly [name: string, begins: RegExp])[] = [
  ['AVIF', /^[\s\S]{4}ftypavi/],
  ['HEIC', /^[\s\S]{4}ftyp(?:hei|hev|mif|msf)/],
  ['a film', /^[\s\S]{4}ftyp|^\x1aE\xdf\xa3/],
  ['BMP', /^BM/],
  ['an icon', /^\0\0\x01\0/],
  ['TIFF', /^(?:II\*\0|MM\0\*)/],
  ['JPEG XL', /^(?:\xff\x0a|\0\0\0\x0cJXL )/],
  ['JPEG 2000', /^(?:\xff\x4f\xff\x51|\0\0\0\x0cjP)/],
  ['a Photoshop file', /^8BPS/],
  ['PDF', /^%PDF/],
  ['an archive', /^(?:PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!)/],
  ['SVG', /^(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i],
  ['form data', /^--[^\r\n]{1,200}\r\n/],
]

/** Bytes that tell what it is. */
const BEGINNING = 512

/**
 * @param said the media type that was sent with it @throws RequestError 415 for what is none of the four kinds;
 * ParseError, the end of a sentence, for one that not every reader can show
 */
export function refuseUnsound(bytes: Uint8Array, said: string): void {
  const type = toRasterType(bytes) ?? ''
  const name = NAMES[type]
  if (bytes.length === 0) throw new ParseError('is missing: the body is empty')
  if (name === undefined) throw unsupported(toOther(bytes))
  if ((ALIASES[said] ?? said) !== type)
    throw new RequestError(415, `The body is ${name}, and Content-Type says ${said}: send Content-Type: ${type}.`)
  const parts = READERS[type]?.(bytes)
  if (toRasterSize(bytes) === undefined || !parts?.isWhole) throw new ParseError('is not whole: its end is missing')
  if (parts.frames > 1)
    throw new ParseError(`is animated (${parts.frames} frames), which many readers do not show: send one of its frames`)
  if (parts.isPrint) throw new ParseError('is made for print (CMYK), and has wrong colours on screens: save it as RGB')
}

function unsupported(other: string | undefined): RequestError {
  const what = other === undefined ? 'The body is no picture' : `The body is ${other}`
  return new RequestError(415, `${what}; pictures are taken as ${KINDS}.`)
}

function toOther(bytes: Uint8Array): string | undefined {
  const beginning = toName(bytes, 0, BEGINNING)
  return OTHERS.find(([, begins]) => begins.test(beginning))?.[0]
}

/** `isPrint`: in colours of ink. */
type Parts = { readonly isWhole: boolean; readonly frames: number; readonly isPrint?: boolean }

const READERS: Readonly<Record<string, (bytes: Uint8Array) => Parts>> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/gif': readGif,
  'image/webp': readWebp,
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** ISO/IEC 10918-1, section B.2.2: behind its size a frame says how many components it has. */
function readJpeg(bytes: Uint8Array): Parts {
  const segments = [...readSegments(bytes)]
  const frames = segments.filter(({ marker }) => isFrame(marker))
  const isWhole = segments.some(({ marker }) => marker === SCAN) && segments.at(-1)?.marker === END
  return { isWhole: isWhole && frames.length === 1, frames: 1, isPrint: frames.some(({ segment }) => segment[9] === 4) }
}

function readPng(bytes: Uint8Array): Parts {
  const chunks = [...readPngChunks(bytes)]
  const animation = chunks.find(({ name }) => name === 'acTL')?.data
  const [a = 0, b = 0, c = 0, d = 0] = animation ?? []
  const isWhole = chunks.some(({ name }) => name === 'IDAT') && chunks.at(-1)?.name === 'IEND'
  return { isWhole, frames: Math.max(1, ((a * 256 + b) * 256 + c) * 256 + d) }
}

function readGif(bytes: Uint8Array): Parts {
  const blocks = [...readGifBlocks(bytes)]
  const frames = blocks.filter(({ kind }) => kind === IMAGE).length
  return { isWhole: frames > 0 && blocks.at(-1)?.kind === TRAILER, frames }
}

function readWebp(bytes: Uint8Array): Parts {
  const chunks = [...readWebpChunks(bytes)]
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8
  const frames = chunks.filter(({ name }) => name === 'ANMF').length
  const isShown = frames > 0 || chunks.some(({ name }) => name === 'VP8 ' || name === 'VP8L')
  // The padding of the last one is often left out.
  return { isWhole: isShown && size <= bytes.length + 1, frames: Math.max(1, frames) }
}
