/**
 * The last line of defence: what is stored was made safe by `clean`, but nothing that a document is made of may break
 * it for all its other readers. Written bytes are looked at once (`Sheet`); only where they hold what no document
 * may is the value beneath them gone through. XML is written with what stands here, and escaped by it.
 */
import { toXmlSafeText } from '../clean/markup/text.ts'
import { toReference } from '../html/escape.ts'

/** Texts that stand one after the other; the long ones by themselves, so that they need not be copied together. */
export type MarkupParts = readonly string[]

/** What is to be written, and how many bytes it is at least. */
export type Writable = { readonly size: number; readonly write: (sheet: Sheet) => void }

/** What `render` makes of a value, without any character that no document may hold. */
export function toWritable<T>(value: T, render: (value: T) => MarkupParts): Writable {
  const parts = render(value)
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const write = (sheet: Sheet) => {
    const start = sheet.length()
    for (const part of parts) sheet.write(part)
    if (sheet.isSafe(start)) return
    sheet.rewind(start)
    for (const part of render(toXmlSafe(value))) sheet.write(part)
  }
  return { size, write }
}

/** The same for documents that are written as one text. */
export function writeXml<T>(value: T, write: (value: T) => string): string {
  const text = write(value)
  return text.isWellFormed() && !UNSAFE.test(text) ? text : write(toXmlSafe(value))
}

const UNSAFE = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/

/** The value with every text in it made safe for XML. */
export function toXmlSafe<T>(value: T): T {
  if (typeof value === 'string') return toXmlSafeText(value) as T
  if (Array.isArray(value)) return value.map(toXmlSafe) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toXmlSafe(inner)])) as T
}

