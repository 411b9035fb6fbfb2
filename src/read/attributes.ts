/** Attributes of a start tag as XML wants them: blank, name, sign, quoted value. */

/** A tag's attributes by name as written in lower case, and where it ends. */
export type StartTag = {
  readonly attributes: Map<string, string> | undefined
  readonly selfClosing: boolean
  readonly end: number
}

/** Longer than any value that is meant: a quote that is never closed would take in half the document. */
const LONGEST = 100_000

/**
 * Reads the attributes that begin at `from`, after the tag's name; undefined where anything is not as XML wants it,
 * and a more patient reader has to look.
 */
export function readAttributes(text: string, from: number, decode: (value: string) => string): StartTag | undefined {
  let attributes: Map<string, string> | undefined
  let at = from
  for (;;) {
    const start = skipBlanks(text, at)
    const code = text.charCodeAt(start)
    if (code === 0x3e) return { attributes, selfClosing: false, end: start + 1 }
    if (code === 0x2f && text.charCodeAt(start + 1) === 0x3e) return { attributes, selfClosing: true, end: start + 2 }
    const sign = findSign(text, start)
    // Without a blank before it, a name is no name.
    if (start === at || sign < 0) return undefined
    const close = findClose(text, sign + 1)
    if (close < 0) return undefined
    attributes ??= new Map()
    const name = text.slice(start, sign).toLowerCase()
    if (!attributes.has(name)) attributes.set(name, decode(text.slice(sign + 2, close)))
    at = close + 1
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code === 0x20 || (code >= 0x09 && code <= 0x0d); code = text.charCodeAt(at)) at++
  return at
}

/** The `=` right after a name; -1 where there is none. */
function findSign(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const lower = code | 0x20
    // Letters, digits, and - . : _
    const fine = (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || (code >= 0x2d && code <= 0x3a && code !== 0x2f)
    if (!fine && code <= 0x7f) break
  }
  return at > from && text.charCodeAt(at) === 0x3d ? at : -1
}

/** The quote that closes the one at `from`; -1 where there is none, or one that can't be meant. */
function findClose(text: string, from: number): number {
  const quote = text[from]
  if (quote !== '"' && quote !== "'") return -1
  const close = text.indexOf(quote, from + 1)
  return close - from > LONGEST ? -1 : close
}
