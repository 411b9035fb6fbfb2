/**
 * Bytes to text, in one pass: what they prove (`encodings.ts`), decoded, and repaired where that is called for (`mojibake.ts`, `repair.ts`).
 * Order of trust as RFC 7303 section 3: byte-order mark, HTTP charset, XML declaration, UTF-8;
 * what the bytes themselves prove outranks a label that can't be true.
 */
import { decodeIn, isCodePage, isMainframe, MAINFRAME } from './code-pages.ts'
import { toProvenEncoding } from './encodings.ts'
import { type Decoded, decodeMixed } from './mojibake.ts'
import { repairText } from './repair.ts'

export type { Decoded } from './mojibake.ts'

/** Decodes a whole document; never throws, whatever the labels say. */
export function decodeBytes(bytes: Uint8Array, contentType?: string): Decoded {
  const marked = toMarkedEncoding(bytes)
  if (marked) return decodeAs(bytes, marked)
  const http = toEncoding(readCharset(contentType))
  const declared = toEncoding(readDeclaration(bytes))
  // In EBCDIC only what says so can tell which one it is.
  if (isMainframe(bytes)) return decodeLabelled(bytes, declared?.name ?? http?.name ?? MAINFRAME)
  // US-ASCII is what servers say when they say nothing; a declaration knows better.
  const label = http && !(http.ascii && declared) ? http : (declared ?? http)
  return decodeLabelled(bytes, label?.name ?? 'utf-8')
}

/** The charset parameter of a Content-Type header. */
function readCharset(contentType: string | undefined): string | undefined {
  const match = contentType && /[;,\s]charset\s*=\s*(?:["']\s*)?([^\s;,"']+)/i.exec(contentType)
  return match ? match[1] : undefined
}

type Marked = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

/** By byte-order mark, or by the zeros around the first `<` (XML 1.0, appendix F). */
function toMarkedEncoding(bytes: Uint8Array): Marked | undefined {
  const [a = 1, b = 1, c = 1, d = 1] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && b === 0) return (c === 0xfe && d === 0xff) || (c === 0 && isOpener(d)) ? 'utf-32be' : undefined
  if (isOpener(a) && b === 0) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  return a === 0 && isOpener(b) && c === 0 ? 'utf-16be' : undefined
}

/** What a document can begin with: `<`, `{`, `[`, white space. */
function isOpener(byte: number): boolean {
  return (
    byte === 0x3c || byte === 0x7b || byte === 0x5b || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
  )
}

function decodeAs(bytes: Uint8Array, encoding: Marked): Decoded {
  if (encoding === 'utf-8') return decodeLabelled(bytes, encoding)
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    return { text: decodeUtf32(bytes, encoding === 'utf-32le'), encoding, warnings: [] }
  }
  return { text: new TextDecoder(encoding).decode(bytes), encoding, warnings: [] }
}

/** UTF-32 is no encoding of the WHATWG's, so TextDecoder has none. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian)
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    if (at > 0 || point !== 0xfeff) parts.push(valid ? String.fromCodePoint(point) : '\ufffd')
  }
  return parts.join('')
}

type Label = { readonly name: string; readonly ascii: boolean }

/** A label as the WHATWG knows it, or of a code page; unknown ones, and 16-bit ones that the bytes already ruled out, are none. */
function toEncoding(label: string | undefined): Label | undefined {
  if (!label) return undefined
  const lower = label.toLowerCase()
  const names = [...new Set([lower, lower.replaceAll('_', '-')])].map((name) => ALIASES[name] ?? name)
  for (const name of names) {
    const known = isCodePage(name) ? name : toPlatformName(name)
    if (known !== undefined) return { name: known, ascii: /ascii|^ansi_x3|^iso646/.test(name) }
  }
  return undefined
}

function toPlatformName(name: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(name)
    return encoding.startsWith('utf-16') ? undefined : encoding
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Names that servers use and the WHATWG does not list. */
const ALIASES: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
  cp1252: 'windows-1252',
  'win-1251': 'windows-1251',
  windows1256: 'windows-1256',
  'win-1256': 'windows-1256',
  gb_18030: 'gb18030',
  'iso-8859-8-e': 'iso-8859-8',
  'ms-ansi': 'windows-1252',
  'ms-arab': 'windows-1256',
  'ms-cyrl': 'windows-1251',
  'ms-ee': 'windows-1250',
  'ms-greek': 'windows-1253',
  'ms-hebr': 'windows-1255',
  'ms-turk': 'windows-1254',
  winbaltrim: 'windows-1257',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  maccyrillic: 'x-mac-cyrillic',
})

const DECLARATION = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)/

function readDeclaration(bytes: Uint8Array): string | undefined {
  if (bytes.indexOf(0x3c) > 1024 && !isMainframe(bytes)) return undefined
  const start = bytes.subarray(0, 1024)
  const head = isMainframe(bytes) ? decodeIn(start, MAINFRAME) : new TextDecoder('latin1').decode(start)
  return DECLARATION.exec(head.slice(Math.max(0, head.indexOf('<?xml'))))?.[1]
}

function decodeLabelled(bytes: Uint8Array, label: string): Decoded {
  if (label === 'utf-8') return decodeUtf8(bytes)
  const proven = toProvenEncoding(bytes, label)
  if (proven === 'utf-8') {
    const { text, warnings } = decodeUtf8(bytes)
    return { text, encoding: proven, warnings: [`The document is labelled ${label} but is UTF-8.`, ...warnings] }
  }
  const warnings = proven ? [`The document is labelled ${label} but was read as ${proven}, as its letters say.`] : []
  return { text: decodeIn(bytes, proven ?? label), encoding: proven ?? label, warnings }
}

function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    // As many characters as bytes: ASCII, in which nothing can be wrong.
    return { text: text.length === bytes.length ? text : repairText(text), encoding: 'utf-8', warnings: [] }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return decodeMixed(bytes)
  }
}

// Bytes of an HTML page to text: as `decodeBytes`, but with what the page's own `meta` says (HTML, section 13.2.3.2).

const META = /<meta\s[^>]{0,300}?charset\s*=\s*(?:["']\s*)?([A-Za-z0-9._:-]{1,40})/i

/** How far into a page its encoding is looked for: browsers read 1,024 bytes, servers put banners before it. */
const HEAD = 8192

export function decodePage(bytes: Uint8Array, contentType?: string): Decoded {
  if (readCharset(contentType)) return decodeBytes(bytes, contentType)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  const named = META.exec(head)?.[1]
  return decodeBytes(bytes, named ? `text/html; charset=${named}` : contentType)
}
