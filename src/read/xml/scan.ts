/**
 * A text cut into tags, text and CDATA sections, in one pass and in linear time, whatever is broken in it.
 * What stands between tags is jumped over; tags that are not as XML wants them go through htmlparser2's tokenizer.
 */

import type { Steps } from '../../steps.ts'
import { findDoctypeEnd } from './entity.ts'
import { newTagReader, readAttributes, type TagReader } from './tag.ts'

export type Scanner = {
  readonly open: (name: string, attributes: Map<string, string> | undefined, selfClosing: boolean) => void
  readonly close: (name: string) => void
  /** Text with its references. */
  readonly raw: (text: string) => void
  /** Text as it is. */
  readonly plain: (text: string) => void
  readonly doctype: (text: string) => void
  /** Whether the vocabulary has an element of this name. */
  readonly isKnown: (name: string) => boolean
  /** The name, as written, of the innermost open element. */
  readonly innermost: () => string
}

type Scan = {
  readonly text: string
  readonly to: Scanner
  readonly tags: TagReader
  readonly decode: (value: string) => string
  /** The next `-->` and `]]>`, kept, since looking for a far one again and again would cost time without end. */
  commentEnd: number
  sectionEnd: number
  brokenComments: number
}

/** More than these were never meant to be comments. */
const MOST_BROKEN = 1000

/** Characters of one step: some ten milliseconds. */
const STEP = 128 * 1024

/** Scans a whole text. */
export function* scan(text: string, to: Scanner, decode: (value: string) => string): Steps<void> {
  const scan: Scan = { text, to, tags: newTagReader(decode), decode, commentEnd: 0, sectionEnd: 0, brokenComments: 0 }
  for (let at = scanUpTo(scan, 0, STEP); at < text.length; at = scanUpTo(scan, at, at + STEP)) yield
}

/** Scans from `at` until `limit` is reached; answers where to go on. */
function scanUpTo(scan: Scan, from: number, limit: number): number {
  const { text, to } = scan
  const end = Math.min(limit, text.length)
  let at = from
  while (at < end) {
    const open = text.indexOf('<', at)
    if (open < 0) {
      to.raw(text.slice(at))
      return text.length
    }
    if (open > at) to.raw(text.slice(at, open))
    at = scanMarkup(scan, open)
  }
  return at
}

/** What begins with the `<` at `open`; answers where it ends. */
function scanMarkup(scan: Scan, open: number): number {
  const code = scan.text.charCodeAt(open + 1)
  if (code === 0x2f) return scanEndTag(scan, open)
  if (code === 0x21) return scanDeclaration(scan, open)
  if (code === 0x3f) return findInstructionEnd(scan.text, open)
  if (isNameStart(code)) return scanTag(scan, open)
  return scanPlain(scan, open)
}

/** Names begin with a letter: `<3` and `< 5` are text. */
function isNameStart(code: number): boolean {
  const lower = code | 0x20
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code > 0xbf
}

function scanTag(scan: Scan, open: number): number {
  const { text, to, tags, decode } = scan
  const end = findNameEnd(text, open + 1)
  const next = text.charCodeAt(end)
  // `<item<title>`: the end of the tag is missing, if such an element there is.
  const cut = next === 0x3c
  if (!isName(text, open + 1, end) || (cut && !to.isKnown(text.slice(open + 1, end)))) {
    return next === 0x3e ? scanMistyped(scan, open, end) : scanPlain(scan, open)
  }
  if (next === 0x3e || cut) {
    to.open(text.slice(open + 1, end), undefined, false)
    return cut ? end : end + 1
  }
  const tag = readAttributes(text, end, decode) ?? tags(text, open)
  // A tag that the document's end cuts off says nothing for sure.
  if (!tag) return text.length
  to.open(text.slice(open + 1, end), tag.attributes, tag.selfClosing)
  return tag.end
}

/** A `<` that begins nothing. */
function scanPlain({ to }: Scan, open: number): number {
  to.plain('<')
  return open + 1
}

