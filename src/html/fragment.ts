/**
 * The door of HTML text: a part of a page as the standard's own tree. Promises: any text gives a tree, in linear time,
 * of bounded depth.
 */

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, Parser, type Token } from 'parse5'

/** The HTML standard's tree of a fragment. Cleaning changes it in place; it never leaves this folder. */
export type Element = DefaultTreeAdapterTypes.Element
type TextNode = DefaultTreeAdapterTypes.TextNode
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Parent = DefaultTreeAdapterTypes.ParentNode

/** `isOdd`: the parser moved nodes (tables, crossed tags), so the same tree written out may not parse to itself. */
export type Fragment = { readonly root: Parent; readonly isOdd: boolean }

export const HTML = html.NS.HTML
export const MATHML = html.NS.MATHML

/** Far above what stories have. Beyond them tags are ignored and text is kept. */
const DEPTH = 96
const FORMATTING = 16
const ELEMENTS = 100_000

/** These take no depth, or hide their text: never ignored, else that text would show. */
const SHALLOW = new Set(
  'area base br col embed hr img input link meta param source track wbr script style iframe noembed noframes xmp textarea title'.split(
    ' ',
  ),
)

/** Parses HTML as a browser would as the content of a `div`, without scripting. Time and memory are linear. */
export function parseHtml(text: string): Fragment {
  const context = defaultTreeAdapter.createElement(html.TAG_NAMES.DIV, HTML, [])
  const parser = BoundedParser.getFragmentParser(context, {
    scriptingEnabled: false,
    treeAdapter: createAdapter(),
  }) as BoundedParser
  parser.tokenizer.write(closeQuotes(text), true)
  const isOdd = parser.treeAdapter.moves > 0
  return { root: parser.getFragment(), isOdd }
}

/** The parser's usual adapter, which counts elements and the nodes that it moves. */
type CountingAdapter = typeof defaultTreeAdapter & { elements: number; moves: number }

const counting: ThisType<CountingAdapter> & Partial<typeof defaultTreeAdapter> = {
  createElement(name, namespace, attributes) {
    this.elements++
    return defaultTreeAdapter.createElement(name, namespace, attributes)
  },
  detachNode(node) {
    this.moves++
    defaultTreeAdapter.detachNode(node)
  },
  insertBefore(parent, node, reference) {
    this.moves++
    defaultTreeAdapter.insertBefore(parent, node, reference)
  },
  insertTextBefore(parent, text, reference) {
    this.moves++
    defaultTreeAdapter.insertTextBefore(parent, text, reference)
  },
}
const prototype = { ...defaultTreeAdapter, ...counting }

function createAdapter(): CountingAdapter {
  return Object.assign(Object.create(prototype), { elements: 0, moves: 0 })
}

/**
 * Bounded before the tree is built, since the standard's algorithm is quadratic in depth, and
 * opens every unclosed formatting element again in every paragraph.
 */
class BoundedParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  declare treeAdapter: CountingAdapter
  private readonly ignored = new Map<string, number>()

  override onStartTag(token: Token.TagToken): void {
    if (this.isFull() || token.tagName === 'html') return
    if (this.isDeep() && !SHALLOW.has(token.tagName)) {
      this.ignored.set(token.tagName, (this.ignored.get(token.tagName) ?? 0) + 1)
      return
    }
    super.onStartTag(token)
  }

  override onEndTag(token: Token.TagToken): void {
    const ignored = this.ignored.get(token.tagName) ?? 0
    if (ignored > 0) this.ignored.set(token.tagName, ignored - 1)
    // What hides text is closed, however full it is; but `</br>` makes an element.
    else if (!this.isFull() || (SHALLOW.has(token.tagName) && token.tagName !== 'br')) super.onEndTag(token)
  }

  private isFull(): boolean {
    return this.treeAdapter.elements > ELEMENTS
  }

  private isDeep(): boolean {
    if (this.openElements.stackTop >= DEPTH) return true
    let count = 0
    for (let entry = this.activeFormattingElements.newest; entry; entry = entry.older) {
      if (++count >= FORMATTING) return true
    }
    return false
  }
}

export function isElement(node: Node | Parent): node is Element {
  return 'tagName' in node
}

