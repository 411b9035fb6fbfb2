/**
 * The last line of defence: what is stored was made safe by `clean`, but nothing that a document is made of may break
 * it for all its other readers. Rendered text is looked at once; only where it holds what no document may is the value
 * beneath it gone through.
 */
import { toSafeText } from '../clean/text.ts'

/** Characters that XML cannot hold, or that the W3C's validator warns of. */
const UNSAFE_XML = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/
/** The same as `JSON.stringify` writes them; a story about backslashes is looked at in vain, and comes to no harm. */
const UNSAFE_JSON = /\\[ubf]|[\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/

/** What `write` makes of a value, without any character that XML cannot hold. */
export function writeXml<T>(value: T, write: (value: T) => string): string {
  const text = write(value)
  return text.isWellFormed() && !UNSAFE_XML.test(text) ? text : write(toSafe(value))
}

/** A value as JSON, with no other characters than the same value has in XML. */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value)
  return UNSAFE_JSON.test(text) ? JSON.stringify(toSafe(value)) : text
}

/** The value with every text in it made safe for XML. */
export function toSafe<T>(value: T): T {
  if (typeof value === 'string') return toSafeText(value) as T
  if (Array.isArray(value)) return value.map(toSafe) as T
  if (value === null || typeof value !== 'object' || value instanceof Map) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toSafe(inner)])) as T
}

/** Stand in addresses as URL writes them, but in none that RFC 3986 allows. */
const UNSAFE_URI = /[^\w;/?:@&=+$.\-!~*'()%,#[\]\u0080-\uffff]/
const UNSAFE_CHARACTERS = /[^\w;/?:@&=+$.\-!~*'()%,#[\]\u0080-\uffff]/g

/** The address with those of its characters escaped that URIs must not have (`|`, `{`, blanks). */
export function toUri(url: string): string {
  return UNSAFE_URI.test(url) ? url.replace(UNSAFE_CHARACTERS, encodeURIComponent) : url
}