/** `<title&>`, `<link">`: a tag with a slip of the finger at its end, if such an element there is. */
function scanMistyped(scan: Scan, open: number, end: number): number {
  const [, name = ''] = /^([a-z][\w:.-]{0,60})["'&;,#*+]{1,3}$/i.exec(scan.text.slice(open + 1, end)) ?? []
  if (!name || !scan.to.isKnown(name)) return scanPlain(scan, open)
  scan.to.open(name, undefined, false)
  return end + 1
}

function scanEndTag(scan: Scan, open: number): number {
  const { text, to } = scan
  let start = open + 2
  while (isBlank(text.charCodeAt(start))) start++
  const end = findNameEnd(text, start)
  if (end > start) to.close(text.slice(start, end))
  if (text.charCodeAt(end) === 0x3e) return end + 1
  // `</title <link>`: the end tag was not closed, the next tag is one.
  const next = text.indexOf('<', end)
  const gap = text.slice(end, next < 0 ? text.length : next)
  const angle = gap.indexOf('>')
  return angle < 0 ? end + gap.length : end + angle + 1
}

/** The first character that is none of a name. */
function findNameEnd(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x3e || code === 0x2f || code === 0x3c || isBlank(code)) break
  }
  return at
}

/** `<joe@example.org>`, `<http://…>` and `<<` are text. */
function isName(text: string, from: number, end: number): boolean {
  if (text.charCodeAt(end - 1) === 0x3a) return false
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    // Of ASCII: letters, digits, and - . : _
    const fine = code > 0x7f || code === 0x5f || (code >= 0x2d && code <= 0x3a && code !== 0x2f)
    if (!fine && !((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a)) return false
  }
  return true
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

function scanDeclaration(scan: Scan, open: number): number {
  const { text, to } = scan
  if (text.startsWith('<![CDATA[', open)) return scanSection(scan, open)
  if (text.startsWith('<!--', open)) return findCommentEnd(scan, open)
  if (/^<!doctype\b/i.test(text.slice(open, open + 12))) {
    const end = findDoctypeEnd(text, open)
    to.doctype(text.slice(open, end))
    return end
  }
  const end = text.indexOf('>', open)
  return end < 0 ? text.length : end + 1
}

/** A comment in which another one begins was never closed, if items stand in it; so was one without an end. */
function findCommentEnd(scan: Scan, open: number): number {
  const { text } = scan
  if (scan.commentEnd < open + 4) scan.commentEnd = find(text, '-->', open + 4)
  const end = scan.commentEnd
  if (scan.brokenComments > MOST_BROKEN && end < text.length) return end + 3
  const inner = text.indexOf('<!--', open + 4)
  const broken = inner >= 0 && inner < end && /<(?:item|entry)[\s>]/i.test(text.slice(open, inner))
  if (!broken && end < text.length) return end + 3
  scan.brokenComments++
  return open + 4
}

/** Where `mark` stands; the text's length where it does not. */
function find(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at
}

/** `<?xml version="1.0">`, without its closing question mark, would swallow everything up to the next one. */
function findInstructionEnd(text: string, open: number): number {
  const angle = text.indexOf('>', open)
  if (angle < 0) return text.length
  if (text.charCodeAt(angle - 1) === 0x3f) return angle + 1
  const next = text.indexOf('<', angle)
  const end = text.slice(angle, next < 0 ? text.length : next).lastIndexOf('?>')
  return end < 0 ? angle + 1 : angle + end + 2
}

/** A CDATA section; where its end is missing, it ends with the element it stands in. */
function scanSection(scan: Scan, open: number): number {
  const { text, to } = scan
  const start = open + '<![CDATA['.length
  if (scan.sectionEnd < start) scan.sectionEnd = find(text, ']]>', start)
  const end = scan.sectionEnd
  const inner = find(text, '<![CDATA[', start)
  let stop = end
  if (inner < end || end === text.length) {
    const held = text.slice(start, inner)
    // The element may have ended in the very tag that the section begins in; then it ends with the item.
    const ends = [`</${to.innermost()}>`, '</item>', '</entry>'].map((tag) => find(held, tag, 0))
    const first = Math.min(...ends)
    if (first < held.length) stop = start + first
  }
  to.plain(text.slice(start, stop))
  return stop === end ? Math.min(end + 3, text.length) : stop
}
