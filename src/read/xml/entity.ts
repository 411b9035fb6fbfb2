/**
 * Character and entity references: `&amp;`, `&#8217;`, `&nbsp;`, and what a document's DOCTYPE declares. Promises:
 * nothing outside is loaded, and what entities grow to is bounded.
 */
import { decodeHTML, decodeHTMLStrict, replaceCodePoint } from 'entities/decode'
import { toReference } from '../../html/escape.ts'

/** Entities of the document's own, already expanded; `left` bounds what all of them may still grow to. */
export type Entities = { readonly values: ReadonlyMap<string, string>; left: number }

/** The longest name the HTML standard knows has 31 characters. */
const LONGEST = 33

/**
 * Decodes every reference once, in linear time. HTML's names count in XML too, since feeds use them undeclared.
 * What is no reference (a bare `&`, an unknown name, a missing semicolon) stays as it stands; only where a blank
 * follows, the names that HTML lets end so count without their semicolon, which no address can look like.
 */
export function decodeText(raw: string, entities?: Entities): string {
  let at = raw.indexOf('&')
  if (at < 0) return raw
  let text = ''
  let from = 0
  while (at >= 0) {
    const end = findEnd(raw, at + 1)
    const value = end < 0 ? undefined : toCharacters(raw, at + 1, end, entities)
    if (value !== undefined) {
      text += raw.slice(from, at) + value
      from = raw.charCodeAt(end) === SEMICOLON ? end + 1 : end
    }
    at = raw.indexOf('&', value === undefined ? at + 1 : from)
  }
  const whole = text + raw.slice(from)
  // A half that found no other half is nothing.
  return whole.isWellFormed() ? whole : whole.toWellFormed()
}

const SEMICOLON = 0x3b

/** The semicolon or blank that ends a name; -1 where none does. */
function findEnd(raw: string, from: number): number {
  const limit = Math.min(raw.length, from + LONGEST)
  for (let at = from; at < limit; at++) {
    const code = raw.charCodeAt(at)
    if (code === SEMICOLON || code === 0x20 || code === 0x0a) return at === from ? -1 : at
    if (code === 0x26 || code === 0x3c) return -1
  }
  return -1
}

function toCharacters(raw: string, from: number, end: number, entities: Entities | undefined): string | undefined {
  const name = raw.slice(from, end)
  if (raw.charCodeAt(end) !== SEMICOLON) return toBareNamed(name)
  switch (name) {
    case 'lt':
      return '<'
    case 'gt':
      return '>'
    case 'amp':
      return '&'
    case 'quot':
      return '"'
    case 'apos':
      return "'"
  }
  if (name.charCodeAt(0) === 0x23) return toCharacter(name)
  const own = entities?.values.get(name)
  if (own === undefined || !entities) return toNamed(name)
  entities.left -= own.length
  return entities.left < 0 ? '' : own
}

/**
 * `#8217` or `#x2019`; 128 to 159 mean windows-1252, as browsers have it. Halves of surrogate pairs (`&#xD83D;&#xDE00;`,
 * as JavaScript and Java write what lies beyond 16 bits) are left as such and meet in the text.
 */
function toCharacter(name: string): string | undefined {
  const hex = name.charCodeAt(1) === 0x78 || name.charCodeAt(1) === 0x58
  const digits = name.slice(hex ? 2 : 1)
  if (!(hex ? /^[0-9a-fA-F]+$/ : /^[0-9]+$/).test(digits)) return undefined
  const point = Number.parseInt(digits, hex ? 16 : 10)
  if (point >= 0xd800 && point <= 0xdfff) return String.fromCharCode(point)
  return String.fromCodePoint(replaceCodePoint(point))
}

function toNamed(name: string): string | undefined {
  const reference = `&${name};`
  const value = decodeHTMLStrict(reference)
  return value === reference ? undefined : value
}

/** HTML's older names, which are its shorter ones: each is one character. */
function toBareNamed(name: string): string | undefined {
  const value = /^[A-Za-z]{2,6}[0-9]{0,2}$/.test(name) ? decodeHTML(`&${name}`) : ''
  return value.length === 1 ? value : undefined
}

/** Text as it has to stand in HTML. */
export function toMarkup(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, toReference) : text
}

export function toAttributeMarkup(value: string): string {
  return value.replace(/[&<>"]/g, toReference)
}

// A DOCTYPE and the entities that it declares. Nothing it names is ever loaded.

/** The entities of one document together may add this much to its text; bombs end here. */
const GROWTH = 1_000_000
const LONGEST_ENTITY = 4096
const MOST_ENTITIES = 1000

/** After the `>` that closes the DOCTYPE at `at`: the one after `]`, when it has an internal subset. */
export function findDoctypeEnd(text: string, at: number): number {
  const angle = after(text, '>', at) ?? text.length
  const bracket = after(text, '[', at)
  if (bracket === undefined || bracket > angle) return angle
  const ends = [findSubsetEnd(text, bracket), findBracketEnd(text, bracket)]
  // Where the bracket is never closed, the next one that is belongs to a CDATA section in some item.
  return ends.find((end) => end !== undefined && !ROOT.test(text.slice(bracket, end))) ?? angle
}

/** Past comments and quoted values, which may hold brackets of their own. */
function findSubsetEnd(text: string, from: number): number | undefined {
  const mark = /<!--|["']|\]\s*>/g
  mark.lastIndex = from
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    const [delimiter] = match
    if (delimiter.startsWith(']')) return mark.lastIndex
    const end = after(text, delimiter === '<!--' ? '-->' : delimiter, mark.lastIndex)
    if (end === undefined) return undefined
    mark.lastIndex = end
  }
  return undefined
}

/** Where a quotation mark is missing: the first bracket that looks like the end. */
function findBracketEnd(text: string, from: number): number | undefined {
  const close = /\]\s*>/g
  close.lastIndex = from
  return close.exec(text) ? close.lastIndex : undefined
}

const ROOT = /<(?:\w+:)?(?:rss|feed|rdf|channel|item|entry)[\s>]/i

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from)
  return at < 0 ? undefined : at + mark.length
}

/** A doctype that is longer is none that somebody wrote. */
const LONGEST_DOCTYPE = 65_536
const ENTITY = /<!ENTITY\s+([^\s%"'<>&;]{1,32})\s+(?:"([^"]{0,8192})"|'([^']{0,8192})')\s*>/g

/** General entities with a value of their own; those that name a file are left out. */
export function readEntities(doctype: string): Entities | undefined {
  const values = new Map<string, string>()
  for (const [, name = '', double, single] of doctype.slice(0, LONGEST_DOCTYPE).matchAll(ENTITY)) {
    if (values.size >= MOST_ENTITIES) break
    // Earlier entities in a value are already expanded, so growth is at most one length for each reference.
    const value = decodeText(double ?? single ?? '', { values, left: LONGEST_ENTITY })
    if (!values.has(name)) values.set(name, value.slice(0, LONGEST_ENTITY))
  }
  return values.size > 0 ? { values, left: GROWTH } : undefined
}
