/** A start tag that is not as XML wants it, by htmlparser2's tokenizer: any quotes or none, line breaks, slashes, bare names. */
import { Tokenizer } from 'htmlparser2'

/** Reads the tag that begins at `open`; undefined where the document ends inside it. */
export type TagReader = (text: string, open: number) => StartTag | undefined

type State = {
  text: string
  open: number
  done: boolean
  selfClosing: boolean
  attribute: string
  value: string
  attributes: Map<string, string> | undefined
}

/** Longer than any tag that is meant: a quote that is never closed would take in half the document. */
const LONGEST = 100_000

/** A reader of tags; one for each document, so that its buffers are made once. `decode` resolves references. */
export function newTagReader(decode: (value: string) => string): TagReader {
  const state = newState()
  const tokenizer = newTokenizer(state, decode)
  return (text, open) => {
    begin(state, text, open)
    tokenizer.reset()
    const stop = findMissingAngle(text, open)
    if (stop > 0) {
      tokenizer.write(`${text.slice(open, stop)}>`)
      return { attributes: state.attributes, selfClosing: state.selfClosing, end: stop }
    }
    const quote = findOpenQuote(text, open)
    if (quote !== '') {
      const end = text.indexOf('>', open) + 1
      tokenizer.write(`${text.slice(open, end - 1)}${quote}>`)
      return { attributes: state.attributes, selfClosing: takeSlash(state, end), end }
    }
    let from = open
    let first = -1
    while (!state.done) {
      const angle = text.indexOf('>', from)
      if (angle < 0) return first < 0 ? undefined : toBroken(state, first)
      if (first < 0) first = angle + 1
      const isHeld = from > open && HELD.test(text.slice(from, angle + 1))
      if (isHeld || angle - open > LONGEST) return toBroken(state, first)
      tokenizer.write(text.slice(from, angle + 1))
      from = angle + 1
    }
    return { attributes: state.attributes, selfClosing: state.selfClosing || takeSlash(state, from), end: from }
  }
}

/** `<content medium=image/>`: without its quote the slash that ends the tag looks like a part of its last value. */
function takeSlash({ text, open, attributes, attribute }: State, end: number): boolean {
  const name = attribute.toLowerCase()
  const value = attributes?.get(name)
  if (!attributes || !value?.endsWith('/') || text.charAt(end - 2) !== '/') return false
  // There it is one: `<a href=http://example.org/>`, `<rss xmlns:dc="http://purl.org/dc/elements/1.1/>`.
  if (name.startsWith('xmlns') || /^<a\s/i.test(text.slice(open, open + 3))) return false
  attributes.set(name, value.slice(0, -1).trimEnd())
  return true
}

/** No attribute holds one of these, or any tag with a prefix: the quote before it was never closed. */
const STRUCTURE =
  /^<\/?(?:[\w-]{1,20}:[\w-]{1,40}|rss|feed|channel|item|entry|title|link|guid|id|updated|pubdate|author|name|category|description|summary|content|enclosure|thumbnail|source|comments|creator|image)[\s/>]/i

const HELD = new RegExp(STRUCTURE.source.slice(1), 'i')

/** Where the next tag begins before this one has ended, outside of quotes that are closed; 0 where it does not. */
function findMissingAngle(text: string, open: number): number {
  const next = text.indexOf('<', open + 1)
  // `<content < url="…">`: a `<` that begins nothing is only in the way.
  if (next < 0 || !/[a-z/!?]/i.test(text.charAt(next + 1))) return 0
  const tag = text.slice(open, next)
  if (tag.includes('>')) return 0
  const quotes = tag.match(/["']/g)
  return (quotes?.length ?? 0) % 2 === 0 || STRUCTURE.test(text.slice(next, next + 40)) ? next : 0
}

/** The quote of this tag that takes in the next one, which begins after a `>`; empty where none does. */
function findOpenQuote(text: string, open: number): string {
  const next = text.indexOf('<', open + 1)
  if (next < 0 || !STRUCTURE.test(text.slice(next, next + 40))) return ''
  const tag = text.slice(open, next)
  const mark = /=\s*(["'])|>/g
  for (let match = mark.exec(tag); match?.[1]; match = mark.exec(tag)) {
    const close = tag.indexOf(match[1], mark.lastIndex)
    if (close < 0) return tag.includes('>', mark.lastIndex) ? match[1] : ''
    mark.lastIndex = close + 1
  }
  return ''
}

/** A quote is missing: the tag ends at its first `>`, with the attributes that were whole. */
function toBroken(state: State, end: number): StartTag {
  return { attributes: state.attributes, selfClosing: state.text.charCodeAt(end - 2) === 0x2f, end }
}

function newState(): State {
  return { text: '', open: 0, done: false, selfClosing: false, attribute: '', value: '', attributes: undefined }
}

function begin(state: State, text: string, open: number): void {
  state.text = text
  state.open = open
  state.done = false
  state.selfClosing = false
  state.attributes = undefined
}

function newTokenizer(state: State, decode: (value: string) => string): Tokenizer {
  const slice = (start: number, end: number) => state.text.slice(state.open + start, state.open + end)
  const finish = (selfClosing: boolean) => {
    state.done = true
    state.selfClosing = selfClosing
  }
  const callbacks: ConstructorParameters<typeof Tokenizer>[1] = {
    onopentagname: ignore,
    onattribname: (start, end) => {
      state.attribute = slice(start, end)
      state.value = ''
    },
    onattribdata: (start, end) => {
      state.value += slice(start, end)
    },
    onattribend: () => {
      state.attributes ??= new Map()
      // The first of two attributes of a name counts, as in HTML.
      const name = state.attribute.toLowerCase()
      if (!state.attributes.has(name)) state.attributes.set(name, decode(state.value))
    },
    onopentagend: () => finish(false),
    onselfclosingtag: () => finish(true),
    onclosetag: ignore,
    ontext: ignore,
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onattribentity: ignore,
    ontextentity: ignore,
    onend: ignore,
  }
  return new Tokenizer({ xmlMode: true, decodeEntities: false }, callbacks)
}

function ignore(): void {}

// Attributes of a start tag as XML wants them: blank, name, equals sign, quoted value.

/** A tag's attributes by name as written in lower case, and where it ends. */
type StartTag = {
  readonly attributes: Map<string, string> | undefined
  readonly selfClosing: boolean
  readonly end: number
}

/** Longer than any value that is meant: a quote that is never closed would take in half the document. */
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