export function isText(node: Node): node is TextNode {
  return node.nodeName === '#text'
}

/** The value of an attribute, where the element has it. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

export function hasClass(element: Element, name: RegExp): boolean {
  return name.test(attribute(element, 'class') ?? '')
}

export function setChildren(parent: Parent, children: Node[]): void {
  parent.childNodes = children
  for (const child of children) child.parentNode = parent
}

export function rename(element: Element, name: string): void {
  element.tagName = name
  element.nodeName = name
}

function append(parent: Parent, node: Node): void {
  defaultTreeAdapter.appendChild(parent, node)
}

export function createElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): Element {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }))
  const element = defaultTreeAdapter.createElement(name, HTML, attrs)
  for (const child of children) append(element, typeof child === 'string' ? createText(child) : child)
  return element
}

export function createText(value: string): TextNode {
  return defaultTreeAdapter.createTextNode(value)
}

/** Elements whose text nobody reads. */
const SILENT = new Set(
  'script style template noscript iframe noembed noframes textarea select svg title head'.split(' '),
)

/** All text in it as it stands, scripts and the like left out. */
export function textOf(node: Node | Parent): string {
  if (node.nodeName === '#text') return (node as TextNode).value
  if (!('childNodes' in node) || SILENT.has(node.nodeName)) return ''
  let text = ''
  for (const child of node.childNodes) text += textOf(child)
  return text
}

/** The first element of that name in it, in document order. */
export function findElement(parent: Parent, name: string): Element | undefined {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    const found = child.tagName === name ? child : findElement(child, name)
    if (found) return found
  }
  return undefined
}

// Quotes of attributes that are never closed: `<img width="40><p>Text <a href="…">` has, for the HTML standard, one long
// value and no text. What was meant is told by the quote that seems to close it, which opens another value.

/** A value that goes on beyond a `>`. Most HTML has none. */
const BEYOND = /=\s{0,9}(?:"[^">]*>|'[^'>]*>)/
/** The next value of a tag, or its end. */
const newNext = () => /=\s{0,9}(["'])|>/g
/** The beginning of a value; what follows one is none. */
const VALUE = /^(?!\/>)[^\s>]/
/** What a tag is ended with after its last value. */
const SLASH = /\s{1,9}\/?$/

/** The HTML with such quotes closed where their tags end. Time is linear. */
export function closeQuotes(html: string): string {
  if (!BEYOND.test(html)) return html
  let closed = ''
  let from = 0
  for (let open = findTag(html, 0); open >= 0; ) {
    const { end, brokenBy } = findEnd(html, open)
    if (brokenBy !== '') {
      closed += `${html.slice(from, end - 1).replace(SLASH, '')}${brokenBy}>`
      from = end
    }
    open = findTag(html, end)
  }
  return closed + html.slice(from)
}

function findTag(html: string, from: number): number {
  let at = html.indexOf('<', from)
  while (at >= 0 && !/[a-z]/i.test(html.charAt(at + 1))) {
    const end = html.startsWith('<!--', at) ? html.indexOf('-->', at) : at
    at = end < 0 ? -1 : html.indexOf('<', end + 1)
  }
  return at
}

/** Where a tag ends, and the quote that was to be closed before. */
function findEnd(html: string, open: number): { readonly end: number; readonly brokenBy: string } {
  const next = newNext()
  next.lastIndex = open
  // Looked for once only: it may stand far away.
  let angle = open
  for (let match = next.exec(html); match; match = next.exec(html)) {
    const [, quote] = match
    if (quote === undefined) return { end: next.lastIndex, brokenBy: '' }
    const close = html.indexOf(quote, next.lastIndex)
    if (angle < next.lastIndex) angle = html.indexOf('>', next.lastIndex)
    if (angle < 0) break
    if (isLeftOpen(html, angle, close)) return { end: angle + 1, brokenBy: quote }
    next.lastIndex = close + 1
  }
  return { end: html.length, brokenBy: '' }
}

/** Whether the quote at `close` is one that opens a value of a later tag. */
function isLeftOpen(html: string, angle: number, close: number): boolean {
  if (close < 0) return true
  return (
    angle < close && /=\s{0,9}$/.test(html.slice(close - 10, close)) && VALUE.test(html.slice(close + 1, close + 3))
  )
}
