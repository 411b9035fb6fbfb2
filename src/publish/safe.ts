/**
 * The last line of defence: what is stored was made safe by `clean`, but nothing that a document is made of may break
 * it for all its other readers. Written bytes are looked at once (`sheet.ts`); only where they hold what no document
 * may is the value beneath them gone through.
 */
import { toSafeText } from '../clean/text.ts'
import type { Sheet } from './sheet.ts'

/** Texts that stand one after the other; the long ones by themselves, so that they need not be copied together. */
export type Parts = readonly string[]

/** What is to be written, and how many bytes it is at least. */
export type Draft = { readonly size: number; readonly write: (sheet: Sheet) => void }

/** What `render` makes of a value, without any character that no document may hold. */
export function toDraft<T>(value: T, render: (value: T) => Parts): Draft {
  const parts = render(value)
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const write = (sheet: Sheet) => {
    const start = sheet.length()
    for (const part of parts) sheet.write(part)
    if (sheet.isSafe(start)) return
    sheet.rewind(start)
    for (const part of render(toSafe(value))) sheet.write(part)
  }
  return { size, write }
}

/** The same for documents that are written as one text. */
export function writeXml<T>(value: T, write: (value: T) => string): string {
  const text = write(value)
  return text.isWellFormed() && !UNSAFE.test(text) ? text : write(toSafe(value))
}

const UNSAFE = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/

/** The value with every text in it made safe for XML. */
export function toSafe<T>(value: T): T {
  if (typeof value === 'string') return toSafeText(value) as T
  if (Array.isArray(value)) return value.map(toSafe) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toSafe(inner)])) as T
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
