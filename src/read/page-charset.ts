/** Bytes of an HTML page to text: as `bytes.ts`, but with what the page's own `meta` says (HTML, section 13.2.3.2). */
import { type Decoded, decodeBytes, readCharset } from './bytes.ts'

const META = /<meta\s[^>]{0,300}?charset\s*=\s*(?:["']\s*)?([A-Za-z0-9._:-]{1,40})/i

/** How far into a page its encoding is looked for: browsers read 1,024 bytes, servers put banners before it. */
const HEAD = 8192

export function decodePage(bytes: Uint8Array, contentType?: string): Decoded {
  if (readCharset(contentType)) return decodeBytes(bytes, contentType)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  const named = META.exec(head)?.[1]
  return decodeBytes(bytes, named ? `text/html; charset=${named}` : contentType)
}