/** A text between JSON's quotes. Control characters stay: no text has any, and no document with one goes out. */
export function escapeJson(text: string): string {
  return text.replace(/["\\\n\r\t]/g, toEscape)
}

function toEscape(character: string): string {
  switch (character) {
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    case '\t':
      return '\\t'
    default:
      return `\\${character}`
  }
}

/** What no URI may hold (RFC 3986). */
const UNSAFE_URI = /[^\w;/?:@&=+$.\-!~*'()%,#[\]]/
const UNSAFE_CHARACTERS = /[^\w;/?:@&=+$.\-!~*'()%,#[\]]/g

/**
 * The address as a URI: letters beyond ASCII as WHATWG URL escapes them, and what it lets stand (`|`, `{`) escaped too.
 * What is stored is as its source writes it; not every reader follows that.
 */
export function toUri(url: string): string {
  if (!UNSAFE_URI.test(url)) return url
  return (URL.parse(url)?.href ?? url.toWellFormed()).replace(UNSAFE_CHARACTERS, encodeURIComponent)
}

/** A document while it is written: texts go in, UTF-8 comes out. */
export type Sheet = {
  readonly write: (text: string) => void
  /** How many bytes there are. */
  readonly length: () => number
  /** Drops what was written after the first `length` bytes. */
  readonly rewind: (length: number) => void
  /** Whether what was written after the first `from` bytes may stand in any document. */
  readonly isSafe: (from: number) => boolean
  /** Appends finished bytes. */
  readonly append: (bytes: Uint8Array) => void
  /** A copy of what was written after the first `from` bytes. */
  readonly copy: (from: number) => Uint8Array<ArrayBuffer>
  /** All of it; nothing may be written any more. */
  readonly finish: () => Uint8Array<ArrayBuffer>
}

/**
 * An empty sheet with room for `size` bytes; it grows. Encoding piece by piece into one buffer takes a tenth of the
 * time of encoding the whole text, which is twice as wide as soon as one character of it is.
 */
export function createSheet(size: number): Sheet {
  const encoder = new TextEncoder()
  const state = { bytes: new Uint8Array(size), at: 0 }
  const grow = (least: number) => {
    const larger = new Uint8Array(Math.max(state.bytes.byteLength * 2, state.at + least + 3) & ~3)
    larger.set(state.bytes.subarray(0, state.at))
    state.bytes = larger
  }
  const write = (text: string) => {
    let done = 0
    for (;;) {
      const { read, written } = encoder.encodeInto(done === 0 ? text : text.slice(done), state.bytes.subarray(state.at))
      state.at += written
      done += read
      if (done >= text.length) return
      grow((text.length - done) * 3)
    }
  }
  const append = (bytes: Uint8Array) => {
    if (state.at + bytes.byteLength > state.bytes.byteLength) grow(bytes.byteLength)
    state.bytes.set(bytes, state.at)
    state.at += bytes.byteLength
  }
  return {
    write,
    append,
    length: () => state.at,
    rewind: (length) => {
      state.at = length
    },
    isSafe: (from) => isSafe(state.bytes, from, state.at),
    copy: (from) => state.bytes.slice(from, state.at),
    // Room for a document takes longer to get than the document to write, so it is copied only where it would waste much.
    finish: () =>
      state.at * 8 < state.bytes.byteLength * 7 ? state.bytes.slice(0, state.at) : state.bytes.subarray(0, state.at),
  }
}

/**
 * No control character but tab and line ends, none of the C1 block, no noncharacter and no U+FFFD, which the encoder
 * puts in place of half a surrogate pair. Read off the bytes, since no pattern reads texts as fast: four at a time
 * where they are plain ASCII, as most are.
 */
function isSafe(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): boolean {
  const words = new Int32Array(bytes.buffer, 0, bytes.byteLength >>> 2)
  let at = from
  while (at < to) {
    at = skipPlain(words, at, to)
    if (at < to && !isSafeAt(bytes, at)) return false
    at++
  }
  return true
}

/** Where the first four bytes begin that are not plain. */
function skipPlain(words: Int32Array, from: number, to: number): number {
  if ((from & 3) !== 0) return from
  let word = from >>> 2
  const end = to >>> 2
  while (word < end && isPlain(words[word] ?? 0)) word++
  return word << 2
}

/** Four bytes between 0x20 and 0x7e: adding 1 sets the top bit of 0x7f, taking 0x20 away that of lesser ones. */
function isPlain(word: number): boolean {
  return ((word | (word + 0x01010101) | (word - 0x20202020)) & 0x80808080) === 0
}

function isSafeAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] ?? 0
  if (byte < 0x80) return byte >= 0x20 ? byte !== 0x7f : byte === 0x0a || byte === 0x0d || byte === 0x09
  const second = bytes[at + 1] ?? 0
  if (byte === 0xc2) return second >= 0xa0
  return byte !== 0xef || !isSuspect(second, bytes[at + 2] ?? 0)
}

/** U+FFFD to U+FFFF are EF BF BD to BF; U+FDD0 to U+FDEF are EF B7 90 to AF. */
function isSuspect(second: number, third: number): boolean {
  if (second === 0xbf) return third >= 0xbd
  return second === 0xb7 && third >= 0x90 && third <= 0xaf
}

/** Text as UTF-8. Both runtimes encode into a buffer of its own; only the types of one of them leave that open. */
export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
}

// An escaping XML writer: strings in, strings out. Text must be XML-safe (`toXmlSafe` sees to it).

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with finished markup in it; `undefined` attributes are left out. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const start = `<${name}${renderAttributes(attributes)}`
  return inside === '' ? `${start}/>\n` : `${start}>\n${inside}</${name}>\n`
}

/** An element with text in it; nothing when there is no text. */
export function textElement(name: string, text: string | number | undefined, attributes?: Attributes): string {
  if (text === undefined || text === '') return ''
  const start = attributes === undefined ? name : name + renderAttributes(attributes)
  return `<${start}>${escapeText(String(text))}</${name}>\n`
}

/** A whole document. */
export function renderXmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}`
}

/** Text between tags. A carriage return would be read as a line feed, and `]]>` is not allowed (XML 1.0 §2.4, §2.11). */
export function escapeText(text: string): string {
  // Nearly no text has any of them, and nothing finds out as fast.
  const isPlain = !text.includes('&') && !text.includes('<') && !text.includes('>') && !text.includes('\r')
  return isPlain ? text : text.replace(/[&<>\r]/g, toReference)
}

/** HTML as text: a CDATA section, which is shorter than HTML with its tags escaped, and quicker to write and read. */
export function toCdata(html: string): string {
  return html.includes(']]>') || html.includes('\r') ? escapeText(html) : `<![CDATA[${html}]]>`
}

/** Text between double quotes; white space other than blanks would be read as blanks (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string {
  return /[&<>"\t\n\r]/.test(text) ? text.replace(/[&<>"\t\n\r]/g, toReference) : text
}

/** What the W3C's validator takes for HTML in text that is said to have none: an end tag, a reference. */
export function isTakenForHtml(text: string): boolean {
  return (text.includes('&') || text.includes('<')) && /<\/\w+>|&#?\w+;/.test(text)
}

export function renderAttributes(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) text += ` ${name}="${escapeAttribute(String(value))}"`
  }
  return text
}
