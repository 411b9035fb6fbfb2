/** What kind of picture bytes are, by the bytes themselves: what a server says of them, anybody can make it say. */

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

function has(bytes: Uint8Array, at: number, signs: string): boolean {
  return (
    bytes.length >= at + signs.length && [...signs].every((sign, index) => bytes[at + index] === sign.charCodeAt(0))
  )
}
